package io.fairlead.ui.control;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are published as whole snapshots, and shown filtered and sorted. Comparing with the
 * former snapshot, filtering and sorting run on a worker; the FX thread only exchanges an array and
 * hears of ONE change. A row that equals its predecessor of the same key stays the same instance
 * and costs nothing.
 *
 * <p>One computation runs at a time and always takes the newest inputs; a result that newer inputs
 * have overtaken is dropped, though never so often in a row that a list which changes all the time
 * stands still. {@link #publish}, {@link #setFilter} and {@link #setComparator} may be called from
 * any thread; {@link #rows()} belongs to the FX thread.
 *
 * @param <K> what identifies a row across snapshots, with {@code equals}; unique in a snapshot
 * @param <R> a row, immutable, with {@code equals}
 */
public final class SnapshotListModel<K, R> {

  private static final int MAXIMUM_DROPPED = 3;

  private record Inputs<R>(
      long revision,
      long generation,
      List<R> published,
      Predicate<? super R> filter,
      @Nullable Comparator<? super R> comparator) {}

  private final Function<? super R, ? extends K> key;
  private final Executor worker;
  private final Consumer<Runnable> door;
  private final SnapshotList<R> rows = new SnapshotList<>();
  private final AtomicReference<Inputs<R>> inputs =
      new AtomicReference<>(new Inputs<>(0, 0, List.of(), _ -> true, null));
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicReference<@Nullable RowsUpdate> waiting = new AtomicReference<>();
  private Consumer<Runnable> frame = Runnable::run;

  // Only the computation touches these, and it never runs twice at a time.
  private final RowsComputation<K, R> computation;
  private Object[] handedOver = {};
  private int dropped;

  /**
   * An empty list.
   *
   * @param key gives a row's key; called on the worker and on the FX thread
   * @param worker runs the computations
   * @param door runs a task on the FX thread, in the next pulse for example
   */
  public SnapshotListModel(
      Function<? super R, ? extends K> key, Executor worker, Consumer<Runnable> door) {
    this.key = Objects.requireNonNull(key);
    this.worker = Objects.requireNonNull(worker);
    this.door = Objects.requireNonNull(door);
    this.computation = new RowsComputation<>(key);
  }

  /** The rows to show; FX thread only. */
  public SnapshotList<R> rows() {
    return rows;
  }

  /** The key of a row. */
  public K keyOf(R row) {
    return key.apply(row);
  }

  /** How many rows the newest snapshot has, shown or not. */
  public int total() {
    return inputs.get().published().size();
  }

  /** Takes a whole new snapshot; the list is copied. */
  public void publish(List<? extends R> snapshot) {
    List<R> copy = List.copyOf(snapshot);
    request(
        now ->
            new Inputs<>(
                now.revision() + 1, now.generation() + 1, copy, now.filter(), now.comparator()));
  }

  /** Shows only rows that pass; the predicate is called on the worker. */
  public void setFilter(Predicate<? super R> filter) {
    Objects.requireNonNull(filter);
    request(
        now ->
            new Inputs<>(
                now.revision() + 1, now.generation(), now.published(), filter, now.comparator()));
  }

  /**
   * Sorts the rows, stable with regard to the snapshot's order, which null restores. The comparator
   * is called on the worker.
   */
  public void setComparator(@Nullable Comparator<? super R> comparator) {
    request(
        now ->
            new Inputs<>(
                now.revision() + 1, now.generation(), now.published(), now.filter(), comparator));
  }

  /** Has each change of the rows run inside something that saves and restores; FX thread only. */
  void setFrame(Consumer<Runnable> frame) {
    this.frame = frame;
  }

  private void request(UnaryOperator<Inputs<R>> change) {
    inputs.updateAndGet(change);
    if (requests.getAndIncrement() == 0) {
      worker.execute(this::work);
    }
  }

  private void work() {
    int seen = requests.get();
    boolean done = false;
    try {
      while (seen > 0) {
        computeOnce();
        seen = requests.addAndGet(-seen);
      }
      done = true;
    } finally {
      if (!done) {
        // A predicate or comparator with a defect threw: the next request starts afresh.
        requests.set(0);
      }
    }
  }

  private void computeOnce() {
    Inputs<R> now = inputs.get();
    Object[] next =
        computation.compute(now.generation(), now.published(), now.filter(), now.comparator());
    if (inputs.get().revision() != now.revision() && dropped < MAXIMUM_DROPPED) {
      dropped++;
      return;
    }
    dropped = 0;
    RowsUpdate update = RowsUpdate.between(handedOver, next);
    if (update.isEmpty()) {
      return;
    }
    handedOver = next;
    if (waiting.getAndSet(update) == null) {
      door.accept(this::applyWaiting);
    }
  }

  private void applyWaiting() {
    RowsUpdate update = waiting.getAndSet(null);
    if (update != null) {
      frame.accept(() -> rows.apply(update));
    }
  }
}
