package io.fairlead.model;

import java.util.Arrays;
import java.util.Map;

/**
 * Values over time, oldest first; {@code NaN} is a gap.
 *
 * <p>The arrays are shared, not copied: whoever builds a series gives them away and writes to them
 * no more, and no reader writes to them.
 */
public final class TimeSeries {

  private final String name;
  private final Map<String, String> labels;
  private final long[] times;
  private final double[] values;

  /**
   * A series over arrays that the caller gives away.
   *
   * @param name what a legend shows
   * @param labels what identifies it
   * @param times milliseconds since 1970, strictly ascending
   * @param values as many values, {@code NaN} for a gap
   */
  public TimeSeries(String name, Map<String, String> labels, long[] times, double[] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(times.length + " times for " + values.length + " values");
    }
    this.name = name;
    this.labels = Map.copyOf(labels);
    this.times = times;
    this.values = values;
  }

  /** What a legend shows. */
  public String name() {
    return name;
  }

  /** What identifies it. */
  public Map<String, String> labels() {
    return labels;
  }

  /** How many points. */
  public int size() {
    return times.length;
  }

  /** Milliseconds since 1970 of a point. */
  public long timeAt(int index) {
    return times[index];
  }

  /** The value of a point, {@code NaN} for a gap. */
  public double valueAt(int index) {
    return values[index];
  }

  /** The last value that is a number, or {@code NaN}. */
  public double lastValue() {
    for (int i = values.length - 1; i >= 0; i--) {
      if (!Double.isNaN(values[i])) {
        return values[i];
      }
    }
    return Double.NaN;
  }

  /** The index of the first point at or after a time; {@link #size()} when there is none. */
  public int firstAtOrAfter(long time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found : -found - 1;
  }
}
