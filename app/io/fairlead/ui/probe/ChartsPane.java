package io.fairlead.ui.probe;

import io.fairlead.ui.control.TimeSeriesChart;
import io.fairlead.ui.control.chart.Unit;
import io.fairlead.ui.fx.Texts;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The charts of a probe below each other on one time axis. */
final class ChartsPane {

  private final TimeSeriesChart rate =
      chart("probe-chart-rate", Texts.of("probe.chart-rate"), Unit.PER_SECOND);
  private final TimeSeriesChart latency =
      chart("probe-chart-latency", Texts.of("probe.chart-latency"), Unit.SECONDS);
  private final TimeSeriesChart replicas =
      chart("probe-chart-replicas", Texts.of("chart.replicas"), Unit.COUNT);
  private final TimeSeriesChart inFlight =
      chart("probe-chart-in-flight", Texts.of("chart.in-flight"), Unit.COUNT);
  private final Label note = new Label();
  private final VBox box = new VBox();

  ChartsPane() {
    note.setId("probe-chart-note");
    note.getStyleClass().add("caption");
    note.setWrapText(true);
    note.setMinHeight(Label.USE_PREF_SIZE);
    box.getStyleClass().add("probe-charts");
    box.getChildren().setAll(row(rate, latency), row(replicas, inFlight), note);
    for (TimeSeriesChart chart : List.of(latency, replicas, inFlight)) {
      chart.crosshairProperty().bindBidirectional(rate.crosshairProperty());
    }
  }

  private static HBox row(TimeSeriesChart... charts) {
    HBox row = new HBox(12, charts);
    for (TimeSeriesChart chart : charts) {
      HBox.setHgrow(chart, Priority.ALWAYS);
      chart.setPrefWidth(100);
      chart.setMaxWidth(Double.MAX_VALUE);
      chart.setPrefHeight(100);
    }
    VBox.setVgrow(row, Priority.ALWAYS);
    return row;
  }

  private static TimeSeriesChart chart(String id, String title, Unit unit) {
    TimeSeriesChart chart = new TimeSeriesChart(ZoneId.systemDefault());
    chart.setId(id);
    chart.setTitle(title);
    chart.setUnit(unit);
    chart.setEmptyText(Texts.of("probe.chart-none"));
    chart.showEmpty(Texts.of("probe.chart-none"));
    return chart;
  }

  VBox node() {
    return box;
  }

  void show(ProbeCharts.Drawing now) {
    rate.setData(now.rate(), now.range());
    latency.setData(now.latency(), now.range());
    if (!now.hasSource()) {
      replicas.showEmpty(Texts.of("chart.no-source"));
      inFlight.showEmpty(Texts.of("chart.no-source"));
    } else if (now.failure().isPresent()) {
      String what = now.failure().get().explanation();
      replicas.showFailure(what, now.failure().get().remedy());
      inFlight.showFailure(what, now.failure().get().remedy());
    } else {
      replicas.setData(now.replicas(), now.range());
      inFlight.setData(now.inFlight(), now.range());
    }
    note.setText(now.hasSource() ? now.note() : Texts.of("probe.no-source"));
  }
}
