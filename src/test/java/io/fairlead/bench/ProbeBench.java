package io.fairlead.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.support.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The probe beside {@code hey} and {@code wrk}, each as a process of its own against one nginx on
 * loopback with one worker process. Measures nothing where nginx or hey is absent.
 */
public final class ProbeBench implements Benchmark {

  private static final int SECONDS = 6;
  private static final int ROUNDS = 3;
  private static final Pattern HEY_RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final String CONFIGURATION =
      """
      worker_processes 1; daemon off; pid %1$s/pid; error_log %1$s/error.log;
      events { worker_connections 2048; }
      http {
        access_log off; keepalive_requests 1000000000;
        client_body_temp_path %1$s/a; proxy_temp_path %1$s/b; fastcgi_temp_path %1$s/c;
        uwsgi_temp_path %1$s/d; scgi_temp_path %1$s/e;
        server { listen 127.0.0.1:%2$d; location / { return 200 "hello"; } }
      }
      """;

  /** What a process came to. */
  private record Ran(String out, double cpuSeconds) {}

  @Override
  public String group() {
    return "probe";
  }

  /** Whether the machine has what is compared with. */
  static boolean isPossible() {
    return Files.isExecutable(Path.of("/usr/sbin/nginx"))
        && Files.isExecutable(Path.of("/usr/bin/hey"));
  }

  @Override
  public List<Measurement> run() throws Exception {
    if (!isPossible()) {
      return List.of(
          Measurement.withoutLimit("not measured", 0, "", "nginx or hey is not installed"));
    }
    Path folder = Files.createTempDirectory("probe-bench");
    int port = freePort();
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, CONFIGURATION.formatted(folder, port));
    Process nginx =
        new ProcessBuilder("/usr/sbin/nginx", "-p", folder.toString(), "-c", "" + configuration)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    try {
      awaitPort(port);
      return measure(folder, "http://127.0.0.1:" + port + "/");
    } finally {
      nginx.destroy();
      nginx.waitFor(10, TimeUnit.SECONDS);
      deleteTree(folder);
    }
  }

  private static List<Measurement> measure(Path folder, String url) throws Exception {
    Samples ours = new Samples();
    Samples ourCpu = new Samples();
    Samples heys = new Samples();
    Samples heyCpu = new Samples();
    Samples wrks = new Samples();
    // In turn, so that whatever else the machine does falls on all alike.
    for (int i = 0; i < ROUNDS; i++) {
      Ran probe = probe(folder, url, "--workers", "50", "--duration", SECONDS + "s");
      JsonNode figures = json(probe);
      if (figures.get("errors").asLong() != 0) {
        throw new IOException("errors: " + figures);
      }
      ours.add(figures.get("rate").asDouble());
      ourCpu.add(1e6 * probe.cpuSeconds() / figures.get("requests").asDouble());
      Ran hey = ran(folder, List.of("hey", "-c", "50", "-z", SECONDS + "s", url));
      double rate = number(HEY_RATE, hey.out());
      heys.add(rate);
      heyCpu.add(1e6 * hey.cpuSeconds() / (rate * SECONDS));
      if (Files.isExecutable(Path.of("/usr/bin/wrk"))) {
        Ran wrk = ran(folder, List.of("wrk", "-c", "50", "-t", "1", "-d", SECONDS + "s", url));
        wrks.add(number(HEY_RATE, wrk.out()));
      }
    }
    double late =
        json(probe(folder, url, "--rate", "1000", "--duration", SECONDS + "s", "--warm-up", "2s"))
            .get("lateness")
            .get("p99")
            .asDouble();
    String how =
        "50 workers, one nginx worker, medians of %d runs of %d s".formatted(ROUNDS, SECONDS);
    List<Measurement> all = new ArrayList<>();
    all.add(
        new Measurement(
            "requests/s beside hey", ours.median() / heys.median(), "x", 1.3, false, how));
    all.add(
        new Measurement(
            "CPU per request beside hey",
            ourCpu.median() / heyCpu.median(),
            "x",
            1,
            true,
            "processor time of the whole process, its start included"));
    all.add(Measurement.withoutLimit("probe", ours.median(), "1/s", how));
    all.add(Measurement.withoutLimit("probe CPU", ourCpu.median(), "us/request", how));
    all.add(Measurement.withoutLimit("hey", heys.median(), "1/s", how));
    all.add(Measurement.withoutLimit("hey CPU", heyCpu.median(), "us/request", how));
    if (wrks.count() > 0) {
      all.add(Measurement.withoutLimit("wrk", wrks.median(), "1/s", how));
    }
    all.add(
        new Measurement(
            "scheduling error at 1,000/s, p99", late, "ms", 2, true, "after 2 s of warm-up"));
    return all;
  }

  private static JsonNode json(Ran probe) throws IOException {
    return new ObjectMapper().readTree(probe.out().lines().toList().getLast());
  }

  private static Ran probe(Path folder, String url, String... words) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.fairlead.boot.Main", "probe", url, "--json"));
    command.addAll(List.of(words));
    return ran(folder, command);
  }

  /**
   * Runs a process and reads its processor time: the children's in {@code /proc} would count all of
   * them, and after the end a process tells nothing, so a shell's own count of its child is read.
   */
  private static Ran ran(Path folder, List<String> command) throws Exception {
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path times = Files.createTempFile(folder, "times", ".txt");
    List<String> timed =
        new ArrayList<>(
            List.of("bash", "-c", "TIMEFORMAT='%U %S'; { time \"$@\" 2>/dev/null; } 2>\"$0\""));
    timed.add(times.toString());
    timed.addAll(command);
    Process process = new ProcessBuilder(timed).redirectOutput(out.toFile()).start();
    if (!process.waitFor(SECONDS + 30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      throw new IOException("did not run: " + command);
    }
    String[] parts = Files.readString(times).strip().split(" ");
    return new Ran(
        Files.readString(out), Double.parseDouble(parts[0]) + Double.parseDouble(parts[1]));
  }

  private static double number(Pattern pattern, String text) throws IOException {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new IOException("no rate in " + text);
    }
    return Double.parseDouble(found.group(1));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitPort(int port) {
    Await.until(
        "nginx listens",
        Duration.ofSeconds(10),
        () -> {
          try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
          } catch (IOException _) {
            return false;
          }
        });
  }

  private static void deleteTree(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
