package io.fairlead.ui.call;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallOptions;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.session.GatewaySession;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** One call in the making, and the answer to the last one sent. */
public final class CallViewModel implements AutoCloseable {

  /** The methods a provider accepts (contract 1.6). */
  public static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private final GatewaySession session;
  private final FunctionRef function;
  private final InboxLink inbox;
  private final Door door;
  private final StringProperty method = new SimpleStringProperty("POST");
  private final StringProperty path = new SimpleStringProperty("");
  private final StringProperty query = new SimpleStringProperty("");
  private final StringProperty body = new SimpleStringProperty("");
  private final ObjectProperty<List<Header>> headers = new SimpleObjectProperty<>(List.of());
  private final BooleanProperty async = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<ResponseModel> response =
      new ReadOnlyObjectWrapper<>(ResponseModel.none());
  private final BooleanBinding busy =
      Bindings.createBooleanBinding(
          () -> response.get().phase() == ResponseModel.Phase.SENDING, response);
  private final Scope.Registration inboxSubscription;
  private @Nullable Scope running;
  private final Scope scope = new Scope("call-editor");

  // Written on the FX thread alone.
  private volatile String awaited = "";

  /** An empty call of a function. */
  public CallViewModel(GatewaySession session, FunctionRef function, InboxLink inbox, Door door) {
    this.session = session;
    this.function = function;
    this.inbox = inbox;
    this.door = door;
    async.addListener(
        (observable, before, now) -> {
          if (now) {
            // The queue takes POST alone (contract 1.7).
            method.set("POST");
          }
        });
    this.inboxSubscription = inbox.onChange(this::inboxChanged);
  }

  /** Which function it calls. */
  public FunctionRef function() {
    return function;
  }

  /** One of {@link #METHODS}; an asynchronous call is always a POST. */
  public StringProperty methodProperty() {
    return method;
  }

  /** What follows the function's name in the URL. */
  public StringProperty pathProperty() {
    return path;
  }

  /** The query without its question mark. */
  public StringProperty queryProperty() {
    return query;
  }

  /** The body, sent as UTF-8. */
  public StringProperty bodyProperty() {
    return body;
  }

  /** The headers. */
  public ObjectProperty<List<Header>> headersProperty() {
    return headers;
  }

  /** Whether it goes to the queue and its result to the inbox. */
  public BooleanProperty asyncProperty() {
    return async;
  }

  /** The answer to the last call. */
  public ReadOnlyObjectProperty<ResponseModel> responseProperty() {
    return response.getReadOnlyProperty();
  }

  /** Whether a call is under way. */
  public BooleanBinding busyBinding() {
    return busy;
  }

  /** Sends what is written; on the FX thread, returns at once. */
  public void send() {
    CallSpec spec = written(async.get());
    begin(sending -> send(spec, sending));
  }

  /** Puts what is written on the queue, though its result cannot come back. */
  public void queueWithoutResult() {
    CallSpec spec = written(true);
    begin(sending -> queueWithoutResult(spec, sending));
  }

  private CallSpec written(boolean queued) {
    return new CallSpec(
        function,
        queued ? CallSpec.Mode.ASYNC : CallSpec.Mode.SYNC,
        queued ? "POST" : method.get(),
        path.get(),
        query.get(),
        headers.get(),
        queued || hasBody() ? CallBody.text(body.get()) : new CallBody.None(),
        CallOptions.DEFAULT);
  }

  private void begin(Function<Scope, Sent> send) {
    if (busy.get()) {
      return;
    }
    awaited = "";
    response.set(ResponseModel.of(ResponseModel.Phase.SENDING, ""));
    Scope sending = new Scope("call-" + function.name());
    running = sending;
    sending.run(() -> finish(caught(send, sending), sending));
  }

  /** Stops the call that is under way; the function may go on working. */
  public void cancel() {
    if (running != null) {
      running.close();
    }
  }

  @Override
  public void close() {
    inboxSubscription.close();
    scope.close();
    cancel();
  }

  private boolean hasBody() {
    return !method.get().equals("GET") && !method.get().equals("HEAD");
  }

  /**
   * What sending came to.
   *
   * @param awaited id of the call whose callback the response will become; empty for none
   */
  private record Sent(ResponseModel response, String awaited) {
    Sent(ResponseModel response) {
      this(response, "");
    }
  }

  private Sent send(CallSpec spec, Scope sending) {
    return spec.mode() == CallSpec.Mode.ASYNC ? queue(spec, sending) : call(spec, sending);
  }

  private Sent caught(Function<Scope, Sent> send, Scope sending) {
    try {
      return send.apply(sending);
    } catch (RuntimeException e) {
      // A defect must not leave the editor waiting for an answer that will not come.
      return new Sent(
          ResponseModel.failed(
              new Failure.Bug("Call " + function.name(), session.connection().shownUrl(), e)));
    }
  }

