package io.fairlead.metrics;

/**
 * A quantile out of the buckets of a histogram, as Prometheus' {@code histogram_quantile} estimates
 * it for classic histograms: linear within a bucket, the lowest bucket beginning at zero, and the
 * last finite bound for what lies above it.
 */
final class HistogramQuantile {

  private HistogramQuantile() {}

  /**
   * The estimate.
   *
   * @param quantile 0 to 1; below it yields negative, above it positive infinity
   * @param bounds upper bounds, ascending; the last one must be {@code +Inf}, else {@code NaN}
   * @param counts observations in each bucket alone, not accumulated; negative counts are zero
   * @return {@code NaN} where there were no observations
   */
  static double of(double quantile, double[] bounds, double[] counts) {
    int last = bounds.length - 1;
    if (last < 1 || bounds[last] != Double.POSITIVE_INFINITY || Double.isNaN(quantile)) {
      return Double.NaN;
    }
    double observations = 0;
    for (double count : counts) {
      observations += Math.max(count, 0);
    }
    if (!(observations > 0)) {
      return Double.NaN;
    }
    if (quantile < 0) {
      return Double.NEGATIVE_INFINITY;
    }
    if (quantile > 1) {
      return Double.POSITIVE_INFINITY;
    }
    double rank = quantile * observations;
    int bucket = 0;
    double below = 0;
    while (bucket < last && below + Math.max(counts[bucket], 0) < rank) {
      below += Math.max(counts[bucket], 0);
      bucket++;
    }
    if (bucket == last) {
      return bounds[last - 1];
    }
    if (bucket == 0 && bounds[0] <= 0) {
      return bounds[0];
    }
    double start = bucket == 0 ? 0 : bounds[bucket - 1];
    double inside = Math.max(counts[bucket], 0);
    // Rank zero lands in an empty first bucket: Prometheus divides 0 by 0 there; the start is
    // meant.
    return inside == 0 ? start : start + (bounds[bucket] - start) * ((rank - below) / inside);
  }
}
