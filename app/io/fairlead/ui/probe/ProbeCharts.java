package io.fairlead.ui.probe;

import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeTick;
import io.fairlead.metrics.FunctionMetrics;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The seconds of a probe over the figures that the gateway has of the same function, on one time
 * axis; follows the function for a minute after the probe, as replicas do.
 */
final class ProbeCharts implements AutoCloseable {

  /**
   * What the charts show.
   *
   * @param hasSource whether the gateway's own figures can be had at all
   * @param failure why they did not come this time
   */
  record Drawing(
      TimeRange range,
      List<TimeSeries> rate,
      List<TimeSeries> latency,
      List<TimeSeries> replicas,
      List<TimeSeries> inFlight,
      boolean hasSource,
      Optional<Failure> failure,
      String note) {}

  private static final Duration BEFORE = Duration.ofSeconds(10);
  private static final Duration LEAST = Duration.ofSeconds(45);
  private static final Duration AFTER = Duration.ofMinutes(1);
  private static final Duration IDLE = Duration.ofMinutes(2);

  private final GatewaySession session;
  private final FunctionRef function;
  private final Door door;
  private final Clock clock;
  private final Scope scope = new Scope("probe-charts");
  private final Recomputation drawing = new Recomputation(scope::run, this::draw);
  private final AtomicBoolean asking = new AtomicBoolean();
  private final ReadOnlyObjectWrapper<Drawing> shown;
  private final Scope.Registration following;

  // Set by whoever knows; read when charts are drawn.
  private volatile @Nullable Instant begun;
  private volatile @Nullable Instant over;
  private volatile @Nullable ProbePlan plan;
  private volatile List<ProbeTick> ticks = List.of();
  private volatile Optional<FunctionMetrics> metrics = Optional.empty();
  private volatile Optional<Failure> failure = Optional.empty();

  ProbeCharts(GatewaySession session, FunctionRef function, Door door, Clock clock) {
    this.session = session;
    this.function = function;
    this.door = door;
    this.clock = clock;
    this.shown = new ReadOnlyObjectWrapper<>(drawn());
    this.following = session.subscribe(_ -> ask());
  }

  /** What the charts show now. */
  ReadOnlyObjectProperty<Drawing> drawingProperty() {
    return shown.getReadOnlyProperty();
  }

  /** A probe begins: what was drawn of the last one goes. */
  void begin(ProbePlan began) {
    plan = began;
    ticks = List.of();
    over = null;
    begun = clock.instant();
    drawing.request();
  }

  /** Its seconds so far; from any thread. */
  void show(List<ProbeTick> now) {
    ticks = now;
    drawing.request();
  }

  /** It is over; from any thread. */
  void end(List<ProbeTick> all) {
    ticks = all;
    over = clock.instant();
    drawing.request();
  }

  @Override
  public void close() {
    following.close();
    scope.close();
  }

  /** A source that is slower than the rounds of its gateway is asked one question at a time. */
  private void ask() {
    Instant end = over;
    boolean isHistory = end != null && end.plus(AFTER).isBefore(clock.instant());
    if (session.metrics().isEmpty() || isHistory || !asking.compareAndSet(false, true)) {
      return;
    }
    scope.run(() -> fetch(session.metrics().get()));
  }

  private void fetch(MetricSource source) {
    try {
      switch (source.function(function.qualifiedName(), range(), scope)) {
        case Outcome.Ok<FunctionMetrics>(FunctionMetrics found) -> {
          metrics = Optional.of(found);
          failure = session.snapshot().metricsFailure();
        }
        case Outcome.Failed<FunctionMetrics>(Failure why) -> failure = Optional.of(why);
      }
    } finally {
      asking.set(false);
    }
    drawing.request();
  }

  private TimeRange range() {
    Instant now = clock.instant();
    Instant first = begun;
    if (first == null) {
      return new TimeRange(now.minus(IDLE), now);
    }
    Instant last = over;
    Instant end = last == null || now.isBefore(last.plus(AFTER)) ? now : last.plus(AFTER);
    Instant least = first.plus(LEAST);
    return new TimeRange(first.minus(BEFORE), end.isBefore(least) ? least : end);
  }

  private void draw() {
    Drawing next = drawn();
    door.post(List.of(this, "drawing"), () -> shown.set(next));
  }

  private Drawing drawn() {
    List<ProbeTick> seconds = ticks;
    Optional<FunctionMetrics> known = metrics;
    List<TimeSeries> rate = new ArrayList<>();
    List<TimeSeries> latency = new ArrayList<>();
    if (!seconds.isEmpty()) {
      addRate(rate, seconds);
      addLatency(latency, seconds);
    }
    known.ifPresent(
        own -> {
          own.rateByCode().forEach(one -> rate.add(ofGateway(one)));
          own.latency().stream()
              .filter(
                  one -> !Set.of("0.5", "0.95").contains(one.labels().getOrDefault("quantile", "")))
              .forEach(one -> latency.add(ofGateway(one)));
        });
    return new Drawing(
        range(),
        rate,
        latency,
        known.map(FunctionMetrics::replicas).orElse(List.of()),
        known.map(FunctionMetrics::inFlight).orElse(List.of()),
        session.metrics().isPresent(),
        failure,
        known.map(own -> String.join(". ", own.notes())).orElse(""));
  }

  private void addRate(List<TimeSeries> rate, List<ProbeTick> seconds) {
    rate.add(series(Texts.of("probe.series-rate"), Map.of(), seconds, ProbeTick::requests));
    if (seconds.stream().anyMatch(tick -> tick.errors() > 0)) {
      rate.add(
          series(
              Texts.of("probe.series-errors"), Map.of("code", "500"), seconds, ProbeTick::errors));
    }
    if (plan != null && plan.load() instanceof ProbeLoad.Rate(double perSecond)) {
      rate.add(series(Texts.of("probe.series-asked"), Map.of(), seconds, _ -> perSecond));
    }
  }

  private static void addLatency(List<TimeSeries> latency, List<ProbeTick> seconds) {
    latency.add(
        series(Texts.of("probe.series-p50"), Map.of(), seconds, tick -> time(tick, tick.p50())));
    latency.add(
        series(Texts.of("probe.series-p99"), Map.of(), seconds, tick -> time(tick, tick.p99())));
    latency.add(
        series(Texts.of("probe.series-max"), Map.of(), seconds, tick -> time(tick, tick.max())));
  }

  /** A second without an answer has no latency. */
  private static double time(ProbeTick tick, double millis) {
    return tick.requests() == 0 ? Double.NaN : millis / 1000;
  }

  private static TimeSeries series(
      String name,
      Map<String, String> labels,
      List<ProbeTick> ticks,
      ToDoubleFunction<ProbeTick> value) {
    long[] times = new long[ticks.size()];
    double[] values = new double[ticks.size()];
    int length = 0;
    for (ProbeTick tick : ticks) {
      long at = tick.at().toEpochMilli();
      if (length == 0 || at > times[length - 1]) {
        times[length] = at;
        values[length++] = value.applyAsDouble(tick);
      }
    }
    return new TimeSeries(
        name, labels, Arrays.copyOf(times, length), Arrays.copyOf(values, length));
  }

  private static TimeSeries ofGateway(TimeSeries one) {
    long[] times = new long[one.size()];
    double[] values = new double[one.size()];
    for (int i = 0; i < times.length; i++) {
      times[i] = one.timeAt(i);
      values[i] = one.valueAt(i);
    }
    return new TimeSeries(
        Texts.of("probe.series-gateway", one.name()), one.labels(), times, values);
  }
}
