package io.fairlead.calls.probe;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;

/**
 * What was counted in some span of a probe: calls, and their times in nanoseconds with a precision
 * of three digits from a microsecond to two hours. Not safe for several threads.
 */
final class Interval {

  private static final long LOWEST = 1_000;
  private static final long HIGHEST = Duration.ofHours(2).toNanos();
  private static final int DIGITS = 3;
  private static final int STATUSES = 1_000;

  /**
   * One long time stands for at most so many calls that were not made, each for several of them.
   */
  private static final long MOST_STEPS = 1_000;

  final Histogram corrected = new Histogram(LOWEST, HIGHEST, DIGITS);
  final Histogram uncorrected = new Histogram(LOWEST, HIGHEST, DIGITS);
  final Histogram lateness = new Histogram(LOWEST, HIGHEST, DIGITS);
  private final Map<ProbeError, LongAdder> errors = new EnumMap<>(ProbeError.class);
  private final long[] statuses = new long[STATUSES];
  long requests;
  long bytes;

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.clamp(nanos, 0, HIGHEST));
  }

  void count(ProbeError error) {
    errors.computeIfAbsent(error, _ -> new LongAdder()).increment();
  }

  void count(int status) {
    statuses[status]++;
  }

  void add(Interval other) {
    corrected.add(other.corrected);
    uncorrected.add(other.uncorrected);
    lateness.add(other.lateness);
    other.errors.forEach(
        (error, count) ->
            errors.computeIfAbsent(error, _ -> new LongAdder()).add(count.longValue()));
    for (int i = 0; i < statuses.length; i++) {
      statuses[i] += other.statuses[i];
    }
    requests += other.requests;
    bytes += other.bytes;
  }

  void reset() {
    corrected.reset();
    uncorrected.reset();
    lateness.reset();
    errors.clear();
    Arrays.fill(statuses, 0);
    requests = 0;
    bytes = 0;
  }

  long errorCount() {
    return errors.values().stream().mapToLong(LongAdder::longValue).sum();
  }

  Map<ProbeError, Long> errors() {
    Map<ProbeError, Long> found = new EnumMap<>(ProbeError.class);
    errors.forEach((error, count) -> found.put(error, count.longValue()));
    return found;
  }

  Map<Integer, Long> statuses() {
    Map<Integer, Long> found = new TreeMap<>();
    for (int i = 0; i < statuses.length; i++) {
      if (statuses[i] > 0) {
        found.put(i, statuses[i]);
      }
    }
    return found;
  }

  /**
   * The times with those of the calls that a worker would have made meanwhile, had it called at its
   * usual interval: a call that took {@code t} stands for others of {@code t - interval}, {@code t
   * - 2 interval} and so on, as HdrHistogram's own correction has it; but in at most 1,000 steps,
   * so that a worker stopped for long costs no more than that.
   */
  static Histogram corrected(Histogram measured, long interval) {
    Histogram corrected = new Histogram(LOWEST, HIGHEST, DIGITS);
    corrected.add(measured);
    if (interval <= 0) {
      return corrected;
    }
    for (var each : measured.recordedValues()) {
      long time = each.getValueIteratedTo();
      long missing = time / interval - 1;
      long stride = Math.ceilDiv(Math.max(missing, 1), MOST_STEPS);
      for (long step = stride; step <= missing; step += stride) {
        corrected.recordValueWithCount(
            time - step * interval, each.getCountAtValueIteratedTo() * stride);
      }
    }
    return corrected;
  }

  /** A histogram of nanoseconds as figures in milliseconds. */
  static Quantiles quantiles(Histogram nanos) {
    if (nanos.getTotalCount() == 0) {
      return Quantiles.NONE;
    }
    return new Quantiles(
        nanos.getMean() / 1e6,
        millis(nanos, 50),
        millis(nanos, 90),
        millis(nanos, 99),
        millis(nanos, 99.9),
        nanos.getMaxValue() / 1e6);
  }

  /** One percentile of it. */
  static double millis(Histogram nanos, double percentile) {
    return Math.min(nanos.getValueAtPercentile(percentile), nanos.getMaxValue()) / 1e6;
  }
}
