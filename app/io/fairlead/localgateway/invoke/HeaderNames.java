package io.fairlead.localgateway.invoke;

import java.util.Locale;
import java.util.Set;

/** Header names: which ones end at a proxy, and how Go writes the others. */
final class HeaderNames {

  // Contract 1.6; Host and Content-Length belong to the message, not to the function.
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "proxy-connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "host",
          "content-length");

  private HeaderNames() {}

  /** Whether a header is not passed on. */
  static boolean staysHere(String name) {
    return HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT));
  }

  /** {@code x-call-id} as {@code X-Call-Id}: Go's canonical form. */
  static String canonical(String name) {
    StringBuilder canonical = new StringBuilder(name.length());
    boolean first = true;
    for (int i = 0; i < name.length(); i++) {
      char character = name.charAt(i);
      canonical.append(first ? Character.toUpperCase(character) : Character.toLowerCase(character));
      first = character == '-';
    }
    return canonical.toString();
  }
}
