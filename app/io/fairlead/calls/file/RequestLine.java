package io.fairlead.calls.file;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The first line of a request.
 *
 * @param method in capitals; GET where none is written
 * @param target without the version of HTTP
 */
record RequestLine(String method, String target) {

  private static final Set<String> METHODS =
      Set.of(
          "GET",
          "HEAD",
          "POST",
          "PUT",
          "PATCH",
          "DELETE",
          "OPTIONS",
          "TRACE",
          "CONNECT",
          "QUERY",
          "PROPFIND",
          "PROPPATCH",
          "MKCOL",
          "COPY",
          "MOVE",
          "LOCK",
          "UNLOCK",
          "REPORT",
          "PURGE",
          "LINK",
          "UNLINK",
          "SEARCH",
          "CHECKOUT",
          "MERGE",
          "NOTIFY",
          "SUBSCRIBE",
          "UNSUBSCRIBE");

  private static final Set<String> OTHER_PROTOCOLS =
      Set.of("GRPC", "GRAPHQL", "WEBSOCKET", "RSOCKET", "CURL");

  private static final Pattern VERSION = Pattern.compile("\\s+HTTP/\\d(?:\\.\\d)?$");
  private static final Pattern SERVER =
      Pattern.compile(
          "(?:localhost|[A-Za-z0-9.-]+\\.[A-Za-z]{2,}|\\[?[0-9a-fA-F.:]+]?)(?:[:/?].*)?");

  /** The line as it is read, or nothing where it is none. */
  static Optional<RequestLine> of(String line) {
    String stripped = line.strip();
    int blank = firstBlank(stripped);
    String word = stripped.substring(0, blank);
    String upper = word.toUpperCase(Locale.ROOT);
    boolean known = METHODS.contains(upper) || OTHER_PROTOCOLS.contains(upper);
    if (known && blank < stripped.length()) {
      return Optional.of(new RequestLine(upper, withoutVersion(stripped.substring(blank))));
    }
    if (known) {
      return Optional.empty();
    }
    String bare = withoutVersion(" " + stripped);
    if (isTarget(bare)) {
      return Optional.of(new RequestLine("GET", bare));
    }
    String rest = withoutVersion(stripped.substring(blank));
    return word.matches("[A-Z][A-Z-]{1,30}") && isTarget(rest)
        ? Optional.of(new RequestLine(word, rest))
        : Optional.empty();
  }

  private static int firstBlank(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return i;
      }
    }
    return text.length();
  }

  /** A target without the version of HTTP that may end it. */
  static String withoutVersion(String target) {
    // Only the end is looked at: a line may be as long as the file.
    String end = target.substring(Math.max(0, target.length() - 40));
    return target
        .substring(0, target.length() - end.length())
        .concat(VERSION.matcher(end.stripTrailing()).replaceFirst(""))
        .strip();
  }

  private static boolean isTarget(String text) {
    return text.startsWith("http://")
        || text.startsWith("https://")
        || text.startsWith("{{")
        || text.startsWith("/")
        || (text.length() < 8192 && SERVER.matcher(text).matches());
  }

  /** Why it cannot be run here; empty where it can. */
  String obstacle() {
    boolean socket = target.startsWith("ws://") || target.startsWith("wss://");
    return switch (socket ? "WEBSOCKET" : method) {
      case "GRPC" -> "It is a call of gRPC, which is not made here.";
      case "GRAPHQL" -> "It is a query of GraphQL, which is not made here.";
      case "WEBSOCKET" -> "It opens a WebSocket, which is not done here.";
      case "RSOCKET" -> "It opens an RSocket, which is not done here.";
      case "CURL" -> "It is a command of curl, which is not run from a file.";
      default -> "";
    };
  }
}
