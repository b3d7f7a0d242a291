package io.fairlead.calls.history;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import okio.ByteString;

/**
 * Writes the payload of a record: the length of its head, the head with all numbers, and then one
 * run of everything that a search looks into. A text ends with a zero byte, which no needle has.
 */
final class EntryWriter {

  private final ByteArrayOutputStream head = new ByteArrayOutputStream(256);
  private final ByteArrayOutputStream texts = new ByteArrayOutputStream(1024);

  void number(long value) {
    // Zigzag, so that -1 is short; seven bits a byte.
    long left = (value << 1) ^ (value >> 63);
    while ((left & ~0x7FL) != 0) {
      head.write((int) ((left & 0x7F) | 0x80));
      left >>>= 7;
    }
    head.write((int) left);
  }

  void flag(boolean value) {
    head.write(value ? 1 : 0);
  }

  void duration(Duration value) {
    number(value.toNanos());
  }

  /** A text that is not searched. */
  void plain(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    head.writeBytes(bytes);
  }

  /** A text that is searched. */
  void text(String text) {
    run(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Bytes that are searched. */
  void bytes(ByteString bytes) {
    run(bytes.toByteArray());
  }

  private void run(byte[] bytes) {
    number(bytes.length);
    texts.writeBytes(bytes);
    texts.write(0);
  }

  byte[] payload() {
    ByteBuffer payload = ByteBuffer.allocate(4 + head.size() + texts.size());
    payload.putInt(head.size()).put(head.toByteArray()).put(texts.toByteArray());
    return payload.array();
  }
}
