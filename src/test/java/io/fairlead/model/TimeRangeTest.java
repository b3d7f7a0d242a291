package io.fairlead.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

  private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

  @Test
  void theLastHourEndsNow() {
    TimeRange hour = TimeRange.ofLast(Duration.ofHours(1), Clock.fixed(NOON, ZoneOffset.UTC));

    assertThat(hour.to()).isEqualTo(NOON);
    assertThat(hour.length()).isEqualTo(Duration.ofHours(1));
    assertThat(hour.contains(NOON)).isTrue();
    assertThat(hour.contains(NOON.toEpochMilli() + 1)).isFalse();
    assertThat(hour.shiftedBy(Duration.ofHours(1)).overlaps(hour)).isFalse();
    assertThat(hour.shiftedBy(Duration.ofMinutes(59)).overlaps(hour)).isTrue();
  }

  @Test
  void isNeverEmptyAndNeverBackwards() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeRange(NOON, NOON));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TimeRange(NOON, NOON.minusSeconds(1)));
  }
}
