package io.fairlead.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * How long to wait between two rounds: so long that this console never takes more than 2 % of the
 * gateway's time (a list of 1,000 busy functions costs a gateway 91 ms of CPU), and ever longer
 * towards a gateway that does not answer.
 *
 * <p>The cost of a round is taken as the least of the last three, since what disturbs one round, a
 * first connection or a collection of garbage here, is not the gateway's work. For the same reason
 * the first two rounds wait the shortest time.
 */
final class PollPace {

  private static final Duration SHORTEST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final int SHARE = 50;
  private static final int REMEMBERED = 3;

  private final Deque<Duration> costs = new ArrayDeque<>();
  private int failures;

  /**
   * The wait after a round that succeeded, from what the gateway spent on it. There is no longest
   * one: a gateway that needs 10 s for its list is asked every 8 minutes, or when the operator
   * wants it.
   */
  Duration afterSuccess(Duration cost) {
    failures = 0;
    costs.addLast(cost);
    if (costs.size() < REMEMBERED) {
      return SHORTEST;
    }
    if (costs.size() > REMEMBERED) {
      costs.removeFirst();
    }
    Duration wait = Collections.min(costs).multipliedBy(SHARE);
    return wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait;
  }

  /** The wait after a round that failed: 1, 2, 4 … seconds, five minutes at most. */
  Duration afterFailure() {
    costs.clear();
    long seconds = 1L << Math.min(failures, 9);
    failures++;
    Duration wait = Duration.ofSeconds(seconds);
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
