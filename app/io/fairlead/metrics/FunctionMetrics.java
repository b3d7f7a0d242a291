package io.fairlead.metrics;

import io.fairlead.model.TimeSeries;
import java.util.List;

/**
 * What is known of one function over a stretch of time; an empty list where the gateway does not
 * tell (contract 2.1, editions).
 *
 * @param rateByCode completed calls per second, one series per status code (label {@code code})
 * @param latency p50, p95 and p99 in seconds (label {@code quantile})
 * @param replicas desired and, where the edition tells, ready replicas
 * @param inFlight calls begun and not completed; at most one series
 * @param notes what limits the numbers, each one sentence or clause
 */
public record FunctionMetrics(
    List<TimeSeries> rateByCode,
    List<TimeSeries> latency,
    List<TimeSeries> replicas,
    List<TimeSeries> inFlight,
    List<String> notes) {

  public FunctionMetrics {
    rateByCode = List.copyOf(rateByCode);
    latency = List.copyOf(latency);
    replicas = List.copyOf(replicas);
    inFlight = List.copyOf(inFlight);
    notes = List.copyOf(notes);
  }
}
