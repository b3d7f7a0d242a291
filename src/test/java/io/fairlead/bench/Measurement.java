package io.fairlead.bench;

/**
 * One measured number beside its limit.
 *
 * @param name what was measured
 * @param value the number
 * @param unit its unit
 * @param limit what it is held against
 * @param atMost whether the limit is an upper one
 * @param how how it was measured
 */
public record Measurement(
    String name, double value, String unit, double limit, boolean atMost, String how) {}
