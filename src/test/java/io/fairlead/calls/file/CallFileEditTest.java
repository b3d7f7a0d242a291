package io.fairlead.calls.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallSpec;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls written into files, and everything else in them left alone. */
class CallFileEditTest {

  private static final CallSpec ECHO =
      CallSpec.of(new FunctionRef(new GatewayId("g"), "fn", "echo"));

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("a.http");
  }

  private List<String> appended(CallSpec spec) throws IOException {
    Outcome<CallFileEdit.Saved> saved = CallFileEdit.append(file, "x", spec);
    assertThat(saved.toFailure()).isEmpty();
    return Files.readAllLines(file);
  }

  private FileCall read(int index) {
    CallFile read = CallFileReader.read(file);
    assertThat(read.problems()).isEmpty();
    return read.calls().get(index);
  }

  @Test
  void aCallIsWrittenAsARequestThatReadsTheSame() throws IOException {
    CallSpec spec =
        ECHO.withMode(CallSpec.Mode.ASYNC)
            .withPath("/a b")
            .withQuery("q=1&v={{x}}")
            .withHeaders(List.of(new Header("X-A", "b")))
            .withBody(new CallBody.Text("{\n  \"a\": 1\n}", "application/json"));
    assertThat(appended(spec))
        .containsExactly(
            "### x",
            "# @async",
            "POST {{gateway}}/function/echo.fn/a%20b?q=1&v={{x}}",
            "X-A: b",
            "Content-Type: application/json",
            "",
            "{",
            "  \"a\": 1",
            "}");
    assertThat(read(0).async()).isTrue();
    assertThat(read(0).body().pieces()).containsExactly(new FileBody.Text(7, "{\n  \"a\": 1\n}"));
  }

  @Test
  void aSecretIsNeverWritten() throws IOException {
    CallSpec spec =
        ECHO.withQuery("api_key=hunter2&b=1")
            .withHeaders(
                List.of(
                    new Header("Authorization", "Bearer hunter2"),
                    new Header("X-Callback", "http://u:hunter2@h/"),
                    new Header("Cookie", "{{mine}}")))
            .withBody(new CallBody.Form(List.of(new CallBody.Field("password", "hunter2"))));
    Outcome<CallFileEdit.Saved> saved = CallFileEdit.append(file, "x", spec);
    assertThat(saved.toOptional().orElseThrow().placeholders())
        .containsExactlyInAnyOrder("api_key", "password", "authorization", "x_callback");
    assertThat(Files.readString(file))
        .doesNotContain("hunter2")
        .contains("?api_key={{api_key}}&b=1", "Authorization: {{authorization}}")
        .contains("password={{password}}", "Cookie: {{mine}}");
  }

  @Test
  void whatWasThereStaysByteForByte() {
    Random random = new Random(4);
    byte[] alphabet = "#\r\n< >@{}a:é\t /&?GET POST http".getBytes(StandardCharsets.UTF_8);
    for (int round = 0; round < 300; round++) {
      byte[] before = new byte[random.nextInt(200)];
      for (int i = 0; i < before.length; i++) {
        before[i] =
            round % 3 == 0 ? (byte) random.nextInt() : alphabet[random.nextInt(alphabet.length)];
      }
      FileText text = FileText.of(before);
      assertThat(text.bytes(0, text.size())).isEqualTo(before);
      int joined = text.lines() == 0 ? 0 : text.begin(text.lines() + 1);
      assertThat(joined == before.length || text.lines() == 0).isTrue();
      try {
        Files.write(file, before);
        CallFileReader.read(file);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        if (CallFileEdit.append(file, "x", ECHO).toFailure().isEmpty()) {
          byte[] after = Files.readAllBytes(file);
          assertThat(Arrays.copyOf(after, before.length)).isEqualTo(before);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @Test
  void oneRequestIsReplacedAndItsCommentsAndItsNeighboursStay() throws IOException {
    String before =
        "\ufeff### one\r\n# mine\r\n# @expect status 200\r\n# @async\r\nPOST http://old\r\nA: b\r\n"
            + "# between\r\n\r\nold\r\nbody\r\n\r\n> {% x %}\r\n### two  \r\nGET http://two";
    Files.writeString(file, before);
    Outcome<CallFileEdit.Saved> saved =
        CallFileEdit.replace(read(0), ECHO.withBody("new").withMethod("PUT"));
    assertThat(saved.toFailure()).isEmpty();
    assertThat(Files.readString(file))
        .isEqualTo(
            "\ufeff### one\r\n# mine\r\n# @expect status 200\r\n# between\r\n"
                + "PUT {{gateway}}/function/echo.fn\r\n\r\nnew\r\n\r\n> {% x %}\r\n"
                + "### two  \r\nGET http://two");
  }

  @Test
  void theLastRequestIsReplacedWithoutANewLineAtTheEnd() throws IOException {
    Files.writeString(file, "GET http://one\n###\nGET http://two");
    assertThat(CallFileEdit.replace(read(1), ECHO).toFailure()).isEmpty();
    assertThat(Files.readString(file))
        .isEqualTo("GET http://one\n###\nPOST {{gateway}}/function/echo.fn");
  }

  @Test
  void aFileThatHasChangedMeanwhileIsLeftAlone() throws IOException {
    Files.writeString(file, "GET http://one\n");
    FileCall call = read(0);
    Files.writeString(file, "GET http://other\n");
    Optional<Failure> failure = CallFileEdit.replace(call, ECHO).toFailure();
    assertThat(failure.orElseThrow().explanation()).contains("has changed");
    assertThat(Files.readString(file)).isEqualTo("GET http://other\n");
  }

  @Test
  void aLatinFileStaysOneOrIsRefused() throws IOException {
    byte[] before = "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file, before);
    assertThat(CallFileEdit.append(file, "x", ECHO.withBody("\u00fc")).toFailure()).isEmpty();
    assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
        .startsWith("# caf\u00e9\n")
        .endsWith("\u00fc\n");
    byte[] now = Files.readAllBytes(file);
    assertThat(
            CallFileEdit.append(file, "x", ECHO.withBody("\u20ac"))
                .toFailure()
                .orElseThrow()
                .remedy())
        .contains("UTF-8");
    assertThat(Files.readAllBytes(file)).isEqualTo(now);
  }

  @Test
  void aBodyThatWouldBeReadAsSomethingElseIsRefused() {
    for (String body : List.of("a\n### b", "\na", "a\n< b.txt", "a\n# @expect status 200")) {
      assertThat(CallFileEdit.append(file, "x", ECHO.withBody(body)).toFailure())
          .as(body)
          .isPresent();
    }
    assertThat(file).doesNotExist();
  }

  @Test
  void whoMayReadAFileMayReadItAfterwards() throws IOException {
    Files.writeString(file, "GET http://one\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    CallFileEdit.append(file, "x", ECHO);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void partsAndFilesAreNamedFromTheFolder() throws IOException {
    Path part = Files.writeString(folder.resolve("p.txt"), "x");
    CallSpec spec =
        ECHO.withBody(
            new CallBody.Multipart(
                List.of(
                    new CallBody.Part("t", "text", Optional.empty()),
                    new CallBody.Part("f", "text/plain", Optional.of(part)))));
    assertThat(appended(spec)).contains("< ./p.txt", "Content-Type: text/plain");
    assertThat(read(0).body().pieces()).hasSize(3);
    assertThat(read(0).header("Content-Type").orElseThrow()).contains("boundary=fairlead-");
  }
}
