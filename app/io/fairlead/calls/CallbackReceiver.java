package io.fairlead.calls;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import okio.Buffer;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * The listening half of the inbox: takes POSTs that name this host, hands their path to the {@link
 * Desk}, reads at most what the desk grants.
 *
 * <p>Not thread-safe in {@link #bind()} and {@link #unbind()}: the inbox calls them under its lock.
 */
final class CallbackReceiver {

  private static final int NO_BODY = -1;
  private static final int CHUNK = 16 * 1024;
  private static final int BACKLOG = 256;

  /** What the desk says about a request, as the status that answers it. */
  enum Verdict {
    WANTED(200),
    USED(410),
    UNKNOWN(404);

    private final int status;

    Verdict(int status) {
      this.status = status;
    }
  }

  /**
   * A callback that was read.
   *
   * @param headers names as Go spells them
   * @param truncated whether the body is not whole
   */
  record Delivery(Map<String, List<String>> headers, ByteString body, boolean truncated) {}

  /** Who knows the calls. Called on the virtual thread of the exchange. */
  interface Desk {

    /** An exchange begins; {@link #end()} follows whatever happens. */
    void begin();

    /** An exchange was answered and closed. */
    void end();

    /** A request under a foreign host name was turned away. */
    void foreign();

    /** Claims a path for this one request. */
    Verdict claim(String path, @Nullable String callId);

    /** How many of some bytes may be kept for the claimed path. */
    int grant(String path, int bytes);

    /** What came for the claimed path. */
    void deliver(String path, Delivery delivery);
  }

  private final CallbackAddress address;
  private final Executor executor;
  private final Desk desk;
  private @Nullable HttpServer server;
  private int port;

  CallbackReceiver(CallbackAddress address, Executor executor, Desk desk) {
    this.address = address;
    this.executor = executor;
    this.desk = desk;
    this.port = address.port();
  }

  boolean isBound() {
    return server != null;
  }

  /**
   * Listens, if it does not yet, and gives back the port: the former one where it is still free, so
   * that a late callback still finds it.
   */
  int bind() throws IOException {
    if (server == null) {
      HttpServer created = create();
      created.setExecutor(executor);
      created.createContext("/", this::handle);
      created.start();
      server = created;
      port = created.getAddress().getPort();
    }
    return port;
  }

  private HttpServer create() throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(address.bind(), port), BACKLOG);
    } catch (BindException e) {
      if (port == address.port()) {
        throw e;
      }
      return HttpServer.create(new InetSocketAddress(address.bind(), address.port()), BACKLOG);
    }
  }

  /** Stops listening at once. */
  void unbind() {
    HttpServer bound = server;
    server = null;
    if (bound != null) {
      bound.stop(0);
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    desk.begin();
    try {
      exchange.sendResponseHeaders(answer(exchange), NO_BODY);
    } finally {
      exchange.close();
      desk.end();
    }
  }

  private int answer(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    List<String> hosts = headers.getOrDefault("Host", List.of());
    if (hosts.size() != 1 || !address.isNamedBy(hosts.getFirst())) {
      desk.foreign();
      return 403;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      return 405;
    }
    String path = exchange.getRequestURI().getRawPath();
    Verdict verdict = desk.claim(path, headers.getFirst("X-Call-Id"));
    if (verdict == Verdict.WANTED) {
      desk.deliver(path, read(path, exchange));
    }
    return verdict.status;
  }

  private Delivery read(String path, HttpExchange exchange) {
    Buffer kept = new Buffer();
    boolean truncated = false;
    byte[] chunk = new byte[CHUNK];
    try {
      InputStream body = exchange.getRequestBody();
      int count = body.read(chunk);
      while (count >= 0 && !truncated) {
        int granted = desk.grant(path, count);
        kept.write(chunk, 0, granted);
        truncated = granted < count;
        count = truncated ? -1 : body.read(chunk);
      }
    } catch (IOException _) {
      // The worker never calls twice (contract 0.18): a part is all there will be, and is kept.
      truncated = true;
    }
    return new Delivery(named(exchange.getRequestHeaders()), kept.snapshot(), truncated);
  }

  /** The headers with their names as Go sent them; the JDK lowers all letters but the first. */
  private static Map<String, List<String>> named(Headers headers) {
    Map<String, List<String>> named = new LinkedHashMap<>();
    headers.forEach((name, values) -> named.put(canonical(name), List.copyOf(values)));
    return named;
  }

  private static String canonical(String name) {
    StringBuilder text = new StringBuilder(name);
    boolean first = true;
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      if (first && letter >= 'a' && letter <= 'z') {
        text.setCharAt(i, (char) (letter - 'a' + 'A'));
      }
      first = letter == '-';
    }
    return text.toString();
  }
}
