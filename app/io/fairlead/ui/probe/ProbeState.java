package io.fairlead.ui.probe;

import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.model.Failure;
import java.util.Optional;

/**
 * How far the probe of an editor is.
 *
 * @param plan what was asked; empty before the first
 * @param figures what was measured so far
 * @param ending why it ended, once it has
 * @param failure why it did not begin
 */
record ProbeState(
    Phase phase,
    Optional<ProbePlan> plan,
    Optional<ProbeFigures> figures,
    Optional<ProbeResult.Ending> ending,
    Optional<Failure> failure) {

  /** Its stages. */
  enum Phase {
    IDLE,
    STARTING,
    RUNNING,
    STOPPING,
    OVER,
    FAILED
  }

  static ProbeState of(Phase phase) {
    return new ProbeState(
        phase, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ProbeState running(Phase phase, ProbePlan plan, ProbeFigures figures) {
    return new ProbeState(
        phase, Optional.of(plan), Optional.of(figures), Optional.empty(), Optional.empty());
  }

  static ProbeState over(ProbeResult result) {
    return new ProbeState(
        Phase.OVER,
        Optional.of(result.plan()),
        Optional.of(result.figures()),
        Optional.of(result.ending()),
        Optional.empty());
  }

  static ProbeState failed(Failure failure) {
    return new ProbeState(
        Phase.FAILED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(failure));
  }

  /** Whether it sends, or is about to. */
  boolean isUnderWay() {
    return phase == Phase.STARTING || phase == Phase.RUNNING || phase == Phase.STOPPING;
  }
}
