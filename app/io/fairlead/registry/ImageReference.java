package io.fairlead.registry;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * The name of an image: {@code [host[:port]/]path[:tag][@digest]} (contract 9.6).
 *
 * @param written the text as the operator wrote it
 * @param registry the host and port that serve it; {@code registry-1.docker.io} where none is
 *     written
 * @param repository the path inside the registry, with the implicit {@code library/} of Docker Hub
 * @param tag the tag; {@code latest} where neither tag nor digest is written, empty beside a digest
 * @param digest the digest with its algorithm, or empty
 */
public record ImageReference(
    String written, String registry, String repository, String tag, String digest) {

  private static final String DOCKER_HUB = "registry-1.docker.io";
  private static final int MAXIMUM_NAME = 255;
  private static final int MAXIMUM_PORT = 65_535;

  private static final Pattern HOST =
      Pattern.compile(
          "(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
              + "|\\[[0-9A-Fa-f:]+])(?::(?<port>[0-9]{1,5}))?");
  private static final Pattern PATH_PART =
      Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
  private static final Pattern DIGEST =
      Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:[+._-][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}");

  public ImageReference {
    Objects.requireNonNull(written);
    Objects.requireNonNull(registry);
    Objects.requireNonNull(repository);
    Objects.requireNonNull(tag);
    Objects.requireNonNull(digest);
  }

  /**
   * Reads a reference; a text that is none becomes a {@link Failure.Rejected} whose explanation
   * names the part at fault.
   */
  public static Outcome<ImageReference> parse(String text) {
    if (text.isEmpty()) {
      return refused(text, "An image needs a name.");
    }
    if (text.chars().anyMatch(Character::isWhitespace)) {
      return refused(text, "An image reference has no spaces.");
    }
    int at = text.indexOf('@');
    String digest = at < 0 ? "" : text.substring(at + 1);
    String name = at < 0 ? text : text.substring(0, at);
    if (at >= 0 && !DIGEST.matcher(digest).matches()) {
      return refused(text, "\"" + digest + "\" is not a digest such as sha256:0123….");
    }
    int colon = name.lastIndexOf(':');
    boolean tagged = colon > name.lastIndexOf('/');
    String tag = tagged ? name.substring(colon + 1) : "";
    if (tagged && !TAG.matcher(tag).matches()) {
      return refused(
          text,
          "\""
              + tag
              + "\" is not a tag: letters, digits, dot, dash and underscore, 128 at most, and"
              + " neither a dot nor a dash first.");
    }
    return named(text, tagged ? name.substring(0, colon) : name, tag, digest);
  }

  private static Outcome<ImageReference> named(
      String text, String name, String tag, String digest) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean hasHost = first.contains(".") || first.contains(":") || first.equals("localhost");
    String path = hasHost ? name.substring(slash + 1) : name;
    if (hasHost && !isHost(first)) {
      return refused(text, "\"" + first + "\" is not a host name with an optional port.");
    }
    String fault = faultOf(path);
    if (!fault.isEmpty()) {
      return refused(text, fault);
    }
    boolean hub = !hasHost || first.equals("docker.io") || first.equals("index.docker.io");
    String repository = hub && path.indexOf('/') < 0 ? "library/" + path : path;
    String effectiveTag = tag.isEmpty() && digest.isEmpty() ? "latest" : tag;
    return Outcome.ok(
        new ImageReference(text, hub ? DOCKER_HUB : first, repository, effectiveTag, digest));
  }

  private static boolean isHost(String text) {
    var match = HOST.matcher(text);
    if (!match.matches()) {
      return false;
    }
    String port = match.group("port");
    return port == null || (Integer.parseInt(port) > 0 && Integer.parseInt(port) <= MAXIMUM_PORT);
  }

  /** What is wrong with a repository path, or nothing. */
  private static String faultOf(String path) {
    if (path.isEmpty()) {
      return "An image needs a name.";
    }
    if (path.length() > MAXIMUM_NAME) {
      return "An image name has " + MAXIMUM_NAME + " characters at most.";
    }
    if (!path.equals(path.toLowerCase(Locale.ROOT))) {
      return "An image name is written in lower case; \"" + path + "\" is not.";
    }
    for (String part : path.split("/", -1)) {
      if (!PATH_PART.matcher(part).matches()) {
        return part.isEmpty()
            ? "The image name has an empty part between its slashes."
            : "\""
                + part
                + "\" is not a part of an image name: lower-case letters and digits, with single"
                + " dots, dashes or underscores between them.";
      }
    }
    return "";
  }

  private static Outcome<ImageReference> refused(String text, String explanation) {
    return Outcome.failed(
        new Failure.Rejected(
            "Read image reference",
            text,
            0,
            explanation,
            "Write it as host:port/path:tag, for example ghcr.io/openfaas/figlet:latest.",
            text));
  }

  /** What a registry is asked for: the digest where one is written, else the tag. */
  public String reference() {
    return digest.isEmpty() ? tag : digest;
  }

  /** The base URL of its registry: plain HTTP for this machine, HTTPS for every other. */
  public HttpUrl registryUrl() {
    // The host was checked when the reference was read, so the URL is always valid.
    HttpUrl url = HttpUrl.get("https://" + registry + "/");
    return Loopback.isLoopback(url.host())
        ? HttpUrl.get("http://" + registry + "/")
        : HttpUrl.get("https://" + registry + "/");
  }

  /** The same repository with another tag and no digest. */
  public Outcome<ImageReference> withTag(String changed) {
    return parse(writtenName() + ":" + changed);
  }

  /** The same image pinned to a digest, with its tag kept for the reader. */
  public Outcome<ImageReference> withDigest(String changed) {
    int at = written.indexOf('@');
    return parse((at < 0 ? written : written.substring(0, at)) + "@" + changed);
  }

  private String writtenName() {
    int at = written.indexOf('@');
    String name = at < 0 ? written : written.substring(0, at);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }

  /** What was written. */
  @Override
  public String toString() {
    return written;
  }
}
