package io.fairlead.ui.control;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javafx.collections.ObservableListBase;

/**
 * The rows that a table shows: an unmodifiable list whose content is exchanged as a whole, in ONE
 * list change. Where the number of rows stays, only positions whose row is another instance are
 * announced as updated; else one replacement of the range that differs.
 *
 * <p>FX thread only.
 *
 * @param <R> a row, immutable
 */
public final class SnapshotList<R> extends ObservableListBase<R> {

  private Object[] shown = {};

  /** An empty list. */
  SnapshotList() {}

  @Override
  @SuppressWarnings("unchecked") // only rows of this type get in
  public R get(int index) {
    return (R) shown[index];
  }

  @Override
  public int size() {
    return shown.length;
  }

  /** Exchanges the rows. An update that starts from other rows than are shown is compared anew. */
  void apply(RowsUpdate prepared) {
    RowsUpdate update =
        prepared.startsFrom(shown) ? prepared : RowsUpdate.between(shown, prepared.rows());
    Object[] former = shown;
    shown = update.rows();
    if (update.isEmpty()) {
      return;
    }
    beginChange();
    if (update.keepsSize()) {
      for (int position : update.changed()) {
        nextUpdate(position);
      }
    } else {
      nextReplace(
          update.from(),
          update.to(),
          range(former, update.from(), update.from() + update.removedCount()));
    }
    endChange();
  }

  @SuppressWarnings("unchecked") // only rows of this type got in
  private List<R> range(Object[] rows, int from, int to) {
    return (List<R>) Collections.unmodifiableList(Arrays.asList(rows).subList(from, to));
  }
}
