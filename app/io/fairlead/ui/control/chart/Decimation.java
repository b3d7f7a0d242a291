package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeSeries;

/**
 * Turns a series into runs of pixels: at most four points a pixel column (first, lowest, highest,
 * last), so that every extreme is drawn and ten thousand points cost no more than the plot is wide.
 *
 * <p>A run ends at a value that is no number and at a hole longer than the given gap. Keeps its
 * arrays between uses; not safe for concurrent use.
 */
public final class Decimation {

  /** Receives one run. */
  @FunctionalInterface
  public interface Run {
    /** The arrays are overwritten by the next run; only the first {@code count} places count. */
    void points(double[] xs, double[] ys, int count);
  }

  private double[] xs = new double[4096];
  private double[] ys = new double[4096];
  private int count;
  private int inColumn;
  private long column;
  private double firstX;
  private double firstY;
  private double lowX;
  private double lowY;
  private double highX;
  private double highY;
  private double lastX;
  private double lastY;

  /** Arrays of moderate size that grow as needed. */
  public Decimation() {}

  /**
   * Hands over the runs that are visible, cut at the plot's edges.
   *
   * @param maxGap milliseconds between two points that are still joined
   */
  public void run(TimeSeries series, PlotGeometry plot, long maxGap, Run run) {
    int first = Math.max(0, series.firstAtOrAfter(plot.from()) - 1);
    int end = Math.min(series.size(), series.firstAtOrAfter(plot.to() + 1) + 1);
    count = 0;
    inColumn = 0;
    for (int i = first; i < end; i++) {
      double value = series.valueAt(i);
      if (!Double.isFinite(value)) {
        finish(run);
        continue;
      }
      long time = series.timeAt(i);
      boolean joined = i > first && joins(series, i, maxGap);
      if (!joined) {
        finish(run);
      }
      if (time < plot.from()) {
        continue;
      }
      if (joined && series.timeAt(i - 1) < plot.from()) {
        between(series, i, plot.from(), plot);
      }
      if (time > plot.to()) {
        if (joined && series.timeAt(i - 1) <= plot.to()) {
          between(series, i, plot.to(), plot);
        }
        break;
      }
      add(plot.xOf(time), plot.yOf(value));
    }
    finish(run);
  }

  private static boolean joins(TimeSeries series, int i, long maxGap) {
    return Double.isFinite(series.valueAt(i - 1))
        && series.timeAt(i) - series.timeAt(i - 1) <= maxGap;
  }

  private void between(TimeSeries series, int i, long time, PlotGeometry plot) {
    double span = series.timeAt(i) - series.timeAt(i - 1);
    double share = (time - series.timeAt(i - 1)) / span;
    double before = series.valueAt(i - 1);
    add(plot.xOf(time), plot.yOf(before + (series.valueAt(i) - before) * share));
  }

  private void add(double x, double y) {
    long at = (long) Math.floor(x);
    if (inColumn == 0 || at != column) {
      flush();
      column = at;
      firstX = x;
      firstY = y;
      lowX = x;
      lowY = y;
      highX = x;
      highY = y;
    } else if (y < highY) {
      highX = x;
      highY = y;
    } else if (y > lowY) {
      lowX = x;
      lowY = y;
    }
    lastX = x;
    lastY = y;
    inColumn++;
  }

  private void flush() {
    if (inColumn == 0) {
      return;
    }
    put(firstX, firstY);
    if (inColumn > 1) {
      boolean lowFirst = lowX <= highX;
      putInside(lowFirst ? lowX : highX, lowFirst ? lowY : highY);
      putInside(lowFirst ? highX : lowX, lowFirst ? highY : lowY);
      put(lastX, lastY);
    }
    inColumn = 0;
  }

  /** An extreme that is the first or the last point of its column is there already. */
  private void putInside(double x, double y) {
    if (x > firstX && x < lastX) {
      put(x, y);
    }
  }

  private void put(double x, double y) {
    if (count == xs.length) {
      xs = java.util.Arrays.copyOf(xs, count * 2);
      ys = java.util.Arrays.copyOf(ys, count * 2);
    }
    xs[count] = x;
    ys[count] = y;
    count++;
  }

  private void finish(Run run) {
    flush();
    if (count > 0) {
      run.points(xs, ys, count);
      count = 0;
    }
  }
}
