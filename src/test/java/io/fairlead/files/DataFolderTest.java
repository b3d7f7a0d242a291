package io.fairlead.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFolderTest {

  private static final String HOME = Path.of("/home/ada").toAbsolutePath().toString();

  @Test
  void onWindowsItIsTheRoamingFolder() {
    assertThat(folder("Windows 11", Map.of("APPDATA", "/users/ada/roaming")))
        .isEqualTo(Path.of("/users/ada/roaming", "Fairlead"));
    assertThat(folder("Windows 11", Map.of()))
        .isEqualTo(Path.of(HOME, "AppData", "Roaming", "Fairlead"));
    assertThat(folder("Windows 11", Map.of("APPDATA", " ")))
        .isEqualTo(Path.of(HOME, "AppData", "Roaming", "Fairlead"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Mac OS X", "macOS"})
  void onMacItIsTheApplicationSupport(String system) {
    assertThat(folder(system, Map.of("XDG_DATA_HOME", "/elsewhere", "APPDATA", "/elsewhere")))
        .isEqualTo(Path.of(HOME, "Library", "Application Support", "Fairlead"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Linux", "FreeBSD", "", "Darwin's cousin"})
  void elsewhereItIsWhatTheDesktopNames(String system) {
    String named = Path.of("/data/ada").toAbsolutePath().toString();
    assertThat(folder(system, Map.of("XDG_DATA_HOME", named)))
        .isEqualTo(Path.of(named, "fairlead"));
    assertThat(folder(system, Map.of())).isEqualTo(Path.of(HOME, ".local", "share", "fairlead"));
  }

  @Test
  void aRelativeNameOfTheDesktopDoesNotCount() {
    assertThat(folder("Linux", Map.of("XDG_DATA_HOME", "data")))
        .isEqualTo(Path.of(HOME, ".local", "share", "fairlead"));
    assertThat(folder("Linux", Map.of("XDG_DATA_HOME", "")))
        .isEqualTo(Path.of(HOME, ".local", "share", "fairlead"));
  }

  @Test
  void thisSystemHasOne() {
    assertThat(DataFolder.ofThisSystem().getFileName().toString())
        .isEqualToIgnoringCase("fairlead");
  }

  private static Path folder(String system, Map<String, String> environment) {
    return DataFolder.of(system, HOME, environment::get);
  }
}
