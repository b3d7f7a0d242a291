package io.fairlead.calls.probe;

/** Latencies in milliseconds; all zero where nothing was measured. */
public record Quantiles(double mean, double p50, double p90, double p99, double p999, double max) {

  /** Nothing was measured. */
  public static final Quantiles NONE = new Quantiles(0, 0, 0, 0, 0, 0);
}
