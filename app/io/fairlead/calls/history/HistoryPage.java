package io.fairlead.calls.history;

import java.util.List;

/**
 * Some of the calls that match, the newest first.
 *
 * @param rows the calls
 * @param next where the next page goes on; 0 where there is none
 */
public record HistoryPage(List<HistoryRow> rows, long next) {

  /** Where the first page begins. */
  public static final long NEWEST = Long.MAX_VALUE;

  /** Nothing. */
  public static final HistoryPage EMPTY = new HistoryPage(List.of(), 0);

  public HistoryPage {
    rows = List.copyOf(rows);
  }
}
