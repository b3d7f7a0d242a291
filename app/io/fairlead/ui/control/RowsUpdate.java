package io.fairlead.ui.control;

import java.util.Arrays;

/**
 * How the rows of a list become other rows: the new rows, and the least that a list must announce.
 * Rows are compared by identity, so a row that did not change has to be the same instance.
 *
 * <p>Immutable; computed on a worker, applied by {@link SnapshotList} on the FX thread.
 */
final class RowsUpdate {

  private static final int[] NONE = {};

  private final Object[] base;
  private final Object[] rows;
  private final int[] changed;
  private final int from;
  private final int baseTo;

  private RowsUpdate(Object[] base, Object[] rows, int[] changed, int from, int baseTo) {
    this.base = base;
    this.rows = rows;
    this.changed = changed;
    this.from = from;
    this.baseTo = baseTo;
  }

  /** The difference between two arrays, neither of which is changed afterwards. */
  static RowsUpdate between(Object[] base, Object[] rows) {
    if (base.length == rows.length) {
      return new RowsUpdate(base, rows, changedPositions(base, rows), 0, 0);
    }
    int shorter = Math.min(base.length, rows.length);
    int from = 0;
    while (from < shorter && isSame(base[from], rows[from])) {
      from++;
    }
    int kept = 0;
    while (kept < shorter - from
        && isSame(base[base.length - 1 - kept], rows[rows.length - 1 - kept])) {
      kept++;
    }
    return new RowsUpdate(base, rows, NONE, from, base.length - kept);
  }

  private static int[] changedPositions(Object[] base, Object[] rows) {
    int[] positions = new int[16];
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!isSame(base[i], rows[i])) {
        if (count == positions.length) {
          positions = Arrays.copyOf(positions, count * 2);
        }
        positions[count++] = i;
      }
    }
    return count == 0 ? NONE : Arrays.copyOf(positions, count);
  }

  @SuppressWarnings("ReferenceEquality") // rows that are equal were made the same before
  private static boolean isSame(Object one, Object other) {
    return one == other;
  }

  /** Whether these are the rows that this update starts from. */
  @SuppressWarnings("ReferenceEquality") // the same array, not one with the same rows
  boolean startsFrom(Object[] rows) {
    return base == rows;
  }

  /** The rows that it leads to. */
  Object[] rows() {
    return rows;
  }

  /** Whether no row differs. */
  boolean isEmpty() {
    return changed.length == 0 && base.length == rows.length;
  }

  /** Whether the number of rows stays, so that only {@link #changed()} positions differ. */
  boolean keepsSize() {
    return base.length == rows.length;
  }

  /** The positions that differ, ascending, where the size stays. */
  int[] changed() {
    return changed;
  }

  /** Where the difference begins, where the size changes. */
  int from() {
    return from;
  }

  /** Where the difference ends in the new rows. */
  int to() {
    return baseTo + rows.length - base.length;
  }

  /** How many rows the difference removes. */
  int removedCount() {
    return baseTo - from;
  }
}
