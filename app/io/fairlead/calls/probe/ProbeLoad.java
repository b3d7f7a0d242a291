package io.fairlead.calls.probe;

/** How a probe decides when the next call is due. */
public sealed interface ProbeLoad {

  /**
   * Calls arrive at a constant rate, whether or not earlier ones were answered.
   *
   * @param perSecond calls per second, above 0
   */
  record Rate(double perSecond) implements ProbeLoad {
    public Rate {
      if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
        throw new IllegalArgumentException("a rate lies above 0, not at " + perSecond);
      }
    }
  }

  /**
   * So many workers, each of which calls again as soon as it was answered.
   *
   * @param count at least 1
   */
  record Workers(int count) implements ProbeLoad {
    public Workers {
      if (count < 1) {
        throw new IllegalArgumentException("a probe has at least one worker, not " + count);
      }
    }
  }
}
