package io.fairlead.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.file.CallFile;
import io.fairlead.calls.file.CallFileEdit;
import io.fairlead.calls.file.CallFileReader;
import io.fairlead.calls.file.Environments;
import io.fairlead.calls.file.FileBody;
import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileProblem;
import io.fairlead.cli.RunCommand;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.support.ScriptedGateway;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files of calls that are not as they should be. */
class CallFileFaultTest {

  private static final int FIFTY_MEGABYTES = 50 << 20;

  @TempDir private Path folder;
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void answer() {
    gateway.on("GET /healthz", 200, "");
    gateway.on("POST /function/echo", 200, "");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private int run(Path place) {
    return new RunCommand(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(place.toString(), "--gateway", gateway.url());
  }

  private String complaints() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private String received() {
    return gateway.last("POST /function/echo").orElseThrow().bodyText();
  }

  private Path write(String content, Charset charset) throws IOException {
    return Files.write(folder.resolve("a.http"), content.getBytes(charset));
  }

  @Test
  void aFileInLatin1IsReadAndItsTextIsSentAsUtf8() throws IOException {
    Path file =
        write(
            "### caf\u00e9\n# @expect status 200\nPOST {{gateway}}/function/echo\n\ncr\u00e8me\n",
            StandardCharsets.ISO_8859_1);
    assertThat(run(file)).isZero();
    assertThat(received()).isEqualTo("cr\u00e8me");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("ok caf\u00e9: status 200");
  }

  @Test
  void aMarkAndLineEndsOfWindowsArePartOfNothing() throws IOException {
    Path file =
        write(
            "\ufeff@x = 1\r\n### a\r\n# @expect status 200\r\nPOST {{gateway}}/function/echo?{{x}}"
                + "\r\nX-A: b\r\n\r\none\r\ntwo\r\n\r\n",
            StandardCharsets.UTF_8);
    byte[] before = Files.readAllBytes(file);
    assertThat(run(file)).isZero();
    assertThat(received()).isEqualTo("one\ntwo");
    assertThat(gateway.last("POST /function/echo").orElseThrow().header("X-A")).contains("b");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void aFileInUtf16SaysSo() throws IOException {
    assertThat(run(write("GET http://h/", StandardCharsets.UTF_16))).isEqualTo(2);
    assertThat(complaints()).contains("UTF-16");
  }

  @Test
  @Timeout(60)
  void fiftyMegabytesInOneBodyAreReadInATimeThatOneWaits() throws IOException {
    Path file = folder.resolve("large.http");
    try (OutputStream large = Files.newOutputStream(file)) {
      large.write("### large\nPOST http://h/\n\n".getBytes(StandardCharsets.UTF_8));
      byte[] line = ("x".repeat(99) + "\n").getBytes(StandardCharsets.UTF_8);
      for (int written = 0; written < FIFTY_MEGABYTES; written += line.length) {
        large.write(line);
      }
      large.write("### next\nGET http://h/\n".getBytes(StandardCharsets.UTF_8));
    }
    long begin = System.nanoTime();
    CallFile read = CallFileReader.read(file);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(read.problems()).isEmpty();
    assertThat(read.calls()).extracting(FileCall::name).containsExactly("large", "next");
    FileBody.Text body = (FileBody.Text) read.calls().getFirst().body().pieces().getFirst();
    assertThat(body.text()).hasSizeGreaterThan(FIFTY_MEGABYTES - 100);
    assertThat(took).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  @Timeout(60)
  void fiftyMegabytesOfNoRequestsAreFewProblems() throws IOException {
    byte[] garbage = new byte[FIFTY_MEGABYTES];
    Arrays.fill(garbage, (byte) 'x');
    Path oneLine = Files.write(folder.resolve("one.http"), garbage);
    assertThat(CallFileReader.read(oneLine).problems()).hasSize(1);
    for (int i = 0; i < garbage.length; i += 4) {
      garbage[i] = '#';
      garbage[i + 1] = '#';
      garbage[i + 2] = '#';
      garbage[i + 3] = '\n';
    }
    Path separators = Files.write(folder.resolve("many.http"), garbage);
    assertThat(CallFileReader.read(separators).calls()).isEmpty();
    for (int i = 3; i < garbage.length; i += 8) {
      garbage[i] = '\n';
      garbage[i + 1] = 'x';
      garbage[i + 2] = 'x';
      garbage[i + 3] = 'x';
      garbage[i + 4] = '\n';
    }
    Path wrong = Files.write(folder.resolve("wrong.http"), garbage);
    assertThat(CallFileReader.read(wrong).problems()).hasSize(CallFileReader.MOST_PROBLEMS);
  }

  @Test
  void aFileThatIsTooLargeSaysWhatToDo() throws IOException {
    Path file = Files.write(folder.resolve("a.http"), new byte[CallFileReader.LARGEST_BYTES + 1]);
    FileProblem problem = CallFileReader.read(file).problems().getFirst();
    assertThat(problem.explanation()).contains("64 MiB");
  }

  @Test
  void variablesThatReferToEachOtherInARingAreNamed() throws IOException {
    Path file =
        write(
            "@a = {{b}}\n@b = {{c}}\n@c = {{a}}\nPOST {{gateway}}/function/echo/{{a}}\n",
            StandardCharsets.UTF_8);
    assertThat(run(file)).isEqualTo(2);
    assertThat(complaints()).contains(file + ":4: ").contains("a \u2192 b \u2192 c \u2192 a");
    assertThat(gateway.count("POST")).isZero();
  }

  @Test
  void anEnvironmentThatDoesNotParseNamesItsLineAndDoesNotHideTheOther() throws IOException {
    Files.writeString(folder.resolve(Environments.PUBLIC_FILE), "{\n \"dev\": {\"a\": \"1\",,}\n}");
    Files.writeString(folder.resolve(Environments.PRIVATE_FILE), "{\"dev\": {\"b\": \"2\"}}");
    Environments environments = Environments.of(folder, folder);
    assertThat(environments.problems()).extracting(FileProblem::line).containsExactly(2);
    assertThat(environments.names()).containsExactly("dev");
    for (String content : List.of("", "[]", "7", "{\"dev\": 1}", "{", "\u0000")) {
      Files.writeString(folder.resolve(Environments.PUBLIC_FILE), content);
      assertThat(Environments.of(folder, folder).names()).as(content).contains("dev");
    }
  }

  @Test
  void aFolderOrAFileThatVanishesIsAProblemAndNoException() throws IOException {
    Path gone = folder.resolve("gone");
    Files.createDirectory(gone);
    Path file = Files.writeString(gone.resolve("a.http"), "GET http://h/");
    FileCall call = CallFileReader.read(file).calls().getFirst();
    Files.delete(file);
    Files.delete(gone);
    assertThat(CallFileReader.read(file).problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.explanation()).contains("no such file"));
    assertThat(Environments.of(gone, folder).problems()).isEmpty();
    assertThat(
            CallFileEdit.replace(call, CallSpec.of(new FunctionRef(new GatewayId("g"), "", "echo")))
                .toFailure())
        .isPresent();
    assertThat(run(gone)).isEqualTo(2);
    assertThat(complaints()).contains("no such file");
  }

  @Test
  void whateverTheBytesAreReadingThemEnds() {
    Random random = new Random(11);
    byte[] alphabet =
        "###\n\r\n@a={{b}} <@ > {% %} # @expect status GET http://h : & ? \u00e9"
            .getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 2000; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = alphabet[random.nextInt(alphabet.length)];
      }
      Path file = folder.resolve("fuzz.http");
      try {
        Files.write(file, bytes);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
      CallFile read = CallFileReader.read(file);
      assertThat(read.problems()).allMatch(problem -> problem.line() > 0);
    }
  }
}
