package io.fairlead.calls.probe;

import io.fairlead.model.Outcome;
import java.time.InstantSource;

/** Begins probes; {@code Probe::start} in the program, a script in tests. */
@FunctionalInterface
public interface ProbeEngine {

  /** Begins to call, or says why it cannot; looks the host's name up, so it may block. */
  Outcome<ProbeRun> start(ProbePlan plan, InstantSource clock);
}
