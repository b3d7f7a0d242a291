package io.fairlead.metrics;

import java.nio.charset.StandardCharsets;

/** Go's floating-point spelling, read from bytes; plain integers without an object. */
final class Numbers {

  /** Longest run of digits that a {@code long} and a {@code double} both hold exactly. */
  private static final int EXACT_DIGITS = 15;

  private Numbers() {}

  /**
   * The number between two positions.
   *
   * @throws NumberFormatException when it is none
   */
  static double parse(byte[] bytes, int start, int end) {
    if (end - start <= EXACT_DIGITS) {
      long whole = 0;
      int at = start;
      while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
        whole = whole * 10 + (bytes[at] - '0');
        at++;
      }
      if (at == end) {
        return whole;
      }
    }
    String text = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        char last = text.charAt(text.length() - 1);
        if (!(last >= '0' && last <= '9') && last != '.') {
          // Java would accept "1d" and "Infinity"; the format does not.
          throw new NumberFormatException(text);
        }
        yield Double.parseDouble(text);
      }
    };
  }
}
