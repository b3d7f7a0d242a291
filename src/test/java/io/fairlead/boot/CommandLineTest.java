package io.fairlead.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlead.support.Await;
import io.fairlead.support.FairleadProcess;
import io.fairlead.support.FairleadProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the program says to words and surroundings it cannot start with; real processes. */
class CommandLineTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final List<String> HEADLESS =
      List.of("-Dglass.platform=Headless", "-Dprism.order=sw");

  @TempDir Path data;

  private static void assertRefused(Ended ended, String... parts) {
    assertThat(ended.complaints()).as(ended.err()).hasSize(1).first().asString().contains(parts);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void helpNamesEveryOption() throws IOException {
    Ended ended = FairleadProcess.run("--help");

    assertThat(ended.code()).isZero();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out())
        .contains("--connect", "--user", "--metrics-url", "--password-file", "--local-gateway")
        .contains("--port", "--metrics-port", "--snapshot", "--theme", "--size", "--data")
        .contains("light, dark, both");
  }

  @Test
  void versionNamesProgramAndJava() throws IOException {
    Ended ended = FairleadProcess.run("--version");

    assertThat(ended.code()).isZero();
    assertThat(ended.out()).contains("Fairlead ", "Java " + Runtime.version());
  }

  @Test
  void anUnknownOptionIsNamed() throws IOException {
    Ended ended = FairleadProcess.run("--nonsense");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.complaints()).containsExactly("Unknown option: '--nonsense'", "Try --help.");
  }

  @Test
  void aSizeThatIsNoneIsNamed() throws IOException {
    Ended ended = FairleadProcess.run("--size", "5x5");
    assertRefused(ended, "--size", "5x5");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(data.resolve("file"));

    Ended ended = FairleadProcess.run("--local-gateway", "--data", file.toString());

    assertRefused(ended, file.toString(), "is a file where a folder is needed");
  }

  @Test
  void aGatewayThatIsNoUrlIsRefused() throws IOException {
    Ended ended = FairleadProcess.run("--connect", "http://", "--data", data.toString());
    assertRefused(ended, "--connect http:// is not a URL");
  }

  @Test
  void aPasswordFileThatCannotBeReadIsNamed() throws IOException {
    String file = data.resolve("nowhere").toString();

    Ended ended =
        FairleadProcess.run(
            "--connect", "http://127.0.0.1:1", "--password-file", file, "--data", data.toString());

    assertRefused(ended, "The password file " + file + " cannot be read");
  }

  @Test
  void withoutADisplayItSaysWhatNeedsNone() throws IOException {
    assumeTrue(Displays.isLinux(), "only Linux can be without a display");

    Ended ended = FairleadProcess.run("--data", data.toString());

    assertRefused(ended, "No display", "--local-gateway", "--snapshot");
  }

  @Test
  void aDisplayWhereNoServerIsEndsItWithOneSentence() throws IOException {
    assumeTrue(Displays.isLinux(), "only Linux names its displays");
    assumeTrue(hasGtk(), "GTK 3 is not installed here: no display can be tried");
    String display = ":" + unusedDisplay();

    try (FairleadProcess program =
        FairleadProcess.start(Map.of("DISPLAY", display), List.of(), "--data", data.toString())) {
      assertRefused(program.awaitEnd(PATIENCE), "No window can be opened", "DISPLAY");
    }
  }

  @Test
  void theWindowDrawsItsFirstFrameWithoutADisplay() throws IOException {
    List<String> flags =
        List.of(HEADLESS.getFirst(), HEADLESS.getLast(), "-Dfairlead.exitAtFirstFrame=true");

    try (FairleadProcess program =
        FairleadProcess.start(Map.of(), flags, "--data", data.toString())) {
      Ended ended = program.awaitEnd(PATIENCE);

      assertThat(ended.err()).isEmpty();
      assertThat(ended.out()).matches("first frame \\d+ ms\\R");
      assertThat(ended.code()).isZero();
    }
  }

  @Test
  void theWindowEndsWithoutAWordWhenTheSystemShutsDown() throws IOException {
    Path password = data.resolve("gateway").resolve("password");
    try (FairleadProcess program =
        FairleadProcess.start(Map.of(), HEADLESS, "--data", data.toString())) {
      Await.until("the embedded gateway", PATIENCE, () -> Files.exists(password));
      program.terminate();
      Ended ended = program.awaitEnd(Duration.ofSeconds(5));
      assertThat(ended.err()).isEmpty();
      assertThat(ended.code()).isIn(0, 143);
    }
  }

  private static boolean hasGtk() {
    return NativeLibraries.isInUsualPlace("libgtk-3.so.0");
  }

  private static int unusedDisplay() {
    return IntStream.rangeClosed(90, 999)
        .filter(number -> !Files.exists(Path.of("/tmp/.X11-unix/X" + number)))
        .findFirst()
        .orElseThrow();
  }
}
