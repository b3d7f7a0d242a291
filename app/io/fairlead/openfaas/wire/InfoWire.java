package io.fairlead.openfaas.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** {@code GET /system/info} (contract 1.4). */
public record InfoWire(
    @Nullable ProviderWire provider, @Nullable VersionWire version, @Nullable String arch) {

  /** The provider's part; null when the gateway cannot reach it. */
  public record ProviderWire(
      @Nullable String provider, @Nullable String orchestration, @Nullable VersionWire version) {}

  /** A version. */
  public record VersionWire(
      @Nullable String sha,
      @Nullable String release,
      @JsonProperty("commit_message") @Nullable String commitMessage) {}
}
