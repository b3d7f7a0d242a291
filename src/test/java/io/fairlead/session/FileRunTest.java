package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.file.CallFile;
import io.fairlead.calls.file.CallFileReader;
import io.fairlead.calls.file.Environment;
import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileProblem;
import io.fairlead.calls.file.Verdict;
import io.fairlead.model.Failure;
import io.fairlead.net.Scope;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.QueueWorker;
import io.fairlead.support.ReceivedRequest;
import io.fairlead.support.ScriptedGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls of files against a gateway that does what the test says. */
class FileRunTest {

  @TempDir private Path folder;
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final Clock clock = Clock.systemUTC();
  private final AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
  private final SystemTimer timer = new SystemTimer();
  private final Scope scope = new Scope("test");
  private GatewaySession session;
  private FileRun run;

  @BeforeEach
  void connect() {
    session = new GatewaySession(gateway.connection(), Optional.empty(), inbox, clock, timer);
    run = new FileRun(session, inbox);
    gateway.functions("fn", "echo");
    gateway.on("GET /system/function/echo", ScriptedGateway.function("fn", "echo", 1, 1));
  }

  @AfterEach
  void stop() {
    scope.close();
    session.close();
    inbox.close();
    timer.close();
    gateway.close();
  }

  private List<FileCall> calls(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("a.http"), String.join("\n", lines));
    CallFile read = CallFileReader.read(file);
    assertThat(read.problems()).isEmpty();
    return read.calls();
  }

  private FileOutcome run(String... lines) throws IOException {
    return run.run(calls(lines).getLast(), Environment.NONE, scope);
  }

  private static List<Boolean> held(FileOutcome outcome) {
    return outcome.verdicts().stream().map(Verdict::held).toList();
  }

  private ReceivedRequest last(String beginning) {
    return gateway.last(beginning).orElseThrow();
  }

  @Test
  void aFunctionOfTheGatewayIsCalledWithoutTheGatewaysPassword() throws IOException {
    gateway.on("POST /function/echo/a", 200, "hello");
    FileOutcome outcome =
        run(
            "# @expect status 200",
            "# @expect body contains hell",
            "# @expect body contains heaven",
            "POST {{gateway}}/function/echo/a?b=%20c",
            "X-A: b",
            "",
            "body");
    assertThat(held(outcome)).containsExactly(true, true, false);
    assertThat(outcome.held()).isFalse();
    assertThat(outcome.verdicts().getLast().came()).isEqualTo("hello");
    ReceivedRequest request = last("POST /function/echo/a");
    assertThat(request.target()).isEqualTo("/function/echo/a?b=%20c");
    assertThat(request.header("Authorization")).isEmpty();
    assertThat(request.header("X-A")).contains("b");
    assertThat(request.bodyText()).isEqualTo("body");
  }

  @Test
  void anAsynchronousCallIsJudgedByItsCallback() throws IOException {
    gateway.on(
        "POST /async-function/echo.fn",
        (request, connection) -> {
          String back = request.header("X-Callback-Url").orElseThrow();
          connection.send(LoopbackServer.response("202 Accepted", "", ""));
          scope.run(() -> QueueWorker.deliver(back, 503, "{\"a\":7}"));
        });
    FileOutcome outcome =
        run(
            "# @async",
            "# @timeout 20",
            "# @expect status 503",
            "# @expect header X-Function-Status == 503",
            "# @expect json $.a == 7",
            "# @expect time < 20s",
            "POST {{gateway}}/function/echo.fn",
            "",
            "x");
    assertThat(outcome.failure()).isEmpty();
    assertThat(held(outcome)).containsExactly(true, true, true, true);
    assertThat(last("POST /async-function/echo").target()).isEqualTo("/async-function/echo.fn");
  }

  @Test
  void aCallbackThatDoesNotComeIsNotWaitedForLongerThanItSays() throws IOException {
    gateway.on("POST /async-function/echo", 202, "");
    FileOutcome outcome =
        run(
            "# @async",
            "# @timeout 150 ms",
            "# @expect status 200",
            "POST {{gateway}}/function/echo");
    assertThat(held(outcome)).containsExactly(false);
    assertThat(outcome.verdicts().getFirst().came()).contains("no callback came within 0.15 s");
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void aFunctionThatIsNotThereIsNotQueued() throws IOException {
    gateway.on("GET /system/function/nobody", 404, "not found");
    FileOutcome outcome = run("# @async", "POST {{gateway}}/function/nobody");
    assertThat(outcome.failure().orElseThrow()).isInstanceOf(Failure.NotFound.class);
    assertThat(outcome.verdicts().getFirst().expected()).isEqualTo("an answer");
    assertThat(gateway.count("POST")).isZero();
  }

  @Test
  void onlyAFunctionCanBeCalledAsynchronously() throws IOException {
    FileOutcome outcome = run("# @async", "POST {{gateway}}/system/info");
    assertThat(outcome.failure().orElseThrow().explanation()).contains("Only a function");
    assertThat(gateway.count("POST")).isZero();
  }

  @Test
  void anAsynchronousCallIsAPost() throws IOException {
    FileOutcome outcome = run("# @async", "GET {{gateway}}/function/echo");
    assertThat(outcome.failure().orElseThrow().explanation()).contains("is a POST");
    assertThat(gateway.count("GET")).isZero();
  }

  @Test
  void whoHasNoPasswordMayQueueACallOfAFunctionThatCannotBeAskedFor() throws IOException {
    gateway.on("GET /system/function/echo", 401, "");
    gateway.on("POST /async-function/echo", 202, "");
    run("# @async", "# @timeout 50 ms", "POST {{gateway}}/function/echo");
    assertThat(gateway.count("POST /async-function/echo")).isEqualTo(1);
  }

  @Test
  void aRedirectIsShownUnlessTheFileSaysToFollowIt() throws IOException {
    gateway.on(
        "GET /function/echo",
        (_, connection) ->
            connection.send(LoopbackServer.response("302 Found", "Location: /function/next", "")));
    gateway.on("GET /function/next", 200, "there");
    FileOutcome shown = run("# @expect status 302", "GET {{gateway}}/function/echo");
    assertThat(shown.held()).isTrue();
    assertThat(shown.notes()).anyMatch(note -> note.contains("/function/next"));
    assertThat(gateway.count("GET /function/next")).isZero();
    FileOutcome followed =
        run("# @follow", "# @expect body == there", "GET {{gateway}}/function/echo");
    assertThat(followed.held()).isTrue();
    assertThat(followed.hops()).hasSize(1);
  }

  @Test
  void anotherServerIsCalledAsItIsWrittenAndWithoutCredentials() throws IOException {
    try (LoopbackServer other =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", "other"))) {
      FileOutcome outcome =
          run("# @expect body == other", "GET " + other.url() + "/function/echo?x", "X: y");
      assertThat(outcome.held()).isTrue();
      ReceivedRequest request = other.received().getFirst();
      assertThat(request.target()).isEqualTo("/function/echo?x");
      assertThat(request.header("Authorization")).isEmpty();
      assertThat(gateway.count("GET /function")).isZero();
    }
  }

  @Test
  void theApiOfTheGatewayIsNotAskedWithItsPassword() throws IOException {
    gateway.on("GET /system/info", 200, "{}");
    run("GET {{gateway}}/system/info");
    assertThat(last("GET /system/info").header("Authorization")).isEmpty();
  }

  @Test
  void noCookieIsKept() throws IOException {
    gateway.on(
        "GET /function/echo",
        (_, connection) ->
            connection.send(LoopbackServer.response("200 OK", "Set-Cookie: a=b", "")));
    run("GET {{gateway}}/function/echo");
    run("GET {{gateway}}/function/echo");
    assertThat(last("GET /function/echo").header("Cookie")).isEmpty();
  }

  @Test
  void anAnswerThatIsCutHoldsNothingOfItsBody() throws IOException {
    gateway.on(
        "GET /function/echo",
        (_, connection) -> {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
          connection.close();
        });
    FileOutcome outcome =
        run(
            "# @expect status 200",
            "# @expect body contains half",
            "# @expect json $ not exists",
            "GET {{gateway}}/function/echo");
    assertThat(held(outcome)).containsExactly(true, false, false);
  }

  @Test
  void aRequestCanUseTheAnswerToAnother() throws IOException {
    gateway.on("POST /function/login", 200, "{\"token\":\"t-1\"}");
    gateway.on("GET /function/echo", 200, "");
    List<FileCall> calls =
        calls(
            "# @name login",
            "POST {{gateway}}/function/login",
            "###",
            "GET {{gateway}}/function/echo",
            "X-Token: {{login.response.body.$.token}}");
    assertThat(run.check(calls.getLast(), Environment.NONE)).isEmpty();
    List<Boolean> held = new ArrayList<>();
    calls.forEach(call -> held.add(run.run(call, Environment.NONE, scope).held()));
    assertThat(held).containsExactly(true, true);
    assertThat(last("GET /function/echo").header("X-Token")).contains("t-1");
  }

  @Test
  void whatCannotBeSentIsToldBeforeAnythingIs() throws IOException {
    List<FileProblem> variable =
        run.check(calls("GET {{gateway}}/{{nobody}}").getFirst(), Environment.NONE);
    assertThat(variable).extracting(FileProblem::line).containsExactly(1);
    List<FileProblem> expected =
        run.check(
            calls("# @expect status {{nobody}}", "GET {{gateway}}/").getFirst(), Environment.NONE);
    assertThat(expected).extracting(FileProblem::line).containsExactly(1);
    assertThat(run.check(calls("GRPC h/x").getFirst(), Environment.NONE)).isEmpty();
  }

  @Test
  void aPrivateValueIsSentAndNotShown() throws IOException {
    gateway.on("POST /function/echo", 200, "it was horse-battery");
    FileCall call =
        calls("# @expect body == x", "POST {{gateway}}/function/echo", "", "{{secret}}").getFirst();
    Map<String, String> secret = Map.of("secret", "horse-battery");
    FileOutcome outcome = run.run(call, new Environment("e", secret, secret), scope);
    assertThat(last("POST /function/echo").bodyText()).isEqualTo("horse-battery");
    assertThat(outcome.verdicts().getFirst().came()).isEqualTo("it was ***");
  }

  @Test
  void aGatewayThatGoesAwayMissesEveryExpectation() throws IOException {
    gateway.close();
    FileOutcome outcome =
        run("# @expect status 200", "# @expect time < 1s", "GET {{gateway}}/function/echo");
    assertThat(held(outcome)).containsExactly(false, false);
    assertThat(outcome.verdicts().getFirst().came()).startsWith("no answer: ");
  }

  @Test
  void whatIsNoHttpIsLeftOut() throws IOException {
    FileOutcome outcome = run("WEBSOCKET ws://h/x");
    assertThat(outcome.verdicts()).isEmpty();
    assertThat(outcome.failure().orElseThrow().explanation()).contains("WebSocket");
    assertThat(run("# @expect status 101", "WEBSOCKET ws://h/x").held()).isFalse();
  }
}
