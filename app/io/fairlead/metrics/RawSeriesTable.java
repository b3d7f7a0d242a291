package io.fairlead.metrics;

import org.jspecify.annotations.Nullable;

/**
 * Finds a series by the very bytes of its name and labels, without decoding them: a scrape repeats
 * the same text each time. Open addressing, at most half full. Used by the writer alone.
 */
final class RawSeriesTable {

  private @Nullable RawSeries[] places = new RawSeries[1024];
  private int size;

  @Nullable RawSeries find(Sample sample, int hash) {
    int at = spread(hash) & (places.length - 1);
    while (true) {
      RawSeries found = places[at];
      if (found == null || (found.hash == hash && sample.isSeries(found.text))) {
        return found;
      }
      at = (at + 1) & (places.length - 1);
    }
  }

  void add(RawSeries series) {
    if (size * 2 >= places.length) {
      rebuild(places.length * 2, Long.MIN_VALUE);
    }
    place(series);
    size++;
  }

  /** Forgets series that were not seen since a scrape. */
  void forgetUnseenSince(long index) {
    rebuild(places.length, index);
  }

  int size() {
    return size;
  }

  void clear() {
    places = new RawSeries[1024];
    size = 0;
  }

  private void rebuild(int capacity, long oldest) {
    @Nullable RawSeries[] before = places;
    places = new RawSeries[capacity];
    size = 0;
    for (RawSeries series : before) {
      if (series != null && series.seen >= oldest) {
        place(series);
        size++;
      }
    }
  }

  private void place(RawSeries series) {
    int at = spread(series.hash) & (places.length - 1);
    while (places[at] != null) {
      at = (at + 1) & (places.length - 1);
    }
    places[at] = series;
  }

  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
