package io.fairlead.ui.control;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Numbers as an operator reads them; what is not known is a dash. */
public final class Figures {

  private static final String UNKNOWN = "–";

  private Figures() {}

  /** Calls a second. */
  public static String rate(double perSecond) {
    if (Double.isNaN(perSecond)) {
      return UNKNOWN;
    }
    if (perSecond == 0) {
      return "0 /s";
    }
    return number(perSecond) + " /s";
  }

  /** A share between 0 and 1. */
  public static String ratio(double share) {
    if (Double.isNaN(share)) {
      return UNKNOWN;
    }
    double percent = share * 100;
    return (percent == 0 || percent >= 10
            ? String.format(Locale.ROOT, "%.0f", percent)
            : String.format(Locale.ROOT, "%.1f", percent))
        + " %";
  }

  /** Seconds. */
  public static String seconds(double seconds) {
    if (Double.isNaN(seconds)) {
      return UNKNOWN;
    }
    if (seconds >= 60) {
      return number(seconds / 60) + " min";
    }
    return seconds >= 1 ? number(seconds) + " s" : number(seconds * 1000) + " ms";
  }

  /** A duration. */
  public static String duration(Duration duration) {
    return seconds(duration.toNanos() / 1e9);
  }

  /** Bytes, in powers of 1024. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    String[] units = {"KiB", "MiB", "GiB"};
    double value = bytes / 1024.0;
    int unit = 0;
    while (value >= 1024 && unit < units.length - 1) {
      value /= 1024;
      unit++;
    }
    return number(value) + " " + units[unit];
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

  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 100) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", value);
  }
}
