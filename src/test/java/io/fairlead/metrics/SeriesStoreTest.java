package io.fairlead.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SeriesStoreTest {

  private static final Instant START = Instant.parse("2026-11-24T12:00:00Z");
  private static final TimeRange ALL =
      new TimeRange(START.minusSeconds(1), START.plusSeconds(100_000));
  private static final String FN = "echo.openfaas-fn";

  private final SeriesStore store =
      new SeriesStore(Duration.ofSeconds(5), SeriesStore.Bounds.defaults());

  private PrometheusText.Report scrape(int second, String text) throws IOException {
    return store.ingest(new ByteArrayInputStream(text.getBytes()), START.plusSeconds(second));
  }

  private static String total(String code, long value) {
    return total(FN, code, value);
  }

  private static String total(String function, String code, long value) {
    return "gateway_function_invocation_total{code=\"%s\",function_name=\"%s\"} %d\n"
        .formatted(code, function, value);
  }

  private static String started(long value) {
    return "gateway_function_invocation_started{function_name=\"%s\"} %d\n".formatted(FN, value);
  }

  private static String gauge(String metric, long value) {
    return "%s{function_name=\"%s\"} %d\n".formatted(metric, FN, value);
  }

  private static String buckets(long fast, long slow, long beyond) {
    String line =
        "gateway_functions_seconds_bucket{code=\"200\",function_name=\"%s\",le=\"%s\"} %d\n";
    return line.formatted(FN, "0.1", fast)
        + line.formatted(FN, "0.5", fast + slow)
        + line.formatted(FN, "10", fast + slow)
        + line.formatted(FN, "+Inf", fast + slow + beyond);
  }

  private static double[] values(TimeSeries series) {
    double[] values = new double[series.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = series.valueAt(i);
    }
    return values;
  }

  private double[] rate(String code) {
    return store.function(FN, ALL).rateByCode().stream()
        .filter(series -> code.equals(series.labels().get("code")))
        .findFirst()
        .map(SeriesStoreTest::values)
        .orElseThrow();
  }

  @Test
  void aCounterThatGrowsByFiftyInFiveSecondsHasARateOfTen() throws IOException {
    for (int i = 0; i <= 10; i++) {
      scrape(i * 5, total("200", 1_000 + i * 50L));
    }

    double[] rate = rate("200");

    assertThat(rate).hasSize(11);
    assertThat(rate[0]).isNaN();
    for (int i = 1; i <= 10; i++) {
      assertThat(rate[i]).isCloseTo(10, within(1e-6));
    }
  }

  @Test
  void theWindowReachesBackFourIntervals() throws IOException {
    // One burst of 100 calls between second 5 and second 10.
    for (int i = 0; i <= 8; i++) {
      scrape(i * 5, total("200", i < 2 ? 0 : 100));
    }

    double[] rate = rate("200");

    assertThat(rate[1]).isZero();
    assertThat(rate[2]).isCloseTo(10, within(1e-6));
    assertThat(rate[4]).isCloseTo(5, within(1e-6));
    assertThat(rate[5]).isCloseTo(5, within(1e-6));
    assertThat(rate[6]).isZero();
  }

  @Test
  void oneScrapeHasNoRateAndNoneHasNoSeries() throws IOException {
    assertThat(store.function(FN, ALL).rateByCode()).isEmpty();
    assertThat(store.lastAt()).isNull();
    assertThat(store.figures(START)).isEmpty();
    assertThat(store.gateway(ALL, START).rate()).isNaN();

    scrape(0, total("200", 7));

    assertThat(rate("200")).containsExactly(Double.NaN);
    assertThat(store.figures(START).get(FN).rate()).isNaN();
  }

  @Test
  void afterARestartTheIncreaseIsTheNewValue() throws IOException {
    scrape(0, total("200", 1_000));
    scrape(5, total("200", 1_050));
    scrape(10, total("200", 20));

    assertThat(rate("200")[2]).isCloseTo((50 + 20) / 10.0, within(1e-6));
  }

  @Test
  void aSeriesThatWasAbsentBeganAtZero() throws IOException {
    scrape(0, total("200", 10));
    scrape(5, total("200", 10) + total("500", 30));
    scrape(10, total("200", 10));
    scrape(15, total("200", 10) + total("500", 40));

    double[] errors = rate("500");
    assertThat(errors[1]).isCloseTo(6, within(1e-6));
    assertThat(errors[2]).isCloseTo(3, within(1e-6));
    assertThat(errors[3]).isCloseTo(70 / 15.0, within(1e-6));
  }

  @Test
  void missedScrapesAreAGapAndNoRateReachesAcrossIt() throws IOException {
    scrape(0, total("200", 0));
    scrape(5, total("200", 50));
    scrape(60, total("200", 600));
    scrape(65, total("200", 700));

    TimeSeries rate = store.function(FN, ALL).rateByCode().getFirst();

    assertThat(values(rate)).hasSize(5);
    assertThat(rate.valueAt(1)).isCloseTo(10, within(1e-6));
    assertThat(rate.valueAt(2)).as("the hole").isNaN();
    assertThat(rate.timeAt(2)).isEqualTo(START.plusSeconds(10).toEpochMilli());
    assertThat(rate.valueAt(3)).as("the first after the hole").isNaN();
    assertThat(rate.valueAt(4)).isCloseTo(20, within(1e-6));
  }

  @Test
  void aPollerThatSlowedDownForABusyGatewayStillHasRatesAndFreshFigures() throws IOException {
    for (int i = 0; i < 12; i++) {
      scrape(i * 20, total("200", i * 200L));
    }
    double[] rates = rate("200");
    assertThat(rates[rates.length - 1]).isEqualTo(10.0);
    assertThat(store.gateway(ALL, START.plusSeconds(230)).rate()).isEqualTo(10.0);
  }

  @Test
  void oneLateScrapeIsNoGap() throws IOException {
    scrape(0, total("200", 0));
    scrape(5, total("200", 50));
    scrape(16, total("200", 160));

    assertThat(rate("200")).hasSize(3);
    assertThat(rate("200")[2]).isCloseTo(10, within(1e-6));
  }

  @Test
  void aClockThatStandsStillKeepsTimesAscending() throws IOException {
    scrape(0, total("200", 0));
    scrape(0, total("200", 1));
    scrape(0, total("200", 2));

    TimeSeries rate = store.function(FN, ALL).rateByCode().getFirst();
    assertThat(rate.timeAt(1)).isGreaterThan(rate.timeAt(0));
    assertThat(rate.timeAt(2)).isGreaterThan(rate.timeAt(1));
  }

  @Test
  void aClockThatJumpsBackStartsAnew() throws IOException {
    scrape(1_000, total("200", 0));
    scrape(0, total("200", 1));

    assertThat(store.function(FN, ALL).rateByCode().getFirst().size()).isEqualTo(1);
    assertThat(store.lastAt()).isEqualTo(START);
  }

  @Test
  void quantilesComeFromWhatFellIntoTheBucketsWithinTheWindow() throws IOException {
    scrape(0, buckets(1_000, 0, 0));
    scrape(5, buckets(1_010, 10, 0));

    FunctionMetrics metrics = store.function(FN, ALL);

    assertThat(metrics.latency()).extracting(TimeSeries::name).containsExactly("p50", "p95", "p99");
    assertThat(metrics.latency().get(0).valueAt(1)).isCloseTo(0.1, within(1e-9));
    // rank 19 of 20: nine tenths of the way through the second bucket
    assertThat(metrics.latency().get(1).valueAt(1)).isCloseTo(0.1 + 0.4 * 0.9, within(1e-9));
    assertThat(metrics.notes()).noneMatch(note -> note.contains("last bucket"));
  }

  @Test
  void saysWhereTheLastBucketEnds() throws IOException {
    scrape(0, buckets(0, 0, 0));
    scrape(5, buckets(0, 0, 10));

    FunctionMetrics metrics = store.function(FN, ALL);

    assertThat(metrics.latency().getLast().valueAt(1)).isEqualTo(10);
    assertThat(metrics.notes()).contains("above 10 s: the last bucket ends there");
  }

  @Test
  void anIdleFunctionHasNoQuantilesAndNoErrorRatio() throws IOException {
    scrape(0, buckets(5, 0, 0) + total("500", 5));
    scrape(5, buckets(5, 0, 0) + total("500", 5));

    FunctionFigures figures = store.figures(START.plusSeconds(5)).get(FN);

    assertThat(figures.rate()).isZero();
    assertThat(figures.errorRatio()).isNaN();
    assertThat(figures.p95Seconds()).isNaN();
  }

  @Test
  void inFlightIsTheGaugeWhereThereIsOneElseStartedLessCompleted() throws IOException {
    scrape(0, started(10) + total("200", 6) + total("500", 1));
    assertThat(store.figures(START).get(FN).inFlight()).isEqualTo(3);
    assertThat(store.function(FN, ALL).notes()).anyMatch(note -> note.contains("estimate"));

    scrape(5, started(10) + total("200", 6) + gauge("gateway_function_invocation_inflight", 2));
    assertThat(store.figures(START.plusSeconds(5)).get(FN).inFlight()).isEqualTo(2);
    assertThat(store.function(FN, ALL).notes()).noneMatch(note -> note.contains("estimate"));

    // A restarted gateway may have counted an end whose start it never saw.
    scrape(10, started(1) + total("200", 4));
    assertThat(store.figures(START.plusSeconds(10)).get(FN).inFlight()).isZero();
  }

  @Test
  void readyReplicasAreASeriesOnlyWhereTheEditionTells() throws IOException {
    scrape(0, gauge("gateway_service_count", 3));
    assertThat(store.function(FN, ALL).replicas())
        .extracting(TimeSeries::name)
        .containsExactly("desired");

    scrape(5, gauge("gateway_service_count", 4) + gauge("gateway_service_ready_count", 2));
    List<TimeSeries> replicas = store.function(FN, ALL).replicas();
    assertThat(replicas).extracting(TimeSeries::name).containsExactly("desired", "ready");
    assertThat(values(replicas.get(0))).containsExactly(3, 4);
    assertThat(values(replicas.get(1))).containsExactly(Double.NaN, 2);
  }

  @Test
  void theGatewayIsTheSumOfItsFunctions() throws IOException {
    scrape(0, total("a.ns", "200", 0) + total("b.ns", "200", 0) + total("b.ns", "500", 0));
    scrape(5, total("a.ns", "200", 50) + total("b.ns", "200", 25) + total("b.ns", "500", 25));

    GatewayMetrics gateway = store.gateway(ALL, START.plusSeconds(5));

    assertThat(gateway.rate()).isCloseTo(20, within(1e-6));
    assertThat(gateway.errorRatio()).isCloseTo(0.25, within(1e-6));
    assertThat(gateway.rateByCode()).extracting(TimeSeries::name).containsExactly("200", "500");
  }

  @Test
  void figuresAreUnknownOnceTheLastScrapeIsOld() throws IOException {
    scrape(0, total("200", 0));
    scrape(5, total("200", 50));

    assertThat(store.figures(START.plusSeconds(20)).get(FN).rate()).isCloseTo(10, within(1e-6));
    FunctionFigures old = store.figures(START.plusSeconds(21)).get(FN);
    assertThat(old.rate()).isNaN();
    assertThat(old.sparkline()).containsExactly(Double.NaN, 10);
    assertThat(store.gateway(ALL, START.plusSeconds(21)).rate()).isNaN();
  }

  @Test
  void hugeNotANumberAndInfiniteValuesDoNoHarm() throws IOException {
    scrape(0, "gateway_function_invocation_total{code=\"200\",function_name=\"x.ns\"} 0\n");
    scrape(5, "gateway_function_invocation_total{code=\"200\",function_name=\"x.ns\"} NaN\n");
    scrape(10, "gateway_function_invocation_total{code=\"200\",function_name=\"x.ns\"} +Inf\n");
    scrape(15, "gateway_function_invocation_total{code=\"200\",function_name=\"x.ns\"} 1e18\n");

    assertThat(store.figures(START.plusSeconds(15)).get("x.ns").rate()).isFinite();
  }

  @Test
  void junkLinesAreReportedAndTheRestCounts() throws IOException {
    scrape(0, total("200", 0));
    PrometheusText.Report report = scrape(5, "}{ junk\n" + total("200", 50) + "half a li");

    assertThat(report.malformed()).isEqualTo(2);
    assertThat(rate("200")[1]).isCloseTo(10, within(1e-6));
  }

  @Test
  void keepsTheNewestPointsAndForgetsTheOldest() throws IOException {
    SeriesStore small =
        new SeriesStore(Duration.ofSeconds(5), new SeriesStore.Bounds(120, 1_000, 1_000));
    for (int i = 0; i < 1_000; i++) {
      byte[] text = total("200", i * 10L).getBytes();
      small.ingest(new ByteArrayInputStream(text), START.plusSeconds(i * 5L));
    }

    TimeSeries rate = small.function(FN, ALL).rateByCode().getFirst();

    assertThat(rate.size()).isEqualTo(120);
    assertThat(rate.timeAt(119)).isEqualTo(START.plusSeconds(999 * 5).toEpochMilli());
    for (int i = 1; i < 120; i++) {
      assertThat(rate.valueAt(i)).isCloseTo(2, within(1e-6));
    }
  }

  @Test
  void aFunctionNoLongerSeenAgesOut() throws IOException {
    SeriesStore small =
        new SeriesStore(Duration.ofSeconds(5), new SeriesStore.Bounds(60, 1_000, 1_000));
    for (int i = 0; i < 200; i++) {
      String text = total("stays.ns", "200", i) + (i == 0 ? total("gone.ns", "200", 1) : "");
      small.ingest(new ByteArrayInputStream(text.getBytes()), START.plusSeconds(i * 5L));
    }

    assertThat(small.figures(START)).containsOnlyKeys("stays.ns");
  }

  @Test
  void functionsBeyondTheBoundCountIntoTheGatewayAndAreReported() throws IOException {
    SeriesStore small =
        new SeriesStore(Duration.ofSeconds(5), new SeriesStore.Bounds(60, 100, 10_000));
    for (int i = 0; i < 2; i++) {
      StringBuilder text = new StringBuilder();
      for (int f = 0; f < 500; f++) {
        text.append(total("f" + f + ".ns", "200", i * 5L));
      }
      small.ingest(new ByteArrayInputStream(text.toString().getBytes()), START.plusSeconds(i * 5L));
    }

    assertThat(small.functionCount()).isBetween(1, 30);
    assertThat(small.notes()).singleElement().asString().contains("not kept apart");
    assertThat(small.gateway(ALL, START.plusSeconds(5)).rate()).isCloseTo(500, within(1e-3));
  }

  @Test
  void staysWithinItsMemoryWhateverArrives() throws IOException {
    SeriesStore.Bounds bounds = new SeriesStore.Bounds(60, 2_000, 5_000);
    SeriesStore small = new SeriesStore(Duration.ofSeconds(5), bounds);
    java.util.Random random = new java.util.Random(3);
    for (int i = 0; i < 120; i++) {
      StringBuilder text = new StringBuilder();
      for (int f = 0; f < 400; f++) {
        text.append(total("f" + (f + i * 3) + ".ns", "200", random.nextInt(1_000)));
      }
      small.ingest(new ByteArrayInputStream(text.toString().getBytes()), START.plusSeconds(i * 5L));
    }

    // 120 slots of four bytes, and what an object costs, for each of the tracks.
    assertThat(small.bytes()).isLessThan(bounds.maxTracks() * (120 * 4 + 300L) + 1_000_000);
  }

  @Test
  void readersGetWholeScrapesWhileTheWriterWrites() throws Exception {
    try (ExecutorService readers = Executors.newFixedThreadPool(3)) {
      List<Future<Integer>> reads = new ArrayList<>();
      for (int r = 0; r < 3; r++) {
        reads.add(
            readers.submit(
                () -> {
                  int most = 0;
                  for (int read = 0; read < 300; read++) {
                    List<TimeSeries> rates = store.function(FN, ALL).rateByCode();
                    if (rates.size() == 2) {
                      assertThat(rates.get(0).size()).isEqualTo(rates.get(1).size());
                      most = Math.max(most, rates.get(0).size());
                    }
                  }
                  return most;
                }));
      }
      for (int i = 0; i < 900; i++) {
        scrape(i * 5, total("200", i) + total("500", i));
      }
      for (Future<Integer> read : reads) {
        assertThat(read.get()).isBetween(0, 720);
      }
    }
  }

  @Test
  void anIdleFunctionCostsAlmostNothing() throws IOException {
    String idle =
        total("200", 3) + started(3) + gauge("gateway_service_count", 1) + buckets(3, 0, 0);
    for (int i = 0; i < 720; i++) {
      scrape(i * 5, idle);
    }

    // Two sets of tracks, the function's and the gateway's, and the axis.
    assertThat(store.bytes()).isLessThan(15_000);
  }

  @Test
  void readsARealGatewayBeforeAndAfterLoad() throws IOException {
    store.ingest(new ByteArrayInputStream(RecordedMetrics.body("faasd/70-gateway-metrics")), START);
    store.ingest(
        new ByteArrayInputStream(RecordedMetrics.body("faasd/70-gateway-metrics-after-load")),
        START.plusSeconds(5));

    assertThat(store.figures(START.plusSeconds(5)))
        .containsKeys("fn.openfaas-fn", "cat.openfaas-fn", "nosuchproc.openfaas-fn");
    FunctionMetrics metrics = store.function("fn.openfaas-fn", ALL);
    assertThat(metrics.rateByCode()).extracting(TimeSeries::name).contains("200", "404", "502");
    assertThat(metrics.replicas()).extracting(TimeSeries::name).containsExactly("desired");
    assertThat(metrics.inFlight()).hasSize(1);
    assertThat(metrics.latency()).hasSize(3);
    assertThat(store.gateway(ALL, START.plusSeconds(5)).rate()).isPositive();
  }
}
