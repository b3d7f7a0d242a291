package io.fairlead.ui.control.chart;

import java.math.BigDecimal;
import java.math.MathContext;

/** What the numbers of a chart measure, and how one of them is written. */
public enum Unit {
  /** Events per second: "1.2 /s". */
  PER_SECOND("per second"),
  /** Time in seconds: "250 ms". */
  SECONDS("time"),
  /** Whole things: "3". */
  COUNT(""),
  /** A share, 0 to 1: "12 %". */
  RATIO("share"),
  /** Bytes: "64 MiB". */
  BYTES("bytes");

  /** A factor and its name; a number is divided by the factor. */
  record Scale(double factor, String suffix) {}

  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private final String caption;

  Unit(String caption) {
    this.caption = caption;
  }

  /** Stands beside a chart's title; may be empty. */
  public String caption() {
    return caption;
  }

  /** A value with three significant digits and its unit; a dash where it is unknown. */
  public String format(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    if (this == BYTES) {
      return formatBytes(value);
    }
    // Rounded before the scale is chosen: 999.9 ms is 1 s.
    double rounded = BigDecimal.valueOf(value).round(THREE_DIGITS).doubleValue();
    Scale scale = scale(Math.abs(rounded));
    String number =
        BigDecimal.valueOf(rounded / scale.factor)
            .round(THREE_DIGITS)
            .stripTrailingZeros()
            .toPlainString();
    return number + scale.suffix;
  }

  /** A scale goes on to 1023 here, which has four digits. */
  private static String formatBytes(double value) {
    Scale scale = bytes(Math.abs(value) * 1024 / 1023.5);
    BigDecimal number = BigDecimal.valueOf(value / scale.factor);
    boolean isLong = Math.abs(value) >= scale.factor * 1000;
    return number.round(isLong ? FOUR_DIGITS : THREE_DIGITS).stripTrailingZeros().toPlainString()
        + scale.suffix;
  }

  /** The scale in which a magnitude is best read. */
  Scale scale(double magnitude) {
    return switch (this) {
      case PER_SECOND -> thousands(magnitude, " /s");
      case COUNT -> thousands(magnitude, "");
      case RATIO -> new Scale(0.01, " %");
      case SECONDS -> time(magnitude);
      case BYTES -> bytes(magnitude);
    };
  }

  private static Scale thousands(double magnitude, String suffix) {
    if (magnitude >= 1e9) {
      return new Scale(1e9, "G" + suffix);
    }
    if (magnitude >= 1e6) {
      return new Scale(1e6, "M" + suffix);
    }
    return magnitude >= 1e3 ? new Scale(1e3, "k" + suffix) : new Scale(1, suffix);
  }

  private static Scale time(double magnitude) {
    if (magnitude >= 7_200) {
      return new Scale(3_600, " h");
    }
    if (magnitude >= 120) {
      return new Scale(60, " min");
    }
    if (magnitude >= 1 || magnitude == 0) {
      return new Scale(1, " s");
    }
    return magnitude >= 1e-3 ? new Scale(1e-3, " ms") : new Scale(1e-6, " µs");
  }

  private static Scale bytes(double magnitude) {
    String[] suffixes = {" B", " KiB", " MiB", " GiB", " TiB"};
    int power = 0;
    double factor = 1;
    while (power < suffixes.length - 1 && magnitude >= factor * 1024) {
      factor *= 1024;
      power++;
    }
    return new Scale(factor, suffixes[power]);
  }
}
