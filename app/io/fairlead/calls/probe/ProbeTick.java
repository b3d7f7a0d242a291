package io.fairlead.calls.probe;

import java.time.Instant;
import java.util.Objects;

/**
 * One second of a probe, for drawing.
 *
 * @param at its end
 * @param requests that came to an end in it, errors included
 * @param errors of these
 * @param p50 corrected latency in milliseconds
 * @param p99 corrected latency in milliseconds
 * @param max corrected latency in milliseconds
 */
public record ProbeTick(
    Instant at, long requests, long errors, double p50, double p99, double max) {

  public ProbeTick {
    Objects.requireNonNull(at);
  }
}
