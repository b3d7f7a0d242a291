package io.fairlead.ui.call;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** A time-out as a field of seconds shows it. */
final class TimeoutText {

  private static final Duration LONGEST = Duration.ofHours(24);

  private TimeoutText() {}

  static String of(Duration timeout) {
    return BigDecimal.valueOf(timeout.toMillis(), 3).stripTrailingZeros().toPlainString();
  }

  /** Between a millisecond and a day; empty for anything else. */
  static Optional<Duration> parse(String text) {
    if (!text.strip().matches("[0-9]{1,5}([.,][0-9]{1,3})?")) {
      return Optional.empty();
    }
    BigDecimal seconds = new BigDecimal(text.strip().replace(',', '.'));
    Duration parsed = Duration.ofMillis(seconds.movePointRight(3).longValue());
    return parsed.isZero() || parsed.compareTo(LONGEST) > 0
        ? Optional.empty()
        : Optional.of(parsed);
  }
}
