package io.fairlead.localgateway.invoke;

import io.fairlead.localgateway.function.FunctionCall;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One call on its way to a function. The map of all headers is built only if somebody asks. */
public final class Invocation implements FunctionCall {

  private final String function;
  private final String method;
  private final String path;
  private final @Nullable String query;
  private final Map<String, List<String>> received;
  private final Origin origin;
  private final InputStream body;
  private String callId = "";
  private String startTime = "";

  /**
   * Where a call came from.
   *
   * @param address of the caller
   * @param host the {@code Host} header that it sent
   */
  public record Origin(InetSocketAddress address, String host) {

    private String forwardedFor() {
      return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
  }

  /**
   * A call.
   *
   * @param function as it stands in the URL, perhaps with its namespace
   * @param path behind the function's name, escaped; not empty
   * @param received the headers; the map must find names whatever their case
   */
  public Invocation(
      String function,
      String method,
      String path,
      @Nullable String query,
      Map<String, List<String>> received,
      Origin origin,
      InputStream body) {
    this.function = function;
    this.method = method;
    this.path = path;
    this.query = query;
    this.received = received;
    this.origin = origin;
    this.body = body;
  }

  /** The function as it stands in the URL. */
  public String function() {
    return function;
  }

  /** What the gateway adds before the function sees the call; an empty id adds none. */
  void stamp(String callId, String startTime) {
    this.callId = callId;
    this.startTime = startTime;
  }

  @Override
  public String method() {
    return method;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public @Nullable String query() {
    return query;
  }

  @Override
  public @Nullable String header(String name) {
    List<String> values = received.get(name);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  @Override
  public Map<String, List<String>> headers() {
    Map<String, List<String>> all = new TreeMap<>();
    received.forEach(
        (name, values) -> {
          if (!HeaderNames.staysHere(name)) {
            all.computeIfAbsent(HeaderNames.canonical(name), _ -> new ArrayList<>()).addAll(values);
          }
        });
    if (!callId.isEmpty()) {
      all.put("X-Call-Id", List.of(callId));
    }
    // A queued call carries the stamp of the queue as well (recording 50-async-echo-headers).
    all.computeIfAbsent("X-Start-Time", _ -> new ArrayList<>()).add(startTime);
    all.putIfAbsent("X-Forwarded-For", List.of(origin.forwardedFor()));
    all.putIfAbsent("X-Forwarded-Host", List.of(origin.host()));
    all.putIfAbsent("User-Agent", List.of(Served.BY));
    return all;
  }

  @Override
  public InputStream body() {
    return body;
  }
}
