package io.fairlead.metrics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One number per scrape in a ring whose axis the {@link SeriesStore} keeps: what a counter grew by,
 * or what a gauge stood at.
 *
 * <p>A stretch of {@value #CHUNK} equal numbers costs four bytes: an idle function's counters are
 * almost free. Not safe for concurrent use; the store's lock guards it.
 */
final class Track {

  /** Points that share one array. */
  static final int CHUNK = 60;

  private final float absent;
  private final float[] @Nullable [] chunks;
  private final float[] constants;

  /** What the scrape in progress adds up to; {@code NaN} is "not seen" for a gauge. */
  private double pending;

  private Track(int slots, float absent) {
    this.absent = absent;
    this.pending = absent;
    this.chunks = new float[slots / CHUNK][];
    this.constants = new float[slots / CHUNK];
    Arrays.fill(constants, absent);
  }

  /** A counter's growth: nothing seen is no growth. */
  static Track ofIncreases(int slots) {
    return new Track(slots, 0f);
  }

  /** A gauge: nothing seen is unknown. */
  static Track ofGauge(int slots) {
    return new Track(slots, Float.NaN);
  }

  /** Adds to the scrape in progress. */
  void add(double value) {
    pending = Double.isNaN(pending) ? value : pending + value;
  }

  /** Keeps the largest value of the scrape in progress (contract 2.1: replicas are not summed). */
  void max(double value) {
    pending = Double.isNaN(pending) ? value : Math.max(pending, value);
  }

  /** What the scrape in progress has come to. */
  double pending() {
    return pending;
  }

  /** Ends the scrape in progress: writes its number at a slot of the ring. */
  void commit(int slot) {
    put(slot, (float) pending);
    pending = absent;
  }

  private void put(int slot, float value) {
    int chunk = slot / CHUNK;
    int offset = slot % CHUNK;
    if (offset == 0) {
      chunks[chunk] = null;
      constants[chunk] = value;
      return;
    }
    float[] array = chunks[chunk];
    if (array == null) {
      if (same(constants[chunk], value)) {
        return;
      }
      array = new float[CHUNK];
      Arrays.fill(array, constants[chunk]);
      chunks[chunk] = array;
    }
    array[offset] = value;
  }

  double get(int slot) {
    float[] array = chunks[slot / CHUNK];
    return array == null ? constants[slot / CHUNK] : array[slot % CHUNK];
  }

  /** Bytes that its numbers take, for the store's account. */
  int bytes() {
    int sum = 64 + chunks.length * 8;
    for (float[] array : chunks) {
      sum += array == null ? 0 : CHUNK * 4 + 16;
    }
    return sum;
  }

  private static boolean same(float left, float right) {
    return Float.floatToIntBits(left) == Float.floatToIntBits(right);
  }
}
