package io.fairlead.ui.function;

import io.fairlead.calls.KeptCall;
import io.fairlead.metrics.FunctionFigures;
import io.fairlead.metrics.FunctionMetrics;
import io.fairlead.model.FunctionStatus;
import io.fairlead.ui.call.CallView;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.control.Figure;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.HealthDot;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.control.TimeSeriesChart;
import io.fairlead.ui.control.chart.Unit;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.logs.LogsView;
import io.fairlead.ui.logs.LogsViewModel;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A function's editor: its head, and overview, call and logs below it. */
public final class FunctionEditorView {

  private final FunctionEditorViewModel model;
  private final CallView call;
  private final LogsView logs;
  private final LogsViewModel logsModel;
  private final Navigator navigator;
  private final Clock clock;
  private final Parent root;
  private final HealthDot dot = new HealthDot(HealthState.UNKNOWN);
  private final Figure replicas = new Figure("function-replicas", Texts.of("function.replicas"));
  private final Figure rate = new Figure("function-rate", Texts.of("function.rate"));
  private final Figure errors = new Figure("function-errors", Texts.of("function.errors"));
  private final Figure p95 = new Figure("function-p95", Texts.of("function.p95"));
  private final Figure age = new Figure("function-age", Texts.of("function.age"));
  private final TimeSeriesChart rateChart = chart("chart-rate", "chart.rate", Unit.PER_SECOND);
  private final TimeSeriesChart latencyChart =
      chart("chart-latency", "chart.latency", Unit.SECONDS);
  private final TimeSeriesChart replicasChart =
      chart("chart-replicas", "chart.replicas", Unit.COUNT);
  private final TimeSeriesChart inFlightChart =
      chart("chart-in-flight", "chart.in-flight", Unit.COUNT);
  private final DataPane pane = new DataPane();
  @FXML private StackPane dotPlace;
  @FXML private Label title;
  @FXML private Label image;
  @FXML private HBox notice;
  @FXML private HBox figures;
  @FXML private TabPane tabs;
  @FXML private Tab overviewTab;
  @FXML private Tab callTab;
  @FXML private Tab logsTab;
  @FXML private StackPane overview;
  @FXML private ComboBox<Duration> range;
  @FXML private Label note;

  /** An editor of that function. */
  public FunctionEditorView(
      FunctionEditorViewModel model,
      CallView call,
      LogsView logs,
      LogsViewModel logsModel,
      Navigator navigator,
      Clock clock) {
    this.model = model;
    this.call = call;
    this.logs = logs;
    this.logsModel = logsModel;
    this.navigator = navigator;
    this.clock = clock;
    this.root = FxmlFile.load(this);
  }

  private static TimeSeriesChart chart(String id, String title, Unit unit) {
    TimeSeriesChart chart = new TimeSeriesChart(ZoneId.systemDefault());
    chart.setId(id);
    chart.setTitle(Texts.of(title));
    chart.setUnit(unit);
    chart.setEmptyText(Texts.of("chart.no-calls"));
    return chart;
  }

  /** What the dock shows. */
  public Parent root() {
    return root;
  }

  /** Brings the call tab to the front with a call that was kept. */
  public void showCall(KeptCall kept) {
    showCall();
    call.show(kept);
  }

  /** Brings the call tab to the front. */
  public void showCall() {
    tabs.getSelectionModel().select(callTab);
    call.focus();
  }

  /** Brings the log tab to the front. */
  public void showLogs() {
    tabs.getSelectionModel().select(logsTab);
  }

  /** Brings the overview to the front. */
  public void showOverview() {
    tabs.getSelectionModel().select(overviewTab);
  }

