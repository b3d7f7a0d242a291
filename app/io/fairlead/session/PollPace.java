package io.fairlead.session;

import java.time.Duration;

/**
 * How long to wait between two rounds: so long that this console never takes more than 2 % of the
 * gateway's time (a list of 1,000 busy functions costs a gateway 91 ms of CPU), and ever longer
 * towards a gateway that does not answer.
 */
final class PollPace {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int SHARE = 50;

  private int failures;
  private double smoothedCostNanos;

  /** The wait after a round that succeeded, from what the gateway spent on it. */
  Duration afterSuccess(Duration cost) {
    failures = 0;
    double nanos = (double) cost.toNanos();
    // The slowest recent round counts at once; a faster one only by and by.
    smoothedCostNanos = Math.max(nanos, 0.7 * smoothedCostNanos + 0.3 * nanos);
    return clamp(Duration.ofNanos((long) (smoothedCostNanos * SHARE)));
  }

  /** The wait after a round that failed: 1, 2, 4 … seconds. */
  Duration afterFailure() {
    long seconds = 1L << Math.min(failures, 9);
    failures++;
    Duration wait = Duration.ofSeconds(seconds);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }

  private static Duration clamp(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
