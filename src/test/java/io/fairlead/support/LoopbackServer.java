package io.fairlead.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ServerSocketFactory;

/**
 * A server over plain sockets on loopback that can answer anything, well-formed or not, and keeps
 * every request it received.
 */
public final class LoopbackServer implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 64;
  private static final int MAX_LINE = 1 << 16;

  private final ServerSocket socket;
  private final Script script;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore slots = new Semaphore(MAX_CONNECTIONS);
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<ReceivedRequest> received = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Script {
    /** Serves it; the server closes it afterwards. */
    void serve(Connection connection) throws IOException;
  }

  /** What is done with a request; returning goes on to the next one of the connection. */
  @FunctionalInterface
  public interface Answer {
    /** Answers it, or closes the connection. */
    void answer(ReceivedRequest request, Connection connection) throws IOException;
  }

  private LoopbackServer(Script script, ServerSocketFactory sockets) {
    this.script = script;
    try {
      this.socket = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.submit(this::accept);
  }

  /** A server over TLS whose certificate, for localhost and 127.0.0.1, nobody trusts. */
  public static LoopbackServer untrusted(Script script) {
    return new LoopbackServer(script, TestCertificate.serverContext().getServerSocketFactory());
  }

  /** A server that treats whole connections. */
  public static LoopbackServer onConnection(Script script) {
    return new LoopbackServer(script, ServerSocketFactory.getDefault());
  }

  /** A server that answers requests. */
  public static LoopbackServer onRequest(Answer answer) {
    return onConnection(
        connection -> {
          while (!connection.isClosed()) {
            ReceivedRequest request = connection.readRequest();
            if (request == null) {
              return;
            }
            answer.answer(request, connection);
          }
        });
  }

  /** A server that answers every request with the same bytes. */
  public static LoopbackServer answering(String bytes) {
    return onRequest((_, connection) -> connection.send(bytes));
  }

  /** A complete answer with a content length. */
  public static String response(String statusLine, String headers, String body) {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    String block = headers.isEmpty() ? "" : headers + "\r\n";
    return "HTTP/1.1 "
        + statusLine
        + "\r\n"
        + block
        + "Content-Length: "
        + length
        + "\r\n\r\n"
        + body;
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        slots.acquire();
        Socket accepted = socket.accept();
        accepted.setTcpNoDelay(true);
        open.add(accepted);
        connections.incrementAndGet();
        threads.submit(() -> serve(accepted));
      } catch (IOException e) {
        return; // Closed.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void serve(Socket accepted) {
    try (accepted) {
      script.serve(new Connection(accepted));
    } catch (IOException e) {
      // The client hung up, or the script let it: what the test asserts is on the client's side.
    } finally {
      open.remove(accepted);
      slots.release();
    }
  }

  /** The base URL. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** The port. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Every request that was read, in order. */
  public List<ReceivedRequest> received() {
    return List.copyOf(received);
  }

  /** How many connections were accepted. */
  public int connections() {
    return connections.get();
  }

  /** How many are open now. */
  public int openConnections() {
    return open.size();
  }

  @Override
  public void close() {
    try {
      socket.close();
      for (Socket each : open) {
        each.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.shutdownNow();
  }

  /** One connection, from the server's side. */
  public final class Connection {
    private final Socket client;
    private final InputStream in;

    private Connection(Socket client) throws IOException {
      this.client = client;
      this.in = new BufferedInputStream(client.getInputStream());
    }

    /** Sends bytes and flushes them. */
    public void send(byte[] bytes) throws IOException {
      client.getOutputStream().write(bytes);
      client.getOutputStream().flush();
    }

    /** Sends a text as UTF-8. */
    public void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Closes it in an orderly way. */
    public void close() throws IOException {
      client.close();
    }

    /** Breaks it with a reset. */
    public void reset() throws IOException {
      client.setSoLinger(true, 0);
      client.close();
    }

    /** Waits until the client closes it. */
    public void awaitHangUp() throws IOException {
      while (in.read() >= 0) {
        // What comes is not looked at.
      }
    }

    /** Reads so many bytes at most and forgets them; gives back how many came. */
    public int skip(int most) throws IOException {
      return in.readNBytes(most).length;
    }

    /** Waits until the server is closed, and reads nothing. */
    public void awaitEnd() {
      while (!client.isClosed() && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    /** Whether it was closed here. */
    public boolean isClosed() {
      return client.isClosed();
    }

    /** Reads and keeps one request; null when the client hung up. */
    public ReceivedRequest readRequest() throws IOException {
      String line = readLine();
      if (line == null) {
        return null;
      }
      String[] parts = line.split(" ", 3);
      List<String> headers = new ArrayList<>();
      int length = 0;
      boolean chunked = false;
      for (String header = readLine(); header != null && !header.isEmpty(); header = readLine()) {
        headers.add(header);
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(15).strip());
        }
        chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      }
      byte[] body = chunked ? readChunks() : in.readNBytes(length);
      ReceivedRequest request = new ReceivedRequest(parts[0], parts[1], headers, body);
      received.add(request);
      return request;
    }

    /** Reads the head of a request and leaves its body; gives back its first line. */
    public String readHead() throws IOException {
      String first = readLine();
      String line = first;
      while (line != null && !line.isEmpty()) {
        line = readLine();
      }
      return first == null ? "" : first;
    }

    private byte[] readChunks() throws IOException {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      while (true) {
        String size = readLine();
        int length = size == null ? 0 : Integer.parseInt(size.strip(), 16);
        body.writeBytes(in.readNBytes(length));
        readLine();
        if (length == 0) {
          return body.toByteArray();
        }
      }
    }

    private String readLine() throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      while (line.size() < MAX_LINE) {
        int next = in.read();
        if (next < 0) {
          return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
        }
        if (next == '\n') {
          String text = line.toString(StandardCharsets.UTF_8);
          return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
        }
        line.write(next);
      }
      throw new IOException("line too long");
    }
  }
}