  @FXML
  private void initialize() {
    dotPlace.getChildren().setAll(dot);
    title.setText(model.function().name());
    figures.getChildren().setAll(replicas, rate, errors, p95, age);
    callTab.setContent(call.root());
    logsTab.setContent(logs.root());
    logsTab.selectedProperty().addListener((o, before, now) -> logsModel.setShown(now));
    range.getItems().setAll(FunctionEditorViewModel.LOOK_BACKS);
    range.setConverter(new LookBackText());
    range.valueProperty().bindBidirectional(model.lookBackProperty());
    overview.getChildren().setAll(pane);
    pane.setContent(chartGrid());
    for (TimeSeriesChart chart : charts()) {
      if (!chart.equals(rateChart)) {
        chart.crosshairProperty().bindBidirectional(rateChart.crosshairProperty());
      }
      chart.setOnZoomTo(zoomed -> model.zoomProperty().set(Optional.of(zoomed)));
      chart.setOnZoomBack(() -> model.zoomProperty().set(Optional.empty()));
      chart.showEmpty(Texts.of("chart.waiting"));
    }
    model.stateProperty().addListener((o, before, now) -> showState(now));
    model.chartsProperty().addListener((o, before, now) -> showCharts(now));
    showState(model.stateProperty().get());
    showCharts(model.chartsProperty().get());
  }

  private List<TimeSeriesChart> charts() {
    return List.of(rateChart, latencyChart, replicasChart, inFlightChart);
  }

  private GridPane chartGrid() {
    return ChartGrid.of(rateChart, latencyChart, replicasChart, inFlightChart);
  }

  private void showState(FunctionEditorViewModel.State state) {
    notice.getChildren().clear();
    state.stale().ifPresent(failure -> notice(Texts.of("stale.notice", failure.explanation())));
    if (state.stale().isEmpty() && state.status().isEmpty()) {
      notice(Texts.of("function.gone"));
    }
    notice.setVisible(!notice.getChildren().isEmpty());
    notice.setManaged(notice.isVisible());
    image.setText(state.status().map(FunctionStatus::image).orElse(""));
    dot.setState(healthOf(state));
    replicas.valueProperty().set(state.status().map(FunctionEditorView::replicas).orElse("–"));
    Optional<FunctionFigures> now = state.figures();
    rate.valueProperty().set(Figures.rate(now.map(FunctionFigures::rate).orElse(Double.NaN)));
    errors
        .valueProperty()
        .set(Figures.ratio(now.map(FunctionFigures::errorRatio).orElse(Double.NaN)));
    p95.valueProperty()
        .set(Figures.seconds(now.map(FunctionFigures::p95Seconds).orElse(Double.NaN)));
    age.valueProperty()
        .set(
            state
                .status()
                .flatMap(FunctionStatus::createdAt)
                .map(at -> Figures.age(at, clock.instant()))
                .orElse("–"));
    charts().forEach(chart -> chart.setStale(state.stale().isPresent()));
  }

  private void notice(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    notice.getChildren().setAll(new FontIcon(Feather.ALERT_TRIANGLE), label);
  }

  private static HealthState healthOf(FunctionEditorViewModel.State state) {
    if (state.stale().isPresent() || state.status().isEmpty()) {
      return HealthState.UNKNOWN;
    }
    return state.status().get().isServing() ? HealthState.UP : HealthState.WAITING;
  }

  private static String replicas(FunctionStatus status) {
    return status.readyReplicas().toOptional().map(String::valueOf).orElse("?")
        + "/"
        + status.replicas();
  }

  private void showCharts(FunctionEditorViewModel.Charts now) {
    if (model.session().metrics().isEmpty()) {
      pane.showEmpty(
          Feather.BAR_CHART_2, Texts.of("chart.no-source"), Texts.of("chart.no-source-hint"), null);
      return;
    }
    now.failure()
        .ifPresent(
            failure ->
                charts().forEach(c -> c.showFailure(failure.explanation(), failure.remedy())));
    if (now.failure().isPresent() || now.metrics().isEmpty()) {
      return;
    }
    FunctionMetrics metrics = now.metrics().get();
    rateChart.setData(metrics.rateByCode(), now.range());
    latencyChart.setData(metrics.latency(), now.range());
    replicasChart.setData(metrics.replicas(), now.range());
    inFlightChart.setData(metrics.inFlight(), now.range());
    note.setText(String.join(". ", metrics.notes()));
    pane.showContent();
  }

  @FXML
  private void deleteFunction() {
    navigator.askDelete(model.function());
  }

  @FXML
  private void callFunction() {
    showCall();
  }

  private static final class LookBackText extends StringConverter<Duration> {
    @Override
    public String toString(Duration lookBack) {
      return lookBack == null ? "" : Texts.of("chart.last-minutes", lookBack.toMinutes());
    }

    @Override
    public Duration fromString(String text) {
      throw new UnsupportedOperationException("the choices are fixed");
    }
  }
}
