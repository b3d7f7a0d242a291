package io.fairlead.registry;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON that registries speak (contract 9.6), field by field; unknown fields are ignored. */
final class RegistryJson {

  /** Thread-safe, shared. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private RegistryJson() {}

  record Catalogue(@Nullable List<String> repositories) {}

  /** {@code tags} is null in a repository whose tags were all deleted. */
  record Tags(@Nullable List<String> tags) {}

  record Token(@Nullable String token, @JsonProperty("access_token") @Nullable String accessToken) {

    @Nullable String value() {
      return token != null && !token.isEmpty() ? token : accessToken;
    }
  }

  /** A manifest has {@code config} and {@code layers}, an index has {@code manifests}. */
  record Manifest(
      @Nullable String mediaType,
      @Nullable Descriptor config,
      @Nullable List<Descriptor> layers,
      @Nullable List<Descriptor> manifests) {}

  record Descriptor(
      @Nullable String mediaType,
      @Nullable String digest,
      long size,
      @Nullable Platform platform) {}

  record Platform(@Nullable String os, @Nullable String architecture, @Nullable String variant) {

    /** Attestations stand in an index as {@code unknown/unknown}; they run nowhere. */
    boolean isReal() {
      return os != null && architecture != null && !os.equals("unknown");
    }

    String text() {
      String pair = os + "/" + architecture;
      return variant == null || variant.isEmpty() ? pair : pair + "/" + variant;
    }
  }

  record Configuration(
      @Nullable String created,
      @Nullable String os,
      @Nullable String architecture,
      @Nullable String variant,
      @Nullable Settings config) {}

  record Settings(
      @JsonProperty("Env") @Nullable List<String> env,
      @JsonProperty("Labels") @Nullable Map<String, String> labels,
      @JsonProperty("ExposedPorts") @Nullable Map<String, JsonNode> exposedPorts,
      @JsonProperty("Entrypoint") @Nullable List<String> entrypoint) {}

  record Errors(@Nullable List<ErrorEntry> errors) {}

  record ErrorEntry(@Nullable String code, @Nullable String message) {}
}
