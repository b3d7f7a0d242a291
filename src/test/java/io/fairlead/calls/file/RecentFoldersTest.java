package io.fairlead.calls.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecentFoldersTest {

  @TempDir private Path data;

  @Test
  void theNewestFolderIsOpenAndTheOthersAreRemembered() {
    RecentFolders folders = RecentFolders.in(data);
    folders.opened(Path.of("/calls/a"));
    folders.opened(Path.of("/calls/b"));
    folders.opened(Path.of("/calls/a"));

    RecentFolders again = RecentFolders.in(data);
    assertThat(again.folders()).containsExactly(Path.of("/calls/a"), Path.of("/calls/b"));
    assertThat(again.open()).contains(Path.of("/calls/a"));
    again.closed();
    assertThat(RecentFolders.in(data).open()).isEmpty();
    assertThat(RecentFolders.in(data).folders()).hasSize(2);
  }

  @Test
  void tenAreRemembered() {
    RecentFolders folders = RecentFolders.in(data);
    for (int i = 0; i < 30; i++) {
      folders.opened(Path.of("/calls/" + i));
    }
    assertThat(RecentFolders.in(data).folders())
        .hasSize(10)
        .first()
        .isEqualTo(Path.of("/calls/29"));
  }

  @Test
  void aDamagedFileLosesNothingButItself() throws IOException {
    Files.writeString(data.resolve("call-folders.json"), "{\"version\": 1, \"folders\": [");
    RecentFolders folders = RecentFolders.in(data);
    assertThat(folders.folders()).isEmpty();
    folders.opened(Path.of("/calls/a"));
    assertThat(RecentFolders.in(data).open()).contains(Path.of("/calls/a"));
  }

  @Test
  void whatANewerProgramWroteIsLeftAlone() throws IOException {
    Path file = data.resolve("call-folders.json");
    Files.writeString(file, "{\"version\": 99}");
    RecentFolders folders = RecentFolders.in(data);
    folders.opened(Path.of("/calls/a"));
    assertThat(folders.open()).contains(Path.of("/calls/a"));
    assertThat(file).hasContent("{\"version\": 99}");
  }
}
