package io.fairlead.boot;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Asks for the system's libraries before JavaFX does: where Pango is missing, JavaFX prints stack
 * traces and leaves a process without a window that never ends.
 */
final class NativeLibraries {

  /** JavaFX' text needs it on Linux, and FreeType, Fontconfig and GLib through it. */
  private static final String PANGO = "libpangoft2-1.0.so.0";

  /** Where the distributions put it. */
  private static final List<String> USUAL_PLACES =
      List.of(
          "/usr/lib/x86_64-linux-gnu",
          "/usr/lib/aarch64-linux-gnu",
          "/usr/lib64",
          "/usr/lib",
          "/lib64",
          "/lib");

  private NativeLibraries() {}

  /**
   * Loads what every window and every picture needs.
   *
   * @throws StartFailure when it is not there, with the package that brings it
   */
  static void require() throws StartFailure {
    // The linker's own answer takes a tenth of a second of every start: it is asked only in doubt.
    if (Displays.isLinux() && !isInUsualPlace(PANGO) && !canLoad(PANGO)) {
      throw new StartFailure(
          "The system's library Pango is missing ("
              + PANGO
              + "): install it (Debian: libpangoft2-1.0-0 and libfreetype6), or run with"
              + " --local-gateway, which needs none.");
    }
  }

  static boolean isInUsualPlace(String library) {
    return USUAL_PLACES.stream().anyMatch(folder -> Files.isRegularFile(Path.of(folder, library)));
  }

  @SuppressWarnings("restricted") // The manifest allows native access; JavaFX needs it anyway.
  private static boolean canLoad(String library) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
