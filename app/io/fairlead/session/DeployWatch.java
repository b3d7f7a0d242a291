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
 * Deploys a function and watches it until it is ready, was refused, or two minutes have passed
 * since the gateway's answer: "accepted" says nothing of the image or the process (contract 1.5,
 * deploy).
 *
 * <p>A lost answer ends nothing: faasd pulls the image within the request, and goes on after the
 * gateway's time for it is over (contract 0.31). Then the function is looked for just the same.
 */
public final class DeployWatch {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(400);

  /** How far it is. */
  public sealed interface Step {
    /** The request is on its way; where the provider pulls the image meanwhile, this is long. */
    record Sending() implements Step {}

    /**
     * Replicas are awaited.
     *
     * @param doubt why nobody knows yet whether the gateway took it; empty once it is known
     */
    record Starting(int ready, int desired, Duration elapsed, Optional<Failure> doubt)
        implements Step {}

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
   * Step.Ready} or {@link Step.NotReady}; none comes after the scope was closed.
   */
  public void run(FunctionSpec spec, Consumer<Step> report, Scope scope) {
    Consumer<Step> open =
        step -> {
          if (!scope.isClosed()) {
            report.accept(step);
          }
        };
    Instant begin = clock.instant();
    open.accept(new Step.Sending());
    switch (session.deploy(spec, scope)) {
      case Outcome.Failed<Accepted>(Failure.OutcomeUnknown lost) -> {
        open.accept(new Step.Starting(0, 0, since(begin), Optional.of(lost)));
        awaitReady(spec, begin, Optional.of(lost), open, scope);
      }
      case Outcome.Failed<Accepted>(Failure failure) ->
          open.accept(new Step.NotReady(failure, List.of()));
      case Outcome.Ok<Accepted> _ -> awaitReady(spec, begin, Optional.empty(), open, scope);
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
    Instant end = clock.instant().plus(PATIENCE);
    Optional<Failure> doubt = lost;
    Optional<Failure> obstacle = Optional.empty();
    while (!scope.isClosed()) {
      switch (session.client().describe(ref, scope)) {
        case Outcome.Ok<FunctionStatus>(FunctionStatus status) -> {
          int ready = status.readyReplicas().orElse(status.replicas());
          if (ready > 0) {
            report.accept(new Step.Ready(status, since(begin)));
            return;
          }
          doubt = Optional.empty();
          obstacle = Optional.empty();
          report.accept(new Step.Starting(ready, status.replicas(), since(begin), doubt));
        }
        case Outcome.Failed<FunctionStatus>(Failure failure) -> obstacle = Optional.of(failure);
      }
      if (clock.instant().isAfter(end) || !pause(scope)) {
        Failure failure = doubt.orElse(obstacle.orElseGet(() -> neverReady(ref)));
        report.accept(new Step.NotReady(failure, log(ref, scope)));
        return;
      }
    }
  }

  private Duration since(Instant begin) {
    return Duration.between(begin, clock.instant());
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

  /** Waits a moment, or until the scope is closed; false when the thread was interrupted. */
  private boolean pause(Scope scope) {
    CountDownLatch over = new CountDownLatch(1);
    Timer.Appointment appointment = timer.after(PAUSE, over::countDown);
    try (Scope.Registration _ = scope.onClose(over::countDown)) {
      over.await();
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      appointment.cancel();
    }
  }
}
