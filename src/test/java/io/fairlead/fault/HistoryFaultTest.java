package io.fairlead.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.history.HistoryLimits;
import io.fairlead.calls.history.HistoryQuery;
import io.fairlead.calls.history.HistoryRow;
import io.fairlead.support.Await;
import io.fairlead.support.HistoryProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories that end in the middle of things, and disks that take nothing. */
class HistoryFaultTest {

  private static final HistoryLimits SMALL =
      new HistoryLimits(4 << 20, 1000, Duration.ofDays(1), 16 << 10, 4 << 10, 1 << 20);

  @TempDir private Path folder;
  private final AtomicReference<Runnable> again = new AtomicReference<>();

  @Test
  void aKilledConsoleLosesNothingThatItSaidToHaveKept() throws Exception {
    Process killed = HistoryProcess.start(folder, 300);
    int kept = 0;
    try (BufferedReader lines = killed.inputReader()) {
      while (kept < 150) {
        kept = Integer.parseInt(lines.readLine());
      }
    } finally {
      killed.destroyForcibly().onExit().join();
    }
    try (CallHistory next = open(HistoryLimits.DEFAULT)) {
      assertThat(names(next)).contains("f0", "f" + (kept - 1));
      assertThat(next.size()).isGreaterThanOrEqualTo(kept);
    }
  }

  @Test
  void aFileThatIsCutAnywhereLosesNothingBeforeTheCut() throws IOException {
    try (CallHistory history = open(HistoryLimits.DEFAULT)) {
      HistoryProcess.record(history, 0, 12);
    }
    Path file = file(1);
    byte[] whole = Files.readAllBytes(file);
    for (int cut = whole.length - 1; cut > 8; cut -= 97) {
      Files.write(file, java.util.Arrays.copyOf(whole, cut));
      try (CallHistory history = open(HistoryLimits.DEFAULT)) {
        int left = history.size();
        assertThat(names(history))
            .hasSize(left)
            .allSatisfy(name -> assertThat(name).matches("f\\d+"));
        assertThat(left).isGreaterThanOrEqualTo((int) (12L * cut / whole.length) - 1);
        HistoryProcess.record(history, 100, 1);
        assertThat(names(history).getFirst()).isEqualTo("f100");
      }
      try (CallHistory history = open(HistoryLimits.DEFAULT)) {
        assertThat(names(history).getFirst()).isEqualTo("f100");
        assertThat(history.note()).isEmpty();
      }
    }
  }

  @Test
  void aBitThatFlipsCostsOneCall() throws IOException {
    try (CallHistory history = open(HistoryLimits.DEFAULT)) {
      HistoryProcess.record(history, 0, 12);
    }
    try (RandomAccessFile file = new RandomAccessFile(file(1).toFile(), "rw")) {
      file.seek(file.length() / 2);
      int before = file.read();
      file.seek(file.length() / 2);
      file.write(before ^ 0x10);
    }
    try (CallHistory history = open(HistoryLimits.DEFAULT)) {
      assertThat(names(history)).hasSize(11).contains("f0", "f11");
      assertThat(history.note()).contains("damaged");
    }
  }

  @Test
  void aFileOfALaterVersionIsLeftAloneAndSaid() throws IOException {
    Files.createDirectories(folder);
    byte[] later = {'F', 'L', 'H', 'I', 'S', 'T', 0, 9, 1, 2, 3};
    Files.write(file(1), later);
    try (CallHistory history = open(HistoryLimits.DEFAULT)) {
      assertThat(history.note()).contains("later version");
      HistoryProcess.record(history, 0, 1);
      assertThat(names(history)).containsExactly("f0");
    }
    assertThat(Files.readAllBytes(file(1))).isEqualTo(later);
  }

  @Test
  void aFileThatIsNoHistoryIsKeptAside() throws IOException {
    Files.createDirectories(folder);
    Files.writeString(file(1), "this is no history at all");
    try (CallHistory history = open(HistoryLimits.DEFAULT)) {
      assertThat(history.note()).contains("no history");
      HistoryProcess.record(history, 0, 1);
      assertThat(names(history)).containsExactly("f0");
    }
    assertThat(folder.resolve("calls-00000001.history.damaged"))
        .hasContent("this is no history at all");
  }

  @Test
  void aSecondConsoleOfTheFolderKeepsItsCallsInMemoryAndSaysSo() {
    try (CallHistory first = open(HistoryLimits.DEFAULT);
        CallHistory second = open(HistoryLimits.DEFAULT)) {
      HistoryProcess.record(first, 0, 2);
      HistoryProcess.record(second, 7, 1);
      assertThat(second.note()).contains("Another Fairlead");
      assertThat(names(second)).containsExactly("f7");
      assertThat(names(first)).containsExactly("f1", "f0");
    }
    try (CallHistory next = open(HistoryLimits.DEFAULT)) {
      assertThat(names(next)).containsExactly("f1", "f0");
    }
  }

  @Test
  void onAFullDiskCallsGoOnAndAreWrittenOnceThereIsRoom() throws IOException {
    Path full = Path.of("/dev/full");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
    try (CallHistory history = open(SMALL)) {
      HistoryProcess.record(history, 0, 1);
      for (int number = 2; number < 40; number++) {
        Files.createSymbolicLink(file(number), full);
      }
      HistoryProcess.record(history, 1, 30);
      assertThat(history.note()).contains("not kept at present").containsIgnoringCase("space");
      assertThat(names(history)).hasSize(31);

      for (int number = 2; number < 40; number++) {
        Files.deleteIfExists(file(number));
      }
      Await.until("the next attempt to be due", () -> again.get() != null);
      Objects.requireNonNull(again.get()).run();
      Await.until("the disk to be taken up", () -> history.note().isEmpty());
      HistoryProcess.record(history, 31, 1);
    }
    try (CallHistory next = open(SMALL)) {
      assertThat(names(next)).hasSize(32).contains("f0", "f15", "f31");
    }
  }

  @Test
  void onlyTheOwnerMayReadTheFiles() throws IOException {
    Path own = folder.resolve("own");
    try (CallHistory history =
        CallHistory.in(own, Clock.systemUTC(), (delay, task) -> again.set(task))) {
      history.open();
      HistoryProcess.record(history, 0, 1);
    }
    assertThat(Files.getPosixFilePermissions(own))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    assertThat(Files.getPosixFilePermissions(own.resolve("calls-00000001.history")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  private CallHistory open(HistoryLimits limits) {
    CallHistory history =
        CallHistory.in(folder, limits, Clock.systemUTC(), (delay, task) -> again.set(task));
    history.open();
    return history;
  }

  private Path file(int number) {
    return folder.resolve("calls-%08d.history".formatted(number));
  }

  private static List<String> names(CallHistory history) {
    return history.search(HistoryQuery.ALL, 500).rows().stream()
        .map(HistoryRow::function)
        .map(function -> function.name())
        .toList();
  }
}
