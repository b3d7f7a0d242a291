package io.fairlead.calls.history;

import java.util.Arrays;

/** A text that is looked for in any case, among bytes in UTF-8. */
final class Needle {

  private final byte[] folded;
  private final boolean isAscii;
  private final int[] bits;
  private final int[] shifts = new int[256];

  /** What an operator typed, without the blanks around it. */
  Needle(String text) {
    this.folded = Folding.of(text);
    boolean ascii = true;
    for (byte one : folded) {
      ascii &= one >= 0;
    }
    this.isAscii = ascii;
    this.bits = Signature.of(folded).stream().toArray();
    Arrays.fill(shifts, Math.max(1, folded.length));
    for (int i = 0; i < folded.length - 1; i++) {
      int shift = folded.length - 1 - i;
      shifts[folded[i] & 0xFF] = shift;
      if (folded[i] >= 'a' && folded[i] <= 'z') {
        shifts[folded[i] - 32] = shift;
      }
    }
  }

  /** Whether there is anything to look for. */
  boolean isEmpty() {
    return folded.length == 0;
  }

  /** The bits that the signature of whatever contains it has. */
  int[] bits() {
    return bits;
  }

  /** Whether the signature alone decides. */
  boolean isDecidedBySignature() {
    return folded.length == 1;
  }

  /** Whether a part of some bytes contains it. */
  boolean isIn(byte[] bytes, int from, int to) {
    if (isAscii) {
      return isAmong(bytes, from, to);
    }
    byte[] text = Folding.of(bytes, from, to);
    return isAmong(text, 0, text.length);
  }

  /** After Horspool: looks at the last byte first, and skips what it rules out. */
  private boolean isAmong(byte[] bytes, int from, int to) {
    int last = folded.length - 1;
    byte wanted = folded[last];
    int at = from + last;
    while (at < to) {
      byte one = bytes[at];
      if (Folding.lower(one) == wanted && isAt(bytes, at - last, last)) {
        return true;
      }
      at += shifts[one & 0xFF];
    }
    return false;
  }

  private boolean isAt(byte[] bytes, int at, int length) {
    for (int i = 0; i < length; i++) {
      if (Folding.lower(bytes[at + i]) != folded[i]) {
        return false;
      }
    }
    return true;
  }
}
