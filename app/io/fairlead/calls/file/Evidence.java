package io.fairlead.calls.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fairlead.calls.file.Check.Found;
import io.fairlead.model.Header;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import okhttp3.MediaType;
import org.jspecify.annotations.Nullable;

/** What came of one call, read as a text and as JSON when that is asked for; for one thread. */
public final class Evidence {

  private static final int MOST_BYTES = 16 << 20;

  private final FileReply reply;
  private @Nullable String text;
  private @Nullable JsonNode json;
  private String jsonObstacle = "";

  /** Of this answer. */
  public Evidence(FileReply reply) {
    this.reply = reply;
  }

  FileReply reply() {
    return reply;
  }

  /**
   * Whether an expectation holds.
   *
   * @param filled the text of the expectation with its variables filled in
   */
  public Verdict judge(Expectation expectation, String filled) {
    Found found;
    try {
      found = ExpectationSyntax.parse(filled).judge(this);
    } catch (SyntaxException e) {
      found = new Found(false, e.explanation());
    }
    return new Verdict(expectation.line(), expectation.text(), found.held(), found.came());
  }

  /** The body as a text, in the charset that its content type names. */
  String text() {
    if (text == null) {
      text = new String(bytes(), charset());
    }
    return text;
  }

  /** Unpacked, where the request asked for a packed answer; as they came where that fails. */
  private byte[] bytes() {
    byte[] arrived;
    try {
      arrived = reply.body().beginning(MOST_BYTES);
    } catch (IOException _) {
      return new byte[0];
    }
    String coding = header("Content-Encoding").strip().toLowerCase(Locale.ROOT);
    if (!coding.equals("gzip") && !coding.equals("deflate")) {
      return arrived;
    }
    InputStream packed = new ByteArrayInputStream(arrived);
    try (InputStream in =
        coding.equals("gzip") ? new GZIPInputStream(packed) : new InflaterInputStream(packed)) {
      return in.readNBytes(MOST_BYTES);
    } catch (IOException _) {
      return arrived;
    }
  }

  private Charset charset() {
    return Optional.ofNullable(MediaType.parse(header("Content-Type")))
        .map(type -> type.charset(StandardCharsets.UTF_8))
        .orElse(StandardCharsets.UTF_8);
  }

  private String header(String name) {
    return reply.headers().stream()
        .filter(header -> header.isNamed(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  /** Why the body is no JSON; empty where it is. */
  String jsonObstacle() {
    if (json == null) {
      json = MissingNode.getInstance();
      if (!reply.isWhole()) {
        jsonObstacle = "a body that is not whole: " + reply.truncation();
      } else if (text().isBlank()) {
        jsonObstacle = "an empty body";
      } else {
        try {
          json = JsonCheck.JSON.readTree(text());
        } catch (JsonProcessingException _) {
          jsonObstacle = "no JSON: " + Excerpt.of(text());
        }
      }
    }
    return jsonObstacle;
  }

  JsonNode json() {
    return jsonObstacle().isEmpty() && json != null ? json : MissingNode.getInstance();
  }
}
