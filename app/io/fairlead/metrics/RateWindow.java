package io.fairlead.metrics;

import java.util.Map;

/**
 * Rates and quantiles over the last few scrapes.
 *
 * <p>The window ends at a scrape and reaches back {@value #INTERVALS} scrape intervals (contract
 * 2.1). The rate is the growth between its first and its last scrape, divided by the time between
 * those two: not extrapolated to the window's edges as PromQL's {@code rate} is, which gives the
 * same for a steady counter. It never reaches across a gap, so the first scrape after one, and the
 * very first, have no rate.
 */
final class RateWindow {

  static final int INTERVALS = 4;

  /** A hole longer than so many intervals is a gap. */
  static final int GAP_INTERVALS = 3;

  private final TimeAxis axis;
  private final long interval;

  RateWindow(TimeAxis axis, long intervalMillis) {
    this.axis = axis;
    this.interval = intervalMillis;
  }

  /** Whether nothing is known between this scrape and the one before. */
  boolean isAfterGap(long index) {
    long span = axis.span(index);
    return span < 0 || span > maxGap(index);
  }

  /** How long nothing may come after a scrape before that is a gap, in milliseconds. */
  long maxGap(long index) {
    return GAP_INTERVALS * interval(index);
  }

  /** The interval of scrapes at that time: the wanted one, or the longer one they really had. */
  private long interval(long index) {
    return Math.max(interval, axis.usualSpan(index));
  }

  /** The first scrape whose growth lies in the window, or beyond the index when there is none. */
  long begin(long index) {
    long usual = interval(index);
    // Half an interval of slack: scrapes are never exactly on time.
    long earliest = axis.time(index) - INTERVALS * usual - usual / 2;
    long at = index + 1;
    while (at > axis.first() && !isAfterGap(at - 1) && axis.time(at - 2) >= earliest) {
      at--;
    }
    return at;
  }

  /** Growth per second; {@code NaN} where the window has none. */
  double rate(Track track, long index) {
    long begin = begin(index);
    return begin > index ? Double.NaN : growth(track, begin, index) / seconds(begin, index);
  }

  /** Growth per second of all tracks together. */
  double rate(Iterable<Track> tracks, long index) {
    long begin = begin(index);
    if (begin > index) {
      return Double.NaN;
    }
    double sum = 0;
    for (Track track : tracks) {
      sum += growth(track, begin, index);
    }
    return sum / seconds(begin, index);
  }

  /** The share of 4xx and 5xx among all (contract 2.4); {@code NaN} when idle. */
  double errorRatio(Map<String, Track> byCode, long index) {
    long begin = begin(index);
    double all = 0;
    double errors = 0;
    for (Map.Entry<String, Track> entry : byCode.entrySet()) {
      double growth = growth(entry.getValue(), begin, index);
      all += growth;
      String code = entry.getKey();
      errors += code.startsWith("4") || code.startsWith("5") ? growth : 0;
    }
    return all > 0 ? errors / all : Double.NaN;
  }

  /** What fell into each bucket within the window. */
  void bucketGrowth(Map<Double, Track> byBound, long index, double[] counts) {
    long begin = begin(index);
    int at = 0;
    for (Track bucket : byBound.values()) {
      counts[at++] = growth(bucket, begin, index);
    }
  }

  /** A quantile over the window; {@code NaN} when idle. */
  double quantile(double quantile, Map<Double, Track> byBound, long index) {
    double[] counts = new double[byBound.size()];
    bucketGrowth(byBound, index, counts);
    return HistogramQuantile.of(quantile, bounds(byBound), counts);
  }

  static double[] bounds(Map<Double, Track> byBound) {
    return byBound.keySet().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private double growth(Track track, long begin, long index) {
    double sum = 0;
    for (long at = begin; at <= index; at++) {
      sum += track.get(axis.slot(at));
    }
    return sum;
  }

  private double seconds(long begin, long index) {
    return (axis.time(index) - axis.time(begin - 1)) / 1000.0;
  }
}
