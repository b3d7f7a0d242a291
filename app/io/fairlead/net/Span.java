package io.fairlead.net;

import java.time.Duration;
import java.util.Objects;

/**
 * One stage of an exchange in time.
 *
 * @param stage what went on
 * @param from from the beginning of the call
 * @param to from the beginning of the call; for a stage under way, the present
 */
public record Span(ExchangeProgress.Stage stage, Duration from, Duration to) {

  public Span {
    Objects.requireNonNull(stage);
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
  }

  /** How long it took. */
  public Duration length() {
    return to.minus(from);
  }

  Span later(Duration by) {
    return new Span(stage, from.plus(by), to.plus(by));
  }
}
