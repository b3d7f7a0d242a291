package io.fairlead.metrics;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Turns tracks into the series and figures that are shown; called under the store's read lock. */
final class SeriesReader {

  private static final DateTimeFormatter CLOCK_TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private static final int SPARKLINE = 60;
  private static final double[] QUANTILES = {0.5, 0.95, 0.99};

  private final TimeAxis axis;
  private final RateWindow window;
  private final long interval;

  SeriesReader(TimeAxis axis, RateWindow window, long interval) {
    this.axis = axis;
    this.window = window;
    this.interval = interval;
  }

  FunctionMetrics function(@Nullable FunctionTracks tracks, String name, TimeRange range) {
    if (tracks == null) {
      return new FunctionMetrics(List.of(), List.of(), List.of(), List.of(), List.of());
    }
    Stretch stretch = stretch(range);
    Map<String, String> labels = Map.of("function_name", name);
    List<String> notes = notes(range, tracks);
    List<TimeSeries> replicas = new ArrayList<>();
    if (tracks.hasDesired()) {
      replicas.add(gauge("desired", labels, stretch, tracks.desired()));
    }
    if (tracks.hasReady()) {
      replicas.add(gauge("ready", labels, stretch, tracks.ready()));
    }
    TimeSeries inFlight = gauge("in flight", labels, stretch, tracks.inFlight());
    return new FunctionMetrics(
        rates(tracks, labels, stretch),
        latency(tracks, labels, stretch, notes),
        replicas,
        Double.isNaN(inFlight.lastValue()) ? List.of() : List.of(inFlight),
        notes);
  }

  GatewayMetrics gateway(FunctionTracks total, TimeRange range, Instant now) {
    Stretch stretch = stretch(range);
    List<String> notes = notes(range, total);
    FunctionFigures present = figures(total, isFresh(now));
    return new GatewayMetrics(
        rates(total, Map.of(), stretch),
        latency(total, Map.of(), stretch, notes),
        present.rate(),
        present.errorRatio(),
        present.p95Seconds(),
        present.inFlight(),
        notes);
  }

  Map<String, FunctionFigures> figures(Map<String, FunctionTracks> functions, Instant now) {
    boolean fresh = isFresh(now);
    Map<String, FunctionFigures> figures = HashMap.newHashMap(functions.size());
    functions.forEach((name, tracks) -> figures.put(name, figures(tracks, fresh)));
    return figures;
  }

  private boolean isFresh(Instant now) {
    long last = axis.count() - 1;
    return last >= 0 && now.toEpochMilli() - axis.time(last) <= window.maxGap(last);
  }

  private FunctionFigures figures(FunctionTracks tracks, boolean fresh) {
    long last = axis.count() - 1;
    double[] sparkline = sparkline(tracks);
    if (!fresh) {
      return new FunctionFigures(Double.NaN, Double.NaN, Double.NaN, Double.NaN, sparkline);
    }
    return new FunctionFigures(
        window.rate(tracks.byCode().values(), last),
        window.errorRatio(tracks.byCode(), last),
        window.quantile(0.95, tracks.byBound(), last),
        tracks.inFlight().get(axis.slot(last)),
        sparkline);
  }

  private double[] sparkline(FunctionTracks tracks) {
    long first = Math.max(axis.first(), axis.count() - SPARKLINE);
    double[] rates = new double[(int) (axis.count() - first)];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = window.rate(tracks.byCode().values(), first + i);
    }
    return rates;
  }

  private List<TimeSeries> rates(
      FunctionTracks tracks, Map<String, String> labels, Stretch stretch) {
    List<TimeSeries> series = new ArrayList<>();
    tracks
        .byCode()
        .forEach(
            (code, track) ->
                series.add(
                    stretch.series(
                        code.isEmpty() ? "no code" : code,
                        with(labels, "code", code),
                        index -> window.rate(track, index))));
    return series;
  }

  private List<TimeSeries> latency(
      FunctionTracks tracks, Map<String, String> labels, Stretch stretch, List<String> notes) {
    double[] bounds = RateWindow.bounds(tracks.byBound());
    if (bounds.length < 2) {
      return List.of();
    }
    double[] counts = new double[bounds.length];
    double[][] values = new double[QUANTILES.length][stretch.size()];
    double end = bounds[bounds.length - 2];
    boolean beyond = false;
    for (int at = 0; at < stretch.size(); at++) {
      window.bucketGrowth(tracks.byBound(), stretch.first + at, counts);
      for (int q = 0; q < QUANTILES.length; q++) {
        values[q][at] = HistogramQuantile.of(QUANTILES[q], bounds, counts);
      }
      beyond |= values[QUANTILES.length - 1][at] == end && counts[bounds.length - 1] > 0;
    }
    if (beyond) {
      notes.add("above " + plain(end) + " s: the last bucket ends there");
    }
    List<TimeSeries> series = new ArrayList<>();
    for (int q = 0; q < QUANTILES.length; q++) {
      double[] own = values[q];
      series.add(
          stretch.series(
              "p" + Math.round(QUANTILES[q] * 100),
              with(labels, "quantile", plain(QUANTILES[q])),
              index -> own[(int) (index - stretch.first)]));
    }
    return series;
  }

  private TimeSeries gauge(String name, Map<String, String> labels, Stretch stretch, Track track) {
    return stretch.series(name, labels, index -> track.get(axis.slot(index)));
  }

  private List<String> notes(TimeRange range, FunctionTracks tracks) {
    List<String> notes = new ArrayList<>();
    if (axis.count() > 0) {
      long begin = axis.time(axis.first());
      if (range.from().toEpochMilli() < begin - interval) {
        notes.add("Nothing is kept from before " + CLOCK_TIME.format(Instant.ofEpochMilli(begin)));
      }
    }
    if (tracks.isEstimated() && axis.count() > 0) {
      notes.add("In flight is an estimate: calls started less calls completed");
    }
    return notes;
  }

  private Stretch stretch(TimeRange range) {
    long first = axis.firstAtOrAfter(range.from().toEpochMilli());
    long end = axis.firstAtOrAfter(range.to().toEpochMilli() + 1);
    return new Stretch(first, Math.max(first, end));
  }

  private static Map<String, String> with(Map<String, String> labels, String key, String value) {
    Map<String, String> more = new HashMap<>(labels);
    more.put(key, value);
    return more;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /** A run of scrapes. */
  private final class Stretch {

    private final long first;
    private final long end;

    private Stretch(long first, long end) {
      this.first = first;
      this.end = end;
    }

    private int size() {
      return (int) (end - first);
    }

    /** One point per scrape, and a {@code NaN} in each gap between two. */
    private TimeSeries series(
        String name, Map<String, String> labels, LongToDoubleFunction valueAt) {
      long[] times = new long[size() * 2];
      double[] values = new double[size() * 2];
      int count = 0;
      for (long index = first; index < end; index++) {
        if (index > first && window.isAfterGap(index)) {
          times[count] = axis.time(index - 1) + interval;
          values[count++] = Double.NaN;
        }
        times[count] = axis.time(index);
        values[count++] = valueAt.applyAsDouble(index);
      }
      return new TimeSeries(
          name, labels, Arrays.copyOf(times, count), Arrays.copyOf(values, count));
    }
  }
}
