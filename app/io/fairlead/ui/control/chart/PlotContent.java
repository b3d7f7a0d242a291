package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * What a plot shows.
 *
 * @param lines in the legend's order
 * @param maxGap milliseconds between two points that are still joined
 * @param zone whose clock the axis shows
 */
public record PlotContent(
    List<PlottedLine> lines, TimeRange range, Unit unit, long maxGap, ZoneId zone) {

  public PlotContent {
    lines = List.copyOf(lines);
  }

  /** Three and a half times the median distance of the longest series' points. */
  public static long usualGap(List<TimeSeries> series) {
    TimeSeries longest = null;
    for (TimeSeries one : series) {
      if (longest == null || one.size() > longest.size()) {
        longest = one;
      }
    }
    if (longest == null || longest.size() < 2) {
      return Long.MAX_VALUE / 2;
    }
    // A few distances tell as much as all of them.
    int step = Math.max(1, (longest.size() - 1) / 64);
    long[] distances = new long[(longest.size() - 1 + step - 1) / step];
    for (int i = 0; i < distances.length; i++) {
      int at = i * step + 1;
      distances[i] = longest.timeAt(at) - longest.timeAt(at - 1);
    }
    Arrays.sort(distances);
    return distances[distances.length / 2] * 7 / 2;
  }
}
