package io.fairlead.ui.control.chart;

/**
 * Where times and values lie in the plot, in pixels of its canvas.
 *
 * @param left the first column of the plot
 * @param top its upper edge, where {@code high} lies
 * @param width in pixels, positive
 * @param height in pixels, positive
 * @param from the time at the left edge, milliseconds since 1970
 * @param to the time at the right edge, after {@code from}
 * @param low the value at the lower edge
 * @param high the value at the upper edge, above {@code low}
 */
public record PlotGeometry(
    double left,
    double top,
    double width,
    double height,
    long from,
    long to,
    double low,
    double high) {

  /** The right edge. */
  public double right() {
    return left + width;
  }

  /** The lower edge. */
  public double bottom() {
    return top + height;
  }

  /** The column of a time; outside the plot for one outside the range. */
  public double xOf(long time) {
    return left + (double) (time - from) / (to - from) * width;
  }

  /** The time of a column, held within the range. */
  public long timeOf(double x) {
    double share = Math.clamp((x - left) / width, 0, 1);
    return from + Math.round(share * (to - from));
  }

  /** The row of a value, held within the plot. */
  public double yOf(double value) {
    return Math.clamp(bottom() - (value - low) / (high - low) * height, top, bottom());
  }

  /** Whether a point lies in the plot. */
  public boolean contains(double x, double y) {
    return x >= left && x <= right() && y >= top && y <= bottom();
  }
}
