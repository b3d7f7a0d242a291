package io.fairlead.metrics;

import io.fairlead.model.TimeSeries;
import java.util.List;

/**
 * What is known of all functions of one gateway together.
 *
 * @param rateByCode completed calls per second, one series per status code (label {@code code})
 * @param latency p50, p95 and p99 in seconds (label {@code quantile})
 * @param rate the present rate, calls per second; {@code NaN} where unknown
 * @param errorRatio the present share of 4xx and 5xx among them, 0 to 1; {@code NaN} when idle
 * @param p95Seconds the present p95; {@code NaN} when idle
 * @param inFlight calls begun and not completed; {@code NaN} where unknown
 * @param notes what limits the numbers, each one sentence or clause
 */
public record GatewayMetrics(
    List<TimeSeries> rateByCode,
    List<TimeSeries> latency,
    double rate,
    double errorRatio,
    double p95Seconds,
    double inFlight,
    List<String> notes) {

  public GatewayMetrics {
    rateByCode = List.copyOf(rateByCode);
    latency = List.copyOf(latency);
    notes = List.copyOf(notes);
  }
}
