package io.fairlead.ui.logs;

import io.fairlead.model.LogLine;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The latest lines of a log, joined from overlapping reads: each read begins a little before the
 * newest line of those before it, since lines of different pods are not in order (contract 1.5),
 * and what was seen already is kept once.
 *
 * <p>Not thread-safe: one reader at a time.
 */
final class LogTail {

  /** Few long lines can be as much as many short ones. */
  private static final long MOST_CHARACTERS = 16_000_000;

  private static final Duration OVERLAP = Duration.ofSeconds(2);

  private final int capacity;
  private final Deque<LogLine> lines = new ArrayDeque<>();
  private List<LogLine> recent = new ArrayList<>();
  private @Nullable Instant newest;
  private long characters;
  private long dropped;

  /** An empty tail that keeps so many lines. */
  LogTail(int capacity) {
    this.capacity = capacity;
  }

  /** Where the next read begins; null before the first line. */
  @Nullable Instant resumeFrom() {
    return newest == null ? null : newest.minus(OVERLAP);
  }

  /** Adds what a read brought; returns how many lines were new. */
  int add(List<LogLine> read) {
    Map<LogLine, Integer> seen = new HashMap<>();
    recent.forEach(line -> seen.merge(line, 1, Integer::sum));
    Instant from = resumeFrom();
    int added = 0;
    for (LogLine line : read) {
      if (from != null && line.at().isBefore(from)) {
        continue;
      }
      Integer times = seen.get(line);
      if (times != null && times > 0) {
        // The same line at the same instant may rightly come twice: each is matched once.
        seen.put(line, times - 1);
        continue;
      }
      lines.addLast(line);
      characters += line.text().length();
      recent.add(line);
      newest = newest == null || line.at().isAfter(newest) ? line.at() : newest;
      added++;
    }
    forgetOld();
    return added;
  }

  private void forgetOld() {
    while (lines.size() > capacity || characters > MOST_CHARACTERS) {
      characters -= lines.removeFirst().text().length();
      dropped++;
    }
    Instant from = resumeFrom();
    if (from != null) {
      recent = new ArrayList<>(recent.stream().filter(line -> !line.at().isBefore(from)).toList());
    }
  }

  /** The lines, in the order in which they came. */
  List<LogLine> lines() {
    return List.copyOf(lines);
  }

  /** How many lines no longer fit. */
  long dropped() {
    return dropped;
  }

  /** Forgets the lines but not where to go on, and begins to count dropped ones anew. */
  void clear() {
    lines.clear();
    characters = 0;
    dropped = 0;
  }
}
