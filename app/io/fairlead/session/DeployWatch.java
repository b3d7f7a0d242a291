package io.fairlead.session;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.LogLine;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Accepted;
import io.fairlead.openfaas.LogQuery;
import io.fairlead.openfaas.LogSlice;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Deploys a function and watches it until it is ready, has failed, or two minutes have passed: a
 * gateway's "accepted" says nothing of the image or the process (contract 1.5, deploy).
 */
public final class DeployWatch {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(400);

  /** How far it is. */
  public sealed interface Step {
    /** The request is on its way; where the provider pulls the image meanwhile, this is long. */
    record Sending() implements Step {}

    /** The gateway took it; replicas are awaited. */
    record Starting(int ready, int desired, Duration elapsed) implements Step {}

    /** A replica serves. */
    record Ready(FunctionStatus status, Duration elapsed) implements Step {}

    /** It was refused, or never became ready; the latest log lines may tell why. */
    record NotReady(Failure failure, List<LogLine> log) implements Step {}
  }

  private final GatewaySession session;
  private final Clock clock;
  private final Timer timer;

  /** Watches deployments of one gateway. */
  public DeployWatch(GatewaySession session, Clock clock, Timer timer) {
    this.session = session;
    this.clock = clock;
    this.timer = timer;
  }

  /**
   * Deploys and watches; blocks, and reports every step on this thread. The last step is {@link
   * Step.Ready} or {@link Step.NotReady}.
   */
  public void run(FunctionSpec spec, Consumer<Step> report, Scope scope) {
    Instant begin = clock.instant();
    report.accept(new Step.Sending());
    switch (session.deploy(spec, scope)) {
      // The answer was lost: only reading back tells whether it was done (contract 0.31).
      case Outcome.Failed<Accepted>(Failure.OutcomeUnknown unknown) ->
          awaitReady(spec, begin, Optional.of(unknown), report, scope);
      case Outcome.Failed<Accepted>(Failure failure) ->
          report.accept(new Step.NotReady(failure, List.of()));
      case Outcome.Ok<Accepted> _ -> awaitReady(spec, begin, Optional.empty(), report, scope);
    }
    session.refresh();
  }

  private void awaitReady(
      FunctionSpec spec,
      Instant begin,
      Optional<Failure> lost,
      Consumer<Step> report,
      Scope scope) {
    FunctionRef ref = new FunctionRef(session.connection().id(), spec.namespace(), spec.name());
    Optional<Failure> last = Optional.empty();
    while (!scope.isClosed()) {
      Duration elapsed = Duration.between(begin, clock.instant());
      switch (session.client().describe(ref, scope)) {
        case Outcome.Ok<FunctionStatus>(FunctionStatus status) -> {
          int ready = status.readyReplicas().orElse(status.replicas());
          if (ready > 0) {
            report.accept(new Step.Ready(status, elapsed));
            return;
          }
          report.accept(new Step.Starting(ready, status.replicas(), elapsed));
        }
        case Outcome.Failed<FunctionStatus>(Failure failure) -> last = Optional.of(failure);
      }
      if (elapsed.compareTo(PATIENCE) > 0 || !pause()) {
        if (scope.isClosed()) {
          return;
        }
        Failure why = lost.isPresent() ? lost.get() : last.orElseGet(() -> neverReady(ref));
        report.accept(new Step.NotReady(why, log(ref, scope)));
        return;
      }
    }
  }

  private Failure neverReady(FunctionRef ref) {
    return new Failure.TimedOut(
        "Wait until " + ref.name() + " is ready",
        session.connection().shownUrl(),
        Failure.TimedOut.Stage.WAIT,
        PATIENCE);
  }

  private List<LogLine> log(FunctionRef ref, Scope scope) {
    return session
        .client()
        .logs(LogQuery.of(ref).withTail(20), scope)
        .map(LogSlice::lines)
        .toOptional()
        .orElse(List.of());
  }

  /** Waits a moment; false when the thread was interrupted. */
  private boolean pause() {
    CountDownLatch over = new CountDownLatch(1);
    Timer.Appointment appointment = timer.after(PAUSE, over::countDown);
    try {
      over.await();
      return true;
    } catch (InterruptedException _) {
      appointment.cancel();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
