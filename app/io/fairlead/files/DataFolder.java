package io.fairlead.files;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** Where the program keeps its files: the place that each system names for it. */
public final class DataFolder {

  private DataFolder() {}

  /** The data folder of this user on this system. */
  public static Path ofThisSystem() {
    return of(
        System.getProperty("os.name", ""), System.getProperty("user.home", "."), System::getenv);
  }

  /**
   * The data folder for a named system: {@code %APPDATA%} on Windows, {@code ~/Library/Application
   * Support} on macOS, {@code $XDG_DATA_HOME} or {@code ~/.local/share} elsewhere.
   */
  static Path of(String system, String home, UnaryOperator<String> environment) {
    String name = system.toLowerCase(Locale.ROOT);
    if (name.startsWith("windows")) {
      String roaming = environment.apply("APPDATA");
      return roaming == null || roaming.isBlank()
          ? Path.of(home, "AppData", "Roaming", "Fairlead")
          : Path.of(roaming, "Fairlead");
    }
    if (name.startsWith("mac")) {
      return Path.of(home, "Library", "Application Support", "Fairlead");
    }
    String xdg = environment.apply("XDG_DATA_HOME");
    return xdg == null || xdg.isBlank() || !Path.of(xdg).isAbsolute()
        ? Path.of(home, ".local", "share", "fairlead")
        : Path.of(xdg, "fairlead");
  }
}
