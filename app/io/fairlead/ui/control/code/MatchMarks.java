package io.fairlead.ui.control.code;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is marked in a row while something is looked for. */
final class MatchMarks {

  /** In one row, at most. */
  private static final int MOST = 100;

  private MatchMarks() {}

  /**
   * The matches that lie in a row, and the part in it of the match that the operator is at.
   *
   * @param needle null when nothing is looked for
   * @param current null when the operator is at none
   */
  static List<RowNode.Mark> of(
      Rows rows, Row row, @Nullable Needle needle, @Nullable Match current) {
    if (needle == null) {
      return List.of();
    }
    List<RowNode.Mark> marks = new ArrayList<>();
    byte[] bytes = row.bytes();
    int at = 0;
    while (at < bytes.length && marks.size() < MOST) {
      int length = needle.mayBegin(bytes[at]) ? needle.matchAt(bytes, at, bytes.length) : -1;
      if (length > 0) {
        marks.add(mark(rows, row, row.from() + at, row.from() + at + length, false));
        at += length;
      } else {
        at += needle.unit();
      }
    }
    long end = row.from() + bytes.length;
    if (current != null && current.from() < end && current.to() > row.from()) {
      marks.add(mark(rows, row, current.from(), current.to(), true));
    }
    return marks;
  }

  private static RowNode.Mark mark(Rows rows, Row row, long from, long to, boolean current) {
    return new RowNode.Mark(rows.columnOf(row, from), rows.columnOf(row, to), current);
  }
}
