package io.fairlead.metrics;

import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.net.Scope;
import java.time.Instant;
import java.util.Map;

/**
 * Numbers of one gateway over time.
 *
 * <p>Safe for use from any thread. Every method may block on the network and runs on a virtual
 * thread; none throws for what the other side does.
 */
public interface MetricSource {

  /** What it reads and how often, for a person: "Scrape of http://127.0.0.1:8082/metrics". */
  String description();

  /**
   * Brings in what is new.
   *
   * @return the time of the newest numbers, or why none came; what was there before stays
   */
  Outcome<Instant> refresh(Scope scope);

  /**
   * The series of one function.
   *
   * @param functionName {@code name.namespace}, as the label {@code function_name} spells it
   *     (contract 2.1)
   * @return empty lists for a function that was never seen
   */
  Outcome<FunctionMetrics> function(String functionName, TimeRange range, Scope scope);

  /** The series of all functions of the gateway together. */
  Outcome<GatewayMetrics> gateway(TimeRange range, Scope scope);

  /** The present figures of every known function, by {@code name.namespace}. */
  Outcome<Map<String, FunctionFigures>> figures(Scope scope);
}
