package io.fairlead.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HistogramQuantileTest {

  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void interpolatesWithinTheBucketThatHoldsTheRank() {
    // 10 below 0.1, 10 in 0.1-0.2, 20 in 0.2-0.4: rank of the median is 20, the end of the second.
    double[] bounds = {0.1, 0.2, 0.4, INF};
    double[] counts = {10, 10, 20, 0};

    assertThat(HistogramQuantile.of(0.5, bounds, counts)).isEqualTo(0.2);
    assertThat(HistogramQuantile.of(0.75, bounds, counts)).isCloseTo(0.3, within(1e-12));
    assertThat(HistogramQuantile.of(0.125, bounds, counts)).isCloseTo(0.05, within(1e-12));
    assertThat(HistogramQuantile.of(1, bounds, counts)).isEqualTo(0.4);
  }

  @Test
  void beginsTheLowestBucketAtZero() {
    assertThat(HistogramQuantile.of(0.9, new double[] {1, INF}, new double[] {10, 0}))
        .isCloseTo(0.9, within(1e-12));
  }

  @Test
  void givesTheLastFiniteBoundForWhatLiesAboveIt() {
    assertThat(HistogramQuantile.of(0.99, new double[] {5, 10, INF}, new double[] {0, 1, 9}))
        .isEqualTo(10);
  }

  @Test
  void givesTheBoundOfALowestBucketThatIsNotPositive() {
    assertThat(HistogramQuantile.of(0.1, new double[] {-1, 1, INF}, new double[] {5, 5, 0}))
        .isEqualTo(-1);
  }

  @Test
  void isUnknownWithoutObservationsOrWithoutAnInfiniteBucket() {
    assertThat(HistogramQuantile.of(0.5, new double[] {1, INF}, new double[] {0, 0})).isNaN();
    assertThat(HistogramQuantile.of(0.5, new double[] {1, 2}, new double[] {1, 1})).isNaN();
    assertThat(HistogramQuantile.of(0.5, new double[] {INF}, new double[] {1})).isNaN();
    assertThat(HistogramQuantile.of(0.5, new double[] {}, new double[] {})).isNaN();
    assertThat(HistogramQuantile.of(Double.NaN, new double[] {1, INF}, new double[] {1, 0}))
        .isNaN();
  }

  @Test
  void isInfiniteOutsideZeroToOne() {
    assertThat(HistogramQuantile.of(-0.1, new double[] {1, INF}, new double[] {1, 0}))
        .isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(HistogramQuantile.of(1.1, new double[] {1, INF}, new double[] {1, 0}))
        .isEqualTo(INF);
  }

  @Test
  void neverLeavesTheBucketsWhateverTheCounts() {
    java.util.Random random = new java.util.Random(7);
    double[] bounds = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, INF};
    for (int round = 0; round < 2_000; round++) {
      double[] counts = random.ints(bounds.length, -2, 5).asDoubleStream().toArray();
      double before = 0;
      for (double q = 0; q <= 1; q += 0.05) {
        double value = HistogramQuantile.of(q, bounds, counts);
        if (!Double.isNaN(value)) {
          assertThat(value).isBetween(before, 10.0);
          before = value;
        }
      }
    }
  }
}
