package io.fairlead.ui.control.code;

import io.fairlead.files.Bytes;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Text as rows; they are known as far as {@link #index} has come. */
final class TextRows implements Rows {

  private static final int CHUNK = 256 << 10;

  private final Bytes bytes;
  private final LineIndex index;
  private final RowText text;

  TextRows(Bytes bytes, Charset charset) {
    this.bytes = bytes;
    this.index = new LineIndex(charset);
    this.text = new RowText(charset);
  }

  /**
   * Looks at the next part, at most 256 KiB; one thread at a time.
   *
   * @return whether there was one
   * @throws IOException when the bytes cannot be read any more
   */
  boolean index() throws IOException {
    long at = index.scanned();
    int wanted = Math.clamp(bytes.size() - at, 0, CHUNK);
    if (wanted < index.unit()) {
      return false;
    }
    byte[] part = bytes.range(at, wanted);
    index.feed(part, part.length);
    return index.scanned() > at;
  }

  /** Bytes of the smallest unit of the charset. */
  int unit() {
    return index.unit();
  }

  /** How many bytes were looked at. */
  long indexed() {
    return index.scanned();
  }

  /** How many lines were found. */
  long lines() {
    return index.lines();
  }

  @Override
  public long count() {
    return index.rows();
  }

  /** The text itself, tabs and all. */
  @Override
  public String copied(Row row) {
    return text.decoded(row.bytes(), 0, row.bytes().length);
  }

  @Override
  public int columns() {
    return index.longestRow();
  }

  @Override
  public List<Row> read(long first, int count) throws IOException {
    List<Row> rows = new ArrayList<>();
    long end = Math.min(first + count, count());
    if (first < end) {
      walk(
          index.markBefore(first),
          (row, label, from, content) -> {
            if (row >= first) {
              byte[] shown = withoutLineEnd(content);
              rows.add(new Row(label, from, shown, text.shown(shown)));
            }
            return row + 1 < end;
          });
    }
    return rows;
  }

  @Override
  public long rowOf(long offset) throws IOException {
    if (offset >= index.scanned()) {
      return -1;
    }
    long[] found = {-1};
    walk(
        index.markBeforeOffset(offset),
        (row, label, from, content) -> {
          found[0] = row;
          return from + content.length <= offset;
        });
    return found[0];
  }

  /** Told of each row; says whether to go on. */
  @FunctionalInterface
  private interface Visitor {
    boolean visit(long row, String label, long from, byte[] content);
  }

  private void walk(LineIndex.Mark mark, Visitor visitor) throws IOException {
    long limit = index.scanned();
    LineIndex.Cutter cutter = index.cutterAt(mark);
    long start = mark.offset();
    byte[] chunk = {};
    int at = 0;
    boolean further = true;
    while (further && start + at < limit) {
      long row = cutter.row();
      String label = cutter.continues() ? "" : Long.toString(cutter.line() + 1);
      int end = cutter.end(chunk, at, chunk.length, start + chunk.length >= limit);
      if (end < 0) {
        start += at;
        at = 0;
        chunk = piece(start, limit);
      } else {
        further = visitor.visit(row, label, start + at, Arrays.copyOfRange(chunk, at, end));
        at = end;
      }
    }
  }

  private byte[] piece(long start, long limit) throws IOException {
    int wanted = (int) Math.min(8L * LineIndex.ROW_BYTES, limit - start);
    byte[] piece = bytes.range(start, wanted);
    if (piece.length < wanted) {
      throw new IOException("the bytes ended before their size");
    }
    return piece;
  }

  private byte[] withoutLineEnd(byte[] content) {
    int end = content.length;
    String tail = text.decoded(content, Math.max(0, end - 8), end);
    if (tail.endsWith("\r\n")) {
      end -= 2 * index.unit();
    } else if (tail.endsWith("\n")) {
      end -= index.unit();
    }
    return end == content.length ? content : Arrays.copyOf(content, end);
  }

  @Override
  public int labelLength() {
    return Long.toString(index.lines()).length();
  }

  @Override
  public int columnOf(Row row, long offset) {
    return text.column(row.bytes(), Math.clamp(offset - row.from(), 0, row.bytes().length));
  }
}
