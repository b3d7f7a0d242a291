package io.fairlead.session;

import io.fairlead.metrics.FunctionFigures;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings in a gateway's numbers within a round, for a limited time: a page of metrics that hangs
 * must not hold up the list of functions. Blocks.
 */
final class MetricReading {

  /** How long a round waits for numbers. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String ATTEMPT = "Read metrics";

  /**
   * Present figures, or why there are none.
   *
   * @param cost what the gateway spent on them; nothing where it gave none
   */
  record Figures(
      Map<String, FunctionFigures> byFunction, Optional<Failure> failure, Duration cost) {}

  private final Optional<MetricSource> source;
  private final Timer timer;

  MetricReading(Optional<MetricSource> source, Timer timer) {
    this.source = source;
    this.timer = timer;
  }

  Figures read(Scope scope) {
    return source
        .map(metrics -> read(metrics, scope))
        .orElseGet(() -> new Figures(Map.of(), Optional.empty(), Duration.ZERO));
  }

  private Figures read(MetricSource metrics, Scope scope) {
    long begin = System.nanoTime();
    return switch (withinLimit(metrics, scope)) {
      case Outcome.Ok<Map<String, FunctionFigures>>(Map<String, FunctionFigures> figures) ->
          new Figures(figures, Optional.empty(), Duration.ofNanos(System.nanoTime() - begin));
      case Outcome.Failed<Map<String, FunctionFigures>>(Failure failure) ->
          new Figures(Map.of(), Optional.of(failure), Duration.ZERO);
    };
  }

  private Outcome<Map<String, FunctionFigures>> withinLimit(MetricSource metrics, Scope round) {
    AtomicBoolean late = new AtomicBoolean();
    try (Scope limited = new Scope("metrics");
        Scope.Registration _ = round.onClose(limited::close)) {
      Runnable stop = limited::close;
      Timer.Appointment limit =
          timer.after(
              PATIENCE,
              () -> {
                late.set(true);
                stop.run();
              });
      Outcome<Map<String, FunctionFigures>> found = ask(metrics, limited);
      limit.cancel();
      return late.get() && found instanceof Outcome.Failed<?>(Failure.Cancelled stopped)
          ? Outcome.failed(
              new Failure.TimedOut(ATTEMPT, stopped.where(), Failure.TimedOut.Stage.WAIT, PATIENCE))
          : found;
    }
  }

  private static Outcome<Map<String, FunctionFigures>> ask(MetricSource metrics, Scope scope) {
    try {
      return metrics.refresh(scope).then(at -> metrics.figures(scope));
    } catch (RuntimeException e) {
      // A page of metrics that this program stumbles over must not make its gateway look down.
      return Outcome.failed(new Failure.Bug(ATTEMPT, metrics.description(), e));
    }
  }
}
