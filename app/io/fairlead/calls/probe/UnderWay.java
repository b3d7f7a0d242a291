package io.fairlead.calls.probe;

import org.jspecify.annotations.Nullable;

/**
 * The calls under way in the order in which they began, so that the first is the next to time out.
 */
final class UnderWay {

  private @Nullable Line oldest;
  private @Nullable Line youngest;
  private volatile int count;

  @Nullable Line oldest() {
    return oldest;
  }

  /** How many; from any thread. */
  int count() {
    return count;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  void add(Line line) {
    line.older = youngest;
    line.younger = null;
    if (youngest == null) {
      oldest = line;
    } else {
      youngest.younger = line;
    }
    youngest = line;
    count++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One thread writes.
  void remove(Line line) {
    if (line.older == null) {
      oldest = line.younger;
    } else {
      line.older.younger = line.younger;
    }
    if (line.younger == null) {
      youngest = line.older;
    } else {
      line.younger.older = line.older;
    }
    line.older = null;
    line.younger = null;
    count--;
  }
}
