package io.fairlead.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.model.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One recorded exchange with a real gateway, from {@code src/test/resources/recordings}.
 *
 * @param name folder and name, such as {@code faasd/00-info}
 * @param json the whole recording
 */
public record Recording(String name, JsonNode json) {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final byte[] LINE_END = {'\r', '\n'};

  /** Loads a recording by folder and name. */
  public static Recording load(String name) {
    try (InputStream in = Recording.class.getResourceAsStream("/recordings/" + name + ".json")) {
      if (in == null) {
        throw new IllegalArgumentException("no recording " + name);
      }
      return new Recording(name, MAPPER.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Method and target of the recorded request. */
  public String requestLine() {
    JsonNode request = json.path("request");
    return request.path("method").asText() + " " + request.path("target").asText();
  }

  /** The recorded request's body. */
  public byte[] requestBody() {
    return body(json.path("request"));
  }

  /** Whether any answer came. */
  public boolean isAnswered() {
    return !json.path("response").isNull();
  }

  /** Whether the connection was gone after the answer, or instead of it. */
  public boolean isCut() {
    return !isAnswered()
        || isChunked() && !json.at("/response/terminated_by_zero_chunk").asBoolean();
  }

  private boolean isChunked() {
    return json.at("/response/framing").asText().equals("chunked");
  }

  /** The recorded request's headers. */
  public List<Header> requestHeaders() {
    return headers(json.path("request"));
  }

  /** The recorded answer's headers; where a body was masked, its length is the one of the mask. */
  public List<Header> responseHeaders() {
    JsonNode response = json.path("response");
    byte[] body = body(response);
    boolean masked = body.length != response.path("body_bytes").asInt();
    return headers(response).stream()
        .map(
            header ->
                masked && header.isNamed("Content-Length")
                    ? new Header(header.name(), Integer.toString(body.length))
                    : header)
        .toList();
  }

  private static List<Header> headers(JsonNode message) {
    return message
        .path("headers")
        .valueStream()
        .map(pair -> new Header(pair.get(0).asText(), pair.get(1).asText()))
        .toList();
  }

  /** The recorded body, without its framing. */
  public byte[] responseBody() {
    return body(json.path("response"));
  }

  /** The answer byte for byte as it was recorded, in its own chunks but without their delays. */
  public byte[] answer() {
    JsonNode response = json.path("response");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    line(out, response.path("status_line").asText());
    for (Header header : responseHeaders()) {
      line(out, header.name() + ": " + header.value());
    }
    out.writeBytes(LINE_END);
    if (!isChunked()) {
      out.writeBytes(body(response));
      return out.toByteArray();
    }
    byte[] whole = body(response);
    int from = 0;
    for (JsonNode chunk : response.path("chunks")) {
      int length = chunk.path("bytes").asInt();
      line(out, Integer.toHexString(length));
      out.write(whole, from, length);
      out.writeBytes(LINE_END);
      from += length;
    }
    if (from != whole.length) {
      throw new IllegalStateException(name + ": " + whole.length + " bytes in chunks of " + from);
    }
    if (!isCut()) {
      line(out, "0");
      out.writeBytes(LINE_END);
    }
    return out.toByteArray();
  }

  private static void line(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    out.writeBytes(LINE_END);
  }

  /** Long bodies of one repeated byte are recorded by their beginning only. */
  private static byte[] body(JsonNode message) {
    if (message.has("body_base64")) {
      return Base64.getDecoder().decode(message.path("body_base64").asText());
    }
    if (message.has("body_head")) {
      byte[] head = message.path("body_head").asText().getBytes(StandardCharsets.UTF_8);
      byte[] whole = Arrays.copyOf(head, message.path("body_bytes").asInt());
      Arrays.fill(whole, head.length, whole.length, head[head.length - 1]);
      return whole;
    }
    return message.path("body").asText().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
