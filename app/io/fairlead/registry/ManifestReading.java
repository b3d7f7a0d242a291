package io.fairlead.registry;

import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Reads one image in up to three questions: the manifest or index, the manifest of one platform,
 * its configuration (contract 9.6).
 */
final class ManifestReading {

  private static final String ACCEPTED =
      "application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json,"
          + " application/vnd.docker.distribution.manifest.list.v2+json,"
          + " application/vnd.docker.distribution.manifest.v2+json";
  private static final String PREFERRED = "linux/amd64";

  private final RegistryExchange exchange;
  private final RegistryFailures failures;
  private final HttpUrl repository;
  private final ImageReference image;
  private final Scope scope;
  private final String attempt;

  ManifestReading(
      RegistryExchange exchange,
      RegistryFailures failures,
      HttpUrl repository,
      ImageReference image,
      Scope scope) {
    this.exchange = exchange;
    this.failures = failures;
    this.repository = repository;
    this.image = image;
    this.scope = scope;
    this.attempt = "Inspect image " + image;
  }

  /** A manifest together with the answer that carried it. */
  private record Found(Reply reply, RegistryJson.Manifest manifest, String digest) {}

  Outcome<ImageDetail> detail() {
    return manifest(image.reference()).then(this::detailOf);
  }

  private Outcome<ImageDetail> detailOf(Found top) {
    List<RegistryJson.Descriptor> entries = top.manifest().manifests();
    if (entries == null) {
      return described(top, top, List.of());
    }
    List<RegistryJson.Descriptor> runnable =
        entries.stream()
            .filter(entry -> entry.digest() != null)
            .filter(entry -> entry.platform() != null && entry.platform().isReal())
            .toList();
    if (runnable.isEmpty()) {
      return unreadable(top.reply());
    }
    RegistryJson.Descriptor chosen =
        runnable.stream()
            .filter(entry -> textOf(entry).equals(PREFERRED))
            .findFirst()
            .orElse(runnable.getFirst());
    List<String> platforms = runnable.stream().map(ManifestReading::textOf).distinct().toList();
    return manifest(Objects.requireNonNull(chosen.digest()))
        .then(single -> described(top, single, platforms));
  }

  private Outcome<Found> manifest(String reference) {
    HttpUrl url =
        repository.newBuilder().addPathSegments("manifests").addPathSegment(reference).build();
    return exchange
        .get(attempt, url, ACCEPTED, image.repository(), scope)
        .then(reply -> found(reference, reply));
  }

  private Outcome<Found> found(String reference, Reply reply) {
    if (reply.status() != 200) {
      return Outcome.failed(failures.of(attempt, subject(), reply));
    }
    Optional<RegistryJson.Manifest> manifest = reply.read(RegistryJson.Manifest.class);
    if (manifest.isEmpty()
        || (manifest.get().config() == null && manifest.get().manifests() == null)) {
      return unreadable(reply);
    }
    String computed = sha256(reply.text());
    if (reference.startsWith("sha256:") && !reference.equals(computed)) {
      return Outcome.failed(
          failures.contradicted(
              attempt,
              "The manifest that came has the digest "
                  + computed
                  + " and not the one that was asked for.",
              reply));
    }
    String told = reply.header("Docker-Content-Digest");
    return Outcome.ok(new Found(reply, manifest.get(), told == null ? computed : told));
  }

  private Outcome<ImageDetail> described(Found top, Found single, List<String> platforms) {
    RegistryJson.Descriptor config = single.manifest().config();
    String digest = config == null ? null : config.digest();
    if (digest == null) {
      return unreadable(single.reply());
    }
    HttpUrl url = repository.newBuilder().addPathSegment("blobs").addPathSegment(digest).build();
    return exchange
        .getFollowing(attempt, url, "*/*", image.repository(), scope)
        .then(
            reply -> {
              if (reply.status() != 200) {
                return Outcome.failed(
                    failures.of(attempt, "the configuration of " + subject(), reply));
              }
              return reply
                  .read(RegistryJson.Configuration.class)
                  .map(configuration -> Outcome.ok(detail(top, single, platforms, configuration)))
                  .orElseGet(() -> unreadable(reply));
            });
  }

  private static ImageDetail detail(
      Found top, Found single, List<String> platforms, RegistryJson.Configuration configuration) {
    RegistryJson.Settings settings =
        Objects.requireNonNullElse(
            configuration.config(), new RegistryJson.Settings(null, null, null, null));
    RegistryJson.Platform own =
        new RegistryJson.Platform(
            configuration.os(), configuration.architecture(), configuration.variant());
    List<String> known =
        !platforms.isEmpty() ? platforms : own.isReal() ? List.of(own.text()) : List.of();
    long size =
        Objects.requireNonNullElse(single.manifest().layers(), List.<RegistryJson.Descriptor>of())
            .stream()
            .mapToLong(RegistryJson.Descriptor::size)
            .sum();
    return new ImageDetail(
        top.digest(),
        mediaType(top),
        known,
        time(configuration.created()),
        size,
        environment(settings.env()),
        Objects.requireNonNullElse(settings.labels(), Map.of()),
        settings.exposedPorts() == null
            ? List.of()
            : settings.exposedPorts().keySet().stream().sorted().toList(),
        Objects.requireNonNullElse(settings.entrypoint(), List.of()));
  }

  private static String mediaType(Found found) {
    String inside = found.manifest().mediaType();
    String header = found.reply().header("Content-Type");
    return inside != null ? inside : header != null ? header : "";
  }

  private static Map<String, String> environment(@Nullable List<String> pairs) {
    Map<String, String> env = new LinkedHashMap<>();
    for (String pair : pairs == null ? List.<String>of() : pairs) {
      int equals = pair.indexOf('=');
      env.put(
          equals < 0 ? pair : pair.substring(0, equals),
          equals < 0 ? "" : pair.substring(equals + 1));
    }
    return env;
  }

  /** A build that wants to be reproducible writes the epoch or Go's zero time: that is no time. */
  private static Optional<Instant> time(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return Optional.empty();
    }
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.isAfter(Instant.EPOCH) ? Optional.of(instant) : Optional.empty();
    } catch (DateTimeException _) {
      // A date that nobody can read is as good as none; the rest of the image is still shown.
      return Optional.empty();
    }
  }

  private static String textOf(RegistryJson.Descriptor entry) {
    RegistryJson.Platform platform = entry.platform();
    return platform == null ? "" : platform.text();
  }

  private static String sha256(String text) {
    try {
      byte[] sum =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private String subject() {
    return image.repository() + (image.digest().isEmpty() ? ":" : "@") + image.reference();
  }

  private <T> Outcome<T> unreadable(Reply reply) {
    return Outcome.failed(failures.unreadable(attempt, subject(), reply));
  }
}
