package io.fairlead.localgateway.api;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.invoke.AsyncQueue;
import io.fairlead.localgateway.invoke.CallbackUrl;
import io.fairlead.localgateway.invoke.Invocation;
import io.fairlead.localgateway.invoke.Invoker;
import io.fairlead.localgateway.invoke.Served;
import io.fairlead.localgateway.state.Namespaces;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** {@code /function/…} and {@code /async-function/…}, both without authentication. */
final class InvokeRoutes {

  static final String SYNC = "/function/";
  static final String ASYNC = "/async-function/";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  private static final int MOST_COUNTED = 64 << 20;

  private final Invoker invoker;
  private final AsyncQueue queue;

  InvokeRoutes(Invoker invoker, AsyncQueue queue) {
    this.invoker = invoker;
    this.queue = queue;
  }

  /** Which function, and the path behind it. */
  private record Target(String name, String path) {

    static Target of(String rawPath, int prefix) {
      int slash = rawPath.indexOf('/', prefix);
      return slash < 0
          ? new Target(rawPath.substring(prefix), "/")
          : new Target(rawPath.substring(prefix, slash), rawPath.substring(slash));
    }

    boolean isNamed() {
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !(c >= '0' && c <= '9') && c != '-' && c != '_' && c != '.') {
          return false;
        }
      }
      return true;
    }
  }

  void sync(HttpExchange exchange, String rawPath) throws IOException, InterruptedException {
    Target target = Target.of(rawPath, SYNC.length());
    if (target.name().isEmpty()) {
      Replies.notFound(exchange);
    } else if (!METHODS.contains(exchange.getRequestMethod())) {
      Replies.methodNotAllowed(exchange);
    } else if (!target.isNamed()) {
      // The words of recording 40-invoke-bad-name.
      Replies.text(
          exchange,
          404,
          "error finding function %s.%s: server returned non-200 status code (404) for function, %s, body: 404 page not found\n"
              .formatted(target.name(), Namespaces.DEFAULT, target.name()));
    } else {
      Invocation call =
          new Invocation(
              target.name(),
              exchange.getRequestMethod(),
              target.path(),
              exchange.getRequestURI().getRawQuery(),
              exchange.getRequestHeaders(),
              origin(exchange),
              exchange.getRequestBody());
      invoker.invoke(call, new ExchangeSink(exchange));
    }
  }

  void async(HttpExchange exchange, String rawPath) throws IOException {
    Target target = Target.of(rawPath, ASYNC.length());
    if (target.name().isEmpty() || !target.isNamed()) {
      Replies.notFound(exchange);
      return;
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      Replies.methodNotAllowed(exchange);
      return;
    }
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, List.copyOf(values)));
    String startTime = invoker.startTime();
    String callId = stamp(exchange, headers, startTime);
    String callbackUrl = first(headers, "X-Callback-Url");
    String refusal = CallbackUrl.refusal(callbackUrl);
    if (!refusal.isEmpty()) {
      Replies.error(exchange, 400, refusal);
      return;
    }
    refusal = offer(exchange, target, headers, callId, callbackUrl);
    if (refusal.isEmpty()) {
      Replies.empty(exchange, 202);
    } else {
      Replies.error(exchange, 500, "Error queuing request: " + refusal);
    }
  }

  /** Puts the call on the queue; gives back why not, or nothing. */
  private String offer(
      HttpExchange exchange,
      Target target,
      Map<String, List<String>> headers,
      String callId,
      String callbackUrl)
      throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(AsyncQueue.LARGEST_BODY + 1);
    if (body.length > AsyncQueue.LARGEST_BODY) {
      long size = body.length + counted(exchange.getRequestBody());
      return "request body too large for OpenFaaS CE (%d bytes), maximum: %d bytes"
          .formatted(size, AsyncQueue.LARGEST_BODY);
    }
    return queue.offer(
        new AsyncQueue.Queued(
            target.name(),
            target.path(),
            exchange.getRequestURI().getRawQuery(),
            headers,
            origin(exchange),
            new AsyncQueue.Body(body),
            callId,
            callbackUrl));
  }

  /** Sets the headers of call id and start time on both sides; gives back the id. */
  private static String stamp(
      HttpExchange exchange, Map<String, List<String>> headers, String startTime) {
    String callId = first(headers, "X-Call-Id");
    if (callId.isEmpty()) {
      callId = Invoker.newCallId();
      exchange.getResponseHeaders().set("X-Call-Id", callId);
      headers.put("X-Call-Id", List.of(callId));
    }
    List<String> stamps = new ArrayList<>(headers.getOrDefault("X-Start-Time", List.of()));
    stamps.add(startTime);
    headers.put("X-Start-Time", stamps);
    exchange.getResponseHeaders().set("X-Start-Time", startTime);
    exchange.getResponseHeaders().set("X-Served-By", Served.BY);
    return callId;
  }

  private static long counted(InputStream body) throws IOException {
    byte[] block = new byte[8192];
    long count = 0;
    for (int read = body.read(block); read >= 0 && count < MOST_COUNTED; read = body.read(block)) {
      count += read;
    }
    return count;
  }

  private static String first(Map<String, List<String>> headers, String name) {
    List<String> values = headers.get(name);
    return values == null || values.isEmpty() ? "" : values.getFirst();
  }

  private static Invocation.Origin origin(HttpExchange exchange) {
    return new Invocation.Origin(
        exchange.getRemoteAddress(), String.valueOf(exchange.getRequestHeaders().getFirst("Host")));
  }
}
