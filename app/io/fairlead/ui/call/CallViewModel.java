package io.fairlead.ui.call;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallBook;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Workbench;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** One call in the making, and the answer to the last one sent. */
public final class CallViewModel implements AutoCloseable {

  /** The methods a provider accepts (contract 1.6). */
  public static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

  private final Function<GatewayId, Optional<GatewaySession>> sessions;
  private final Supplier<List<GatewaySession>> all;
  private final boolean isBound;
  private final InboxLink inbox;
  private final Door door;
  private final CallDraft draft = new CallDraft();
  private final CallMemory memory;
  private final ObjectProperty<Optional<FunctionRef>> function =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<ResponseModel> response =
      new ReadOnlyObjectWrapper<>(ResponseModel.none());
  private final BooleanBinding busy =
      Bindings.createBooleanBinding(() -> isUnderWay(response.get().phase()), response);
  private final BooleanBinding hasFunction =
      Bindings.createBooleanBinding(() -> function.get().isPresent(), function);
  private final Scope.Registration inboxSubscription;
  private final Scope scope = new Scope("call-editor");

  // On the FX thread alone.
  private @Nullable Scope sending;
  private @Nullable CallRun shown;

  // Written on the FX thread alone.
  private volatile String awaited = "";

  /** A call of no function yet, over all gateways of a workbench. */
  public CallViewModel(Workbench workbench, InboxLink inbox, CallBook book, Door door) {
    this(workbench::session, workbench::sessions, false, inbox, book, door);
  }

  private CallViewModel(
      Function<GatewayId, Optional<GatewaySession>> sessions,
      Supplier<List<GatewaySession>> all,
      boolean isBound,
      InboxLink inbox,
      CallBook book,
      Door door) {
    this.sessions = sessions;
    this.all = all;
    this.isBound = isBound;
    this.inbox = inbox;
    this.door = door;
    this.memory = new CallMemory(book, draft, function, door);
    this.inboxSubscription = inbox.onChange(this::inboxChanged);
    function.addListener((observable, before, now) -> chosen());
  }

  /** An empty call of a function. */
  public CallViewModel(
      GatewaySession session, FunctionRef called, InboxLink inbox, CallBook book, Door door) {
    this(id -> Optional.of(session), () -> List.of(session), true, inbox, book, door);
    function.set(Optional.of(called));
  }

  private static boolean isUnderWay(ResponseModel.Phase phase) {
    return phase == ResponseModel.Phase.SENDING || phase == ResponseModel.Phase.RECEIVING;
  }

  /** Which function it calls; empty until one is chosen. */
  public ObjectProperty<Optional<FunctionRef>> functionProperty() {
    return function;
  }

  /** What is written. */
  public CallDraft draft() {
    return draft;
  }

  /** The answer to the last call. */
  public ReadOnlyObjectProperty<ResponseModel> responseProperty() {
    return response.getReadOnlyProperty();
  }

  /** Whether a call is under way. */
  public BooleanBinding busyBinding() {
    return busy;
  }

  /** Whether it is known which function it calls. */
  public BooleanBinding hasFunctionBinding() {
    return hasFunction;
  }

  /** The calls of the function that are remembered, and what is worth knowing of this one. */
  public CallMemory memory() {
    return memory;
  }

  /** Runs what a view has to do off the FX thread, for as long as this lives. */
  Executor worker() {
    return scope::run;
  }

  /** The way back from there. */
  Door door() {
    return door;
  }

  /** The session of the chosen function's gateway. */
  Optional<GatewaySession> session() {
    return function.get().flatMap(called -> sessions.apply(called.gateway()));
  }

  /** The gateways that a pasted call may be for, that of the chosen function first. */
  List<GatewaySession> sessionsToPasteFor() {
    return Stream.concat(session().stream(), all.get().stream()).distinct().toList();
  }

  /** Shows a call that was kept; its function is chosen where this editor may choose and has it. */
  public void showKept(KeptCall kept) {
    FunctionRef called = kept.spec().function();
    boolean isKnown =
        sessions
            .apply(called.gateway())
            .filter(session -> session.snapshot().function(called).isPresent())
            .isPresent();
    if (!isBound && isKnown) {
      function.set(Optional.of(called));
    }
    memory.show(kept);
  }

  /**
   * Shows a call that was pasted. An editor that belongs to a function takes all of it but the
   * function, and says so.
   */
  void take(CallSpec spec, String about) {
    boolean other = function.get().filter(own -> !isSame(own, spec.function())).isPresent();
    if (other && isBound) {
      memory.show(spec, about + " " + Texts.of("call.pasted-function", spec.function().name()));
      return;
    }
    if (!isBound && !function.get().equals(Optional.of(spec.function()))) {
      function.set(Optional.of(spec.function()));
    }
    memory.show(spec, about);
  }

