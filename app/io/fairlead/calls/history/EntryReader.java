package io.fairlead.calls.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okio.ByteString;

/** Reads what {@link EntryWriter} wrote, in the same order; fails with a runtime exception. */
final class EntryReader {

  private final ByteBuffer head;
  private final ByteBuffer texts;

  EntryReader(byte[] payload) {
    ByteBuffer all = ByteBuffer.wrap(payload);
    int length = all.getInt();
    this.head = all.slice(4, length);
    this.texts = all.slice(4 + length, payload.length - 4 - length);
  }

  /** Where the searched run begins. */
  static int textsAt(byte[] bytes, int offset) {
    return offset + 4 + ByteBuffer.wrap(bytes, offset, 4).getInt();
  }

  long number() {
    long value = 0;
    int shift = 0;
    byte part = head.get();
    while (part < 0) {
      value |= (part & 0x7FL) << shift;
      shift += 7;
      part = head.get();
    }
    value |= (long) part << shift;
    return (value >>> 1) ^ -(value & 1);
  }

  int count() {
    return Math.toIntExact(number());
  }

  boolean flag() {
    return head.get() != 0;
  }

  Duration duration() {
    return Duration.ofNanos(number());
  }

  String plain() {
    byte[] bytes = new byte[count()];
    head.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  String text() {
    return new String(run(), StandardCharsets.UTF_8);
  }

  ByteString bytes() {
    return ByteString.of(run());
  }

  private byte[] run() {
    byte[] bytes = new byte[count()];
    texts.get(bytes).get();
    return bytes;
  }
}
