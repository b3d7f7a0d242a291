package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeSeries;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws crosshair, read-out and the stretch being selected. FX thread. */
final class CrosshairLayer {

  private static final int MAX_ROWS = 14;
  private static final double PAD = 8;
  private static final double SWATCH = 12;
  private static final double DISTANCE = 12;

  private final ChartPalette palette;
  private final TextWidths widths;

  CrosshairLayer(ChartPalette palette, TextWidths widths) {
    this.palette = palette;
    this.widths = widths;
  }

  void drawSelection(GraphicsContext gc, PlotGeometry plot, double fromX, double toX) {
    double left = Math.clamp(Math.min(fromX, toX), plot.left(), plot.right());
    double right = Math.clamp(Math.max(fromX, toX), plot.left(), plot.right());
    Color colour = palette.of(ChartColour.SELECTION);
    gc.setFill(colour.deriveColor(0, 1, 1, 0.18));
    gc.fillRect(left, plot.top(), right - left, plot.height());
    gc.setFill(colour);
    gc.fillRect(Math.rint(left), plot.top(), 1, plot.height());
    gc.fillRect(Math.rint(right) - 1, plot.top(), 1, plot.height());
  }

  /** Draws the line, a dot on each series and the box; gives back where the box lies. */
  Rectangle2D draw(
      GraphicsContext gc,
      PlotGeometry plot,
      long time,
      Readout readout,
      double width,
      double height) {
    double x = Math.rint(plot.xOf(time));
    gc.setFill(palette.of(ChartColour.CROSSHAIR));
    gc.fillRect(Math.min(x, plot.right() - 1), plot.top(), 1, plot.height());
    for (Readout.Row row : readout.rows()) {
      drawDot(gc, plot, row);
    }
    gc.setFont(widths.font());
    return drawBox(gc, plot, x, readout, width, height);
  }

  private void drawDot(GraphicsContext gc, PlotGeometry plot, Readout.Row row) {
    if (row.point() < 0) {
      return;
    }
    TimeSeries series = row.line().series();
    double x = plot.xOf(series.timeAt(row.point()));
    if (x < plot.left() || x > plot.right()) {
      return;
    }
    double y = plot.yOf(series.valueAt(row.point()));
    gc.setFill(palette.of(ChartColour.BACKGROUND));
    gc.fillOval(x - 4.5, y - 4.5, 9, 9);
    gc.setFill(palette.of(row.line().look()));
    gc.fillOval(x - 3, y - 3, 6, 6);
  }

  private Rectangle2D drawBox(
      GraphicsContext gc,
      PlotGeometry plot,
      double x,
      Readout readout,
      double width,
      double height) {
    double line = widths.lineHeight() + 2;
    List<Readout.Row> all = readout.rows();
    int fitting = (int) Math.max(1, (height - 2 * PAD - line - 4) / line);
    int most = Math.min(MAX_ROWS, fitting);
    int shown = all.size() <= most ? all.size() : Math.max(1, most - 1);
    double valueWidth = 0;
    double nameWidth = 0;
    for (Readout.Row row : all.subList(0, shown)) {
      valueWidth = Math.max(valueWidth, widths.of(row.value()));
      nameWidth = Math.max(nameWidth, widths.of(row.line().series().name()));
    }
    double fixed = 2 * PAD + SWATCH + 6 + 16 + valueWidth;
    nameWidth = Math.clamp(width * 0.6 - fixed, 24, Math.max(24, nameWidth));
    double boxWidth = Math.ceil(Math.max(fixed + nameWidth, widths.of(readout.time()) + 2 * PAD));
    int lines = 1 + shown + (shown < all.size() ? 1 : 0);
    double boxHeight = Math.ceil(lines * line + 2 * PAD);
    double left = x + DISTANCE + boxWidth <= width ? x + DISTANCE : x - DISTANCE - boxWidth;
    left = Math.clamp(left, 0, Math.max(0, width - boxWidth));
    double top = Math.clamp(plot.top() + 4, 0, Math.max(0, height - boxHeight));
    drawFrame(gc, left, top, boxWidth, boxHeight);
    drawRows(gc, readout, shown, left, top, boxWidth, nameWidth);
    return new Rectangle2D(left, top, boxWidth, boxHeight);
  }

  private void drawRows(
      GraphicsContext gc,
      Readout readout,
      int shown,
      double left,
      double top,
      double boxWidth,
      double nameWidth) {
    double line = widths.lineHeight() + 2;
    List<Readout.Row> all = readout.rows();
    double y = top + PAD + line / 2;
    gc.setTextBaseline(VPos.CENTER);
    text(gc, readout.time(), left + PAD, y, TextAlignment.LEFT, ChartColour.READOUT_MUTED);
    for (Readout.Row row : all.subList(0, shown)) {
      y += line;
      drawRow(gc, row, left, y, boxWidth, nameWidth);
    }
    if (shown < all.size()) {
      text(
          gc,
          Texts.of("chart.more", all.size() - shown),
          left + PAD + SWATCH + 6,
          y + line,
          TextAlignment.LEFT,
          ChartColour.READOUT_MUTED);
    }
  }

  private void drawRow(
      GraphicsContext gc,
      Readout.Row row,
      double left,
      double y,
      double boxWidth,
      double nameWidth) {
    gc.setStroke(palette.of(row.line().look()));
    gc.setLineWidth(2.5);
    gc.strokeLine(left + PAD, y, left + PAD + SWATCH, y);
    String name = widths.fitted(row.line().series().name(), nameWidth);
    text(gc, name, left + PAD + SWATCH + 6, y, TextAlignment.LEFT, ChartColour.READOUT_TEXT);
    text(gc, row.value(), left + boxWidth - PAD, y, TextAlignment.RIGHT, ChartColour.READOUT_TEXT);
  }

  private void drawFrame(GraphicsContext gc, double left, double top, double width, double height) {
    gc.setFill(Color.color(0, 0, 0, 0.10));
    gc.fillRoundRect(left + 1, top + 2, width, height, 8, 8);
    gc.setFill(palette.of(ChartColour.READOUT_BORDER));
    gc.fillRoundRect(left, top, width, height, 8, 8);
    gc.setFill(palette.of(ChartColour.READOUT));
    gc.fillRoundRect(left + 1, top + 1, width - 2, height - 2, 7, 7);
  }

  private void text(
      GraphicsContext gc,
      String text,
      double x,
      double y,
      TextAlignment align,
      ChartColour colour) {
    gc.setTextAlign(align);
    gc.setFill(palette.of(colour));
    gc.fillText(text, x, y);
  }
}
