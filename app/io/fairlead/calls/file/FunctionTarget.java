package io.fairlead.calls.file;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The function of a gateway that a URL calls.
 *
 * @param namespace empty where the URL names none
 * @param path what follows the name, as written; empty or beginning with a slash
 * @param query without its question mark, as written
 */
public record FunctionTarget(String name, String namespace, String path, String query) {

  private static final Pattern URL =
      Pattern.compile("https?://[^/?#]*([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);
  private static final Pattern CALL =
      Pattern.compile(
          "/(?:async-)?function/([A-Za-z0-9_-]+)(?:\\.([A-Za-z0-9_-]+))?(/.*)?", Pattern.DOTALL);

  /**
   * What a URL calls; nothing where it is another server's, or no function's.
   *
   * @param queued whether {@code /async-function/} is as good as {@code /function/}
   */
  public static Optional<FunctionTarget> of(HttpUrl gateway, String url, boolean queued) {
    HttpUrl parsed = HttpUrl.parse(url);
    Matcher parts = URL.matcher(url);
    if (parsed == null
        || !parsed.scheme().equals(gateway.scheme())
        || !parsed.host().equals(gateway.host())
        || parsed.port() != gateway.port()
        || !parts.matches()) {
      return Optional.empty();
    }
    String above = gateway.encodedPath().replaceFirst("/+$", "");
    String path = parts.group(1);
    if (!path.startsWith(above + "/")) {
      return Optional.empty();
    }
    Matcher call = CALL.matcher(path.substring(above.length()));
    if (!call.matches() || (!queued && path.startsWith(above + "/async-"))) {
      return Optional.empty();
    }
    return Optional.of(
        new FunctionTarget(
            call.group(1),
            orEmpty(call.group(2)),
            orEmpty(call.group(3)),
            orEmpty(parts.group(2))));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
