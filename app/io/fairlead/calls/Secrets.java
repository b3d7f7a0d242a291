package io.fairlead.calls;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which values of a call are secrets, and so never written to a disk; decided by their names, and
 * by a password inside a URL.
 */
public final class Secrets {

  private static final Set<String> NAMES =
      Set.of(
          "authorization",
          "proxy-authorization",
          "cookie",
          "x-api-key",
          "x-auth-token",
          "x-auth",
          "auth",
          "otp",
          "sig");

  private static final Pattern PART_OF_NAME =
      Pattern.compile(
          "token|secret|passw|passphrase|pwd|api[-_.]?key|access[-_.]?key|private[-_.]?key"
              + "|credential|authorization|cookie|session|signature|jwt|bearer");

  private static final Pattern PASSWORD_IN_URL = Pattern.compile("://[^/?#\\s]*:[^/?#\\s]*@");

  private static final Pattern PARAMETER_IN_URL =
      Pattern.compile("[?&]([^=&?#\\s]{1,200})=[^&\\s]");

  private Secrets() {}

  /** Whether the value of a header, a parameter or a field is one. */
  public static boolean isSecret(String name, String value) {
    return isSecretName(name)
        || PASSWORD_IN_URL.matcher(value).find()
        || PARAMETER_IN_URL
            .matcher(value)
            .results()
            .anyMatch(parameter -> isSecretName(parameter.group(1)));
  }

  /** A URL without the user and the password that it may have. */
  public static String withoutPassword(String url) {
    return url.replaceFirst("://[^/?#]*@", "://");
  }

  /** Whether whatever has this name is one. */
  public static boolean isSecretName(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return NAMES.contains(lower) || PART_OF_NAME.matcher(lower).find();
  }
}
