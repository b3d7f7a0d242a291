package io.fairlead.metrics;

/**
 * When the kept scrapes were made: the axis that all tracks of a store share.
 *
 * <p>A scrape has an index that only grows; its slot in the rings follows from it. Not safe for
 * concurrent use; the store's lock guards it.
 */
final class TimeAxis {

  private final int points;
  private final long[] times;
  private long count;

  /**
   * An empty axis.
   *
   * @param points how many scrapes stay readable, a multiple of {@link Track#CHUNK}
   */
  TimeAxis(int points) {
    this.points = points;
    // A track reuses a whole chunk at its first slot: one more keeps the promised points readable.
    this.times = new long[points + Track.CHUNK];
  }

  int slots() {
    return times.length;
  }

  int points() {
    return points;
  }

  /** How many scrapes there ever were: the index of the next one. */
  long count() {
    return count;
  }

  /** The index of the oldest scrape that is kept. */
  long first() {
    return Math.max(0, count - points);
  }

  int slot(long index) {
    return (int) (index % times.length);
  }

  long time(long index) {
    return times[slot(index)];
  }

  /** Milliseconds since the scrape before, or -1 where none is known. */
  long span(long index) {
    return index <= first() ? -1 : time(index) - time(index - 1);
  }

  /** Adds a scrape; gives back its index. */
  long append(long time) {
    times[slot(count)] = time;
    return count++;
  }

  /** The index of the first kept scrape at or after a time; {@link #count()} when there is none. */
  long firstAtOrAfter(long time) {
    long low = first();
    long high = count;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (time(middle) < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void clear() {
    count = 0;
  }
}
