package io.fairlead.ui.control.chart;

import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * The plot of a chart: one canvas for the lines and one above it for the crosshair, each drawn at
 * most once a pulse and only when its content or the size changed.
 *
 * <p>It is unmanaged, so that asking for a drawing lays out nothing else in the window. FX thread.
 */
public final class PlotPane extends Region {

  private final Canvas base = new Canvas();
  private final Canvas overlay = new Canvas();
  private final TextWidths widths = new TextWidths();
  private final PlotLayer plotLayer;
  private final CrosshairLayer crosshairLayer;
  private @Nullable PlotContent content;
  private @Nullable PlotGeometry geometry;
  private @Nullable Long crosshair;
  private double selectionFrom = Double.NaN;
  private double selectionTo = Double.NaN;
  private Rectangle2D readoutBox = Rectangle2D.EMPTY;
  private boolean baseDirty;
  private boolean overlayDirty;
  private long drawings;

  /** An empty plot that takes its colours from there. */
  public PlotPane(ChartPalette palette) {
    getStyleClass().add("chart-plot");
    setManaged(false);
    setFocusTraversable(false);
    this.plotLayer = new PlotLayer(palette, widths);
    this.crosshairLayer = new CrosshairLayer(palette, widths);
    base.setManaged(false);
    overlay.setManaged(false);
    overlay.setMouseTransparent(true);
    getChildren().addAll(base, overlay);
  }

  /** Shows this from the next pulse on. */
  public void show(PlotContent changed) {
    content = changed;
    redraw();
  }

  /** What is shown. */
  public @Nullable PlotContent content() {
    return content;
  }

  /** Draws everything anew at the next pulse: colours or font changed. */
  public void redraw() {
    baseDirty = true;
    overlayDirty = true;
    requestLayout();
  }

  /** The font of axes and read-out. */
  public void setFont(Font font) {
    if (!font.equals(widths.font())) {
      widths.setFont(font);
      redraw();
    }
  }

  /** Puts the crosshair on a time, or takes it away. */
  public void setCrosshair(@Nullable Long time) {
    crosshair = time;
    redrawOverlay();
  }

  /** Shows a stretch being selected, in columns; {@code NaN} for none. */
  public void setSelection(double fromX, double toX) {
    selectionFrom = fromX;
    selectionTo = toX;
    redrawOverlay();
  }

  private void redrawOverlay() {
    overlayDirty = true;
    requestLayout();
  }

  /** Dims what is drawn; the read-out stays clear. */
  public void setDimmed(boolean dimmed) {
    base.setOpacity(dimmed ? 0.4 : 1);
  }

  /** Where things lie since the last drawing; null before the first. */
  public @Nullable PlotGeometry geometry() {
    return geometry;
  }

  /** What the crosshair reads; null when it is away or outside the range. */
  public @Nullable Readout readout() {
    PlotContent shown = content;
    Long time = crosshair;
    if (shown == null || time == null || !shown.range().contains(time)) {
      return null;
    }
    return Readout.of(shown.lines(), time, shown.maxGap() / 2, shown.unit(), shown.zone());
  }

  /** Where the read-out was drawn, in pixels of the plot. */
  public Rectangle2D readoutBox() {
    return readoutBox;
  }

  /** How often the lines were drawn. */
  public long drawings() {
    return drawings;
  }

  @Override
  protected void layoutChildren() {
    double width = snapSizeX(getWidth());
    double height = snapSizeY(getHeight());
    if (width != base.getWidth() || height != base.getHeight()) {
      for (Canvas canvas : List.of(base, overlay)) {
        canvas.setWidth(width);
        canvas.setHeight(height);
      }
      baseDirty = true;
      overlayDirty = true;
    }
    PlotContent shown = content;
    if (shown == null || width < 1 || height < 1) {
      return;
    }
    PlotGeometry plot = geometry;
    if (baseDirty || plot == null) {
      baseDirty = false;
      drawings++;
      plot = plotLayer.draw(base.getGraphicsContext2D(), shown, width, height);
      geometry = plot;
    }
    if (overlayDirty) {
      overlayDirty = false;
      drawOverlay(plot, width, height);
    }
  }

  private void drawOverlay(PlotGeometry plot, double width, double height) {
    GraphicsContext gc = overlay.getGraphicsContext2D();
    gc.clearRect(0, 0, width, height);
    readoutBox = Rectangle2D.EMPTY;
    if (!Double.isNaN(selectionFrom)) {
      crosshairLayer.drawSelection(gc, plot, selectionFrom, selectionTo);
      return;
    }
    Long time = crosshair;
    Readout readout = readout();
    if (time != null && readout != null) {
      readoutBox = crosshairLayer.draw(gc, plot, time, readout, width, height);
    }
  }
}
