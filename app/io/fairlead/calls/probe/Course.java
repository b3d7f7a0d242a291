package io.fairlead.calls.probe;

import java.time.Duration;

/**
 * When the calls of a probe are due, and whether another may be made. Times are readings of {@link
 * System#nanoTime()}, which lie close together, so they are compared by difference where they may
 * be far apart. For the one thread that makes the calls, except {@link #stop()} and {@link
 * #isStopped()}.
 */
final class Course {

  private static final double SECOND = 1e9;

  /** No probe lasts longer than this; it keeps sums of times from overflowing. */
  private static final Duration LONGEST = Duration.ofDays(365);

  private final long begin;
  private final long measured;
  private final long lastDue;
  private final long hardEnd;
  private final long mostCounted;
  private final long mostStarted;
  private final double interval;
  private long started;
  private long counted;
  private volatile boolean stopped;
  private ProbeResult.Ending ending = ProbeResult.Ending.COMPLETE;

  /** The course of a plan that begins then. */
  Course(ProbePlan plan, long begin) {
    this.begin = begin;
    this.measured = begin + nanos(plan.warmUp());
    this.lastDue =
        switch (plan.end()) {
          case ProbeEnd.After after -> measured + nanos(after.time());
          case ProbeEnd.Count _ -> begin + 3 * nanos(LONGEST);
        };
    this.mostCounted =
        switch (plan.end()) {
          case ProbeEnd.After _ -> Long.MAX_VALUE;
          case ProbeEnd.Count count -> count.requests();
        };
    ProbePlan.Ceiling ceiling = plan.ceiling();
    this.mostStarted = ceiling.requests();
    this.hardEnd = begin + nanos(ceiling.time());
    double rate =
        switch (plan.load()) {
          case ProbeLoad.Rate wanted -> Math.min(wanted.perSecond(), ceiling.rate());
          case ProbeLoad.Workers _ -> ceiling.rate();
        };
    this.interval = SECOND / rate;
  }

  private static long nanos(Duration duration) {
    return (duration.compareTo(LONGEST) < 0 ? duration : LONGEST).toNanos();
  }

  long begin() {
    return begin;
  }

  /** From when on calls are counted. */
  long measured() {
    return measured;
  }

  /** When it ends whatever is under way. */
  long hardEnd() {
    return hardEnd;
  }

  /** How long lies between two calls at the rate, or at its ceiling. */
  double interval() {
    return interval;
  }

  /** When the next call is intended at a constant rate. */
  long due() {
    return begin + (long) (started * interval);
  }

  /** Whether a call with this intended start is counted. */
  boolean counts(long intended) {
    return intended - measured >= 0;
  }

  /** Whether a call that is intended then may still be made. */
  boolean allows(long intended) {
    if (stopped || intended - lastDue >= 0 || counted >= mostCounted) {
      return false;
    }
    if (started >= mostStarted) {
      ending = ProbeResult.Ending.CEILING;
      return false;
    }
    return true;
  }

  /** A call that is intended then begins, or is given up before it could. */
  void begun(long intended) {
    started++;
    if (counts(intended)) {
      counted++;
    }
  }

  /** The ceiling of time was reached. */
  void reachedCeiling() {
    ending = ProbeResult.Ending.CEILING;
  }

  void stop() {
    stopped = true;
  }

  boolean isStopped() {
    return stopped;
  }

  /** Why it ended, once it has. */
  ProbeResult.Ending ending() {
    return stopped ? ProbeResult.Ending.STOPPED : ending;
  }
}
