package io.fairlead.model;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A stretch of time that is not empty.
 *
 * @param from its beginning, inside
 * @param to its end, inside; after the beginning
 */
public record TimeRange(Instant from, Instant to) {

  public TimeRange {
    Objects.requireNonNull(from);
    Objects.requireNonNull(to);
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(from + " is not before " + to);
    }
  }

  /** The stretch of that length which ends now. */
  public static TimeRange ofLast(Duration length, Clock clock) {
    Instant now = clock.instant();
    return new TimeRange(now.minus(length), now);
  }

  /** The stretch between two times in milliseconds since 1970. */
  public static TimeRange ofMillis(long from, long to) {
    return new TimeRange(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  /** How long it is. */
  public Duration length() {
    return Duration.between(from, to);
  }

  /** Whether a time lies in it; both ends do. */
  public boolean contains(Instant time) {
    return !time.isBefore(from) && !time.isAfter(to);
  }

  /** Whether a time in milliseconds since 1970 lies in it; both ends do. */
  public boolean contains(long millis) {
    return contains(Instant.ofEpochMilli(millis));
  }

  /** Whether the two share more than an end. */
  public boolean overlaps(TimeRange other) {
    return from.isBefore(other.to) && other.from.isBefore(to);
  }

  /** The same stretch, later by so much. */
  public TimeRange shiftedBy(Duration amount) {
    return new TimeRange(from.plus(amount), to.plus(amount));
  }
}
