package io.fairlead.ui.control.code;

import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The rows around those in view, read on the worker: what is asked for last is read next. FX thread
 * only, but for the reading.
 */
final class RowsModel {

  private record Wanted(@Nullable Rows rows, long first, int count) {}

  private record Window(@Nullable Rows rows, long first, List<Row> read) {
    boolean covers(@Nullable Rows of, long from, long to) {
      return Objects.equals(rows, of) && from >= first && to <= first + read.size();
    }
  }

  private final Door door;
  private final Recomputation reading;
  private final Runnable arrived;
  private final Consumer<IOException> failed;
  private volatile Wanted wanted = new Wanted(null, 0, 0);
  private Window window = new Window(null, 0, List.of());

  RowsModel(Executor worker, Door door, Runnable arrived, Consumer<IOException> failed) {
    this.door = door;
    this.reading = new Recomputation(worker, this::read);
    this.arrived = arrived;
    this.failed = failed;
  }

  /** A row, where it is there already. */
  @Nullable Row get(Rows rows, long index) {
    boolean there = window.covers(rows, index, index + 1);
    return there ? window.read().get((int) (index - window.first())) : null;
  }

  /** Asks for rows in view and as many before and behind, unless those in view are there. */
  void want(Rows rows, long first, int visible, boolean again) {
    long end = Math.min(rows.count(), first + visible);
    if (again || !window.covers(rows, first, end)) {
      long from = Math.max(0, first - visible);
      wanted = new Wanted(rows, from, 3 * visible);
      reading.request();
    }
  }

  /** Forgets all. */
  void clear() {
    window = new Window(null, 0, List.of());
    wanted = new Wanted(null, 0, 0);
  }

  private void read() {
    Wanted now = wanted;
    Rows rows = now.rows();
    if (rows == null) {
      return;
    }
    try {
      List<Row> read = rows.read(now.first(), now.count());
      door.post(
          reading,
          () -> {
            Rows still = wanted.rows();
            if (rows.equals(still)) {
              window = new Window(rows, now.first(), read);
              arrived.run();
            }
          });
    } catch (IOException e) {
      door.post(reading, () -> failed.accept(e));
    }
  }
}
