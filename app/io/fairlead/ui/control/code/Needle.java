package io.fairlead.ui.control.code;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A text to find, as the bytes that it may be written with in a charset. Where case does not
 * matter, each of its characters has more than one way.
 */
final class Needle {

  /** Characters of a text to find, at most. */
  static final int LONGEST = 1_000;

  private final byte[][][] ways;
  private final boolean[] begins = new boolean[256];
  private final int unit;
  private final int longest;

  private Needle(byte[][][] ways, int unit) {
    this.ways = ways;
    this.unit = unit;
    int sum = 0;
    for (byte[][] character : ways) {
      sum += Arrays.stream(character).mapToInt(way -> way.length).max().orElse(0);
    }
    this.longest = sum;
    for (byte[] way : ways[0]) {
      begins[way[0] & 0xFF] = true;
    }
  }

  /** Empty where the text is empty, too long, or cannot be written in that charset. */
  static Optional<Needle> of(String text, Charset charset, boolean matchCase) {
    if (text.isEmpty()
        || text.length() > LONGEST
        || !charset.canEncode()
        || !charset.newEncoder().canEncode(text)) {
      return Optional.empty();
    }
    byte[][][] ways =
        text.codePoints()
            .mapToObj(character -> ways(character, charset, matchCase))
            .toArray(byte[][][]::new);
    return Optional.of(new Needle(ways, new LineIndex(charset).unit()));
  }

  private static byte[][] ways(int character, Charset charset, boolean matchCase) {
    String itself = Character.toString(character);
    if (matchCase) {
      return new byte[][] {itself.getBytes(charset)};
    }
    String upper = itself.toUpperCase(Locale.ROOT);
    return Stream.of(itself, itself.toLowerCase(Locale.ROOT), upper, upper.toLowerCase(Locale.ROOT))
        .filter(way -> charset.newEncoder().canEncode(way))
        .distinct()
        .map(way -> way.getBytes(charset))
        .toArray(byte[][]::new);
  }

  /** Bytes of a match at most. */
  int longest() {
    return longest;
  }

  /** Bytes of the charset's smallest unit: a match begins at a multiple of it. */
  int unit() {
    return unit;
  }

  /** Whether a match may begin with that byte. */
  boolean mayBegin(byte first) {
    return begins[first & 0xFF];
  }

  /** Bytes of the match that begins there; −1 without one. */
  int matchAt(byte[] bytes, int from, int to) {
    int at = from;
    for (byte[][] character : ways) {
      int length = length(character, bytes, at, to);
      if (length < 0) {
        return -1;
      }
      at += length;
    }
    return at - from;
  }

  private static int length(byte[][] character, byte[] bytes, int at, int to) {
    for (byte[] way : character) {
      if (at + way.length <= to && Arrays.equals(bytes, at, at + way.length, way, 0, way.length)) {
        return way.length;
      }
    }
    return -1;
  }
}
