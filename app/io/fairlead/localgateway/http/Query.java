package io.fairlead.localgateway.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query; of a repeated one the last counts. */
public final class Query {

  private static final int MOST = 200;

  private final Map<String, String> parameters = new LinkedHashMap<>();

  private Query() {}

  /** Reads a query as it stands in the request line; what is escaped wrongly is left as it is. */
  public static Query of(@Nullable String raw) {
    Query query = new Query();
    if (raw != null && !raw.isEmpty()) {
      for (String pair : raw.split("&", MOST)) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        query.parameters.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
      }
    }
    return query;
  }

  /** A parameter's value; empty when it is absent. */
  public String get(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** Whether it was given. */
  public boolean has(String name) {
    return parameters.containsKey(name);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
