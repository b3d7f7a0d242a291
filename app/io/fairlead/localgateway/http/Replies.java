package io.fairlead.localgateway.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Whole answers in the shapes that Go's server gives them (recordings 00-* and 10-*). */
public final class Replies {

  private static final String PLAIN = "text/plain; charset=utf-8";

  private Replies() {}

  /** Go's {@code http.Error}: plain text with a final newline, and {@code nosniff}. */
  public static void error(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    text(exchange, status, text + "\n");
  }

  /** Go's answer to an unknown route. */
  public static void notFound(HttpExchange exchange) throws IOException {
    error(exchange, 404, "404 page not found");
  }

  /** The answer to a wrong method: 405, empty, without {@code Allow}. */
  public static void methodNotAllowed(HttpExchange exchange) throws IOException {
    empty(exchange, 405);
  }

  /** Plain text as it is. */
  public static void text(HttpExchange exchange, int status, String text) throws IOException {
    bytes(exchange, status, PLAIN, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Nothing but a status. */
  public static void empty(HttpExchange exchange, int status) throws IOException {
    exchange.sendResponseHeaders(status, -1);
  }

  /** Any content of a known length. */
  public static void bytes(HttpExchange exchange, int status, String type, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    if (isHead(exchange)) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(content.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    if (content.length == 0) {
      empty(exchange, status);
      return;
    }
    exchange.sendResponseHeaders(status, content.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(content);
    }
  }

  private static boolean isHead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("HEAD");
  }
}
