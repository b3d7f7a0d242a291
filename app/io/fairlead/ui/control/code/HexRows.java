package io.fairlead.ui.control.code;

import io.fairlead.files.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Sixteen bytes a row: offset, hexadecimal in two groups, ASCII. */
final class HexRows implements Rows {

  static final int WIDTH = 16;

  private static final HexFormat DIGITS = HexFormat.of();
  private static final int GAP_AFTER = 8;
  private static final int ASCII_COLUMN = 3 * WIDTH + 2;

  private final Bytes bytes;
  private volatile long size;

  HexRows(Bytes bytes) {
    this.bytes = bytes;
    refresh();
  }

  /** Takes note of what has come; a size may be behind a lock that the screen must not wait for. */
  void refresh() {
    size = bytes.size();
  }

  @Override
  public long count() {
    return (size + WIDTH - 1) / WIDTH;
  }

  @Override
  public List<Row> read(long first, int count) throws IOException {
    List<Row> rows = new ArrayList<>();
    byte[] range = bytes.range(first * WIDTH, count * WIDTH);
    for (int at = 0; at < range.length; at += WIDTH) {
      byte[] row = Arrays.copyOfRange(range, at, Math.min(at + WIDTH, range.length));
      long from = first * WIDTH + at;
      String label =
          size >> 32 == 0 ? DIGITS.toHexDigits((int) from) : DIGITS.toHexDigits(from).substring(4);
      rows.add(new Row(label, from, row, text(row)));
    }
    return rows;
  }

  private static String text(byte[] row) {
    StringBuilder text = new StringBuilder(ASCII_COLUMN + WIDTH);
    for (int i = 0; i < row.length; i++) {
      text.append(i == GAP_AFTER ? " " : "").append(DIGITS.toHexDigits(row[i])).append(' ');
    }
    text.append(" ".repeat(ASCII_COLUMN - text.length()));
    for (byte b : row) {
      text.append(b >= ' ' && b < 127 ? (char) b : '.');
    }
    return text.toString();
  }

  @Override
  public long rowOf(long offset) {
    return offset < size ? offset / WIDTH : -1;
  }

  @Override
  public String copied(Row row) {
    return row.label() + "  " + row.text();
  }

  @Override
  public int columns() {
    return ASCII_COLUMN + WIDTH;
  }

  @Override
  public int labelLength() {
    return size >> 32 == 0 ? 8 : 12;
  }

  @Override
  public int columnOf(Row row, long offset) {
    int index = Math.clamp(offset - row.from(), 0, row.bytes().length);
    int column = 3 * index + (index > GAP_AFTER ? 1 : 0);
    // Behind the last byte of a match no blank is marked.
    return index == row.bytes().length ? Math.max(0, column - 1) : column;
  }
}
