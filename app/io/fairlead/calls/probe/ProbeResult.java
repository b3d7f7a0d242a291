package io.fairlead.calls.probe;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a probe came to.
 *
 * @param at when its first call was due
 * @param plan what was asked
 * @param figures what was measured
 * @param ticks its seconds
 * @param ending why it ended
 */
public record ProbeResult(
    Instant at, ProbePlan plan, ProbeFigures figures, List<ProbeTick> ticks, Ending ending) {

  /** Why a probe ended. */
  public enum Ending {
    /** What was asked was done. */
    COMPLETE,
    /** Somebody stopped it. */
    STOPPED,
    /** It reached a ceiling. */
    CEILING
  }

  public ProbeResult {
    Objects.requireNonNull(at);
    Objects.requireNonNull(plan);
    Objects.requireNonNull(figures);
    ticks = List.copyOf(ticks);
    Objects.requireNonNull(ending);
  }
}
