package io.fairlead.openfaas;

import io.fairlead.model.Header;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import okhttp3.MediaType;

/**
 * Why a call cannot go out as it is written, in one sentence: the HTTP library would refuse it or
 * change it, and that is said before anything is sent.
 */
public final class CallObstacle {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

  /** Hop by hop: the HTTP library drops them from HTTP/2, and a gateway from what it passes on. */
  private static final Set<String> OF_CONNECTION =
      Set.of("connection", "keep-alive", "proxy-connection", "te", "encoding");

  private CallObstacle() {}

  /**
   * @param secure whether the connection may turn out to be HTTP/2, which has no headers of its own
   *     kind for a connection
   */
  static Optional<String> of(Invocation call, boolean secure) {
    if (call.function().name().isEmpty()) {
      return Optional.of("The call names no function.");
    }
    if (!isToken(call.method())) {
      return Optional.of("\"" + call.method() + "\" is no HTTP method.");
    }
    if (call.method().equals("CONNECT")) {
      return Optional.of("CONNECT asks a proxy for a tunnel; it cannot call a function.");
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
    return call.headers().stream()
        .flatMap(header -> of(header, length, secure).stream())
        .findFirst()
        .or(() -> twice(call, "Host"))
        .or(() -> twice(call, "Content-Length"))
        .or(() -> boundary(call));
  }

  private static Optional<String> twice(Invocation call, String name) {
    return call.headers().stream().filter(header -> header.isNamed(name)).count() > 1
        ? Optional.of("A request has one header " + name + "; remove the others.")
        : Optional.empty();
  }

  /** Parts are told apart by the boundary that their content type names. */
  private static Optional<String> boundary(Invocation call) {
    MediaType own = call.body().contentType();
    String boundary = own == null ? null : own.parameter("boundary");
    if (boundary == null) {
      return Optional.empty();
    }
    return call.headers().stream()
        .filter(header -> header.isNamed("Content-Type"))
        .filter(header -> !header.value().contains(boundary))
        .map(
            header ->
                "The header Content-Type does not name the boundary between the parts of the body;"
                    + " remove it, and the right one is sent.")
        .findFirst();
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
    if (!header.value().strip().equals(header.value())) {
      return Optional.of(
          "The value of "
              + header.name()
              + " begins or ends with a blank, which a header cannot carry; remove it.");
    }
    if (header.isNamed("Upgrade")) {
      return Optional.of(
          "A call cannot change the protocol: remove the header Upgrade. A gateway does not pass it"
              + " on either.");
    }
    return header.isNamed("Transfer-Encoding") ? Optional.of(ofTheBody(header)) : Optional.empty();
  }

  private static Optional<String> of(Header header, long length, boolean secure) {
    if (secure && OF_CONNECTION.contains(header.name().toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "Over TLS the connection may be HTTP/2, which has no header "
              + header.name()
              + "; remove it. A gateway does not pass it on either.");
    }
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
