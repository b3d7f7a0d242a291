package io.fairlead.ui.control.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.model.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DecimationTest {

  private record Run(double[] xs, double[] ys) {}

  private static List<Run> runs(TimeSeries series, PlotGeometry plot, long maxGap) {
    List<Run> runs = new ArrayList<>();
    new Decimation()
        .run(
            series,
            plot,
            maxGap,
            (xs, ys, n) ->
                runs.add(new Run(java.util.Arrays.copyOf(xs, n), java.util.Arrays.copyOf(ys, n))));
    return runs;
  }

  private static TimeSeries series(long[] times, double... values) {
    return new TimeSeries("s", Map.of(), times, values);
  }

  private static PlotGeometry plot(long from, long to, double low, double high) {
    return new PlotGeometry(40, 10, 300, 100, from, to, low, high);
  }

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyExtremeOfEveryPixelColumnIsKept(int seed) {
    Random random = new Random(seed);
    int points = 1 + random.nextInt(20_000);
    long[] times = new long[points];
    double[] values = new double[points];
    long time = 1_000;
    for (int i = 0; i < points; i++) {
      time += 1 + random.nextInt(9);
      times[i] = time;
      values[i] =
          random.nextInt(50) == 0
              ? Double.NaN
              : random.nextGaussian() * 10 + (i % 97 == 0 ? 300 : 0);
    }
    PlotGeometry plot = plot(times[0], times[points - 1] + 1, -100, 500);
    TimeSeries series = series(times, values);

    Map<Long, double[]> expected = new java.util.TreeMap<>();
    for (int i = 0; i < points; i++) {
      if (!Double.isNaN(values[i])) {
        double y = plot.yOf(values[i]);
        double[] span =
            expected.computeIfAbsent(
                (long) Math.floor(plot.xOf(times[i])), _ -> new double[] {y, y});
        span[0] = Math.min(span[0], y);
        span[1] = Math.max(span[1], y);
      }
    }
    Map<Long, double[]> drawn = new java.util.TreeMap<>();
    int count = 0;
    for (Run run : runs(series, plot, 1_000)) {
      double before = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < run.xs.length; i++) {
        assertThat(run.xs[i]).isGreaterThanOrEqualTo(before);
        before = run.xs[i];
        double y = run.ys[i];
        double[] span =
            drawn.computeIfAbsent((long) Math.floor(run.xs[i]), _ -> new double[] {y, y});
        span[0] = Math.min(span[0], y);
        span[1] = Math.max(span[1], y);
        count++;
      }
    }

    assertThat(drawn.keySet()).isEqualTo(expected.keySet());
    expected.forEach((column, span) -> assertThat(drawn.get(column)).containsExactly(span));
    long gaps = IntStream.range(0, points).filter(i -> Double.isNaN(values[i])).count();
    assertThat(count).isLessThanOrEqualTo((int) (301 * 4 + gaps * 4));
  }

  @Test
  void aValueThatIsNoNumberEndsTheLine() {
    List<Run> runs =
        runs(
            series(new long[] {0, 10, 20, 30, 40}, 1, 1, Double.NaN, 1, 1),
            plot(0, 40, 0, 1),
            1_000);

    assertThat(runs).hasSize(2);
    assertThat(runs.get(0).xs).containsExactly(40, 115);
    assertThat(runs.get(1).xs).containsExactly(265, 340);
  }

  @Test
  void aHoleInTimeEndsTheLine() {
    TimeSeries series = series(new long[] {0, 10, 50, 60}, 1, 1, 1, 1);

    assertThat(runs(series, plot(0, 60, 0, 1), 39)).hasSize(2);
    assertThat(runs(series, plot(0, 60, 0, 1), 40)).hasSize(1);
  }

  @Test
  void anInfiniteValueIsAGap() {
    TimeSeries series = series(new long[] {0, 10, 20}, 1, Double.POSITIVE_INFINITY, 1);

    assertThat(runs(series, plot(0, 20, 0, 1), 100)).hasSize(2).allMatch(run -> run.xs.length == 1);
  }

  @Test
  void aLineThatLeavesThePlotIsCutAtItsEdge() {
    List<Run> runs = runs(series(new long[] {0, 100}, 0, 10), plot(25, 75, 0, 10), 1_000);

    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().xs).containsExactly(40, 340);
    assertThat(runs.getFirst().ys[0]).isCloseTo(85, within(1e-9));
    assertThat(runs.getFirst().ys[1]).isCloseTo(35, within(1e-9));
  }

  @Test
  void whatLiesOutsideTheRangeIsNotDrawn() {
    assertThat(runs(series(new long[] {0, 10, 90, 100}, 1, 1, 1, 1), plot(40, 60, 0, 1), 10))
        .isEmpty();
    assertThat(runs(series(new long[] {}), plot(40, 60, 0, 1), 10)).isEmpty();
  }

  @Test
  void mayBeUsedAgain() {
    Decimation decimation = new Decimation();
    TimeSeries series = series(new long[] {0, 10}, 1, 2);
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      decimation.run(series, plot(0, 10, 0, 2), 100, (_, _, n) -> counts.add(n));
    }
    assertThat(counts).containsExactly(2, 2, 2);
  }
}
