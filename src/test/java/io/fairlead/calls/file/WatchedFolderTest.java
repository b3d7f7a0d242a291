package io.fairlead.calls.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a real file system, changed under the eyes of what watches it. */
class WatchedFolderTest {

  @TempDir private Path home;
  private final List<FolderListing> told = new CopyOnWriteArrayList<>();
  private final List<WatchedFolder> open = new ArrayList<>();

  @AfterEach
  void stopWatching() {
    open.forEach(WatchedFolder::close);
  }

  @Test
  void callFilesAndEnvironmentsAreFoundInEveryFolder() throws IOException {
    write("b.http");
    write("deep/er/a.REST");
    write("http-client.env.json");
    write("deep/http-client.private.env.json");
    write("readme.md");
    write(".git/hidden.http");
    write("node_modules/x/foreign.http");
    watch();

    FolderListing.Present now = await(present -> true);
    assertThat(names(now.calls())).containsExactly("b.http", "deep/er/a.REST");
    assertThat(names(now.environments()))
        .containsExactly("deep/http-client.private.env.json", "http-client.env.json");
    assertThat(now.notes()).isEmpty();
  }

  @Test
  void aFileThatComesChangesAndGoesIsTold() throws IOException {
    write("a.http");
    watch();
    await(present -> present.calls().size() == 1);

    write("b.http");
    await(present -> names(present.calls()).equals(List.of("a.http", "b.http")));
    FolderListing.Entry before = entry("b.http");
    Files.writeString(home.resolve("b.http"), "GET {{gateway}}/function/echo");
    await(present -> present.calls().stream().noneMatch(before::equals));
    Files.delete(home.resolve("a.http"));
    await(present -> names(present.calls()).equals(List.of("b.http")));
  }

  @Test
  void aFolderThatComesIsWatchedFromThenOn() throws IOException {
    watch();
    await(present -> present.calls().isEmpty());
    write("new/er/a.http");
    await(present -> present.calls().size() == 1);
    write("new/er/b.http");
    await(present -> present.calls().size() == 2);
  }

