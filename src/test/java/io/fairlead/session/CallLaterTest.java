package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.Sender;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import io.fairlead.support.QueueWorker;
import io.fairlead.support.ReceivedRequest;
import io.fairlead.support.ScriptedGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asynchronous calls, with the real inbox, against a gateway whose answers the test writes. */
class CallLaterTest {

  private static final String QUEUE = "POST /async-function";
  private static final HttpUrl ELSEWHERE = HttpUrl.get("https://gateway.example.com");

  private final ManualClock clock = new ManualClock();
  private final AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final GatewaySession session =
      new GatewaySession(
          gateway.connection(), Optional.empty(), inbox, clock, new ManualTimer(clock));
  private final Scope scope = new Scope("test");

  @BeforeEach
  void ask() {
    askAgain();
  }

  @AfterEach
  void close() {
    scope.close();
    session.close();
    inbox.close();
    gateway.close();
  }

  @Test
  void aFunctionThatTheGatewayDoesNotHaveIsRefusedBeforeAnythingIsSent() {
    Failure failure = failed(call("nobody"));
    assertThat(failure).isInstanceOf(Failure.NotFound.class);
    assertThat(failure.explanation()).contains("nobody.openfaas-fn").contains("accept the call");
    assertThat(gateway.count(QUEUE)).isZero();
    assertThat(inbox.calls()).isEmpty();
  }

  @Test
  void aFunctionThatIsYoungerThanTheSnapshotIsCalled() {
    gateway.functions("openfaas-fn", "echo", "newborn");
    assertThat(session.callLater(call("newborn"), scope).toFailure()).isEmpty();
    assertThat(gateway.count(QUEUE)).isEqualTo(1);
  }

