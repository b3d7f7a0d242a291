package io.fairlead.localgateway.registry;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An image reference, {@code [host[:port]/]path[:tag][@digest]} (contract 9.6), kept as written.
 *
 * @param text as written
 * @param host with its port; empty when none is named
 * @param repository the path
 * @param tag empty when none is named
 * @param digest {@code sha256:…}; empty when none is named
 */
public record ImageReference(
    String text, String host, String repository, String tag, String digest) {

  private static final Pattern PATH =
      Pattern.compile(
          "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*");
  private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST = 512;

  /** Reads a reference; empty when it is none. */
  public static Optional<ImageReference> parse(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return Optional.empty();
    }
    String rest = text;
    String digest = "";
    int at = rest.indexOf('@');
    if (at >= 0) {
      digest = rest.substring(at + 1);
      rest = rest.substring(0, at);
    }
    String host = "";
    int slash = rest.indexOf('/');
    if (slash > 0 && isHost(rest.substring(0, slash))) {
      host = rest.substring(0, slash);
      rest = rest.substring(slash + 1);
    }
    String tag = "";
    int colon = rest.lastIndexOf(':');
    if (colon >= 0) {
      tag = rest.substring(colon + 1);
      rest = rest.substring(0, colon);
      if (!TAG.matcher(tag).matches()) {
        return Optional.empty();
      }
    }
    boolean good =
        PATH.matcher(rest.toLowerCase(Locale.ROOT)).matches()
            && (at < 0 || DIGEST.matcher(digest).matches());
    return good ? Optional.of(new ImageReference(text, host, rest, tag, digest)) : Optional.empty();
  }

  /** Whether the path has a capital letter, which no registry takes. */
  public boolean hasCapitals() {
    return !repository.equals(repository.toLowerCase(Locale.ROOT));
  }

  /** Whether it means the embedded registry: no host, or this machine on whatever port. */
  public boolean isLocal() {
    if (host.isEmpty()) {
      return true;
    }
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    return LOOPBACK.contains(
        (colon > 0 && port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT));
  }

  private static boolean isHost(String part) {
    return part.indexOf('.') >= 0 || part.indexOf(':') >= 0 || part.equals("localhost");
  }
}
