package io.fairlead.calls.file;

import java.time.Duration;
import java.util.Locale;

/** How a duration is written in a sentence. */
final class Spell {

  private Spell() {}

  /** Milliseconds below ten seconds, seconds above. */
  static String duration(Duration duration) {
    long millis = duration.toMillis();
    if (millis < 10) {
      return String.format(Locale.ROOT, "%.1f ms", duration.toNanos() / 1e6);
    }
    return millis < 10_000
        ? millis + " ms"
        : String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }
}
