package io.fairlead.calls.history;

import java.util.BitSet;

/**
 * Which bytes, pairs and triples of bytes a text has, in {@value #BITS} bits: exact for single
 * bytes, hashed for the others, so that it may say yes where the text has none, and never no where
 * it has.
 */
final class Signature {

  /** Bits of one signature. */
  static final int BITS = 2816;

  private static final int PAIRS_AT = 256;
  private static final int PAIRS = 768;
  private static final int TRIPLES_AT = PAIRS_AT + PAIRS;
  private static final int TRIPLES = BITS - TRIPLES_AT;

  private Signature() {}

  /** The signature of a folded text. */
  static BitSet of(byte[] folded) {
    BitSet bits = new BitSet(BITS);
    int before = -1;
    int beforeThat = -1;
    for (byte one : folded) {
      int now = one & 0xFF;
      bits.set(now);
      if (before >= 0) {
        bits.set(PAIRS_AT + spread((before << 8) | now, PAIRS));
        if (beforeThat >= 0) {
          bits.set(TRIPLES_AT + spread((beforeThat << 16) | (before << 8) | now, TRIPLES));
        }
      }
      beforeThat = before;
      before = now;
    }
    return bits;
  }

  /** Even over a range, without a division. */
  private static int spread(int value, int range) {
    int mixed = value * 0x9E3779B1;
    mixed ^= mixed >>> 15;
    mixed *= 0x85EBCA77;
    return (int) (((mixed & 0xFFFFFFFFL) * range) >>> 32);
  }
}