  @Test
  void aBodyOverWhatACommunityQueueTakesIsRefusedBeforeAnythingIsSent() {
    Failure failure = failed(call("echo").withBody("x".repeat(256_001)));
    assertThat(failure.explanation()).contains("256,001 bytes").contains("256,000");
    assertThat(failure.remedy()).contains("synchronously").contains("nothing was sent");
    assertThat(gateway.count(QUEUE)).isZero();
    assertThat(onlyCall().state())
        .isInstanceOfSatisfying(
            AsyncState.Oversized.class,
            state -> {
              assertThat(state.bytes()).isEqualTo(256_001);
              assertThat(state.limit()).isEqualTo(256_000);
            });
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void aCallWhoseResultCouldNotComeBackIsNotSentAndSaysWhatIsMissing() {
    Failure failure =
        elsewhere().queue(call("echo"), session.snapshot(), scope).toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(Failure.NoWayBack.class);
    assertThat(failure.explanation()).contains("another machine").contains("nothing was sent");
    assertThat(failure.remedy()).contains("callback address").contains("without a result");
    assertThat(gateway.count(QUEUE)).isZero();
    assertThat(inbox.calls()).isEmpty();
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void withACallbackAddressAGatewayElsewhereIsToldIt() {
    inbox
        .book()
        .put(
            ELSEWHERE,
            CallbackAddress.parse("127.0.0.1:" + freePort(), "http://host.k3d.internal:9777")
                .toOptional()
                .orElseThrow());
    AsyncInbox.Ticket ticket =
        elsewhere().queue(call("echo"), session.snapshot(), scope).toOptional().orElseThrow();
    assertThat(ticket.callbackUrl()).startsWith("http://host.k3d.internal:9777/callback/");
    assertThat(gateway.last(QUEUE).orElseThrow().header("X-Callback-Url"))
        .contains(ticket.callbackUrl());
    assertThat(onlyCall().gateway()).isEqualTo("Elsewhere");
  }

  @Test
  void aCallMayBeQueuedWithoutAResultWhenTheOperatorSaysSo() {
    String callId =
        elsewhere()
            .queueWithoutResult(call("echo"), session.snapshot(), scope)
            .toOptional()
            .orElseThrow();
    ReceivedRequest sent = gateway.last(QUEUE).orElseThrow();
    assertThat(sent.header("X-Callback-Url")).isEmpty();
    assertThat(sent.header("X-Call-Id")).contains(callId);
    assertThat(inbox.calls()).isEmpty();
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void withoutAResultTheOperatorsOwnCallbackIsKept() {
    CallSpec spec =
        call("echo")
            .withHeaders(List.of(new Header("X-Callback-Url", "http://gateway/function/p")));
    elsewhere().queueWithoutResult(spec, session.snapshot(), scope);
    assertThat(gateway.last(QUEUE).orElseThrow().header("X-Callback-Url"))
        .contains("http://gateway/function/p");
  }

  private AsyncCalls elsewhere() {
    Connection connection =
        new Connection(
            gateway.connection().id(),
            "Elsewhere",
            ELSEWHERE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new AsyncCalls(connection, session.client(), new Sender(session.client(), clock), inbox);
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aBodyThatJustFitsIsSent() {
    assertThat(session.callLater(call("echo").withBody("x".repeat(256_000)), scope).toFailure())
        .isEmpty();
    assertThat(gateway.last(QUEUE).orElseThrow().body()).hasSize(256_000);
  }

  @Test
  void anEditionWithoutAKnownLimitGetsTheLargeBody() {
    gateway.provider("faas-netes");
    gateway.on("GET /system/functions?namespace=openfaas-fn", 500, "");
    askAgain();
    gateway.functions("openfaas-fn", "echo");
    askAgain();
    assertThat(session.callLater(call("echo").withBody("x".repeat(300_000)), scope).toFailure())
        .isEmpty();
  }

  @Test
  void callIdAndCallbackAreTheConsolesOwnAndReplaceTheOperators() {
    CallSpec spec =
        call("echo")
            .withHeaders(
                List.of(
                    new Header("x-call-id", "mine"),
                    new Header("X-CALLBACK-URL", "http://elsewhere"),
                    new Header("X-Kept", "yes")));
    AsyncInbox.Ticket ticket = session.callLater(spec, scope).toOptional().orElseThrow();
    ReceivedRequest sent = gateway.last(QUEUE).orElseThrow();
    assertThat(sent.target()).isEqualTo("/async-function/echo.openfaas-fn");
    assertThat(valuesOf(sent, "X-Call-Id")).containsExactly(ticket.callId());
    assertThat(valuesOf(sent, "X-Callback-Url")).containsExactly(ticket.callbackUrl());
    assertThat(valuesOf(sent, "X-Kept")).containsExactly("yes");
    assertThat(sent.header("Authorization")).isEmpty();
  }

  @Test
  void a202IsAccepted() {
    AsyncInbox.Ticket ticket = session.callLater(call("echo"), scope).toOptional().orElseThrow();
    assertThat(onlyCall().callId()).isEqualTo(ticket.callId());
    assertThat(onlyCall().state()).isInstanceOf(AsyncState.Accepted.class);
  }

  @Test
  void a500IsRefusedInTheGatewaysWords() {
    gateway.on(QUEUE, 500, "Error queuing request: nats: outbound buffer limit exceeded");
    Failure failure = failed(call("echo"));
    assertThat(failure.explanation()).contains("outbound buffer limit exceeded");
    assertThat(onlyCall().state())
        .isInstanceOfSatisfying(
            AsyncState.Refused.class, state -> assertThat(state.failure()).isEqualTo(failure));
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void aGatewayWithoutAQueueSaysSo() {
    gateway.on(QUEUE, 404, "404 page not found");
    assertThat(failed(call("echo")).remedy()).contains("no queue");
  }

  @Test
  void aLostAnswerIsAnUnknownOutcomeAndItsCallbackIsStillTaken() {
    AtomicReference<String> callback = new AtomicReference<>();
    gateway.on(
        QUEUE,
        (request, connection) -> {
          callback.set(request.header("X-Callback-Url").orElseThrow());
          connection.close();
        });
    assertThat(failed(call("echo"))).isInstanceOf(Failure.OutcomeUnknown.class);
    assertThat(onlyCall().state())
        .isInstanceOfSatisfying(
            AsyncState.Refused.class,
            state -> assertThat(state.failure()).isInstanceOf(Failure.OutcomeUnknown.class));
    QueueWorker.deliver(callback.get(), 200, "late result");
    Await.until("the callback", () -> onlyCall().state() instanceof AsyncState.CalledBack);
    assertThat(((AsyncState.CalledBack) onlyCall().state()).body().utf8()).isEqualTo("late result");
    assertThat(gateway.count(QUEUE)).isEqualTo(1);
  }

  private void askAgain() {
    long before = session.snapshot().seq();
    session.refresh();
    Await.until("a round", () -> session.snapshot().seq() == before + 1);
  }

  private AsyncCall onlyCall() {
    assertThat(inbox.calls()).hasSize(1);
    return inbox.calls().getFirst();
  }

  private Failure failed(CallSpec spec) {
    Outcome<AsyncInbox.Ticket> outcome = session.callLater(spec, scope);
    return outcome.toFailure().orElseThrow();
  }

  private static CallSpec call(String function) {
    return CallSpec.of(new FunctionRef(new GatewayId("scripted"), "openfaas-fn", function))
        .withMode(CallSpec.Mode.ASYNC)
        .withBody("job");
  }

  private static List<String> valuesOf(ReceivedRequest request, String name) {
    return request.headers().stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }
}
