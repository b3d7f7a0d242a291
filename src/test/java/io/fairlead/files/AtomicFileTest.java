package io.fairlead.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

  @TempDir Path folder;

  @Test
  void theContentIsReplacedAsAWhole() throws IOException {
    Path file = folder.resolve("settings.json");
    AtomicFile.write(file, "a long first content");
    AtomicFile.write(file, "Grüße");
    assertThat(file).hasContent("Grüße");
    assertThat(names()).containsExactly("settings.json");
  }

  @Test
  void foldersOnTheWayAreMade() throws IOException {
    Path file = folder.resolve("a/b/c.json");
    AtomicFile.write(file, new byte[0]);
    assertThat(file).isEmptyFile();
  }

  @Test
  void aReaderNeverSeesAPart() throws IOException {
    Path file = folder.resolve("big");
    List<String> contents = List.of("a".repeat(300_000), "b".repeat(500_000));
    AtomicFile.write(file, contents.getFirst());
    CountDownLatch over = new CountDownLatch(1);
    try (Scope scope = new Scope("test")) {
      scope.run(
          () -> {
            try {
              for (int i = 0; i < 30; i++) {
                AtomicFile.write(file, contents.get(i % 2));
              }
            } catch (IOException e) {
              throw new AssertionError(e);
            } finally {
              over.countDown();
            }
          });
      while (over.getCount() > 0) {
        assertThat(contents).contains(Files.readString(file));
      }
      Await.until("the writer is done", () -> over.getCount() == 0);
    }
  }

  @Test
  void onlyItsOwnerMayReadIt() throws IOException {
    assumePosix();
    Path file = folder.resolve("secret");
    Files.writeString(file, "open to all");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    AtomicFile.write(file, "closed");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void whereAFolderStandsNothingIsWrittenAndNothingLeftBehind() throws IOException {
    Path taken = folder.resolve("taken");
    Files.createDirectory(taken);
    Files.writeString(taken.resolve("inside"), "old");
    assertThatThrownBy(() -> AtomicFile.write(taken, "new")).isInstanceOf(IOException.class);
    assertThat(taken.resolve("inside")).hasContent("old");
    assertThat(names()).containsExactly("taken");
  }

  @Test
  void anEmptyFolderIsNotReplacedEither() throws IOException {
    Path taken = Files.createDirectory(folder.resolve("taken"));
    assertThatThrownBy(() -> AtomicFile.write(taken, "new")).isInstanceOf(IOException.class);
    assertThat(taken).isDirectory();
    assertThat(names()).containsExactly("taken");
  }

  @Test
  void whereAFileStandsForTheFolderThatFileIsLeftAlone() throws IOException {
    Path file = folder.resolve("file");
    Files.writeString(file, "old");
    assertThatThrownBy(() -> AtomicFile.write(file.resolve("below"), "new"))
        .isInstanceOf(IOException.class);
    assertThat(file).hasContent("old");
  }

  @Test
  void aPathWithoutAFolderIsRefused() {
    assertThatThrownBy(() -> AtomicFile.write(Path.of("/"), "new"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no folder");
  }

  @Test
  void aPrivateFolderIsItsOwnersAndOneThatIsThereKeepsItsPermissions() throws IOException {
    assumePosix();
    Path made = folder.resolve("data/fairlead");
    AtomicFile.createPrivateFolder(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
    AtomicFile.createPrivateFolder(made);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwxr-x---");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).toList();
    }
  }

  private static void assumePosix() {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
  }
}
