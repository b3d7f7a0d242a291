package io.fairlead.registry;

/** Tells this machine's own names and addresses from all others, without asking a name server. */
final class Loopback {

  private Loopback() {}

  /**
   * Whether a host of a parsed URL is this machine.
   *
   * @param host as OkHttp gives it: lower case, an IPv6 address without brackets
   */
  static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
