package io.fairlead.calls.history;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * How records stand in a segment: after eight bytes that name the format and its version, each with
 * a mark, its length and a check sum (CRC-32C) before its payload. Integers are big-endian.
 */
final class Frames {

  /** What is written; a larger one was written by a later program. */
  static final int VERSION = 1;

  static final int HEADER = 8;
  static final int FRAME = 12;

  private static final int MARK = 0xF1A1_CA11;
  private static final byte[] FORMAT = {'F', 'L', 'H', 'I', 'S', 'T', 0};
  private static final int LONGEST = 8 << 20;

  /** Where a payload lies. */
  record Place(int at, int length) {}

  /**
   * What a segment holds.
   *
   * @param end where the last good record ends
   * @param damaged how many records between good ones were not good
   */
  record Content(List<Place> places, int end, int damaged) {}

  private Frames() {}

  static byte[] header() {
    return ByteBuffer.allocate(HEADER).put(FORMAT).put((byte) VERSION).array();
  }

  /** The version that a file names; 0 where it is no segment, or was cut within its header. */
  static int version(byte[] bytes) {
    for (int i = 0; i < FORMAT.length; i++) {
      if (bytes.length < HEADER || bytes[i] != FORMAT[i]) {
        return 0;
      }
    }
    return bytes[HEADER - 1] & 0xFF;
  }

  static byte[] frame(byte[] payload) {
    return ByteBuffer.allocate(FRAME + payload.length)
        .putInt(MARK)
        .putInt(payload.length)
        .putInt(sum(payload, 0, payload.length))
        .put(payload)
        .array();
  }

  /** Finds the records; what comes after the last good one is cut off or damaged. */
  static Content read(byte[] bytes) {
    List<Place> places = new ArrayList<>();
    int end = Math.min(HEADER, bytes.length);
    int damaged = 0;
    int skipped = 0;
    int at = HEADER;
    while (at + FRAME <= bytes.length) {
      int length = lengthAt(bytes, at);
      boolean isWhole = length >= 4 && length <= bytes.length - at - FRAME;
      if (isWhole && isSound(bytes, at, length)) {
        places.add(new Place(at + FRAME, length));
        at += FRAME + length;
        end = at;
        damaged += skipped;
        skipped = 0;
      } else {
        // One bad record must not take those behind it along.
        skipped = 1;
        at = nextMark(bytes, at + 1);
      }
    }
    return new Content(places, end, damaged);
  }

  /** Whether a payload is what was written. */
  static boolean isSound(byte[] frame) {
    return frame.length >= FRAME + 4
        && lengthAt(frame, 0) == frame.length - FRAME
        && isSound(frame, 0, frame.length - FRAME);
  }

  private static int lengthAt(byte[] bytes, int at) {
    ByteBuffer frame = ByteBuffer.wrap(bytes, at, FRAME);
    int mark = frame.getInt();
    int length = frame.getInt();
    return mark == MARK && length <= LONGEST ? length : -1;
  }

  private static boolean isSound(byte[] bytes, int at, int length) {
    int expected = ByteBuffer.wrap(bytes, at + 8, 4).getInt();
    return sum(bytes, at + FRAME, length) == expected;
  }

  private static int nextMark(byte[] bytes, int from) {
    for (int i = from; i + 4 <= bytes.length; i++) {
      if (bytes[i] == (byte) (MARK >>> 24) && ByteBuffer.wrap(bytes, i, 4).getInt() == MARK) {
        return i;
      }
    }
    return bytes.length;
  }

  private static int sum(byte[] bytes, int from, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, from, length);
    return (int) sum.getValue();
  }
}
