package io.fairlead.calls.history;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** UTF-8 without the difference of case; bytes that are no UTF-8 stay what they are. */
final class Folding {

  private Folding() {}

  /** A text that is looked for. */
  static byte[] of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return of(bytes, 0, bytes.length);
  }

  /** A part of some bytes. */
  static byte[] of(byte[] bytes, int from, int to) {
    byte[] folded = new byte[to - from];
    int size = 0;
    int at = from;
    while (at < to) {
      byte one = bytes[at];
      if (one >= 0) {
        folded[size++] = lower(one);
        at++;
        continue;
      }
      int length = lengthOf(one);
      int point = length == 0 || at + length > to ? -1 : decoded(bytes, at, length);
      if (point < 0) {
        folded[size++] = one;
        at++;
        continue;
      }
      byte[] lower = encoded(Character.toLowerCase(Character.toUpperCase(point)));
      if (size + lower.length + (to - at - length) > folded.length) {
        folded = Arrays.copyOf(folded, folded.length + 64);
      }
      System.arraycopy(lower, 0, folded, size, lower.length);
      size += lower.length;
      at += length;
    }
    return size == folded.length ? folded : Arrays.copyOf(folded, size);
  }

  static byte lower(byte one) {
    return one >= 'A' && one <= 'Z' ? (byte) (one + 32) : one;
  }

  private static int lengthOf(byte lead) {
    int value = lead & 0xFF;
    return value >= 0xF0 ? (value < 0xF5 ? 4 : 0) : value >= 0xE0 ? 3 : value >= 0xC2 ? 2 : 0;
  }

  private static int decoded(byte[] bytes, int at, int length) {
    int point = bytes[at] & (0xFF >> (length + 1));
    for (int i = 1; i < length; i++) {
      if ((bytes[at + i] & 0xC0) != 0x80) {
        return -1;
      }
      point = (point << 6) | (bytes[at + i] & 0x3F);
    }
    return Character.isValidCodePoint(point) ? point : -1;
  }

  private static byte[] encoded(int point) {
    if (point < 0x80) {
      return new byte[] {(byte) point};
    }
    if (point < 0x800) {
      return new byte[] {(byte) (0xC0 | (point >> 6)), (byte) (0x80 | (point & 0x3F))};
    }
    if (point < 0x10000) {
      return new byte[] {
        (byte) (0xE0 | (point >> 12)),
        (byte) (0x80 | ((point >> 6) & 0x3F)),
        (byte) (0x80 | (point & 0x3F))
      };
    }
    return new byte[] {
      (byte) (0xF0 | (point >> 18)),
      (byte) (0x80 | ((point >> 12) & 0x3F)),
      (byte) (0x80 | ((point >> 6) & 0x3F)),
      (byte) (0x80 | (point & 0x3F))
    };
  }
}
