package io.fairlead.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A request as a server saw it.
 *
 * @param method the method
 * @param target the request target, undecoded
 * @param headers header lines, in their order
 * @param body the body
 */
public record ReceivedRequest(String method, String target, List<String> headers, byte[] body) {

  /** Method and target. */
  public String line() {
    return method + " " + target;
  }

  /** The first value of a header, in any case. */
  public Optional<String> header(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  /** The body as UTF-8. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return line();
  }
}
