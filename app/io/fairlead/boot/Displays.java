package io.fairlead.boot;

import java.util.Locale;

/** What this process can show a window on. */
final class Displays {

  private Displays() {}

  static boolean isLinux() {
    return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
  }

  /**
   * Passes where a window has somewhere to be.
   *
   * @throws StartFailure on a Linux without display, with what to do instead
   */
  static void require() throws StartFailure {
    if (isLinux()
        && !HeadlessScreen.isInUse()
        && isUnset("DISPLAY")
        && isUnset("WAYLAND_DISPLAY")) {
      throw new StartFailure(
          "No display: set DISPLAY to an X server, or run with --local-gateway or --snapshot DIR,"
              + " which need none.");
    }
  }

  private static boolean isUnset(String variable) {
    String value = System.getenv(variable);
    return value == null || value.isBlank();
  }
}