  private static boolean isSame(FunctionRef own, FunctionRef named) {
    return own.name().equals(named.name())
        && (named.namespace().isEmpty() || own.namespace().equals(named.namespace()));
  }

  /** What another function answered says nothing about the one that is chosen now. */
  private void chosen() {
    memory.recall();
    if (!busy.get()) {
      awaited = "";
      response.set(ResponseModel.none());
    }
  }

  /** Sends what is written; on the FX thread, returns at once. */
  public void send() {
    begin(
        (session, called) -> {
          CallSpec spec = draft.toSpec(called);
          return spec.mode() == CallSpec.Mode.ASYNC
              ? began -> queue(session, spec, began)
              : wait(session, spec);
        });
  }

  /** Puts what is written on the queue, though its result cannot come back. */
  public void queueWithoutResult() {
    begin(
        (session, called) -> {
          CallSpec spec = draft.written(called).withMethod("POST").withMode(CallSpec.Mode.ASYNC);
          return began -> queueWithoutResult(session, spec, began);
        });
  }

  private Function<Scope, Sent> wait(GatewaySession session, CallSpec spec) {
    CallRun run = new CallRun(session);
    show(run);
    return began -> new Sent(run.send(spec, began, progress -> receiving(progress, began)));
  }

  /** Has a call sent by what is made of it here, on the FX thread, and run elsewhere. */
  private void begin(BiFunction<GatewaySession, FunctionRef, Function<Scope, Sent>> prepare) {
    Optional<GatewaySession> session = session();
    if (busy.get() || function.get().isEmpty() || session.isEmpty()) {
      return;
    }
    FunctionRef called = function.get().get();
    memory.remember();
    awaited = "";
    response.set(ResponseModel.of(ResponseModel.Phase.SENDING, ""));
    show(null);
    Function<Scope, Sent> send = prepare.apply(session.get(), called);
    Scope began = new Scope("call-" + called.name());
    sending = began;
    began.run(() -> finish(caught(session.get(), called, send, began), began));
  }

  /** The former answer is not shown any more, so its bytes can go. */
  private void show(@Nullable CallRun run) {
    if (shown != null) {
      shown.close();
    }
    shown = run;
  }

  /** Stops the call that is under way; the function may go on working. */
  public void cancel() {
    if (sending != null) {
      sending.close();
    }
  }

  @Override
  public void close() {
    inboxSubscription.close();
    memory.close();
    scope.close();
    cancel();
    show(null);
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

  private static Sent caught(
      GatewaySession session, FunctionRef called, Function<Scope, Sent> send, Scope began) {
    try {
      return send.apply(began);
    } catch (RuntimeException e) {
      // A defect must not leave the editor waiting for an answer that will not come.
      Failure bug = new Failure.Bug("Call " + called.name(), session.connection().shownUrl(), e);
      return new Sent(ResponseModel.failed(bug, Trace.NONE));
    }
  }

  private void receiving(ResponseModel progress, Scope began) {
    door.post(
        List.of(this, "progress"),
        () -> {
          if (began.equals(sending)) {
            response.set(progress);
          }
        });
  }

  private void finish(Sent sent, Scope began) {
    door.post(
        () -> {
          if (began.equals(sending)) {
            sending = null;
            awaited = sent.awaited();
            response.set(sent.response());
            if (!awaited.isEmpty()) {
              // The callback may have come before this: its notice found nobody who waited for it.
              scope.run(this::inboxChanged);
            }
          }
          began.close();
        });
  }

  private static Sent queue(GatewaySession session, CallSpec spec, Scope began) {
    return switch (session.callLater(spec, began)) {
      case Outcome.Ok<AsyncInbox.Ticket>(AsyncInbox.Ticket ticket) ->
          new Sent(
              ResponseModel.of(
                  ResponseModel.Phase.QUEUED, Texts.of("call.queued", ticket.callId())),
              ticket.callId());
      case Outcome.Failed<AsyncInbox.Ticket>(Failure failure) ->
          new Sent(ResponseModel.failed(failure, Trace.NONE));
    };
  }

  private static Sent queueWithoutResult(GatewaySession session, CallSpec spec, Scope began) {
    return switch (session.callLaterWithoutResult(spec, began)) {
      case Outcome.Ok<String>(String callId) ->
          new Sent(
              ResponseModel.of(
                  ResponseModel.Phase.FAILED, Texts.of("call.queued-without-result", callId)));
      case Outcome.Failed<String>(Failure failure) ->
          new Sent(ResponseModel.failed(failure, Trace.NONE));
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
              ResponseModel answer = Answers.of(call);
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
}
