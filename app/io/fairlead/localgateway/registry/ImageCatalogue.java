package io.fairlead.localgateway.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fairlead.openfaas.wire.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The images of the embedded registry, each with manifest, configuration and one small layer. The
 * same definition gives the same digests on every machine, so a digest that was deployed resolves
 * after a restart.
 */
public final class ImageCatalogue {

  /** Media type of a manifest. */
  public static final String MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";

  /** Media type of a configuration. */
  public static final String CONFIG_TYPE = "application/vnd.oci.image.config.v1+json";

  // A plain tar: the bytes of a compressed one depend on the JDK's zlib, and with them the digest.
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";
  private static final String CREATED = "2026-01-01T00:00:00Z";

  private final NavigableMap<String, Repository> repositories = new TreeMap<>();

  /**
   * An image.
   *
   * @param version its tag other than {@code latest}
   * @param environment what its configuration sets
   */
  public record Image(String repository, String version, Map<String, String> environment) {}

  /** A repository. Its content is built when somebody first asks for a byte of it. */
  static final class Repository {
    private final ImageDefinition definition;
    private @Nullable Content content;

    Repository(ImageDefinition definition) {
      this.definition = definition;
    }

    synchronized Content content() {
      if (content == null) {
        content = build(definition);
      }
      return content;
    }

    private @Nullable String version(ImageReference reference) {
      if (!reference.digest().isEmpty()) {
        Manifest manifest = content().manifests().get(reference.digest());
        return manifest == null ? null : manifest.version();
      }
      if (reference.tag().isEmpty() || reference.tag().equals("latest")) {
        return definition.versions().getLast();
      }
      return definition.versions().contains(reference.tag()) ? reference.tag() : null;
    }
  }

  /**
   * What a repository holds.
   *
   * @param tags in lexical order, each with the digest of its manifest
   * @param manifests by digest
   * @param blobs configurations and layers by digest
   */
  record Content(
      NavigableMap<String, String> tags,
      Map<String, Manifest> manifests,
      Map<String, byte[]> blobs) {}

  /** A manifest: the text that its digest is of. */
  record Manifest(String version, String digest, String text) {}

  /** The images of these definitions. */
  public ImageCatalogue(List<ImageDefinition> definitions) {
    for (ImageDefinition definition : definitions) {
      repositories.put(definition.repository(), new Repository(definition));
    }
  }

  /** The image that a reference to the embedded registry means. */
  public Optional<Image> resolve(ImageReference reference) {
    Repository repository = repositories.get(reference.repository());
    if (repository == null || !reference.isLocal()) {
      return Optional.empty();
    }
    String version = repository.version(reference);
    return version == null
        ? Optional.empty()
        : Optional.of(
            new Image(
                reference.repository(), version, environment(repository.definition, version)));
  }

  /** Names of the repositories, in lexical order. */
  List<String> names() {
    return List.copyOf(repositories.keySet());
  }

  @Nullable Repository repository(String name) {
    return repositories.get(name);
  }

  /** The digest of some bytes. */
  static String digest(byte[] content) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Map<String, String> environment(ImageDefinition definition, String version) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", "/usr/bin:/bin");
    environment.put("fprocess", definition.repository());
    environment.put("sample_version", version);
    environment.putAll(new TreeMap<>(definition.environment()));
    return environment;
  }

  private static Content build(ImageDefinition definition) {
    NavigableMap<String, String> tags = new TreeMap<>();
    Map<String, Manifest> manifests = new HashMap<>();
    Map<String, byte[]> blobs = new HashMap<>();
    String newest = "";
    for (String version : definition.versions()) {
      byte[] layer = layer(definition, version);
      byte[] config = config(definition, version, environment(definition, version), digest(layer));
      byte[] manifest = manifest(definition, version, config, layer);
      newest = digest(manifest);
      tags.put(version, newest);
      blobs.put(digest(layer), layer);
      blobs.put(digest(config), config);
      manifests.put(
          newest, new Manifest(version, newest, new String(manifest, StandardCharsets.UTF_8)));
    }
    tags.put("latest", newest);
    return new Content(tags, Map.copyOf(manifests), Map.copyOf(blobs));
  }

  private static Map<String, String> labels(ImageDefinition definition, String version) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("org.opencontainers.image.title", definition.title());
    labels.put("org.opencontainers.image.description", definition.description());
    labels.put("org.opencontainers.image.version", version);
    labels.put("org.opencontainers.image.created", CREATED);
    return labels;
  }

  private static byte[] config(
      ImageDefinition definition,
      String version,
      Map<String, String> environment,
      String layerDigest) {
    List<String> env = new ArrayList<>();
    environment.forEach((name, value) -> env.add(name + "=" + value));
    Map<String, Object> inner = new LinkedHashMap<>();
    inner.put("User", "app");
    inner.put("ExposedPorts", Map.of("8080/tcp", Map.of()));
    inner.put("Env", env);
    inner.put("Cmd", List.of("fwatchdog"));
    inner.put("Labels", labels(definition, version));
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("created", CREATED);
    config.put("architecture", "amd64");
    config.put("os", "linux");
    config.put("config", inner);
    Map<String, Object> rootfs = new LinkedHashMap<>();
    rootfs.put("type", "layers");
    rootfs.put("diff_ids", List.of(layerDigest));
    config.put("rootfs", rootfs);
    Map<String, Object> step = new LinkedHashMap<>();
    step.put("created", CREATED);
    step.put("created_by", "Fairlead sample " + definition.title());
    config.put("history", List.of(step));
    return json(config);
  }

  private static byte[] manifest(
      ImageDefinition definition, String version, byte[] config, byte[] layer) {
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MANIFEST_TYPE);
    manifest.put("config", descriptor(CONFIG_TYPE, config));
    manifest.put("layers", List.of(descriptor(LAYER_TYPE, layer)));
    manifest.put("annotations", labels(definition, version));
    return json(manifest);
  }

  private static Map<String, Object> descriptor(String type, byte[] content) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", type);
    descriptor.put("digest", digest(content));
    descriptor.put("size", content.length);
    return descriptor;
  }

  /** A tar with one file that says what the image is (POSIX ustar, 512-byte blocks). */
  private static byte[] layer(ImageDefinition definition, String version) {
    byte[] text =
        "%s %s%n%s%n"
            .replace("%n", "\n")
            .formatted(definition.title(), version, definition.description())
            .getBytes(StandardCharsets.UTF_8);
    byte[] tar = new byte[512 + (text.length + 511) / 512 * 512 + 1024];
    put(tar, 0, "home/app/README");
    put(tar, 100, "0000644");
    put(tar, 108, "0000000");
    put(tar, 116, "0000000");
    put(tar, 124, "%011o".formatted(text.length));
    put(tar, 136, "00000000000");
    Arrays.fill(tar, 148, 156, (byte) ' ');
    tar[156] = '0';
    put(tar, 257, "ustar");
    put(tar, 263, "00");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    put(tar, 148, "%06o".formatted(sum));
    tar[154] = 0;
    System.arraycopy(text, 0, tar, 512, text.length);
    return tar;
  }

  private static void put(byte[] target, int offset, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, target, offset, bytes.length);
  }

  private static byte[] json(Object value) {
    try {
      return Json.MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and texts always have a JSON form", e);
    }
  }
}
