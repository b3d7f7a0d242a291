package io.fairlead.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.net.Trust;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Timeouts;
import io.fairlead.support.Await;
import io.fairlead.support.Clients;
import io.fairlead.support.TestCertificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A gateway behind TLS that speaks HTTP/2, and what goes wrong with its streams. */
@Timeout(60)
class Http2Test {

  private static final CallSpec CALL = CallSpec.of(Clients.function("fn")).withBody("x");
  private static final CallSpec LARGE =
      CALL.withBody(new CallBody.Binary(ByteString.of(new byte[8 << 20]), ""));
  private static final int REFUSED_STREAM = 7;
  private static final int INTERNAL_ERROR = 2;

  private final Scope scope = new Scope("test");
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void startServer() throws Exception {
    server.useHttps(TestCertificate.serverContext().getSocketFactory());
    server.start();
  }

  @AfterEach
  void stopAll() {
    scope.close();
    server.close();
  }

  private Sender sender() throws Exception {
    HttpTarget target =
        HttpTarget.of(
                HttpUrl.get("https://localhost:" + server.getPort() + "/"), Clients.CREDENTIALS)
            .withTrust(Trust.systemAnd(List.of(TestCertificate.certificate())));
    Timeouts timeouts = Timeouts.all(Duration.ofSeconds(10));
    return new Sender(new GatewayClient(Clients.GATEWAY, target, timeouts), InstantSource.system());
  }

  private CallResult send(CallSpec spec) throws Exception {
    return sender().send(spec, scope);
  }

  private Failure.OutcomeUnknown lost(CallSpec spec) throws Exception {
    Failure failure = send(spec).outcome().toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class);
    // A stream that is refused at once may not be counted as a request.
    assertThat(server.getRequestCount()).isLessThanOrEqualTo(1);
    return (Failure.OutcomeUnknown) failure;
  }

  private static MockResponse.Builder reply() {
    return new MockResponse.Builder().code(200).body("ok");
  }

  @Test
  void aCallGoesOverHttp2ToAServerWhoseCertificateWasAdded() throws Exception {
    server.enqueue(reply().addHeader("X-Call-Id", "1").build());
    CallResult result = send(CALL);
    assertThat(result.outcome().toOptional().orElseThrow().bodyText()).isEqualTo("ok");
    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST /function/fn HTTP/2");
    assertThat(request.getHeaders().get("Authorization")).isNull();
  }

  @Test
  void theSameServerIsNotTrustedWithoutIt() {
    HttpTarget target =
        HttpTarget.of(HttpUrl.get("https://localhost:" + server.getPort() + "/"), null);
    GatewayClient client =
        new GatewayClient(Clients.GATEWAY, target, Timeouts.all(Duration.ofSeconds(10)));
    CallResult result = new Sender(client, InstantSource.system()).send(CALL, scope);
    assertThat(result.outcome().toFailure().orElseThrow()).isInstanceOf(Failure.TlsUntrusted.class);
  }

  @Test
  void anAddedCertificateDoesNotMakeAnotherNameGood() throws Exception {
    HttpTarget target =
        HttpTarget.of(HttpUrl.get("https://127.0.0.2:" + server.getPort() + "/"), null)
            .withTrust(Trust.systemAnd(List.of(TestCertificate.certificate())));
    GatewayClient client =
        new GatewayClient(Clients.GATEWAY, target, Timeouts.all(Duration.ofSeconds(10)));
    CallResult result = new Sender(client, InstantSource.system()).send(CALL, scope);
    assertThat(result.outcome().toFailure().orElseThrow())
        .isInstanceOfAny(Failure.TlsUntrusted.class, Failure.Unreachable.class);
  }

  @Test
  void aStreamThatIsResetIsAnUnknownOutcomeAndNotSentAgain() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.enqueue(reply().onRequestStart(new SocketEffect.CloseStream(INTERNAL_ERROR)).build());
    }
    assertThat(lost(CALL).loss()).isEqualTo(Failure.OutcomeUnknown.Loss.CUT);
  }

  @Test
  void aStreamThatIsRefusedIsNotSentAgainEither() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.enqueue(reply().onRequestStart(new SocketEffect.CloseStream(REFUSED_STREAM)).build());
    }
    lost(CALL);
  }

  @Test
  void aStreamThatIsResetInTheBodyKeepsWhatCame() throws Exception {
    server.enqueue(
        reply()
            .body("x".repeat(100_000))
            .onResponseBody(new SocketEffect.CloseStream(INTERNAL_ERROR))
            .build());
    Outcome<InvocationReply> outcome = send(CALL).outcome();
    assertThat(outcome.toOptional().orElseThrow().end()).isEqualTo(InvocationReply.End.CUT);
  }

  @Test
  void aServerThatGoesAwayInTheMiddleIsAnUnknownOutcome() throws Exception {
    for (int i = 0; i < 3; i++) {
      server.enqueue(
          reply().onResponseStart(new SocketEffect.CloseSocket(true, false, false)).build());
    }
    lost(CALL);
  }

  @Test
  void aServerThatSaysGoodbyeAfterTheAnswerHasAnswered() throws Exception {
    server.enqueue(reply().onResponseEnd(SocketEffect.ShutdownConnection.INSTANCE).build());
    server.enqueue(reply().body("again").build());
    assertThat(send(CALL).outcome().toOptional().orElseThrow().bodyText()).isEqualTo("ok");
    assertThat(send(CALL).outcome().toOptional().orElseThrow().bodyText()).isEqualTo("again");
  }

  @Test
  void answersThatInviteToRepeatAreTheReply() throws Exception {
    for (int status : new int[] {408, 421, 503}) {
      server.enqueue(reply().code(status).addHeader("Retry-After", "0").build());
      assertThat(send(CALL).outcome().toOptional().orElseThrow().status()).isEqualTo(status);
    }
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void aBodyThatTheOtherSideTakesNoMoreOfEndsWithTheTimeOfTheCall() throws Exception {
    server.enqueue(
        reply().doNotReadRequestBody().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    CallResult result = send(LARGE.withTimeout(Duration.ofMillis(500)));
    assertThat(result.outcome().toFailure().orElseThrow())
        .isInstanceOfSatisfying(
            Failure.OutcomeUnknown.class,
            lost -> assertThat(lost.loss()).isEqualTo(Failure.OutcomeUnknown.Loss.TIMED_OUT));
    assertThat(result.timing().total()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aStalledStreamIsGivenUpAtOnce() throws Exception {
    server.enqueue(reply().onResponseStart(SocketEffect.Stall.INSTANCE).build());
    BlockingQueue<CallResult> results = new ArrayBlockingQueue<>(1);
    Sender sender = sender();
    try (Scope runner = new Scope("runner")) {
      runner.run(() -> results.add(sender.send(CALL, scope)));
      Await.until("it arrives", () -> server.getRequestCount() == 1);
      long began = System.nanoTime();
      scope.close();
      CallResult result = results.poll(10, TimeUnit.SECONDS);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
      assertThat(result).isNotNull();
      assertThat(result.outcome().toFailure().orElseThrow())
          .isInstanceOf(Failure.OutcomeUnknown.class);
    }
  }
}
