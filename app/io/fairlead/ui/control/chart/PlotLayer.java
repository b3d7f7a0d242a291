package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import java.time.ZoneId;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

/** Draws grid, axes and lines. FX thread. */
final class PlotLayer {

  /** More areas than this hide each other. */
  private static final int FILLED_AREAS = 3;

  private static final double MARGIN = 8;
  private static final double TICK_ROOM = 36;

  private final ChartPalette palette;
  private final TextWidths widths;
  private final Decimation decimation = new Decimation();
  private double[] polygonX = new double[1024];
  private double[] polygonY = new double[1024];

  PlotLayer(ChartPalette palette, TextWidths widths) {
    this.palette = palette;
    this.widths = widths;
  }

  /** Draws everything anew; gives back where it lies. */
  PlotGeometry draw(GraphicsContext gc, PlotContent content, double width, double height) {
    gc.clearRect(0, 0, width, height);
    double line = widths.lineHeight();
    double top = Math.ceil(line / 2);
    double plotHeight = Math.max(1, height - top - line - 6);
    ValueTicks values = valueTicks(content, plotHeight, line);
    double left = 0;
    for (ValueTicks.Tick tick : values.ticks()) {
      left = Math.max(left, widths.of(tick.label()));
    }
    left = Math.ceil(left) + MARGIN;
    double plotWidth = Math.max(1, Math.floor(width - left - MARGIN));
    TimeRange range = content.range();
    PlotGeometry plot =
        new PlotGeometry(
            left,
            top,
            plotWidth,
            plotHeight,
            range.from().toEpochMilli(),
            range.to().toEpochMilli(),
            values.low(),
            values.high());
    gc.setFont(widths.font());
    drawTimeAxis(gc, plot, content.zone(), width);
    drawValueAxis(gc, plot, values);
    drawLines(gc, plot, content);
    return plot;
  }

  private static ValueTicks valueTicks(PlotContent content, double plotHeight, double line) {
    double min = Double.NaN;
    double max = Double.NaN;
    long from = content.range().from().toEpochMilli();
    long to = content.range().to().toEpochMilli();
    for (PlottedLine plotted : content.lines()) {
      if (!plotted.shown()) {
        continue;
      }
      TimeSeries series = plotted.series();
      int end = Math.min(series.size(), series.firstAtOrAfter(to + 1) + 1);
      for (int i = Math.max(0, series.firstAtOrAfter(from) - 1); i < end; i++) {
        double value = series.valueAt(i);
        if (Double.isFinite(value)) {
          min = value < min || Double.isNaN(min) ? value : min;
          max = value > max || Double.isNaN(max) ? value : max;
        }
      }
    }
    double room = Math.max(TICK_ROOM, line * 2);
    int most = (int) Math.clamp(plotHeight / room, 1, 8);
    return ValueTicks.of(min, max, most, content.unit());
  }

  private void drawValueAxis(GraphicsContext gc, PlotGeometry plot, ValueTicks values) {
    gc.setTextAlign(TextAlignment.RIGHT);
    gc.setTextBaseline(VPos.CENTER);
    Color grid = palette.of(ChartColour.GRID);
    Color text = palette.of(ChartColour.AXIS_TEXT);
    for (ValueTicks.Tick tick : values.ticks()) {
      double y = Math.rint(plot.yOf(tick.value()));
      gc.setFill(tick.value() == 0 ? grid.interpolate(text, 0.35) : grid);
      gc.fillRect(plot.left(), y, plot.width(), 1);
      gc.setFill(text);
      gc.fillText(tick.label(), plot.left() - MARGIN + 2, y);
    }
  }

  private void drawTimeAxis(GraphicsContext gc, PlotGeometry plot, ZoneId zone, double width) {
    gc.setTextAlign(TextAlignment.CENTER);
    gc.setTextBaseline(VPos.TOP);
    int most = (int) Math.max(1, plot.width() / (widths.of("00:00:00") + 24));
    double free = 0;
    Color grid = palette.of(ChartColour.GRID).deriveColor(0, 1, 1, 0.6);
    for (TimeTicks.Tick tick : TimeTicks.of(plot.from(), plot.to(), most, zone)) {
      double x = Math.rint(plot.xOf(tick.time()));
      gc.setFill(grid);
      gc.fillRect(Math.min(x, plot.right() - 1), plot.top(), 1, plot.height());
      double half = widths.of(tick.label()) / 2;
      if (x - half < free || x + half > width) {
        continue;
      }
      free = x + half + MARGIN;
      gc.setFill(palette.of(tick.newDay() ? ChartColour.DAY_TEXT : ChartColour.AXIS_TEXT));
      gc.fillText(tick.label(), x, plot.bottom() + 5);
    }
  }

  private void drawLines(GraphicsContext gc, PlotGeometry plot, PlotContent content) {
    long shown = content.lines().stream().filter(PlottedLine::shown).count();
    gc.setLineJoin(StrokeLineJoin.ROUND);
    gc.setLineCap(StrokeLineCap.BUTT);
    double lineWidth = shown > 8 ? 1.2 : 1.6;
    double zero = plot.yOf(0);
    List<PlottedLine> lines = content.lines();
    for (PlottedLine line : lines) {
      if (!line.shown()) {
        continue;
      }
      Color colour = palette.of(line.look());
      boolean filled = shown <= FILLED_AREAS;
      Color area = colour.deriveColor(0, 1, 1, 0.09);
      gc.setStroke(colour);
      gc.setLineWidth(lineWidth);
      gc.setLineDashes(line.look().dashes());
      decimation.run(
          line.series(),
          plot,
          content.maxGap(),
          (xs, ys, count) -> {
            if (count == 1) {
              gc.setFill(colour);
              gc.fillOval(xs[0] - 2.5, ys[0] - 2.5, 5, 5);
              return;
            }
            if (filled) {
              gc.setFill(area);
              fillArea(gc, xs, ys, count, zero);
            }
            gc.strokePolyline(xs, ys, count);
          });
    }
    gc.setLineDashes();
  }

  private void fillArea(GraphicsContext gc, double[] xs, double[] ys, int count, double zero) {
    if (polygonX.length < count + 2) {
      polygonX = new double[count * 2];
      polygonY = new double[count * 2];
    }
    System.arraycopy(xs, 0, polygonX, 0, count);
    System.arraycopy(ys, 0, polygonY, 0, count);
    polygonX[count] = xs[count - 1];
    polygonY[count] = zero;
    polygonX[count + 1] = xs[0];
    polygonY[count + 1] = zero;
    gc.fillPolygon(polygonX, polygonY, count + 2);
  }
}
