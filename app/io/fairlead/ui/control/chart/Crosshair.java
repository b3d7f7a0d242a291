package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import java.util.List;
import java.util.OptionalLong;

/**
 * Where a crosshair may stand: on the times of points that are shown, lie in the range and have a
 * value.
 */
public final class Crosshair {

  private final List<PlottedLine> lines;
  private final long from;
  private final long to;

  /** Over the lines that are shown. */
  public Crosshair(List<PlottedLine> lines, TimeRange range) {
    this.lines = lines.stream().filter(PlottedLine::shown).toList();
    this.from = range.from().toEpochMilli();
    this.to = range.to().toEpochMilli();
  }

  /** The point nearest to a time. */
  public OptionalLong nearest(long time) {
    OptionalLong before = last(time);
    OptionalLong after = first(time);
    if (before.isEmpty() || after.isEmpty()) {
      return before.isEmpty() ? after : before;
    }
    return time - before.getAsLong() <= after.getAsLong() - time ? before : after;
  }

  /** The first point after a time. */
  public OptionalLong after(long time) {
    return first(time + 1);
  }

  /** The last point before a time. */
  public OptionalLong before(long time) {
    return last(time - 1);
  }

  /** The first point of all. */
  public OptionalLong first() {
    return first(from);
  }

  /** The last point of all. */
  public OptionalLong last() {
    return last(to);
  }

  /** The first point at or after a time. */
  private OptionalLong first(long time) {
    long best = Long.MAX_VALUE;
    for (PlottedLine line : lines) {
      TimeSeries series = line.series();
      int at = series.firstAtOrAfter(Math.max(time, from));
      while (at < series.size() && !Double.isFinite(series.valueAt(at))) {
        at++;
      }
      if (at < series.size() && series.timeAt(at) <= to) {
        best = Math.min(best, series.timeAt(at));
      }
    }
    return best == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(best);
  }

  /** The last point at or before a time. */
  private OptionalLong last(long time) {
    long best = Long.MIN_VALUE;
    for (PlottedLine line : lines) {
      TimeSeries series = line.series();
      int at = series.firstAtOrAfter(Math.min(time, to) + 1) - 1;
      while (at >= 0 && !Double.isFinite(series.valueAt(at))) {
        at--;
      }
      if (at >= 0 && series.timeAt(at) >= from) {
        best = Math.max(best, series.timeAt(at));
      }
    }
    return best == Long.MIN_VALUE ? OptionalLong.empty() : OptionalLong.of(best);
  }

  /**
   * The point of a series that a crosshair at a time reads: the nearest with a value, not farther
   * than the tolerance in milliseconds; -1 when there is none.
   */
  public static int pointAt(TimeSeries series, long time, long tolerance) {
    int after = series.firstAtOrAfter(time);
    int best = -1;
    long distance = tolerance;
    for (int at = Math.max(0, after - 1); at <= after && at < series.size(); at++) {
      long away = Math.abs(series.timeAt(at) - time);
      if (away <= distance && Double.isFinite(series.valueAt(at))) {
        best = at;
        distance = away;
      }
    }
    return best;
  }
}
