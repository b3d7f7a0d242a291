package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Accepted;
import io.fairlead.openfaas.Invocation;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.LogEnd;
import io.fairlead.openfaas.LogQuery;
import io.fairlead.openfaas.Reception;
import io.fairlead.support.Await;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said when the network fails at each stage of an exchange. */
@Timeout(30)
class BrokenConnectionTest {

  private static final Duration SHORT = Duration.ofMillis(800);
  private static final FunctionSpec SPEC = FunctionSpec.of("fn", "", "image:1");
  private static final Invocation CALL =
      new Invocation(function("fn"), "POST", "", "", List.of(), new byte[] {'x'}, false);

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private Failure list(String url) {
    return Clients.of(url, SHORT).list("", scope).toFailure().orElseThrow();
  }

  @Test
  void aPortThatRefusesIsUnreachable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port;
    assertThat(list(url)).isInstanceOf(Failure.Unreachable.class);
    Failure deploy = Clients.of(url).deploy(SPEC, scope).toFailure().orElseThrow();
    assertThat(deploy).isInstanceOf(Failure.Unreachable.class);
    assertThat(deploy.explanation()).contains("Nothing accepts connections");
    assertThat(deploy.where()).isEqualTo(url + "/system/functions");
  }

  @Test
  void aHostNameThatDoesNotResolveIsUnreachableAndSaysSo() {
    Failure failure = list("http://no-such-host.invalid:8080");
    assertThat(failure).isInstanceOf(Failure.Unreachable.class);
    assertThat(failure.explanation()).contains("does not resolve");
  }

  @Test
  void aPortThatDoesNotSpeakTlsIsNotTrusted() {
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> connection.send("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      Failure failure = list("https://127.0.0.1:" + server.port());
      assertThat(failure).isInstanceOf(Failure.TlsUntrusted.class);
      assertThat(failure.explanation()).contains("No secure connection");
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrustedAndNothingIsSent() {
    try (LoopbackServer server = LoopbackServer.untrusted(LoopbackServer.Connection::readRequest)) {
      String url = "https://localhost:" + server.port();
      Failure failure = Clients.of(url).list("", scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.TlsUntrusted.class);
      assertThat(failure.explanation()).contains("certificate is not trusted");
      assertThat(failure.offer()).isEqualTo(Failure.Offer.TRUST_CERTIFICATE);
      Failure deploy = Clients.of(url).deploy(SPEC, scope).toFailure().orElseThrow();
      assertThat(deploy).isInstanceOf(Failure.TlsUntrusted.class);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void aHandshakeThatIsNeverAnsweredTimesOutWhileConnecting() {
    try (LoopbackServer server =
        LoopbackServer.onConnection(LoopbackServer.Connection::awaitHangUp)) {
      Failure failure = list("https://127.0.0.1:" + server.port());
      assertThat(failure)
          .isInstanceOfSatisfying(
              Failure.TimedOut.class,
              timedOut -> {
                assertThat(timedOut.stage()).isEqualTo(Failure.TimedOut.Stage.CONNECT);
                assertThat(timedOut.after()).isEqualTo(SHORT);
              });
    }
  }

  @Test
  void aResetBeforeTheRequestWasReadIsNoSuccess() {
    try (LoopbackServer server = LoopbackServer.onConnection(LoopbackServer.Connection::reset)) {
      assertThat(list(server.url()))
          .isInstanceOfAny(Failure.Unreachable.class, Failure.ServerError.class);
      // Whether the request had left is a race here; what must not happen is a second attempt.
      assertThat(Clients.of(server.url()).deploy(SPEC, scope).toFailure().orElseThrow())
          .isInstanceOfAny(Failure.Unreachable.class, Failure.OutcomeUnknown.class);
      assertThat(server.received()).isEmpty();
    }
  }

  @Test
  void aResetAfterTheRequestMakesTheOutcomeOfAChangeUnknown() {
    try (LoopbackServer server = LoopbackServer.onRequest((_, connection) -> connection.reset())) {
      assertThat(list(server.url())).isInstanceOf(Failure.ServerError.class);
      int before = server.received().size();
      Failure failure =
          Clients.of(server.url()).delete(function("fn"), scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class);
      assertThat(failure.remedy()).contains("Read the present state back");
      assertThat(server.received()).hasSize(before + 1);
    }
  }

  @Test
  void aServerThatNeverAnswersTimesOutWhileWaiting() {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      Failure failure = list(server.url());
      assertThat(failure).isInstanceOf(Failure.TimedOut.class);
      assertThat(((Failure.TimedOut) failure).stage()).isEqualTo(Failure.TimedOut.Stage.WAIT);
      assertThat(failure.explanation()).isEqualTo("No answer began within 0.8 s.");
    }
  }

  @Test
  void aChangeThatIsNeverAnsweredIsUnknownAndSaysHowLongItWaited() {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      Failure deploy =
          Clients.of(server.url(), SHORT).deploy(SPEC, scope).toFailure().orElseThrow();
      assertThat(deploy).isInstanceOf(Failure.OutcomeUnknown.class);
      assertThat(deploy.explanation()).contains("no answer began within 0.8 s");
      Failure call =
          Clients.of(server.url())
              .invoke(CALL, SHORT, scope, Reception.inMemory())
              .toFailure()
              .orElseThrow();
      assertThat(call).isInstanceOf(Failure.OutcomeUnknown.class);
      assertThat(call.explanation()).contains("no answer began within 0.8 s");
    }
  }

  @Test
  void anAnswerThatStopsComingTimesOutWhileReceiving() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[");
              connection.awaitHangUp();
            })) {
      Failure failure = list(server.url());
      assertThat(failure).isInstanceOf(Failure.TimedOut.class);
      assertThat(((Failure.TimedOut) failure).stage()).isEqualTo(Failure.TimedOut.Stage.RECEIVE);
    }
  }

  @Test
  void aCallHasOneLimitEvenIfItsAnswerDrips() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
              for (int i = 0; i < 100_000; i++) {
                connection.send("x");
                LockSupport.parkNanos(20_000_000);
              }
            })) {
      InvocationReply reply =
          Clients.of(server.url())
              .invoke(CALL, SHORT, scope, Reception.inMemory())
              .toOptional()
              .orElseThrow();
      assertThat(reply.truncated()).isTrue();
      assertThat(reply.truncation()).contains("time of the call was over");
      assertThat(reply.bodyText()).isNotEmpty();
      assertThat(reply.timing().total()).isBetween(SHORT, SHORT.multipliedBy(10));
    }
  }

  @Test
  void aBodyShorterThanItsLengthIsABrokenAnswer() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[{\"name\":\"a\"},");
              connection.close();
            })) {
      Failure failure = list(server.url());
      assertThat(failure).isInstanceOf(Failure.ServerError.class);
      assertThat(failure.explanation()).contains("broke off before its end");
      assertThat(failure.explanation()).doesNotContain("Prometheus");
    }
  }

  @Test
  void aChunkedBodyWithoutItsLastChunkIsABrokenAnswer() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n");
              connection.close();
            })) {
      assertThat(list(server.url()).explanation()).contains("broke off before its end");
    }
  }

  @Test
  void aBodyLongerThanItsLengthIsBadJsonAndTheNextListWorksAgain() {
    String list = LoopbackServer.response("200 OK", "", "[]");
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (request, connection) -> {
              if (request.target().endsWith("wrong")) {
                connection.send("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n[{\"name\":\"a\"}]");
                connection.close();
              } else {
                connection.send(list);
              }
            })) {
      var client = Clients.of(server.url());
      Failure failure = client.list("wrong", scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.BadPayload.class);
      assertThat(failure.evidence()).isEqualTo("[{\"na");
      assertThat(client.list("", scope)).isInstanceOf(Outcome.Ok.class);
    }
  }

  @Test
  void aChangeIsAcceptedOnceItsStatusHasComeWhateverBecomesOfItsBody() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 202 Accepted\r\nContent-Length: 100\r\n\r\n");
              connection.close();
            })) {
      assertThat(Clients.of(server.url()).deploy(SPEC, scope))
          .isEqualTo(Outcome.ok(new Accepted(202)));
    }
  }

  @Test
  void aCallWhoseBodyIsCutKeepsWhatCame() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\npartial");
              connection.close();
            })) {
      InvocationReply reply =
          Clients.of(server.url()).invoke(CALL, scope).toOptional().orElseThrow();
      assertThat(reply.bodyText()).isEqualTo("partial");
      assertThat(reply.truncated()).isTrue();
      assertThat(reply.truncation()).contains("cut after 7 bytes");
    }
  }

  @Test
  void headersWithoutEndAreRefused() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\n");
              String line = "X-Endless: " + "x".repeat(1000) + "\r\n";
              for (int i = 0; i < 100_000; i++) {
                connection.send(line);
              }
            })) {
      Failure failure = list(server.url());
      assertThat(failure).isInstanceOf(Failure.BadPayload.class);
      assertThat(failure.explanation()).contains("headers");
    }
  }

  @Test
  void somethingThatIsNotHttpIsABadPayload() {
    try (LoopbackServer server = LoopbackServer.answering("SSH-2.0-OpenSSH_9.2\r\n")) {
      assertThat(list(server.url())).isInstanceOf(Failure.BadPayload.class);
    }
  }

  @Test
  void closingTheScopeEndsASlowList() {
    AtomicReference<Outcome<?>> outcome = new AtomicReference<>();
    try (LoopbackServer server =
            LoopbackServer.onRequest(
                (_, connection) -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[");
                  connection.awaitHangUp();
                });
        Scope runner = new Scope("runner")) {
      runner.run(() -> outcome.set(Clients.of(server.url()).list("", scope)));
      Await.until("the request arrives", () -> server.received().size() == 1);
      scope.close();
      Await.until("the list ends", Duration.ofSeconds(1), () -> outcome.get() != null);
      assertThat(outcome.get().toFailure().orElseThrow()).isInstanceOf(Failure.Cancelled.class);
      Await.until(
          "the gateway sees it", Duration.ofSeconds(1), () -> server.openConnections() == 0);
    }
  }

  @Test
  void closingTheScopeEndsASlowCallAndKeepsWhatCame() {
    AtomicReference<Outcome<InvocationReply>> outcome = new AtomicReference<>();
    try (LoopbackServer server =
            LoopbackServer.onRequest(
                (_, connection) -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nstart");
                  connection.awaitHangUp();
                });
        Scope runner = new Scope("runner")) {
      runner.run(() -> outcome.set(Clients.of(server.url()).invoke(CALL, scope)));
      Await.until("the request arrives", () -> server.received().size() == 1);
      scope.close();
      Await.until("the call ends", Duration.ofSeconds(1), () -> outcome.get() != null);
      outcome
          .get()
          .either(
              reply -> assertThat(reply.truncation()).contains("stopped here"),
              failure -> assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class));
    }
  }

  @Test
  void closingTheScopeEndsAFollowedLog() {
    AtomicReference<Outcome<LogEnd>> outcome = new AtomicReference<>();
    try (LoopbackServer server =
            LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp());
        Scope runner = new Scope("runner")) {
      LogQuery query = LogQuery.of(function("fn"));
      runner.run(() -> outcome.set(Clients.of(server.url()).follow(query, _ -> {}, scope)));
      Await.until("the request arrives", () -> server.received().size() == 1);
      scope.close();
      Await.until("the stream ends", Duration.ofSeconds(1), () -> outcome.get() != null);
      assertThat(outcome.get()).isEqualTo(Outcome.ok(LogEnd.CLOSED));
    }
  }

  @Test
  void anInterruptedThreadHasCancelledAndNotTimedOut() {
    AtomicReference<Outcome<?>> outcome = new AtomicReference<>();
    try (LoopbackServer server =
            LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp());
        Scope runner = new Scope("runner")) {
      Scope.Task task = runner.run(() -> outcome.set(Clients.of(server.url()).list("", scope)));
      Await.until("the request arrives", () -> server.received().size() == 1);
      task.cancel();
      Await.until("the list ends", Duration.ofSeconds(2), () -> outcome.get() != null);
      assertThat(outcome.get().toFailure().orElseThrow()).isInstanceOf(Failure.Cancelled.class);
    }
  }

  @Test
  void aSilentFollowedLogEndsWithoutAnError() {
    try (LoopbackServer server = LoopbackServer.onRequest((_, connection) -> connection.close())) {
      Outcome<LogEnd> end =
          Clients.of(server.url()).follow(LogQuery.of(function("fn")), _ -> {}, scope);
      assertThat(end).isEqualTo(Outcome.ok(LogEnd.CUT_BY_GATEWAY));
      assertThat(server.received()).hasSize(1);
    }
  }
}
