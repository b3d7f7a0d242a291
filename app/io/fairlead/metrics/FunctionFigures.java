package io.fairlead.metrics;

import java.util.Arrays;

/**
 * The present figures of one function, for a table row; {@code NaN} where unknown.
 *
 * @param rate completed calls per second over the rate window
 * @param errorRatio the share of 4xx and 5xx among them, 0 to 1; {@code NaN} when idle
 * @param p95Seconds the 95th percentile over the window; {@code NaN} when idle
 * @param inFlight calls begun and not completed
 * @param sparkline recent rates, oldest first, {@code NaN} for a gap; not to be written to
 */
@SuppressWarnings("ArrayRecordComponent") // read by a table cell at every tick: no boxing, no copy
public record FunctionFigures(
    double rate, double errorRatio, double p95Seconds, double inFlight, double[] sparkline) {

  @Override
  public boolean equals(Object other) {
    return other instanceof FunctionFigures that
        && Double.compare(rate, that.rate) == 0
        && Double.compare(errorRatio, that.errorRatio) == 0
        && Double.compare(p95Seconds, that.p95Seconds) == 0
        && Double.compare(inFlight, that.inFlight) == 0
        && Arrays.equals(sparkline, that.sparkline);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sparkline) * 31 + Double.hashCode(rate);
  }

  @Override
  public String toString() {
    return "FunctionFigures[rate=%s, errorRatio=%s, p95Seconds=%s, inFlight=%s]"
        .formatted(rate, errorRatio, p95Seconds, inFlight);
  }
}
