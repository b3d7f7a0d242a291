package io.fairlead.ui.control.code;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * Cuts a run of bytes into rows, and remembers where every so many of them begin. A row ends with
 * its line, or after 4 KiB of it, at a character where the charset tells one.
 *
 * <p>Bounded: when {@value #MOST_MARKS} places are remembered, every second one is forgotten and
 * the distance doubles, so that any file needs 1 MiB at most. One thread feeds it; who looks for a
 * remembered place takes its lock.
 */
final class LineIndex {

  /** Bytes of a row at most. */
  static final int ROW_BYTES = 4 << 10;

  static final int MOST_MARKS = 1 << 16;

  private static final int LONGEST_CHARACTER = 4;

  /** What is known so far; read without the lock, which the screen must not wait for. */
  private record Seen(long scanned, long rows, long lines, int longestRow) {}

  /** Where a row begins. */
  record Mark(long row, long line, long offset, boolean continues) {}

  private final int unit;
  private final int feedAt;
  private final boolean utf8;

  private long[] offsets = new long[1_024];
  private long[] lines = new long[1_024];
  private int marks;
  private int spacingBits;

  private long rows;
  private long line;
  private long rowStart;
  private boolean continues;
  private long scanned;
  private int longest;
  private volatile Seen seen = new Seen(0, 0, 0, 0);

  LineIndex(Charset charset) {
    String name = charset.name().toUpperCase(Locale.ROOT);
    unit = name.startsWith("UTF-16") ? 2 : name.startsWith("UTF-32") ? 4 : 1;
    feedAt = name.endsWith("LE") ? 0 : unit - 1;
    utf8 = charset.equals(StandardCharsets.UTF_8);
    mark();
  }

  /** Bytes of the smallest unit of the charset. */
  int unit() {
    return unit;
  }

  /** How many bytes it has seen. */
  long scanned() {
    return seen.scanned();
  }

  /** How many rows there are; the last one may still grow. */
  long rows() {
    return seen.rows();
  }

  /** How many lines there are. */
  long lines() {
    return seen.lines();
  }

  /** Bytes of the longest row. */
  int longestRow() {
    return seen.longestRow();
  }

  /** How many places are remembered, for tests. */
  synchronized int marks() {
    return marks;
  }

  /** The bytes that follow those it has seen; a number of them that is no whole unit is left. */
  synchronized void feed(byte[] bytes, int length) {
    int at = 0;
    while (at + unit <= length) {
      int row = (int) (scanned - rowStart);
      if (row >= ROW_BYTES - LONGEST_CHARACTER && mustCut(bytes, at, row)) {
        cut(false);
      }
      boolean feed = isFeed(bytes, at);
      scanned += unit;
      at += unit;
      if (feed) {
        cut(true);
      }
    }
    publish();
  }

  private void publish() {
    boolean tail = scanned > rowStart;
    seen =
        new Seen(
            scanned,
            rows + (tail ? 1 : 0),
            line + (tail || continues ? 1 : 0),
            Math.max(longest, (int) Math.min(ROW_BYTES, scanned - rowStart)));
  }

  private boolean mustCut(byte[] bytes, int at, int row) {
    if (row + unit > ROW_BYTES) {
      return true;
    }
    // The byte at hand begins a character that may end behind the row's last byte.
    int ahead = utf8 ? characterLength(bytes[at]) : unit == 2 && isHigh(bytes, at) ? 4 : unit;
    return row + ahead > ROW_BYTES;
  }

  private static int characterLength(byte first) {
    int b = first & 0xFF;
    return b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
  }

  private boolean isHigh(byte[] bytes, int at) {
    return (bytes[at + 1 - feedAt] & 0xFC) == 0xD8;
  }

  private boolean isFeed(byte[] bytes, int at) {
    if (bytes[at + feedAt] != '\n') {
      return false;
    }
    for (int i = 0; i < unit; i++) {
      if (i != feedAt && bytes[at + i] != 0) {
        return false;
      }
    }
    return true;
  }

  private void cut(boolean lineEnds) {
    longest = Math.max(longest, (int) (scanned - rowStart));
    rows++;
    rowStart = scanned;
    line += lineEnds ? 1 : 0;
    continues = !lineEnds;
    if ((rows & ((1L << spacingBits) - 1)) == 0) {
      mark();
    }
  }

  private void mark() {
    if (marks == MOST_MARKS) {
      thin();
      if ((rows & ((1L << spacingBits) - 1)) != 0) {
        return;
      }
    }
    if (marks == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * marks);
      lines = Arrays.copyOf(lines, 2 * marks);
    }
    offsets[marks] = scanned;
    lines[marks++] = continues ? -line - 1 : line;
  }

  private void thin() {
    for (int i = 0; 2 * i < marks; i++) {
      offsets[i] = offsets[2 * i];
      lines[i] = lines[2 * i];
    }
    marks = (marks + 1) / 2;
    spacingBits++;
  }

  /** The last remembered place that is not behind a row. */
  synchronized Mark markBefore(long row) {
    return markAt((int) Math.min(marks - 1L, row >> spacingBits));
  }

  /** The last remembered place that is not behind a byte. */
  synchronized Mark markBeforeOffset(long offset) {
    int found = Arrays.binarySearch(offsets, 0, marks, offset);
    return markAt(found >= 0 ? found : -found - 2);
  }

  private Mark markAt(int index) {
    boolean inside = lines[index] < 0;
    long number = inside ? -lines[index] - 1 : lines[index];
    return new Mark((long) index << spacingBits, number, offsets[index], inside);
  }

  /**
   * Another index that begins at a place and cuts as this one does; what it finds is counted from
   * there.
   */
  Cutter cutterAt(Mark mark) {
    return new Cutter(this, mark);
  }

  /** Finds the rows behind a remembered place. */
  static final class Cutter {

    private final LineIndex like;
    private long row;
    private long line;
    private boolean continues;

    Cutter(LineIndex like, Mark mark) {
      this.like = like;
      this.row = mark.row();
      this.line = mark.line();
      this.continues = mark.continues();
    }

    long row() {
      return row;
    }

    long line() {
      return line;
    }

    boolean continues() {
      return continues;
    }

    /**
     * Where the row that begins there ends.
     *
     * @param atEnd whether nothing comes behind these bytes
     * @return −1 when these bytes do not hold all of it
     */
    int end(byte[] bytes, int from, int to, boolean atEnd) {
      int at = from;
      while (at + like.unit <= to) {
        int length = at - from;
        if (length >= ROW_BYTES - LONGEST_CHARACTER && like.mustCut(bytes, at, length)) {
          continues = true;
          row++;
          return at;
        }
        boolean feed = like.isFeed(bytes, at);
        at += like.unit;
        if (feed) {
          continues = false;
          row++;
          line++;
          return at;
        }
      }
      return atEnd && to > from ? to : -1;
    }
  }
}
