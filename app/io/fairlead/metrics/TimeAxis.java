package io.fairlead.metrics;

import java.util.Arrays;

/**
 * When the kept scrapes were made: the axis that all tracks of a store share.
 *
 * <p>A scrape has an index that only grows; its slot in the rings follows from it. Not safe for
 * concurrent use; the store's lock guards it.
 */
final class TimeAxis {

  private static final int SPANS = 5;
  private static final int FEWEST_SPANS = 3;

  private final int points;
  private final long[] times;
  private final long[] usual;
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
    this.usual = new long[points + Track.CHUNK];
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

  /**
   * The spacing that scrapes had around this one, in milliseconds: the median of the last five
   * spans; 0 while there are fewer than three. A poller slows down for a busy gateway.
   */
  long usualSpan(long index) {
    return usual[slot(index)];
  }

  /** Adds a scrape; gives back its index. */
  long append(long time) {
    long index = count++;
    times[slot(index)] = time;
    usual[slot(index)] = medianSpan(index);
    return index;
  }

  private long medianSpan(long index) {
    int known = (int) Math.min(SPANS, index - first());
    if (known < FEWEST_SPANS) {
      return 0;
    }
    long[] spans = new long[known];
    for (int i = 0; i < known; i++) {
      spans[i] = span(index - i);
    }
    Arrays.sort(spans);
    return spans[(known - 1) / 2];
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
