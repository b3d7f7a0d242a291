package io.fairlead.calls.probe;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What a probe has measured so far; the warm-up is not in it.
 *
 * @param phase how far it is
 * @param elapsed since the end of the warm-up
 * @param requests that came to an end, errors included
 * @param errors how many of each kind, without zeros
 * @param statuses how many whole answers of each status
 * @param rate requests per second over the time elapsed
 * @param bytes of bodies received
 * @param inFlight calls that are under way
 * @param latency of whole answers, counted from the intended start
 * @param uncorrected the same, counted from the real start
 * @param lateness how much later than intended calls were really sent; in milliseconds
 */
public record ProbeFigures(
    Phase phase,
    Duration elapsed,
    long requests,
    Map<ProbeError, Long> errors,
    Map<Integer, Long> statuses,
    double rate,
    long bytes,
    int inFlight,
    Quantiles latency,
    Quantiles uncorrected,
    Quantiles lateness) {

  /** How far a probe is. */
  public enum Phase {
    WARMING_UP,
    RUNNING,
    ENDED
  }

  public ProbeFigures {
    Objects.requireNonNull(phase);
    Objects.requireNonNull(elapsed);
    errors = Map.copyOf(errors);
    statuses = Map.copyOf(statuses);
    Objects.requireNonNull(latency);
    Objects.requireNonNull(uncorrected);
    Objects.requireNonNull(lateness);
  }

  /** All errors together. */
  public long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }
}
