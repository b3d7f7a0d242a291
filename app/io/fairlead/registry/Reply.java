package io.fairlead.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.Challenge;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a registry, read to its end or to the cap.
 *
 * @param url what was asked
 * @param status the status code
 * @param headers the answer's headers
 * @param challenges what a 401 asks for
 * @param text the body as UTF-8, cut at the cap
 * @param cut whether the body was longer than the cap
 */
record Reply(
    HttpUrl url,
    int status,
    Headers headers,
    List<Challenge> challenges,
    String text,
    boolean cut) {

  /** A manifest may have 4 MiB by the specification; a page of tags stays far below. */
  static final long MAXIMUM_BODY = 4L << 20;

  private static final int EVIDENCE = 600;

  static Reply of(Response response) throws IOException {
    BufferedSource source = response.body().source();
    Buffer kept = new Buffer();
    while (kept.size() <= MAXIMUM_BODY && source.read(kept, MAXIMUM_BODY + 1 - kept.size()) != -1) {
      // Reads until the end of the body or one byte past the cap.
    }
    boolean cut = kept.size() > MAXIMUM_BODY;
    String text =
        kept.readByteString(Math.min(kept.size(), MAXIMUM_BODY)).string(StandardCharsets.UTF_8);
    return new Reply(
        response.request().url(),
        response.code(),
        response.headers(),
        List.copyOf(response.challenges()),
        text,
        cut);
  }

  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The body as one of the protocol's objects; empty where it is none. */
  <T> Optional<T> read(Class<T> type) {
    if (cut || isPage()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(RegistryJson.MAPPER.readValue(text, type));
    } catch (JsonProcessingException _) {
      // The caller makes a failure of it, with this body as evidence.
      return Optional.empty();
    }
  }

  boolean isRedirect() {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** Whether a web page came where an interface was asked. */
  boolean isPage() {
    String type = headers.get("Content-Type");
    return (type != null && type.toLowerCase(Locale.ROOT).contains("html"))
        || text.stripLeading().startsWith("<");
  }

  /** The body, shortened for a failure. */
  String evidence() {
    return text.length() <= EVIDENCE ? text : text.substring(0, EVIDENCE) + "…";
  }
}
