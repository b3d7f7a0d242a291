package io.fairlead.ui.control.code;

import io.fairlead.files.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text of any size that nobody stores: numbered lines of 50 bytes, of which a few hold a word to
 * find. Grows on demand.
 */
final class LongBytes implements Bytes {

  static final int LINE = 50;
  static final int MARKED = 100_000;

  private volatile long size;

  LongBytes(long size) {
    this.size = size;
  }

  void grow(long to) {
    size = to;
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public int read(long at, byte[] into, int offset, int length) {
    int count = Math.clamp(size - at, 0, length);
    int written = 0;
    while (written < count) {
      long line = (at + written) / LINE;
      int within = (int) ((at + written) % LINE);
      byte[] text = line(line);
      int part = Math.min(LINE - within, count - written);
      System.arraycopy(text, within, into, offset + written, part);
      written += part;
    }
    return count;
  }

  private static byte[] line(long line) {
    byte[] text = new byte[LINE];
    Arrays.fill(text, (byte) '.');
    byte[] number = Long.toString(line).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(number, 0, text, 0, number.length);
    if (line % MARKED == MARKED - 1) {
      byte[] word = "needle".getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(word, 0, text, 20, word.length);
    }
    text[LINE - 1] = '\n';
    return text;
  }
}
