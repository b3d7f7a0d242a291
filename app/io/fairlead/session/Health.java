package io.fairlead.session;

import io.fairlead.model.Failure;
import java.time.Duration;
import java.time.Instant;

/** How a gateway is, as its session sees it. */
public sealed interface Health {

  /** Nothing was heard yet. */
  record Connecting() implements Health {}

  /** It answers. */
  record Up(Duration latency, Instant since) implements Health {}

  /** It does not; what is on screen is the last that it said. */
  record Down(Failure failure, Instant since, Instant nextTry) implements Health {}
}
