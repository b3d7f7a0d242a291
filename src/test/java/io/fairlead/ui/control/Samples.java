package io.fairlead.ui.control;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Series as a gateway yields them: one point every five seconds. */
final class Samples {

  static final Instant START = Instant.parse("2026-11-24T11:00:00Z");

  private Samples() {}

  static TimeRange range(int points) {
    return new TimeRange(START, START.plusSeconds((points - 1) * 5L));
  }

  static TimeSeries series(
      String name, Map<String, String> labels, int points, IntToDoubleFunction valueAt) {
    long[] times = new long[points];
    Arrays.setAll(times, i -> START.toEpochMilli() + i * 5_000L);
    double[] values = new double[points];
    Arrays.setAll(values, valueAt);
    return new TimeSeries(name, labels, times, values);
  }

  static TimeSeries code(String code, int points, double mean, long seed) {
    Random random = new Random(seed);
    double[] wave = new double[points];
    double drift = 0;
    for (int i = 0; i < points; i++) {
      drift = drift * 0.96 + random.nextGaussian() * 0.06;
      wave[i] = Math.max(0, mean * (1 + 0.35 * Math.sin(i / 55.0 + seed) + drift));
    }
    return series(code, Map.of("code", code), points, i -> wave[i]);
  }

  static List<TimeSeries> codes(int points) {
    return List.of(
        code("200", points, 42, 1),
        code("202", points, 15, 2),
        code("404", points, 3, 3),
        code("500", points, 6, 4));
  }

  static List<TimeSeries> latency(int points) {
    return List.of(
        series("p50", Map.of("quantile", "0.5"), points, i -> gap(i, 0.08 + noise(i, 5) * 0.02)),
        series("p95", Map.of("quantile", "0.95"), points, i -> gap(i, 0.3 + noise(i, 6) * 0.12)),
        series("p99", Map.of("quantile", "0.99"), points, i -> gap(i, 0.6 + noise(i, 7) * 0.2)));
  }

  private static double gap(int i, double value) {
    return i > 300 && i < 360 || i == 520 || i == 522 ? Double.NaN : value;
  }

  private static double noise(int i, int seed) {
    return Math.sin(i / 9.0 + seed) + Math.sin(i / 23.0 * seed) * 0.6;
  }

  static List<TimeSeries> many(int count, int points) {
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      int seed = s;
      Random random = new Random(s);
      all.add(
          series(
              "function-" + s + ".openfaas-fn",
              Map.of(),
              points,
              i -> 10 + seed * 3 + Math.sin(i / 30.0 + seed) * 6 + random.nextDouble() * 2));
    }
    return all;
  }
}
