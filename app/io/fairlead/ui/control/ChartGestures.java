package io.fairlead.ui.control;

import io.fairlead.model.TimeRange;
import io.fairlead.ui.control.chart.Crosshair;
import io.fairlead.ui.control.chart.PlotContent;
import io.fairlead.ui.control.chart.PlotGeometry;
import io.fairlead.ui.control.chart.PlotPane;
import java.util.OptionalLong;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** What mouse and keys do to a chart: move its crosshair, select a stretch, zoom. FX thread. */
final class ChartGestures {

  /** A shorter drag is a click with a shaky hand. */
  private static final double SHORTEST_DRAG = 5;

  private final TimeSeriesChart chart;
  private final PlotPane plot;
  private double pressedAt = Double.NaN;
  private boolean dragging;
  private boolean byKeys;

  ChartGestures(TimeSeriesChart chart, PlotPane plot) {
    this.chart = chart;
    this.plot = plot;
  }

  void install() {
    plot.setPickOnBounds(true);
    plot.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    plot.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> leave());
    plot.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    plot.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    plot.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    plot.addEventHandler(MouseEvent.MOUSE_CLICKED, this::click);
    chart.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private void hover(MouseEvent event) {
    PlotGeometry geometry = plot.geometry();
    if (geometry == null || !chart.hasData()) {
      return;
    }
    byKeys = false;
    if (geometry.contains(event.getX(), event.getY())) {
      moveTo(points().nearest(geometry.timeOf(event.getX())));
    } else {
      chart.crosshairProperty().set(null);
    }
  }

  private void leave() {
    if (!dragging && !byKeys) {
      chart.crosshairProperty().set(null);
    }
  }

  private void press(MouseEvent event) {
    chart.requestFocus();
    PlotGeometry geometry = plot.geometry();
    boolean inside = geometry != null && geometry.contains(event.getX(), event.getY());
    boolean begins = event.getButton() == MouseButton.PRIMARY && inside && chart.canZoom();
    pressedAt = begins ? event.getX() : Double.NaN;
  }

  private void drag(MouseEvent event) {
    if (Double.isNaN(pressedAt)) {
      return;
    }
    dragging |= Math.abs(event.getX() - pressedAt) >= SHORTEST_DRAG;
    if (dragging) {
      plot.setSelection(pressedAt, event.getX());
    }
  }

  private void release(MouseEvent event) {
    PlotGeometry geometry = plot.geometry();
    double from = pressedAt;
    boolean selected = dragging && Math.abs(event.getX() - from) >= SHORTEST_DRAG;
    cancelDrag();
    if (!selected || geometry == null) {
      return;
    }
    long first = geometry.timeOf(Math.min(from, event.getX()));
    long last = geometry.timeOf(Math.max(from, event.getX()));
    if (first < last) {
      chart.zoom(TimeRange.ofMillis(first, last));
    }
  }

  private void cancelDrag() {
    pressedAt = Double.NaN;
    dragging = false;
    plot.setSelection(Double.NaN, Double.NaN);
  }

  private void click(MouseEvent event) {
    boolean twice = event.getClickCount() == 2 && event.isStillSincePress();
    if (twice && event.getButton() == MouseButton.PRIMARY) {
      chart.zoomBack();
    }
  }

  private void key(KeyEvent event) {
    if (event.getTarget() != chart) {
      return;
    }
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case LEFT -> step(event, false);
      case RIGHT -> step(event, true);
      case HOME -> stand(event, points().first());
      case END -> stand(event, points().last());
      case PLUS, ADD, EQUALS -> zoomIn(event);
      case ESCAPE -> escape(event);
      default -> {}
    }
  }

  private void step(KeyEvent event, boolean forward) {
    Long at = chart.crosshairProperty().get();
    Crosshair points = points();
    if (at == null) {
      stand(event, points.last());
    } else {
      stand(event, forward ? points.after(at) : points.before(at));
    }
  }

  private void stand(KeyEvent event, OptionalLong time) {
    if (chart.hasData()) {
      byKeys = true;
      moveTo(time);
      event.consume();
    }
  }

  private void moveTo(OptionalLong time) {
    time.ifPresent(at -> chart.crosshairProperty().set(at));
    chart.notifyAccessibleAttributeChanged(javafx.scene.AccessibleAttribute.TEXT);
  }

  private void zoomIn(KeyEvent event) {
    PlotContent content = plot.content();
    Long at = chart.crosshairProperty().get();
    if (content == null || at == null || !chart.canZoom()) {
      return;
    }
    long from = content.range().from().toEpochMilli();
    long to = content.range().to().toEpochMilli();
    long quarter = (to - from) / 4;
    long middle = Math.clamp(at, from + quarter, to - quarter);
    if (quarter > 0) {
      chart.zoom(TimeRange.ofMillis(middle - quarter, middle + quarter));
    }
    event.consume();
  }

  private void escape(KeyEvent event) {
    if (dragging) {
      cancelDrag();
    } else if (byKeys && chart.crosshairProperty().get() != null) {
      byKeys = false;
      chart.crosshairProperty().set(null);
    } else {
      chart.zoomBack();
    }
    event.consume();
  }

  private Crosshair points() {
    PlotContent content = plot.content();
    return content == null
        ? new Crosshair(java.util.List.of(), TimeRange.ofMillis(0, 1))
        : new Crosshair(content.lines(), content.range());
  }
}
