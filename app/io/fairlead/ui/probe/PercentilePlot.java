package io.fairlead.ui.probe;

import io.fairlead.calls.probe.Quantiles;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.text.Text;

/**
 * Latency by quantile, a line a probe; the axis gives each further nine as much room as the last,
 * so that the tail can be read.
 */
final class PercentilePlot extends Region {

  private static final String[] NAMES = {"p50", "p90", "p99", "p99.9"};
  private static final double LEFT = 62;
  private static final double RIGHT = 24;
  private static final double TOP = 12;
  private static final double BOTTOM = 24;
  private static final int GRID = 4;

  private List<Quantiles> shown = List.of();

  PercentilePlot() {
    setId("probe-percentiles");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(Texts.of("probe.percentiles"));
    setMinSize(200, 120);
  }

  void show(List<Quantiles> probes) {
    shown = List.copyOf(probes);
    requestLayout();
  }

  @Override
  protected double computePrefHeight(double width) {
    return 200;
  }

  @Override
  protected void layoutChildren() {
    List<Node> nodes = new ArrayList<>();
    double width = getWidth() - LEFT - RIGHT;
    double height = getHeight() - TOP - BOTTOM;
    double most = shown.stream().mapToDouble(Quantiles::max).max().orElse(0);
    if (width > 0 && height > 0 && most > 0) {
      double top = niceAbove(most);
      axes(nodes, width, height, top);
      for (int i = 0; i < shown.size(); i++) {
        nodes.add(line(shown.get(i), i, width, height, top));
      }
    }
    getChildren().setAll(nodes);
  }

  private static void axes(List<Node> nodes, double width, double height, double top) {
    for (int i = 0; i <= GRID; i++) {
      double y = Math.round(TOP + height * (1 - (double) i / GRID)) + 0.5;
      Line grid = new Line(LEFT, y, LEFT + width, y);
      grid.getStyleClass().add(i == 0 ? "percentile-axis" : "percentile-grid");
      nodes.add(grid);
      Text label = label(ProbeWords.millis(top * i / GRID));
      label.setX(LEFT - 8 - label.getLayoutBounds().getWidth());
      label.setY(y);
      nodes.add(label);
    }
    for (int i = 0; i <= NAMES.length; i++) {
      double x = x(i, width);
      Line grid = new Line(x, TOP, x, TOP + height);
      grid.getStyleClass().add("percentile-grid");
      nodes.add(grid);
      Text label = label(i < NAMES.length ? NAMES[i] : Texts.of("probe.max"));
      label.setX(x - label.getLayoutBounds().getWidth() / 2);
      label.setY(TOP + height + 13);
      nodes.add(label);
    }
  }

  private static Text label(String text) {
    Text label = new Text(text);
    label.getStyleClass().add("percentile-label");
    label.setTextOrigin(VPos.CENTER);
    return label;
  }

  private static Polyline line(Quantiles of, int index, double width, double height, double top) {
    double[] values = {of.p50(), of.p90(), of.p99(), of.p999(), of.max()};
    Polyline line = new Polyline();
    for (int i = 0; i < values.length; i++) {
      line.getPoints().addAll(x(i, width), TOP + height * (1 - values[i] / top));
    }
    line.getStyleClass().addAll("percentile-line", "nth-" + index);
    return line;
  }

  private static double x(int index, double width) {
    return Math.round(LEFT + width * index / NAMES.length) + 0.5;
  }

  private static double niceAbove(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 4, 8, 10}) {
      if (step * power >= value) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
