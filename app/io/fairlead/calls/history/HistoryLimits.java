package io.fairlead.calls.history;

import java.time.Duration;
import java.util.Objects;

/**
 * What a history keeps at most; the oldest goes first, a segment at a time.
 *
 * @param diskBytes bytes on the disk
 * @param calls how many calls
 * @param age how long a call is kept
 * @param segmentBytes bytes of one file, after which the next is begun
 * @param bodyBytes bytes of each body
 * @param memoryBytes bytes of what waits for the disk, or has none
 */
public record HistoryLimits(
    long diskBytes, int calls, Duration age, int segmentBytes, int bodyBytes, int memoryBytes) {

  /** 256 MiB, 120,000 calls, 90 days, 4 MiB a file, 64 KiB a body, 16 MiB in memory. */
  public static final HistoryLimits DEFAULT =
      new HistoryLimits(256L << 20, 120_000, Duration.ofDays(90), 4 << 20, 64 << 10, 16 << 20);

  public HistoryLimits {
    Objects.requireNonNull(age);
    if (segmentBytes < 1024 || diskBytes < segmentBytes || calls < 1 || bodyBytes < 0) {
      throw new IllegalArgumentException("a history keeps at least one segment and one call");
    }
  }
}
