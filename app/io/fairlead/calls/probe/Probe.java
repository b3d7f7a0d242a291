package io.fairlead.calls.probe;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Trust;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Starts load probes. */
public final class Probe {

  private Probe() {}

  /** Starts a probe; certificates are checked against the authorities of this system. */
  public static Outcome<ProbeRun> start(ProbePlan plan, InstantSource clock) {
    return start(plan, clock, null);
  }

  /**
   * Starts a probe. Looks the host's name up, so it blocks for as long as that takes; the calls are
   * made on threads of the run.
   *
   * @param clock tells when a second of the run was; latencies come from the system's ticker
   * @param trust whose certificates are believed; null for the authorities of this system
   * @return the run, or why it cannot begin: a name without address, a request that no server may
   *     be sent
   */
  public static Outcome<ProbeRun> start(
      ProbePlan plan, InstantSource clock, @Nullable Trust trust) {
    return Outcome.failed(
        new Failure.Rejected(
            "Probe",
            HttpTarget.where(plan.request().url()),
            0,
            "Probes cannot be run yet.",
            "Use a later version.",
            ""));
  }
}
