package io.fairlead.bench;

/**
 * One figure.
 *
 * @param name what was measured
 * @param value the figure
 * @param unit its unit
 * @param limit what it should not pass; not a number where there is none
 * @param atMost whether the limit is an upper one
 * @param how how it was measured
 */
public record Measurement(
    String name, double value, String unit, double limit, boolean atMost, String how) {

  /** A figure that is only reported. */
  public static Measurement withoutLimit(String name, double value, String unit, String how) {
    return new Measurement(name, value, unit, Double.NaN, true, how);
  }

  /** Whether there is a limit. */
  public boolean hasLimit() {
    return !Double.isNaN(limit);
  }

  /** Whether the figure keeps its limit; true without one. */
  public boolean within() {
    return !hasLimit() || (atMost ? value <= limit : value >= limit);
  }
}
