package io.fairlead.session;

import java.time.Duration;

/** Runs something later; injected, so that no test sleeps. */
@FunctionalInterface
public interface Timer {

  /** Runs a short task after a delay, on a thread of the timer. */
  Appointment after(Duration delay, Runnable task);

  /** A task that waits for its time. */
  @FunctionalInterface
  interface Appointment {
    /** Gives it up; harmless when it has run. */
    void cancel();
  }
}
