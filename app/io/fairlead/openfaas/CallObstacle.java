package io.fairlead.openfaas;

import io.fairlead.model.Header;
import java.io.IOException;
import java.util.Optional;

/**
 * Why a call cannot go out as it is written, in one sentence: the HTTP library would refuse it or
 * change it, and that is said before anything is sent.
 */
public final class CallObstacle {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  private CallObstacle() {}

  static Optional<String> of(Invocation call) {
    if (call.function().name().isEmpty()) {
      return Optional.of("The call names no function.");
    }
    if (!isToken(call.method())) {
      return Optional.of("\"" + call.method() + "\" is no HTTP method.");
    }
    long length;
    try {
      length = call.body().contentLength();
    } catch (IOException e) {
      return Optional.of("The body cannot be read: " + e.getMessage() + ".");
    }
    boolean bodiless = call.method().equals("GET") || call.method().equals("HEAD");
    if (bodiless && length != 0) {
      return Optional.of(
          "A " + call.method() + " with a body cannot be sent; use POST, or remove the body.");
    }
    return call.headers().stream().flatMap(header -> of(header, length).stream()).findFirst();
  }

  /** Why a header cannot go out as it is written, whatever the body. */
  public static Optional<String> ofHeader(Header header) {
    if (!isToken(header.name())) {
      return Optional.of("\"" + header.name() + "\" is no header name.");
    }
    boolean plain = header.value().chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'));
    if (!plain) {
      return Optional.of(
          "The value of "
              + header.name()
              + " has a character that a header cannot carry; only visible ASCII, space and tab"
              + " can.");
    }
    return header.isNamed("Transfer-Encoding") ? Optional.of(ofTheBody(header)) : Optional.empty();
  }

  private static Optional<String> of(Header header, long length) {
    boolean otherLength =
        header.isNamed("Content-Length") && !header.value().strip().equals(Long.toString(length));
    return otherLength ? Optional.of(ofTheBody(header)) : ofHeader(header);
  }

  private static String ofTheBody(Header header) {
    return "The header " + header.name() + " is set by this console from the body; remove it.";
  }

  private static boolean isToken(String text) {
    return !text.isEmpty()
        && text.chars()
            .allMatch(
                c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN_MARKS.indexOf(c) >= 0));
  }
}
