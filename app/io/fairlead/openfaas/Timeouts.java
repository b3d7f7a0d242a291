package io.fairlead.openfaas;

import java.time.Duration;
import java.util.Objects;

/**
 * How long this console waits for a gateway.
 *
 * @param read between two bytes of an answer that only reads
 * @param change between two bytes of an answer to a change: faasd deletes for up to 30 s and pulls
 *     images inside the request (recording 10-delete-slow, contract 0.31)
 * @param call for a test call as a whole, longer than a gateway's own 60 or 65 s (contract 1.9)
 * @param silence between two lines of a followed log
 */
public record Timeouts(Duration read, Duration change, Duration call, Duration silence) {

  /** What suits gateways with their own defaults. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(30),
          Duration.ofSeconds(70),
          Duration.ofSeconds(70),
          Duration.ofMinutes(5));

  public Timeouts {
    Objects.requireNonNull(read);
    Objects.requireNonNull(change);
    Objects.requireNonNull(call);
    Objects.requireNonNull(silence);
  }

  /** The same limit for everything. */
  public static Timeouts all(Duration limit) {
    return new Timeouts(limit, limit, limit, limit);
  }
}
