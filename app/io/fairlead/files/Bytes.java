package io.fairlead.files;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A run of bytes that can be read at any place: a part of memory, or a file too large for it. Its
 * size may still grow; what was once readable stays what it is. Safe for use from any thread.
 */
public interface Bytes {

  /** How many bytes there are now. */
  long size();

  /**
   * Reads up to {@code length} bytes from a place.
   *
   * @return how many were read; 0 only at the end
   * @throws IOException when the file behind it cannot be read any more
   */
  int read(long at, byte[] into, int offset, int length) throws IOException;

  /** At most so many of the first bytes. */
  default byte[] beginning(int most) throws IOException {
    return range(0, most);
  }

  /** At most so many bytes from a place. */
  default byte[] range(long at, int most) throws IOException {
    byte[] range = new byte[Math.clamp(size() - at, 0, most)];
    int filled = 0;
    int count = range.length == 0 ? 0 : read(at, range, 0, range.length);
    while (count > 0) {
      filled += count;
      count = filled < range.length ? read(at + filled, range, filled, range.length - filled) : 0;
    }
    return filled == range.length ? range : Arrays.copyOf(range, filled);
  }

  /** These bytes, which the caller does not change any more. */
  static Bytes of(byte[] content) {
    return new HeldBytes(content);
  }

  /** A text as UTF-8. */
  static Bytes of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
