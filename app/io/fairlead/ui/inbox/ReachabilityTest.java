package io.fairlead.ui.inbox;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Timer;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds out with one call whether a cluster reaches this machine: queues it, and waits a while for
 * its callback. On the FX thread; sending runs on a thread of the test.
 */
public final class ReachabilityTest implements AutoCloseable {

  /** How long the callback is waited for, unless the operator says otherwise. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration TICK = Duration.ofSeconds(1);

  /** How far it has come. */
  public enum Phase {
    IDLE,
    SENDING,
    WAITING,
    REACHED,
    UNREACHED,
    REFUSED
  }

  /**
   * What is known.
   *
   * @param secondsLeft until it gives up, while it waits
   * @param text what to say
   */
  public record State(Phase phase, long secondsLeft, String text) {

    /** Whether it is under way. */
    public boolean isRunning() {
      return phase == Phase.SENDING || phase == Phase.WAITING;
    }
  }

  private static final State IDLE = new State(Phase.IDLE, 0, "");

  private final AsyncInbox inbox;
  private final Door door;
  private final Clock clock;
  private final Timer timer;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(IDLE);
  private final Scope.Registration subscription;
  private @Nullable Run run;

  /** One call and what it is for; the id is known once it was accepted. */
  private static final class Run {
    private final Scope scope = new Scope("reachability");
    private final CallbackAddress address;
    private final Duration patience;
    private Optional<String> callId = Optional.empty();
    private Instant deadline = Instant.MAX;
    private Timer.Appointment tick = () -> {};

    Run(CallbackAddress address, Duration patience) {
      this.address = address;
      this.patience = patience;
    }

    void end() {
      tick.cancel();
      scope.close();
    }
  }

  /** A test that was not begun. */
  public ReachabilityTest(AsyncInbox inbox, Door door, Clock clock, Timer timer) {
    this.inbox = inbox;
    this.door = door;
    this.clock = clock;
    this.timer = timer;
    this.subscription = inbox.onChange(() -> door.post(this, this::look));
  }

  /** How far it has come. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /**
   * Calls the function once, asynchronously, with an empty body.
   *
   * @param patience how long its callback is waited for
   */
  void start(
      GatewaySession session, FunctionRef function, CallbackAddress address, Duration patience) {
    if (state.get().isRunning()) {
      return;
    }
    Run begun = new Run(address, patience);
    run = begun;
    state.set(new State(Phase.SENDING, 0, Texts.of("callback.sending", function.name())));
    CallSpec spec = CallSpec.of(function).withMode(CallSpec.Mode.ASYNC);
    begun.scope.run(
        () -> {
          Outcome<AsyncInbox.Ticket> sent = session.callLaterVia(address, spec, begun.scope);
          door.post(() -> sent(begun, sent));
        });
  }

  private void sent(Run begun, Outcome<AsyncInbox.Ticket> outcome) {
    if (!begun.equals(run)) {
      // It was cancelled while it was sent: nobody waits for its result.
      outcome.toOptional().ifPresent(ticket -> inbox.stopWaiting(ticket.callId()));
      return;
    }
    switch (outcome) {
      case Outcome.Ok<AsyncInbox.Ticket>(AsyncInbox.Ticket ticket) -> {
        begun.callId = Optional.of(ticket.callId());
        begun.deadline = clock.instant().plus(begun.patience);
        wait(begun);
        look();
      }
      case Outcome.Failed<AsyncInbox.Ticket>(Failure failure) ->
          finish(
              Phase.REFUSED, Texts.of("callback.refused", failure.explanation(), failure.remedy()));
    }
  }

  private void wait(Run begun) {
    Duration left = Duration.between(clock.instant(), begun.deadline);
    if (left.isNegative() || left.isZero()) {
      finish(
          Phase.UNREACHED,
          Texts.of("callback.unreached", begun.patience.toSeconds(), begun.address.shown()));
      return;
    }
    long seconds = left.plusMillis(999).toSeconds();
    state.set(new State(Phase.WAITING, seconds, Texts.of("callback.waiting", seconds)));
    begun.tick =
        timer.after(
            TICK,
            () ->
                door.post(
                    () -> {
                      if (begun.equals(run) && state.get().phase() == Phase.WAITING) {
                        wait(begun);
                      }
                    }));
  }

  private void look() {
    Run now = run;
    if (now != null && state.get().phase() == Phase.WAITING) {
      now.callId
          .flatMap(inbox::find)
          .filter(call -> call.state() instanceof AsyncState.CalledBack)
          .ifPresent(this::reached);
    }
  }

  private void reached(AsyncCall call) {
    if (call.state() instanceof AsyncState.CalledBack back) {
      String roundTrip = Figures.duration(Duration.between(call.registeredAt(), back.at()));
      finish(
          Phase.REACHED,
          back.queueWait()
              .map(
                  wait ->
                      Texts.of(
                          "callback.reached-after-wait",
                          roundTrip,
                          Figures.duration(wait),
                          String.valueOf(back.status())))
              .orElseGet(
                  () -> Texts.of("callback.reached", roundTrip, String.valueOf(back.status()))));
    }
  }

  private void finish(Phase phase, String text) {
    Run ended = run;
    run = null;
    state.set(new State(phase, 0, text));
    if (ended != null) {
      ended.end();
    }
  }

  /** Gives it up; its result is not waited for. */
  public void cancel() {
    Run ended = run;
    run = null;
    if (ended != null) {
      ended.end();
      ended.callId.ifPresent(inbox::stopWaiting);
    }
    state.set(IDLE);
  }

  @Override
  public void close() {
    cancel();
    subscription.close();
  }
}
