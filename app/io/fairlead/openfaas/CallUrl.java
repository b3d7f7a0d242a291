package io.fairlead.openfaas;

import io.fairlead.model.FunctionRef;
import io.fairlead.net.HttpTarget;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The URL of a call: what the operator typed, with nothing changed but characters that cannot stand
 * in a URL.
 *
 * <p>Strict, because servers differ: some refuse a raw <code>{</code>, <code>|</code> or <code>^
 * </code> in a query that others take.
 */
public final class CallUrl {

  private static final String UNRESERVED = "-._~";
  private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
  private static final String QUERY = UNRESERVED + "!$&()*+,;=:@/?";

  private CallUrl() {}

  /** The URL, or nothing where the HTTP library would send another path than this one. */
  static Optional<HttpUrl> of(HttpTarget target, Invocation call) {
    String path = path(target.base(), call.function(), call.async(), call.path());
    String query = query(call.query());
    HttpUrl url =
        target
            .base()
            .newBuilder()
            .encodedPath(path)
            .encodedQuery(query.isEmpty() ? null : query)
            .build();
    String sent = url.encodedQuery() == null ? "" : url.encodedQuery();
    return url.encodedPath().equals(path) && sent.equals(query)
        ? Optional.of(url)
        : Optional.empty();
  }

  /**
   * The same as a text, also where the HTTP library would send another.
   *
   * @param base the gateway's base URL
   * @param path what follows the function's name, as typed
   * @param query without its question mark, as typed; empty for none
   */
  public static String text(
      HttpUrl base, FunctionRef function, boolean async, String path, String query) {
    HttpUrl.Builder server = base.newBuilder().username("").password("").query(null).fragment(null);
    String root = server.encodedPath("/").build().toString();
    String encodedQuery = query(query);
    return root.substring(0, root.length() - 1)
        + path(base, function, async, path)
        + (encodedQuery.isEmpty() ? "" : "?" + encodedQuery);
  }

  private static String path(HttpUrl base, FunctionRef function, boolean async, String typed) {
    String above = base.encodedPath();
    return above
        + (above.endsWith("/") ? "" : "/")
        + (async ? "async-function/" : "function/")
        + encoded(function.qualifiedName(), UNRESERVED, false)
        + encoded(typed.isEmpty() || typed.startsWith("/") ? typed : "/" + typed, PATH, true);
  }

  private static String query(String typed) {
    return encoded(typed.startsWith("?") ? typed.substring(1) : typed, QUERY, true);
  }

  /** Percent-encodes all but these characters, and keeps escapes that are there where told. */
  static String encoded(String text, String allowed, boolean keepEscapes) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      boolean alphanumeric =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (alphanumeric
          || allowed.indexOf(c) >= 0
          || (c == '%' && keepEscapes && isEscape(bytes, i))) {
        encoded.append(c);
      } else {
        encoded.append(String.format("%%%02X", (int) c));
      }
    }
    return encoded.toString();
  }

  private static boolean isEscape(byte[] bytes, int percent) {
    return percent + 2 < bytes.length
        && Character.digit(bytes[percent + 1], 16) >= 0
        && Character.digit(bytes[percent + 2], 16) >= 0;
  }
}