  @Test
  void aFileThatIsReplacedAsEditorsDoIsToldOnce() throws IOException {
    write("a.http");
    watch();
    await(present -> present.calls().size() == 1);
    int before = told.size();
    Path part = home.resolve(".a.http.part");
    Files.writeString(part, "GET https://example.org/\n");
    Files.move(part, home.resolve("a.http"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    await(present -> present.calls().getFirst().size() == 25);
    assertThat(told.size()).isBetween(before + 1, before + 2);
  }

  @Test
  void aThousandChangesAreToldInFew() throws IOException {
    watch();
    await(present -> true);
    for (int i = 0; i < 1_000; i++) {
      write("call-" + i + ".http");
    }
    await(present -> present.calls().size() == 1_000);
    assertThat(told.size()).isLessThan(20);
  }

  @Test
  void aFolderThatVanishesAndReturnsIsTakenUpAgain() throws IOException {
    Path folder = home.resolve("calls");
    write("calls/a.http");
    watch(folder);
    await(present -> present.calls().size() == 1);

    Files.delete(folder.resolve("a.http"));
    Files.delete(folder);
    Await.until("the loss", () -> told.getLast() instanceof FolderListing.Gone);
    write("calls/b.http");
    await(present -> names(present.calls()).equals(List.of("calls/b.http")));
    write("calls/c.http");
    await(present -> present.calls().size() == 2);
  }

  @Test
  void aFolderThatIsMovedAwayCountsAsGone() throws IOException {
    Path folder = home.resolve("calls");
    write("calls/a.http");
    watch(folder);
    await(present -> present.calls().size() == 1);
    Files.move(folder, home.resolve("elsewhere"));
    Await.until("the loss", () -> told.getLast() instanceof FolderListing.Gone);
    Files.move(home.resolve("elsewhere"), folder);
    await(present -> present.calls().size() == 1);
  }

  @Test
  void aFolderThatIsNotThereYetIsWaitedFor() throws IOException {
    watch(home.resolve("later"));
    Await.until("that it is not there", () -> told.contains(new FolderListing.Gone()));
    write("later/a.http");
    await(present -> present.calls().size() == 1);
  }

  @Test
  void withoutNoticesTheFolderIsLookedAtAgainAndAgain() throws IOException {
    open.add(
        WatchedFolder.watch(
            home,
            folder -> {
              throw new IOException("User limit of inotify watches reached");
            },
            100,
            told::add));
    await(present -> present.calls().isEmpty());
    write("a.http");
    await(present -> present.calls().size() == 1);
  }

  @Test
  void whatIsBeyondTheBoundIsSaidAndNotShown() throws IOException {
    for (int i = 0; i < 30; i++) {
      write("call-" + i + ".http");
    }
    open.add(
        WatchedFolder.watch(
            home, folder -> folder.getFileSystem().newWatchService(), 20, told::add));
    FolderListing.Present now = await(present -> true);
    assertThat(now.calls()).hasSize(20);
    assertThat(now.notes()).singleElement().asString().contains("20 files");
  }

  @Test
  void aFileIsNoFolder() throws IOException {
    write("a.http");
    watch(home.resolve("a.http"));
    Await.until("why not", () -> !told.isEmpty());
    assertThat(told.getFirst())
        .isInstanceOfSatisfying(
            FolderListing.Unreadable.class, why -> assertThat(why.why()).contains("not a folder"));
  }

  @Test
  void aPartThatMayNotBeReadIsSaidAndTheRestIsShown() throws IOException {
    write("a.http");
    write("locked/b.http");
    Path locked = home.resolve("locked");
    Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
    try {
      watch();
      FolderListing.Present now = await(present -> true);
      // The owner of everything may read all the same.
      if (!Files.isReadable(locked)) {
        assertThat(now.notes()).singleElement().asString().contains("may not be read");
      }
      assertThat(names(now.calls())).contains("a.http");
    } finally {
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void aLinkToAFolderAboveDoesNotLeadInCircles() throws IOException {
    write("a.http");
    Files.createSymbolicLink(home.resolve("round"), home);
    Path link = Files.createSymbolicLink(home.resolveSibling(home.getFileName() + "-link"), home);
    try {
      watch(link);
      FolderListing.Present now = await(present -> true);
      assertThat(now.calls())
          .extracting(FolderListing.Entry::file)
          .containsExactly(link.resolve("a.http"));
    } finally {
      Files.delete(link);
    }
  }

  @Test
  void tenThousandFilesAreListedInLittleTime() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      write("d" + i % 100 + "/call-" + i + ".http");
    }
    long begin = System.nanoTime();
    FolderScan.Found found = FolderScan.of(home, 10_000, 10_000, () -> false);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    System.out.printf("10,000 call files in 100 folders: %d ms a look%n", millis);
    assertThat(found.listing())
        .isInstanceOfSatisfying(
            FolderListing.Present.class, now -> assertThat(now.calls()).hasSize(10_000));
    assertThat(millis).isLessThan(5_000);
  }

  private void watch() {
    watch(home);
  }

  private void watch(Path folder) {
    open.add(WatchedFolder.watch(folder, told::add));
  }

  private FolderListing.Present await(Predicate<FolderListing.Present> wanted) {
    Await.until(
        "the listing",
        () ->
            !told.isEmpty()
                && told.getLast() instanceof FolderListing.Present now
                && wanted.test(now));
    return (FolderListing.Present) told.getLast();
  }

  private FolderListing.Entry entry(String name) {
    return ((FolderListing.Present) told.getLast())
        .calls().stream().filter(each -> each.file().endsWith(name)).findFirst().orElseThrow();
  }

  private List<String> names(List<FolderListing.Entry> entries) {
    return entries.stream()
        .map(entry -> home.relativize(entry.file()).toString().replace('\\', '/'))
        .toList();
  }

  private void write(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }
}
