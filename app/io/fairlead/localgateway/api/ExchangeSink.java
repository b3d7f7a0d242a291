package io.fairlead.localgateway.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.invoke.AnswerSink;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Sends a function's answer over an HTTP exchange. */
final class ExchangeSink implements AnswerSink {

  private final HttpExchange exchange;

  ExchangeSink(HttpExchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public OutputStream begin(int status, Map<String, String> headers, long length)
      throws IOException {
    Headers sent = exchange.getResponseHeaders();
    headers.forEach(sent::set);
    boolean bodiless = status == 204 || status == 304 || exchange.getRequestMethod().equals("HEAD");
    if (bodiless || length == 0) {
      if (length > 0 && status == 200) {
        sent.set("Content-Length", Long.toString(length));
      }
      exchange.sendResponseHeaders(status, -1);
      return OutputStream.nullOutputStream();
    }
    exchange.sendResponseHeaders(status, length == STREAMED ? 0 : length);
    return exchange.getResponseBody();
  }
}
