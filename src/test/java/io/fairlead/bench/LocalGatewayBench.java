package io.fairlead.bench;

import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** How fast the embedded gateway listens, and how many calls of {@code echo} it serves. */
public final class LocalGatewayBench implements Benchmark {

  private static final int CONNECTIONS = 50;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration MEASURED = Duration.ofSeconds(5);
  private static final int STARTS = 7;

  @Override
  public String group() {
    return "local gateway";
  }

  @Override
  public List<Measurement> run() throws Exception {
    List<Measurement> measured = new ArrayList<>();
    measured.add(
        new Measurement(
            "listening, fresh process",
            median(STARTS, LocalGatewayBench::freshStartMillis),
            "ms",
            400,
            true,
            "median of " + STARTS + " JVMs: from the call of start to the first answered request"));
    measured.add(
        new Measurement(
            "listening, warm JVM",
            median(STARTS, LocalGatewayBench::startMillis),
            "ms",
            400,
            true,
            "median of "
                + STARTS
                + " starts: from the call of start to the first answered request"));
    measured.add(
        new Measurement(
            "echo",
            echoRate(),
            "calls/s",
            10_000,
            false,
            CONNECTIONS
                + " keep-alive connections on loopback, load generator in the same JVM, every"
                + " answer's status and body checked"));
    return measured;
  }

  /** Prints the figures; with an argument it is the fresh process that prints its start time. */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 1) {
      System.out.println(startMillis());
      // The process is measured no further; its threads must not keep it alive.
      System.exit(0);
    }
    new LocalGatewayBench().run().forEach(System.out::println);
    System.exit(0);
  }

  private static double median(int times, Callable<Double> one) throws Exception {
    double[] all = new double[times];
    for (int i = 0; i < times; i++) {
      all[i] = one.call();
    }
    Arrays.sort(all);
    return all[times / 2];
  }

  private static double freshStartMillis() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                LocalGatewayBench.class.getName(),
                "start")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = output.readLine();
      if (process.waitFor() != 0 || line == null) {
        throw new IOException("the fresh process failed");
      }
      return Double.parseDouble(line);
    }
  }

  private static double startMillis() throws IOException {
    Path folder = Files.createTempDirectory("fairlead-bench");
    long start = System.nanoTime();
    try (LocalGateway gateway = LocalGateway.start(LocalGatewaySettings.in(folder))) {
      try (Connection connection =
          new Connection(gateway.url(), "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "")) {
        connection.call();
      }
      return (System.nanoTime() - start) / 1e6;
    } finally {
      delete(folder);
    }
  }

  private static double echoRate() throws Exception {
    Path folder = Files.createTempDirectory("fairlead-bench");
    try (LocalGateway gateway = LocalGateway.start(LocalGatewaySettings.in(folder))) {
      load(gateway.url(), WARM_UP);
      return load(gateway.url(), MEASURED);
    } finally {
      delete(folder);
    }
  }

  private static double load(String url, Duration time) throws Exception {
    String request =
        "POST /function/echo HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
            + "Content-Length: 5\r\n\r\nhello";
    long start = System.nanoTime();
    long end = start + time.toNanos();
    long calls = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        counts.add(
            threads.submit(
                () -> {
                  long count = 0;
                  try (Connection connection = new Connection(url, request, "hello")) {
                    while (System.nanoTime() < end) {
                      connection.call();
                      count++;
                    }
                  }
                  return count;
                }));
      }
      for (Future<Long> count : counts) {
        calls += count.get();
      }
    }
    return calls / ((System.nanoTime() - start) / 1e9);
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** One kept-alive connection that sends the same request again and again. */
  private static final class Connection implements AutoCloseable {
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] request;
    private final byte[] body;
    private final byte[] buffer = new byte[4096];

    Connection(String url, String request, String body) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
      socket.setTcpNoDelay(true);
      in = socket.getInputStream();
      out = socket.getOutputStream();
      this.request = request.getBytes(StandardCharsets.US_ASCII);
      this.body = body.getBytes(StandardCharsets.US_ASCII);
    }

    void call() throws IOException {
      out.write(request);
      int filled = 0;
      int head = -1;
      while (head < 0 || filled < head + body.length) {
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
          throw new IOException("the connection was closed");
        }
        filled += read;
        head = head < 0 ? endOfHead(filled) : head;
      }
      boolean good =
          filled == head + body.length
              && buffer[9] == '2'
              && buffer[10] == '0'
              && buffer[11] == '0'
              && Arrays.equals(buffer, head, filled, body, 0, body.length)
              && length(head) == body.length;
      if (!good) {
        throw new IOException(
            "a wrong answer: " + new String(buffer, 0, filled, StandardCharsets.ISO_8859_1));
      }
    }

    private int endOfHead(int filled) {
      for (int i = 3; i < filled; i++) {
        if (buffer[i] == '\n' && buffer[i - 2] == '\n') {
          return i + 1;
        }
      }
      return -1;
    }

    private int length(int head) {
      for (int i = 0; i < head - LENGTH.length; i++) {
        if (buffer[i] == '\n' && startsWithLength(i + 1)) {
          int value = 0;
          for (int j = i + 1 + LENGTH.length; buffer[j] >= '0' && buffer[j] <= '9'; j++) {
            value = value * 10 + buffer[j] - '0';
          }
          return value;
        }
      }
      return -1;
    }

    private boolean startsWithLength(int from) {
      for (int i = 0; i < LENGTH.length; i++) {
        if (Character.toLowerCase(buffer[from + i]) != LENGTH[i]) {
          return false;
        }
      }
      return true;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
