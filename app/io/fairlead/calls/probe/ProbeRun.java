package io.fairlead.calls.probe;

import java.util.List;

/** A probe under way; safe from any thread. */
public interface ProbeRun {

  /** What it was asked to do. */
  ProbePlan plan();

  /** What was measured so far; cheap enough to ask ten times a second. */
  ProbeFigures figures();

  /** Its seconds so far, the oldest first; immutable. */
  List<ProbeTick> ticks();

  /** Sends nothing more and gives up what is under way; returns at once. */
  void stop();

  /** Waits until it is over; blocks. */
  ProbeResult await() throws InterruptedException;
}
