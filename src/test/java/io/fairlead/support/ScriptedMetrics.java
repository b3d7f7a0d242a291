package io.fairlead.support;

import io.fairlead.metrics.FunctionFigures;
import io.fairlead.metrics.FunctionMetrics;
import io.fairlead.metrics.GatewayMetrics;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.net.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Metrics whose answers a test writes; it tells for which ranges it was asked. */
public final class ScriptedMetrics implements MetricSource {

  private final List<TimeRange> asked = new CopyOnWriteArrayList<>();
  private final Map<String, FunctionFigures> figures = new ConcurrentHashMap<>();
  private volatile Function<TimeRange, Outcome<FunctionMetrics>> answer = _ -> noted("");

  /** An answer that is told from others by its note. */
  public static Outcome<FunctionMetrics> noted(String note) {
    return Outcome.ok(
        new FunctionMetrics(List.of(), List.of(), List.of(), List.of(), List.of(note)));
  }

  /** Answers questions about functions; may block. */
  public void answer(Function<TimeRange, Outcome<FunctionMetrics>> changed) {
    answer = changed;
  }

  /** The rate of a function from now on. */
  public void rate(String qualifiedName, double perSecond) {
    figures.put(qualifiedName, new FunctionFigures(perSecond, 0, 0.01, 0, new double[] {1, 2}));
  }

  /** The ranges that were asked for, in their order. */
  public List<TimeRange> asked() {
    return List.copyOf(asked);
  }

  @Override
  public String description() {
    return "Scripted";
  }

  @Override
  public Outcome<Instant> refresh(Scope scope) {
    return Outcome.ok(Instant.EPOCH);
  }

  @Override
  public Outcome<FunctionMetrics> function(String name, TimeRange range, Scope scope) {
    asked.add(range);
    return answer.apply(range);
  }

  @Override
  public Outcome<GatewayMetrics> gateway(TimeRange range, Scope scope) {
    asked.add(range);
    return Outcome.ok(
        new GatewayMetrics(
            List.of(), List.of(), 1, 0, Double.NaN, Double.NaN, List.of(range.to().toString())));
  }

  @Override
  public Outcome<Map<String, FunctionFigures>> figures(Scope scope) {
    return Outcome.ok(Map.copyOf(figures));
  }
}
