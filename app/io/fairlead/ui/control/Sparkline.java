package io.fairlead.ui.control;

import java.util.Arrays;
import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.Insets;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;

/**
 * A line the size of a word for a table cell: values at equal distances from zero to their largest,
 * the newest at the right; {@code NaN} is a gap.
 *
 * <p>Drawn at most once a pulse, and only when values, size or colour changed. FX thread only.
 */
public final class Sparkline extends Region {

  private static final StyleablePropertyFactory<Sparkline> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final CssMetaData<Sparkline, Color> LINE =
      FACTORY.createColorCssMetaData(
          "-fl-sparkline-line", sparkline -> sparkline.line, Color.web("#0969da"));

  private final StyleableObjectProperty<Color> line =
      new SimpleStyleableObjectProperty<>(LINE, this, "line", Color.web("#0969da"));
  private final Canvas canvas = new Canvas();
  private double[] values = {};
  private double[] xs = {};
  private double[] ys = {};
  private boolean dirty = true;

  /** An empty one. */
  public Sparkline() {
    getStyleClass().add("sparkline");
    setMouseTransparent(true);
    canvas.setManaged(false);
    getChildren().add(canvas);
    line.addListener((_, _, _) -> redraw());
  }

  /** Shows these, oldest first; the array is not written to afterwards. */
  public void setValues(double[] changed) {
    if (!Arrays.equals(changed, values)) {
      values = changed;
      redraw();
    }
  }

  private void redraw() {
    dirty = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    Insets insets = getInsets();
    double width = snapSizeX(getWidth() - insets.getLeft() - insets.getRight());
    double height = snapSizeY(getHeight() - insets.getTop() - insets.getBottom());
    if (width < 1 || height < 1) {
      return;
    }
    canvas.relocate(insets.getLeft(), insets.getTop());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      dirty = true;
    }
    if (dirty) {
      dirty = false;
      draw(canvas.getGraphicsContext2D(), width, height);
    }
  }

  private void draw(GraphicsContext gc, double width, double height) {
    gc.clearRect(0, 0, width, height);
    double high = 0;
    double low = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        high = Math.max(high, value);
        low = Math.min(low, value);
      }
    }
    double span = high - low > 0 ? high - low : 1;
    double step = values.length > 1 ? (width - 4) / (values.length - 1) : 0;
    Color colour = line.get();
    // Nothing but zeros is calm: it must not look like a value.
    gc.setStroke(high == low ? colour.deriveColor(0, 0.2, 1, 0.5) : colour);
    gc.setFill(gc.getStroke());
    gc.setLineWidth(1.2);
    gc.setLineJoin(StrokeLineJoin.ROUND);
    if (xs.length < values.length) {
      xs = new double[values.length];
      ys = new double[values.length];
    }
    int count = 0;
    for (int i = 0; i <= values.length; i++) {
      if (i < values.length && Double.isFinite(values[i])) {
        xs[count] = values.length == 1 ? width - 2 : 2 + i * step;
        ys[count++] = height - 2 - (values[i] - low) / span * (height - 4);
      } else {
        run(gc, count);
        count = 0;
      }
    }
    drawNewest(gc, width, height, low, span);
  }

  private void run(GraphicsContext gc, int count) {
    if (count == 1) {
      gc.fillOval(xs[0] - 1, ys[0] - 1, 2, 2);
    } else if (count > 1) {
      gc.strokePolyline(xs, ys, count);
    }
  }

  private void drawNewest(
      GraphicsContext gc, double width, double height, double low, double span) {
    if (values.length > 0 && Double.isFinite(values[values.length - 1])) {
      double y = height - 2 - (values[values.length - 1] - low) / span * (height - 4);
      gc.fillOval(width - 2 - 1.6, y - 1.6, 3.2, 3.2);
    }
  }

  @Override
  protected double computePrefWidth(double height) {
    return 96;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 18;
  }

  @Override
  public String getUserAgentStylesheet() {
    return ChartColours.stylesheet();
  }

  /** The styleable properties of this class. */
  public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
    return FACTORY.getCssMetaData();
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return getClassCssMetaData();
  }
}
