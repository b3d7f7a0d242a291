package io.fairlead.ui.control.code;

import java.util.ArrayList;
import java.util.List;

/**
 * The events that came since somebody last took them, and how many did not fit. Safe for use from
 * any thread.
 */
final class EventLog {

  private final int mostEvents;
  private final long mostCharacters;
  private List<EventRow> waiting = new ArrayList<>();
  private long characters;
  private long dropped;

  EventLog(int mostEvents, long mostCharacters) {
    this.mostEvents = mostEvents;
    this.mostCharacters = mostCharacters;
  }

  /** Takes an event; the oldest that wait give way. */
  synchronized void add(EventRow row) {
    waiting.add(row);
    characters += row.data().length();
    if (waiting.size() >= 2 * mostEvents || characters >= 2 * mostCharacters) {
      trim();
    }
  }

  private void trim() {
    int from = firstKept(waiting, mostEvents, mostCharacters);
    dropped += from;
    waiting = new ArrayList<>(waiting.subList(from, waiting.size()));
    characters = waiting.stream().mapToLong(row -> row.data().length()).sum();
  }

  /** Which of some events is the first to stay. */
  static int firstKept(List<EventRow> rows, int mostEvents, long mostCharacters) {
    int from = rows.size();
    long sum = 0;
    while (from > 0 && rows.size() - from < mostEvents) {
      sum += rows.get(from - 1).data().length();
      if (sum > mostCharacters) {
        break;
      }
      from--;
    }
    return Math.min(from, Math.max(0, rows.size() - 1));
  }

  /**
   * What came.
   *
   * @param rows the newest last
   * @param dropped how many did not fit
   */
  record Taken(List<EventRow> rows, long dropped) {}

  /** Takes what waits. */
  synchronized Taken take() {
    Taken taken = new Taken(List.copyOf(waiting), dropped);
    waiting = new ArrayList<>();
    characters = 0;
    dropped = 0;
    return taken;
  }
}
