package io.fairlead.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** The bodies of recorded metrics pages. */
final class RecordedMetrics {

  private RecordedMetrics() {}

  /** A body as it stood on the wire. */
  static byte[] body(String recording) throws IOException {
    String path = "/recordings/" + recording + ".json";
    try (InputStream in = Objects.requireNonNull(RecordedMetrics.class.getResourceAsStream(path))) {
      JsonNode response = new ObjectMapper().readTree(in).path("response");
      return response.has("body_base64")
          ? Base64.getDecoder().decode(response.path("body_base64").asText())
          : response.path("body").asText().getBytes(StandardCharsets.UTF_8);
    }
  }
}
