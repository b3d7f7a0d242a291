package io.fairlead.openfaas;

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
final class CallUrl {

  private static final String UNRESERVED = "-._~";
  private static final String PATH = UNRESERVED + "!$&'()*+,;=:@/";
  private static final String QUERY = UNRESERVED + "!$&()*+,;=:@/?";

  private CallUrl() {}

  /** The URL, or nothing where the HTTP library would send another path than this one. */
  static Optional<HttpUrl> of(HttpTarget target, Invocation call) {
    String route = call.async() ? "async-function" : "function";
    String name = call.function().qualifiedName();
    String path =
        call.path().isEmpty() || call.path().startsWith("/") ? call.path() : "/" + call.path();
    String query = call.query().startsWith("?") ? call.query().substring(1) : call.query();
    String encodedPath =
        target.resolve(route).build().encodedPath()
            + "/"
            + encoded(name, UNRESERVED, false)
            + encoded(path, PATH, true);
    String encodedQuery = query.isEmpty() ? null : encoded(query, QUERY, true);
    HttpUrl url =
        target.base().newBuilder().encodedPath(encodedPath).encodedQuery(encodedQuery).build();
    return url.encodedPath().equals(encodedPath) ? Optional.of(url) : Optional.empty();
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
