package io.fairlead.ui.control;

import io.fairlead.ui.control.chart.Unit;
import java.time.Duration;
import java.time.Instant;

/** Numbers as an operator reads them; what is not known is a dash. */
public final class Figures {

  private Figures() {}

  /** Calls a second. */
  public static String rate(double perSecond) {
    return Unit.PER_SECOND.format(perSecond);
  }

  /** A share between 0 and 1. */
  public static String ratio(double share) {
    return Unit.RATIO.format(share);
  }

  /** Seconds. */
  public static String seconds(double seconds) {
    return Unit.SECONDS.format(seconds);
  }

  /** A duration. */
  public static String duration(Duration duration) {
    return seconds((double) duration.toNanos() / 1e9);
  }

  /** Bytes, in powers of 1024. */
  public static String bytes(long bytes) {
    return Unit.BYTES.format((double) bytes);
  }

  /** How long ago, in the coarsest unit that says something. */
  public static String age(Instant then, Instant now) {
    long seconds = Math.max(0, Duration.between(then, now).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 48 * 3600 ? seconds / 3600 + " h" : seconds / 86400 + " d";
  }
}
