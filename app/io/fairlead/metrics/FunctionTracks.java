package io.fairlead.metrics;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All tracks of one function, or of the gateway as a whole. Not safe for concurrent use; the
 * store's lock guards it.
 */
final class FunctionTracks {

  /** More status codes or bucket bounds than this are junk: they are not kept apart. */
  private static final int MAX_KINDS = 64;

  private final int slots;
  private final TreeMap<String, Track> completed = new TreeMap<>();
  private final TreeMap<Double, Track> buckets = new TreeMap<>();
  private final Track desired;
  private final Track ready;
  private final Track inFlight;
  private double started = Double.NaN;
  private double ended;
  private boolean estimated;
  private boolean hasReady;
  private boolean hasDesired;
  private long lastSeen;

  FunctionTracks(int slots) {
    this.slots = slots;
    this.desired = Track.ofGauge(slots);
    this.ready = Track.ofGauge(slots);
    this.inFlight = Track.ofGauge(slots);
  }

  /** The growth of completed calls with a status code; null beyond the bound. */
  @Nullable Track completed(String code) {
    Track track = completed.get(code);
    if (track == null && completed.size() < MAX_KINDS) {
      track = Track.ofIncreases(slots);
      completed.put(code, track);
    }
    return track;
  }

  /** The growth of a bucket by its upper bound; null beyond the bound. */
  @Nullable Track bucket(double upperBound) {
    Track track = buckets.get(upperBound);
    if (track == null && buckets.size() < MAX_KINDS) {
      track = Track.ofIncreases(slots);
      buckets.put(upperBound, track);
    }
    return track;
  }

  Map<String, Track> byCode() {
    return completed;
  }

  Map<Double, Track> byBound() {
    return buckets;
  }

  Track desired() {
    return desired;
  }

  Track ready() {
    return ready;
  }

  Track inFlight() {
    return inFlight;
  }

  void sawDesired(double replicas) {
    desired.max(replicas);
    hasDesired = true;
  }

  void sawReady(double replicas) {
    ready.max(replicas);
    hasReady = true;
  }

  void sawStarted(double total) {
    started = Double.isNaN(started) ? total : started + total;
  }

  void sawCompleted(double total) {
    ended += total;
  }

  boolean hasDesired() {
    return hasDesired;
  }

  boolean hasReady() {
    return hasReady;
  }

  /** Whether the last number in flight is started less completed (contract 2.4, CE). */
  boolean isEstimated() {
    return estimated;
  }

  void seenAt(long index) {
    lastSeen = index;
  }

  long lastSeen() {
    return lastSeen;
  }

  int tracks() {
    return completed.size() + buckets.size() + 3;
  }

  /**
   * Ends a scrape: turns accumulated buckets into single ones, which stay zero where nothing fell.
   */
  void commit(int slot) {
    estimated = Double.isNaN(inFlight.pending());
    if (estimated && !Double.isNaN(started)) {
      inFlight.add(Math.max(0, started - ended));
    }
    started = Double.NaN;
    ended = 0;
    double below = 0;
    for (Track bucket : buckets.values()) {
      double upTo = Math.max(below, bucket.pending());
      bucket.add(upTo - below - bucket.pending());
      below = upTo;
      bucket.commit(slot);
    }
    commit(completed.values(), slot);
    desired.commit(slot);
    ready.commit(slot);
    inFlight.commit(slot);
  }

  private static void commit(Collection<Track> tracks, int slot) {
    for (Track track : tracks) {
      track.commit(slot);
    }
  }

  int bytes() {
    int sum = 256 + desired.bytes() + ready.bytes() + inFlight.bytes();
    for (Track track : completed.values()) {
      sum += track.bytes() + 96;
    }
    for (Track track : buckets.values()) {
      sum += track.bytes() + 96;
    }
    return sum;
  }
}
