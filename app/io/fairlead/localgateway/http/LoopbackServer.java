package io.fairlead.localgateway.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that only this machine reaches, and no web page: a foreign {@code Host}, any
 * {@code Origin} and any cross-site fetch is answered 403 before a route sees it.
 */
public final class LoopbackServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
  private static final int BACKLOG = 512;

  private final HttpServer server;
  private final ExecutorService threads;

  /** What answers a request that passed the door. */
  @FunctionalInterface
  public interface Routes {
    /** Answers; the exchange is closed afterwards. An exception closes the connection. */
    void answer(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private LoopbackServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Listens on 127.0.0.1; requests wait until {@link #serve} is called.
   *
   * @param name of its threads
   * @param port 0 for any free one
   * @throws IOException when the port is taken, with a text that names it
   */
  public static LoopbackServer listen(String name, int port) throws IOException {
    tune();
    InetAddress loopback = InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1});
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
      return new LoopbackServer(
          server,
          Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 1).factory()));
    } catch (BindException e) {
      throw new IOException(
          "port " + port + " on 127.0.0.1 is in use or not allowed: choose another one", e);
    }
  }

  /** Starts to answer. */
  public void serve(Routes routes) {
    server.setExecutor(threads);
    server.createContext("/", exchange -> handle(routes, exchange));
    server.start();
  }

  /**
   * Loads what the first answer needs; the formatter of the {@code Date} header is slow to come.
   */
  public static void warmUp() {
    String date =
        DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss zzz", Locale.US)
            .withZone(ZoneId.of("GMT"))
            .format(Instant.EPOCH);
    LOG.trace("warm: {}", date);
  }

  /** The port. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** {@code http://127.0.0.1:port}. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Breaks what is being answered and stops; returns at once. */
  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }

  private static void handle(Routes routes, HttpExchange exchange) throws IOException {
    try {
      String refusal = Door.refusal(exchange);
      if (refusal.isEmpty()) {
        routes.answer(exchange);
      } else {
        Replies.error(exchange, 403, refusal);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Go's server recovers from a panic in a handler and closes the connection; so does this one.
      LOG.error("{} {} failed", exchange.getRequestMethod(), exchange.getRequestURI().getPath(), e);
      throw new IOException("handler failed", e);
    } finally {
      exchange.close();
    }
  }

  /** The JDK reads these once, when its server class is loaded; what a user set stands. */
  private static void tune() {
    // Without it a small answer waits for the client's delayed acknowledgement (40 ms).
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    setUnlessSet("sun.net.httpserver.maxIdleConnections", "1024");
    setUnlessSet("jdk.httpserver.maxConnections", "4096");
    // Seconds for a request and its body, a real gateway's read_timeout. Answers have no such end.
    setUnlessSet("sun.net.httpserver.maxReqTime", "60");
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
