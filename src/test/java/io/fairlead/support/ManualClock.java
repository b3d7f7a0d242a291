package io.fairlead.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until a test moves it; safe from any thread. */
public final class ManualClock extends Clock {

  private final AtomicReference<Instant> now;

  /** Stands at noon of a day in 2026. */
  public ManualClock() {
    this(Instant.parse("2026-11-23T12:00:00Z"));
  }

  /** Stands at that time. */
  public ManualClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /** Moves on. */
  public void advance(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
