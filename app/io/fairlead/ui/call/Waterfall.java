package io.fairlead.ui.call;

import io.fairlead.net.ExchangeProgress.Stage;
import io.fairlead.net.Span;
import io.fairlead.openfaas.Timing;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/**
 * The stages of a call, one bar below the other over one axis of time. A stage that was not entered
 * has no row; what the function itself reports is drawn into the wait that it is a part of.
 */
final class Waterfall extends Region {

  private static final double ROW = 22;
  private static final double NAME = 96;
  private static final double FIGURE = 78;
  private static final double GAP = 8;
  private static final double BAR = 12;
  private static final double THINNEST = 2;

  /** One row: what, from when to when in shares of the whole, how long. */
  private record Row(Label name, Region bar, Label figure, double from, double to) {}

  private final List<Row> rows = new ArrayList<>();

  Waterfall(String prefix) {
    setId(prefix + "-waterfall");
    getStyleClass().add("waterfall");
  }

  /** Shows the stages of a call. */
  void show(Timing timing, OptionalDouble functionSeconds) {
    rows.clear();
    getChildren().clear();
    double whole = Math.max(1, timing.total().toNanos());
    for (Span span : timing.spans()) {
      add(text(span.stage()), style(span.stage()), span.from(), span.to(), whole);
      if (span.stage() == Stage.WAIT) {
        functionSeconds.ifPresent(seconds -> addFunction(span, seconds, whole));
      }
    }
    add(Texts.of("timing.total"), "total", Duration.ZERO, timing.total(), whole);
    setAccessibleText(spoken());
    requestLayout();
  }

  /** It ends with the wait at the latest; when it began is not known. */
  private void addFunction(Span wait, double seconds, double whole) {
    Duration reported = Duration.ofNanos((long) (seconds * 1e9));
    Duration from = wait.to().minus(reported);
    Duration shown = from.isNegative() ? Duration.ZERO : from;
    Row row = add(Texts.of("timing.function"), "function", shown, wait.to(), whole);
    row.figure().setText(Figures.duration(reported));
  }

  private Row add(String name, String style, Duration from, Duration to, double whole) {
    Label label = new Label(name);
    label.getStyleClass().add("caption");
    Region bar = new Region();
    bar.getStyleClass().addAll("bar", style);
    Label figure = new Label(Figures.duration(to.minus(from)));
    Row row = new Row(label, bar, figure, from.toNanos() / whole, to.toNanos() / whole);
    rows.add(row);
    getChildren().addAll(label, bar, figure);
    return row;
  }

  private String spoken() {
    StringBuilder text = new StringBuilder(Texts.of("timing.title"));
    rows.forEach(
        row ->
            text.append(", ").append(row.name.getText()).append(' ').append(row.figure.getText()));
    return text.toString();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.max(0, snapSizeX(getWidth() - NAME - FIGURE - 2 * GAP));
    double y = 0;
    for (Row row : rows) {
      layoutInArea(row.name, 0, y, NAME, ROW, 0, HPos.LEFT, VPos.CENTER);
      double from = snapPositionX(NAME + GAP + width * Math.min(1, row.from));
      double length = Math.max(THINNEST, snapSizeX(width * (Math.min(1, row.to) - row.from)));
      double fitting = Math.min(from, NAME + GAP + width - length);
      row.bar.resizeRelocate(fitting, snapPositionY(y + (ROW - BAR) / 2), length, BAR);
      layoutInArea(row.figure, NAME + 2 * GAP + width, y, FIGURE, ROW, 0, HPos.RIGHT, VPos.CENTER);
      y += ROW;
    }
  }

  @Override
  protected double computePrefHeight(double width) {
    return rows.size() * ROW;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefWidth(double height) {
    return 560;
  }

  private static String style(Stage stage) {
    return switch (stage) {
      case RESOLVE -> "resolve";
      case CONNECT -> "connect";
      case SECURE -> "secure";
      case SEND -> "send";
      case WAIT -> "wait";
      case RECEIVE -> "receive";
    };
  }

  static String text(Stage stage) {
    return switch (stage) {
      case RESOLVE -> Texts.of("timing.resolve");
      case CONNECT -> Texts.of("timing.connect");
      case SECURE -> Texts.of("timing.secure");
      case SEND -> Texts.of("timing.send");
      case WAIT -> Texts.of("timing.wait");
      case RECEIVE -> Texts.of("timing.receive");
    };
  }
}
