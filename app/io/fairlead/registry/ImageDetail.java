package io.fairlead.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a registry tells about one image (contract 9.6): its manifest, and the configuration of one
 * platform, {@code linux/amd64} where there is a choice.
 *
 * @param digest the digest of the manifest or index that the reference names
 * @param mediaType the media type of that manifest or index
 * @param platforms the platforms it was built for, as {@code os/architecture[/variant]}
 * @param created when it was built; empty where the configuration does not say
 * @param size bytes of all layers as they are transferred
 * @param env environment of the configuration, in its order
 * @param labels labels of the configuration
 * @param exposedPorts ports as written, for example {@code 8080/tcp}
 * @param entrypoint the entry point's words
 */
public record ImageDetail(
    String digest,
    String mediaType,
    List<String> platforms,
    Optional<Instant> created,
    long size,
    Map<String, String> env,
    Map<String, String> labels,
    List<String> exposedPorts,
    List<String> entrypoint) {

  public ImageDetail {
    Objects.requireNonNull(digest);
    Objects.requireNonNull(mediaType);
    Objects.requireNonNull(created);
    platforms = List.copyOf(platforms);
    env = Collections.unmodifiableMap(new LinkedHashMap<>(env));
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    exposedPorts = List.copyOf(exposedPorts);
    entrypoint = List.copyOf(entrypoint);
  }

  /** Whether it was built for a processor, as {@code /system/info} spells it ({@code arch}). */
  public boolean runsOn(String architecture) {
    String wanted =
        switch (architecture) {
          case "x86_64" -> "amd64";
          case "aarch64" -> "arm64";
          default -> architecture;
        };
    return platforms.stream().anyMatch(platform -> platform.split("/", -1)[1].equals(wanted));
  }
}
