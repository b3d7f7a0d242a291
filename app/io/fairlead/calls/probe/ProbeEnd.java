package io.fairlead.calls.probe;

import java.time.Duration;

/** When a probe is over; the warm-up does not count. */
public sealed interface ProbeEnd {

  /** After a time, above zero. */
  record After(Duration time) implements ProbeEnd {
    public After {
      if (time.isNegative() || time.isZero()) {
        throw new IllegalArgumentException("a probe lasts longer than " + time);
      }
    }
  }

  /** After so many requests, at least 1. */
  record Count(long requests) implements ProbeEnd {
    public Count {
      if (requests < 1) {
        throw new IllegalArgumentException("a probe sends at least one request, not " + requests);
      }
    }
  }
}
