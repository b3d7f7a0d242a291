package io.fairlead.calls.probe;

/**
 * Counts the calls of a probe as they end. The threads that call write, those that look at the
 * figures take away what was written: neither waits for the other longer than a few nanoseconds,
 * and counting makes no garbage. Safe from any thread.
 */
final class Tally {

  private final Object turn = new Object();
  private final boolean rate;
  private Interval current = new Interval();
  private Interval spare = new Interval();

  /**
   * An empty tally.
   *
   * @param rate whether each call has an intended start; if not, corrected times are worked out
   *     later
   */
  Tally(boolean rate) {
    this.rate = rate;
  }

  /** A whole answer; times are readings of {@link System#nanoTime()}. */
  void answered(int status, long body, long intended, long started, long ended) {
    synchronized (turn) {
      current.requests++;
      current.bytes += body;
      current.count(status);
      if (status >= 400) {
        current.count(status < 500 ? ProbeError.CLIENT_STATUS : ProbeError.SERVER_STATUS);
      }
      time(intended, started, ended);
    }
  }

  /**
   * A call that was sent and came to nothing. One that timed out took at least that long, so it
   * counts with its age: to leave the slowest out would make a server look the better the more it
   * hangs. The others say nothing about time.
   */
  void failed(ProbeError error, long intended, long started, long ended) {
    synchronized (turn) {
      current.requests++;
      current.count(error);
      if (error == ProbeError.TIMEOUT) {
        time(intended, started, ended);
      } else if (rate) {
        Interval.record(current.lateness, started - intended);
      }
    }
  }

  /** A call that waited in vain for a connection: a long time for whoever wanted it answered. */
  void notSent(long intended, long given) {
    synchronized (turn) {
      current.requests++;
      current.count(ProbeError.NOT_SENT);
      Interval.record(current.corrected, given - intended);
    }
  }

  private void time(long intended, long started, long ended) {
    Interval.record(current.uncorrected, ended - started);
    if (rate) {
      Interval.record(current.corrected, ended - intended);
      Interval.record(current.lateness, started - intended);
    }
  }

  /**
   * Takes away what was counted since the last time. It belongs to the caller until the next call,
   * and only one thread at a time may call.
   */
  Interval take() {
    spare.reset();
    synchronized (turn) {
      Interval taken = current;
      current = spare;
      spare = taken;
      return taken;
    }
  }
}
