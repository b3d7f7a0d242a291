package io.fairlead.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallBook;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.QueueWorker;
import io.fairlead.support.ReceivedRequest;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import io.fairlead.ui.call.ResponseModel.Phase;
import io.fairlead.ui.fx.Door;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallViewModelTest {

  private static final String SYNC = "POST /function/echo.openfaas-fn";
  private static final String QUEUE = "POST /async-function/echo.openfaas-fn";

  private final Workplace place = new Workplace();
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final GatewaySession session = place.open("prod", gateway.url());
  private final CallViewModel model =
      new CallViewModel(
          session,
          Workplace.function("prod", "echo"),
          new InboxLink(place.inbox()),
          CallBook.inMemory(),
          place.door());

  @AfterEach
  void close() {
    model.close();
    place.close();
    gateway.close();
  }

  @Test
  void aCallIsSentAsItIsWrittenAndItsAnswerShown() {
    place
        .door()
        .run(
            () -> {
              model.draft().methodProperty().set("PUT");
              model.draft().pathProperty().set("/items/7");
              model.draft().queryProperty().set("size=3");
              model.draft().headersProperty().set(List.of(new Header("X-Mine", "yes")));
              model.draft().bodyProperty().set(CallBody.text("Grüße"));
            });
    gateway.on("PUT /function", 418, "{\"short\":true}");
    send();
    awaitPhase(Phase.ANSWERED);
    ReceivedRequest sent = gateway.last("PUT /function").orElseThrow();
    assertThat(sent.target()).isEqualTo("/function/echo.openfaas-fn/items/7?size=3");
    assertThat(sent.header("X-Mine")).contains("yes");
    assertThat(sent.bodyText()).isEqualTo("Grüße");
    assertThat(response().status()).hasValue(418);
    assertThat(response().body().kind()).isEqualTo(Body.Kind.JSON);
    assertThat(response().took()).isPresent();
    assertThat(isBusy()).isFalse();
  }

  @Test
  void aGetLeavesTheBodyOut() {
    place
        .door()
        .run(
            () -> {
              model.draft().methodProperty().set("GET");
              model.draft().bodyProperty().set(CallBody.text("left over from a POST"));
            });
    gateway.on("GET /function", "pong");
    send();
    awaitPhase(Phase.ANSWERED);
    assertThat(gateway.last("GET /function").orElseThrow().body()).isEmpty();
  }

  @Test
  void aSecondSendWhileTheFirstIsUnderWayIsIgnored() {
    CountDownLatch go = holdSync();
    send();
    send();
    place.door().run(() -> model.draft().asyncProperty().set(true));
    send();
    go.countDown();
    awaitPhase(Phase.ANSWERED);
    assertThat(gateway.count("POST /function")).isEqualTo(1);
    assertThat(gateway.count("POST /async-function")).isZero();
  }

  @Test
  void cancellingEndsTheRequestAndFreesTheEditor() {
    AtomicBoolean hungUp = hangSync();
    send();
    Await.until("the request", () -> gateway.count(SYNC) == 1);
    place.door().run(model::cancel);
    Await.until("the client hangs up", hungUp::get);
    awaitPhase(Phase.FAILED);
    assertThat(response().failure()).isPresent();
    assertThat(isBusy()).isFalse();
    gateway.on("POST /function", 200, "pong");
    send();
    awaitPhase(Phase.ANSWERED);
  }

  @Test
  void closingTheEditorEndsTheRequest() {
    AtomicBoolean hungUp = hangSync();
    send();
    Await.until("the request", () -> gateway.count(SYNC) == 1);
    place.door().run(model::close);
    Await.until("the client hangs up", hungUp::get);
  }

  @Test
  void whatCannotBeSentIsSaidWhereTheAnswerWouldBe() {
    place
        .door()
        .run(() -> model.draft().headersProperty().set(List.of(new Header("bad name", "x"))));
    send();
    awaitPhase(Phase.FAILED);
    assertThat(response().failure().orElseThrow().explanation()).contains("no header name");
    assertThat(gateway.count("POST /function")).isZero();
  }

  @Test
  void aLostAnswerIsAnUnknownOutcome() {
    gateway.on("POST /function", (_, connection) -> connection.close());
    send();
    awaitPhase(Phase.FAILED);
    assertThat(response().failure()).get().isInstanceOf(Failure.OutcomeUnknown.class);
  }

  @Test
  void anAsynchronousCallIsAPostWhateverWasChosen() {
    place
        .door()
        .run(
            () -> {
              model.draft().asyncProperty().set(true);
              model.draft().methodProperty().set("GET");
              model.draft().bodyProperty().set(CallBody.text("job"));
            });
    send();
    awaitPhase(Phase.QUEUED);
    assertThat(gateway.last(QUEUE).orElseThrow().bodyText()).isEqualTo("job");
    assertThat(isBusy()).isFalse();
  }

  @Test
  void theCallbackBecomesTheResponse() {
    sendAsync();
    awaitPhase(Phase.QUEUED);
    QueueWorker.deliver(callbackUrl(), 200, "the result");
    awaitPhase(Phase.ANSWERED);
    assertThat(response().status()).hasValue(200);
    assertThat(response().body().text()).isEqualTo("the result");
    assertThat(response().note()).contains("250 ms");
  }

  @Test
  void aCallbackThatComesBeforeTheGatewaysAnswerIsNotLost() {
    gateway.on(
        "POST /async-function",
        (request, connection) -> {
          QueueWorker.deliver(request.header("X-Callback-Url").orElseThrow(), 200, "early");
          connection.send(LoopbackServer.response("202 Accepted", "", ""));
        });
    sendAsync();
    awaitPhase(Phase.ANSWERED);
    assertThat(response().body().text()).isEqualTo("early");
  }

  @Test
  void aCallbackThatComesBeforeTheScreenKnowsOfTheQueueingIsNotLost() {
    place.door().run(() -> model.draft().asyncProperty().set(true));
    place.door().hold();
    send();
    place.door().await("the queueing waits for the screen", () -> place.door().held() == 1);
    QueueWorker.deliver(callbackUrl(), 200, "overtaking");
    Await.until("the inbox has it", () -> !place.inbox().isListening());
    place.door().release();
    awaitPhase(Phase.ANSWERED);
    assertThat(response().body().text()).isEqualTo("overtaking");
  }

  @Test
  void aCallbackThatIsHandledBeforeTheQueueingIsHandedOverIsNotReplacedByIt() {
    AtomicBoolean heard = new AtomicBoolean();
    AtomicBoolean handedOver = new AtomicBoolean();
    Door overtaken =
        (key, change) -> {
          if (!(key instanceof List<?>) && gateway.count(QUEUE) == 1 && !heard.get()) {
            QueueWorker.deliver(callbackUrl(), 200, "overtaking");
            Await.until("the notice of the callback", heard::get);
            place.door().post(key, change);
            handedOver.set(true);
          } else {
            place.door().post(key, change);
          }
        };
    try (CallViewModel other =
        new CallViewModel(
            session,
            Workplace.function("prod", "echo"),
            new InboxLink(place.inbox()),
            CallBook.inMemory(),
            overtaken)) {
      // Listeners hear in the order in which they came: this one after the editor.
      place
          .inbox()
          .onChange(
              () ->
                  heard.compareAndSet(
                      false,
                      place.inbox().calls().getFirst().state() instanceof AsyncState.CalledBack));
      place.door().run(() -> other.draft().asyncProperty().set(true));
      place.door().run(other::send);
      place
          .door()
          .await(
              "the answer",
              () -> handedOver.get() && other.responseProperty().get().phase() == Phase.ANSWERED);
      assertThat(place.door().read(() -> other.responseProperty().get().body().text()))
          .isEqualTo("overtaking");
    }
  }

  @Test
  void aRefusedQueueingIsAFailure() {
    gateway.on("POST /async-function", 500, "Error queuing request: full");
    sendAsync();
    awaitPhase(Phase.FAILED);
    assertThat(response().failure().orElseThrow().explanation()).contains("full");
  }

  @Test
  void theCallbackOfAnEarlierCallDoesNotReplaceALaterAnswer() {
    sendAsync();
    awaitPhase(Phase.QUEUED);
    String earlier = callbackUrl();
    place.door().run(() -> model.draft().asyncProperty().set(false));
    send();
    awaitPhase(Phase.ANSWERED);
    QueueWorker.deliver(earlier, 200, "of the earlier one");
    Await.until("the inbox has it", () -> !place.inbox().isListening());
    assertThat(response().body().text()).isEqualTo("pong");
  }

  @Test
  void aFunctionThatFailedInTheQueueShowsItsStatus() {
    sendAsync();
    awaitPhase(Phase.QUEUED);
    QueueWorker.deliver(callbackUrl(), 500, "exit status 1");
    awaitPhase(Phase.ANSWERED);
    assertThat(response().status()).hasValue(500);
  }

  private CountDownLatch holdSync() {
    CountDownLatch go = new CountDownLatch(1);
    gateway.on(
        "POST /function",
        (_, connection) -> {
          Await.until("the test", () -> go.getCount() == 0);
          connection.send(LoopbackServer.response("200 OK", "", "pong"));
        });
    return go;
  }

  private AtomicBoolean hangSync() {
    AtomicBoolean hungUp = new AtomicBoolean();
    gateway.on(
        "POST /function",
        (_, connection) -> {
          connection.awaitHangUp();
          hungUp.set(true);
        });
    return hungUp;
  }

  private void send() {
    place.door().run(model::send);
  }

  private void sendAsync() {
    place.door().run(() -> model.draft().asyncProperty().set(true));
    send();
  }

  private String callbackUrl() {
    return gateway.last(QUEUE).orElseThrow().header("X-Callback-Url").orElseThrow();
  }

  private void awaitPhase(Phase phase) {
    place.door().await("it is " + phase, () -> model.responseProperty().get().phase() == phase);
  }

  private ResponseModel response() {
    return place.door().read(() -> model.responseProperty().get());
  }

  private boolean isBusy() {
    return place.door().read(() -> model.busyBinding().get());
  }
}
