package io.fairlead.localgateway.api;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.http.LoopbackServer;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.metrics.GatewayMetrics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** The metrics port: {@code /metrics} and {@code /healthz}, without authentication. */
public final class MetricsRoutes implements LoopbackServer.Routes {

  private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final GatewayMetrics metrics;
  private final FunctionTable functions;

  /** Routes over these metrics. */
  public MetricsRoutes(GatewayMetrics metrics, FunctionTable functions) {
    this.metrics = metrics;
    this.functions = functions;
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!"/metrics".equals(path) && !"/healthz".equals(path)) {
      Replies.notFound(exchange);
    } else if (!exchange.getRequestMethod().equals("GET")) {
      Replies.methodNotAllowed(exchange);
    } else if ("/healthz".equals(path)) {
      Replies.text(exchange, 200, "OK");
    } else {
      scrape(exchange);
    }
  }

  private void scrape(HttpExchange exchange) throws IOException {
    byte[] text = metrics.text(functions.all()).getBytes(StandardCharsets.UTF_8);
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (accepted == null || !accepted.contains("gzip")) {
      Replies.bytes(exchange, 200, TYPE, text);
      return;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream(text.length / 8 + 64);
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(text);
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    Replies.bytes(exchange, 200, TYPE, packed.toByteArray());
  }
}
