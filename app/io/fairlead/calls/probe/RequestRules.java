package io.fairlead.calls.probe;

import io.fairlead.model.Header;
import io.fairlead.net.Credentials;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/** Which requests a probe refuses to send, and what it adds to the others. */
final class RequestRules {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  /** Methods that turn a connection into something else, or send back what they were sent. */
  private static final Set<String> REFUSED = Set.of("CONNECT", "TRACE", "TRACK", "PRI");

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

  private RequestRules() {}

  /** Whether a request with this method may happen twice. */
  static boolean isSafe(String method) {
    return SAFE.contains(method);
  }

  /** One sentence about what is wrong; empty where nothing is. */
  static Optional<String> complaint(ProbeRequest request) {
    String method = request.method();
    if (!TOKEN.matcher(method).matches()) {
      return Optional.of("\"" + method.strip() + "\" is no HTTP method.");
    }
    if (REFUSED.contains(method.toUpperCase(Locale.ROOT))) {
      return Optional.of("A probe cannot send " + method + ".");
    }
    if (request.url().isHttps()
        && request.body().size() > 0
        && (method.equals("GET") || method.equals("HEAD"))) {
      return Optional.of("Over https, " + method + " cannot have a body.");
    }
    return request.headers().stream()
        .map(header -> complaint(header, request.body().size()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> complaint(Header header, int length) {
    if (!TOKEN.matcher(header.name()).matches()) {
      return Optional.of("\"" + printable(header.name()) + "\" is no name of a header.");
    }
    if (!header.value().equals(printable(header.value()))) {
      return Optional.of("The header " + header.name() + " contains a control character.");
    }
    if (header.isNamed("Transfer-Encoding")) {
      return Optional.of("A probe sends its body with a length, not with Transfer-Encoding.");
    }
    if (header.isNamed("Content-Length")
        && !header.value().strip().equals(Integer.toString(length))) {
      return Optional.of("Content-Length says otherwise than the body, which has " + length + ".");
    }
    return Optional.empty();
  }

  private static String printable(String text) {
    StringBuilder kept = new StringBuilder();
    text.chars()
        .filter(one -> one == '\t' || !Character.isISOControl(one))
        .forEach(one -> kept.append((char) one));
    return kept.toString();
  }

  /** The headers with those that are added: who asks, and the credentials that the URL names. */
  static List<Header> complete(ProbeRequest request) {
    List<Header> headers = new ArrayList<>(request.headers());
    if (headers.stream().noneMatch(header -> header.isNamed("User-Agent"))) {
      headers.add(new Header("User-Agent", "Fairlead"));
    }
    HttpUrl url = request.url();
    if (!url.username().isEmpty()
        && headers.stream().noneMatch(header -> header.isNamed("Authorization"))) {
      String value = new Credentials.Basic(url.username(), url.password()).headerValue();
      headers.add(new Header("Authorization", value));
    }
    return headers;
  }
}