  private void finish(Sent sent, Scope sending) {
    door.post(
        () -> {
          if (sending.equals(running)) {
            running = null;
            awaited = sent.awaited();
            response.set(sent.response());
            if (!awaited.isEmpty()) {
              // The callback may have come before this: its notice found nobody who waited for it.
              scope.run(this::inboxChanged);
            }
          }
          sending.close();
        });
  }

  private Sent call(CallSpec spec, Scope sending) {
    CallResult result = session.call(spec, sending);
    return switch (result.outcome()) {
      case Outcome.Ok<InvocationReply>(InvocationReply reply) -> new Sent(answered(result, reply));
      case Outcome.Failed<InvocationReply>(Failure failure) ->
          new Sent(ResponseModel.failed(failure));
    };
  }

  private Sent queue(CallSpec spec, Scope sending) {
    return switch (session.callLater(spec, sending)) {
      case Outcome.Ok<AsyncInbox.Ticket>(AsyncInbox.Ticket ticket) ->
          new Sent(
              ResponseModel.of(
                  ResponseModel.Phase.QUEUED, Texts.of("call.queued", ticket.callId())),
              ticket.callId());
      case Outcome.Failed<AsyncInbox.Ticket>(Failure failure) ->
          new Sent(ResponseModel.failed(failure));
    };
  }

  private Sent queueWithoutResult(CallSpec spec, Scope sending) {
    return switch (session.callLaterWithoutResult(spec, sending)) {
      case Outcome.Ok<String>(String callId) ->
          new Sent(
              ResponseModel.of(
                  ResponseModel.Phase.FAILED, Texts.of("call.queued-without-result", callId)));
      case Outcome.Failed<String>(Failure failure) -> new Sent(ResponseModel.failed(failure));
    };
  }

  private static ResponseModel answered(CallResult result, InvocationReply reply) {
    String note = reply.truncated() ? reply.truncation() : "";
    return new ResponseModel(
        ResponseModel.Phase.ANSWERED,
        OptionalInt.of(reply.status()),
        producer(result.producer()),
        Optional.of(reply.timing().total()),
        reply.headers(),
        Body.of(reply.beginning(16 << 20), reply.headers()),
        note,
        Optional.empty());
  }

  private static String producer(Producer producer) {
    return switch (producer) {
      case FUNCTION -> Texts.of("call.by-function");
      case WATCHDOG -> Texts.of("call.by-watchdog");
      case PROVIDER -> Texts.of("call.by-provider");
      case GATEWAY -> Texts.of("call.by-gateway");
      case INGRESS -> Texts.of("call.by-ingress");
      case UNKNOWN -> "";
    };
  }

  private void inboxChanged() {
    String callId = awaited;
    if (callId.isEmpty()) {
      return;
    }
    inbox
        .find(callId)
        .filter(call -> isOver(call.state()))
        .ifPresent(
            call -> {
              ResponseModel answer = of(call);
              door.post(
                  List.of(this, "callback"),
                  () -> {
                    if (awaited.equals(callId)) {
                      awaited = "";
                      response.set(answer);
                    }
                  });
            });
  }

  private static boolean isOver(AsyncState state) {
    return !(state instanceof AsyncState.Queued) && !(state instanceof AsyncState.Accepted);
  }

  /** What an asynchronous call has come to. */
  public static ResponseModel of(AsyncCall call) {
    return switch (call.state()) {
      case AsyncState.CalledBack back -> calledBack(back);
      case AsyncState.Refused refused -> ResponseModel.failed(refused.failure());
      case AsyncState.Expired _ ->
          ResponseModel.of(ResponseModel.Phase.FAILED, Texts.of("call.expired"));
      case AsyncState.Oversized over ->
          ResponseModel.of(
              ResponseModel.Phase.FAILED,
              Texts.of("call.oversized", Figures.bytes(over.bytes()), Figures.bytes(over.limit())));
      case AsyncState.Queued _, AsyncState.Accepted _ ->
          ResponseModel.of(ResponseModel.Phase.QUEUED, Texts.of("call.queued", call.callId()));
    };
  }

  private static ResponseModel calledBack(AsyncState.CalledBack back) {
    Duration took = back.sinceAccepted();
    List<Header> headers = new ArrayList<>();
    new TreeMap<>(back.headers())
        .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
    String note =
        back.durationSeconds().isPresent()
            ? Texts.of("call.function-took", Figures.seconds(back.durationSeconds().getAsDouble()))
            : "";
    return new ResponseModel(
        ResponseModel.Phase.ANSWERED,
        OptionalInt.of(back.status()),
        Texts.of("call.by-callback"),
        Optional.of(took),
        headers,
        Body.of(back.body().toByteArray(), headers),
        note,
        Optional.empty());
  }
}
