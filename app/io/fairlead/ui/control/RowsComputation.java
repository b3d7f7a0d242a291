package io.fairlead.ui.control;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Turns a snapshot into the rows to show: keeps the instances of rows that did not change, filters,
 * sorts. Remembers the former snapshot; used by one thread at a time.
 */
final class RowsComputation<K, R> {

  private final Function<? super R, ? extends K> key;
  private long known;
  private Object[] kept = {};

  RowsComputation(Function<? super R, ? extends K> key) {
    this.key = key;
  }

  /**
   * The rows to show, in an array that nobody changes afterwards.
   *
   * @param generation another number for another snapshot, from 1
   */
  Object[] compute(
      long generation,
      List<R> snapshot,
      Predicate<? super R> filter,
      @Nullable Comparator<? super R> comparator) {
    if (generation != known) {
      kept = keepUnchanged(snapshot);
      known = generation;
    }
    Object[] passing = new Object[kept.length];
    int count = 0;
    for (Object row : kept) {
      if (filter.test(cast(row))) {
        passing[count++] = row;
      }
    }
    Object[] rows = count == passing.length ? passing : Arrays.copyOf(passing, count);
    if (comparator != null) {
      Arrays.sort(rows, (left, right) -> comparator.compare(cast(left), cast(right)));
    }
    return rows;
  }

  /** The snapshot's rows, each as its former instance where that is equal. */
  private Object[] keepUnchanged(List<R> snapshot) {
    Object[] former = kept;
    Object[] next = snapshot.toArray();
    @Nullable Map<K, Object> byKey = null;
    for (int i = 0; i < next.length; i++) {
      K wanted = key.apply(cast(next[i]));
      Object predecessor;
      // Most snapshots list the same rows in the same order: then no index is needed.
      if (i < former.length && key.apply(cast(former[i])).equals(wanted)) {
        predecessor = former[i];
      } else {
        if (byKey == null) {
          byKey = index(former);
        }
        predecessor = byKey.get(wanted);
      }
      if (predecessor != null && predecessor.equals(next[i])) {
        next[i] = predecessor;
      }
    }
    return next;
  }

  private Map<K, Object> index(Object[] rows) {
    Map<K, Object> byKey = HashMap.newHashMap(rows.length);
    for (Object row : rows) {
      byKey.put(key.apply(cast(row)), row);
    }
    return byKey;
  }

  @SuppressWarnings("unchecked") // only rows of the snapshots are in the arrays
  private R cast(Object row) {
    return (R) row;
  }
}
