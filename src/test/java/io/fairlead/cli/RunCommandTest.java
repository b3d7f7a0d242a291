package io.fairlead.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.LoopbackServer;
import io.fairlead.support.RefusedPort;
import io.fairlead.support.ScriptedGateway;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a pipeline sees of a run: lines, complaints, exit codes and the report. */
class RunCommandTest {

  /** How a run ended. */
  private record Ended(int code, List<String> out, List<String> err) {}

  @TempDir private Path folder;
  private final ScriptedGateway gateway = new ScriptedGateway();

  @BeforeEach
  void answer() {
    gateway.on("GET /healthz", 200, "");
    gateway.on("POST /function/ok", 200, "fine");
    gateway.on("POST /function/bad", 500, "broken");
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private Path write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, String.join("\n", lines));
  }

  private static Ended run(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        new RunCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8))
            .run(Stream.of(words).map(Object::toString).toArray(String[]::new));
    return new Ended(
        code,
        out.toString(StandardCharsets.UTF_8).lines().toList(),
        err.toString(StandardCharsets.UTF_8).lines().toList());
  }

  private Ended against(Object... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.add("--gateway");
    all.add(gateway.url());
    return run(all.toArray());
  }

  private Path good() throws IOException {
    return write("good.http", "### good", "# @expect status 200", "POST {{gateway}}/function/ok");
  }

  private Path bad() throws IOException {
    return write("bad.http", "### bad", "# @expect status 200", "POST {{gateway}}/function/bad");
  }

  private long calls() {
    return gateway.count("POST /function");
  }

  @Test
  void everyExpectationHasItsLineAndTheLastLineCountsThem() throws IOException {
    Ended ended = against(good(), bad());
    assertThat(ended.out())
        .containsExactly(
            "ok good: status 200 (200)", "not ok bad: status 200 (came 500)", "1 passed, 1 failed");
    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).isEmpty();
    assertThat(against(good()).code()).isZero();
  }

  @Test
  void aRequestWithoutExpectationsShowsItsStatus() throws IOException {
    Ended ended = against(write("a.http", "### x", "POST {{gateway}}/function/bad"));
    assertThat(ended.out()).hasSize(2);
    assertThat(ended.out().getFirst()).startsWith("# x: 500");
    assertThat(ended.out().getLast()).isEqualTo("0 passed, 0 failed");
    assertThat(ended.code()).isZero();
  }

  @Test
  void aRequestWithoutAnAnswerFails() throws IOException {
    try (RefusedPort refused = new RefusedPort()) {
      Ended ended = against(write("a.http", "### x", "GET " + refused.url() + "/"));
      assertThat(ended.out().getFirst()).startsWith("not ok x: an answer (came no answer");
      assertThat(ended.code()).isEqualTo(1);
    }
  }

  @Test
  void aFileThatDoesNotParseNamesItsLineAndNothingIsSent() throws IOException {
    Path wrong = write("wrong.http", "### x", "# @expct status 200", "GET {{gateway}}/");
    Ended ended = against(good(), wrong);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).hasSize(1);
    assertThat(ended.err().getFirst()).startsWith(wrong + ":2: ").contains("@expect");
    assertThat(calls()).isZero();
  }

  @Test
  void anUndefinedVariableIsTheEndBeforeAnythingIsSent() throws IOException {
    Path wrong = write("wrong.http", "GET {{gateway}}/", "X: {{nobody}}");
    Ended ended = against(good(), wrong);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().getFirst()).startsWith(wrong + ":1: ").contains("nobody");
    assertThat(calls()).isZero();
  }

  @Test
  void aGatewayThatIsAwayIsOneSentence() throws IOException {
    try (RefusedPort refused = new RefusedPort()) {
      String url = refused.url();
      Ended ended = run(good(), "--gateway", url);
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).hasSize(1);
      assertThat(ended.err().getFirst()).startsWith("The gateway " + url + " is away: ");
    }
  }

  @Test
  void aGatewayThatClosesTheConnectionIsAway() throws IOException {
    try (LoopbackServer closing = LoopbackServer.onConnection(_ -> {})) {
      Ended ended = run(good(), "--gateway", closing.url());
      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err()).hasSize(1);
    }
  }

  @Test
  void aGatewayWithoutAPageOfItsHealthIsThere() throws IOException {
    gateway.on("GET /healthz", 404, "");
    assertThat(against(good()).code()).isZero();
    gateway.on("GET /healthz", 401, "");
    assertThat(against(good()).code()).isZero();
  }

  @Test
  void aWrongPasswordIsOneSentenceAndARightOneNeverReachesAFunction() throws IOException {
    Path password = write("password", "pass-word", "");
    assertThat(against(good(), "--user", "ada", "--password-file", password).code()).isZero();
    assertThat(gateway.last("GET /system/info").orElseThrow().header("Authorization")).isPresent();
    assertThat(gateway.last("POST /function").orElseThrow().header("Authorization")).isEmpty();
    gateway.on("GET /system/info", 401, "");
    Ended ended = against(good(), "--password-file", password);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).hasSize(1);
    assertThat(ended.err().getFirst()).contains("did not accept").doesNotContain("pass-word");
  }

  @Test
  void wordsThatCannotBeCarriedOutAreOneSentence() throws IOException {
    Path file = good();
    List<Ended> all =
        List.of(
            run(file),
            run("--gateway", gateway.url()),
            against(folder.resolve("nothing.http")),
            against(file, "--nonsense"),
            against(file, "--user", "ada"),
            against(file, "--password-file", folder.resolve("none")),
            against(file, "--env", "nobody"),
            against(file, "--callback-url", "http://h:1"),
            against(file, "--callback-bind", "nonsense"),
            run(file, "--gateway", "http://"),
            against(Files.createDirectory(folder.resolve("empty"))));
    assertThat(all).extracting(Ended::code).containsOnly(2);
    assertThat(all).allSatisfy(ended -> assertThat(ended.err()).hasSize(1));
    assertThat(calls()).isZero();
    assertThat(run("--help").code()).isZero();
  }

  @Test
  void aFolderIsRunInOrderAndAFileThatIsNamedTwiceOnce() throws IOException {
    write("d/b.http", "### b", "POST {{gateway}}/function/ok");
    write("d/a/z.rest", "### z", "POST {{gateway}}/function/ok");
    write("d/.git/x.http", "### hidden", "POST {{gateway}}/function/ok");
    write("d/a.txt", "no call");
    Path again = write("d/c.http", "### c", "POST {{gateway}}/function/ok");
    Ended ended = against(again, folder.resolve("d"), folder.resolve("d/../d/c.http"));
    assertThat(ended.out().stream().map(line -> line.replaceFirst(":.*", "")))
        .containsExactly("# c", "# z", "# b", "0 passed, 0 failed");
  }

  @Test
  void theEnvironmentBesideAFileIsUsedAndItsPrivateValuesAreNotPrinted() throws IOException {
    write("http-client.env.json", "{\"dev\":{\"name\":\"ok\"}}");
    write("http-client.private.env.json", "{\"dev\":{\"key\":\"horse-battery\"}}");
    gateway.on(
        "POST /function/ok",
        (request, connection) ->
            connection.send(LoopbackServer.response("200 OK", "", request.bodyText())));
    Path file =
        write(
            "a.http",
            "### x",
            "# @expect body contains {{key}}",
            "# @expect body == other",
            "POST {{gateway}}/function/{{name}}",
            "",
            "{{key}}");
    Path report = folder.resolve("out/report.xml");
    Ended ended = against(file, "--env", "dev", "--report", report);
    assertThat(ended.out())
        .containsExactly(
            "ok x: body contains {{key}} (***)",
            "not ok x: body == other (came ***)",
            "1 passed, 1 failed");
    assertThat(Files.readString(report)).doesNotContain("horse");
  }

  @Test
  void anEnvironmentFileThatDoesNotParseNamesItsLine() throws IOException {
    Path environment = write("http-client.env.json", "{", "  \"dev\": {", "    oops");
    Ended ended = against(good());
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err().getFirst()).startsWith(environment.toRealPath() + ":3: ");
  }

  @Test
  void theReportIsXmlWhateverCame() throws Exception {
    gateway.on("POST /function/ok", 200, "\u0001\u001b[31m<&]]>\ufffe \ud83d\ude00");
    Path file =
        write(
            "a.http",
            "### a < b & \"c\"",
            "# @expect body == x",
            "# @expect status 200",
            "POST {{gateway}}/function/ok",
            "### socket",
            "WEBSOCKET ws://h/");
    Path report = folder.resolve("r.xml");
    Ended ended = against(file, "--report", report);
    assertThat(ended.out()).noneMatch(line -> line.contains("\u001b"));
    Document document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(Files.readAllBytes(report)));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
    assertThat(suite.getAttribute("skipped")).isEqualTo("1");
    Element first = (Element) document.getElementsByTagName("testcase").item(0);
    assertThat(first.getAttribute("name")).isEqualTo("a < b & \"c\"");
    assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void aReportThatCannotBeWrittenIsSaidBeforeAnythingIsSent() throws IOException {
    Ended ended = against(good(), "--report", good().resolve("r.xml"));
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).hasSize(1);
    assertThat(calls()).isZero();
  }
}
