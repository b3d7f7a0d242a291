package io.fairlead.ui.gateway;

import io.fairlead.metrics.GatewayMetrics;
import io.fairlead.model.Failure;
import io.fairlead.session.Health;
import io.fairlead.session.Snapshot;
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
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A gateway's editor. */
public final class GatewayEditorView {

  private final GatewayEditorViewModel model;
  private final FunctionTable table;
  private final Navigator navigator;
  private final Parent root;
  private final HealthDot dot = new HealthDot(HealthState.UNKNOWN);
  private final Figure functions = new Figure("gateway-functions", Texts.of("gateway.functions"));
  private final Figure rate = new Figure("gateway-rate", Texts.of("gateway.rate"));
  private final Figure errors = new Figure("gateway-errors", Texts.of("gateway.errors"));
  private final Figure p95 = new Figure("gateway-p95", Texts.of("gateway.p95"));
  private final Figure latency = new Figure("gateway-latency", Texts.of("gateway.latency"));
  private final TimeSeriesChart rateChart = new TimeSeriesChart(ZoneId.systemDefault());
  private final TimeSeriesChart latencyChart = new TimeSeriesChart(ZoneId.systemDefault());
  private final DataPane pane = new DataPane();
  @FXML private StackPane dotPlace;
  @FXML private Label title;
  @FXML private Label url;
  @FXML private Label about;
  @FXML private Button deploy;
  @FXML private HBox notice;
  @FXML private HBox figures;
  @FXML private HBox charts;
  @FXML private TextField filter;
  @FXML private ComboBox<String> namespace;
  @FXML private Label count;
  @FXML private StackPane tablePlace;

  /** An editor of that gateway. */
  public GatewayEditorView(GatewayEditorViewModel model, FunctionTable table, Navigator navigator) {
    this.model = model;
    this.table = table;
    this.navigator = navigator;
    this.root = FxmlFile.load(this);
  }

  /** What the dock shows. */
  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    dotPlace.getChildren().setAll(dot);
    deploy.setGraphic(new FontIcon(Feather.UPLOAD_CLOUD));
    figures.getChildren().setAll(functions, rate, errors, p95, latency);
    arrangeCharts();
    pane.setContent(table.node());
    tablePlace.getChildren().setAll(pane);
    namespace.getItems().setAll(Texts.of("gateway.all-namespaces"));
    namespace.getSelectionModel().selectFirst();
    namespace.valueProperty().addListener((o, before, now) -> filterChanged());
    filter.textProperty().addListener((o, before, now) -> filterChanged());
    table.onShown(this::showCount);
    model.headProperty().addListener((o, before, now) -> showHead(now));
    model.snapshotProperty().addListener((o, before, now) -> showSnapshot(now));
    model.metricsProperty().addListener((o, before, now) -> showMetrics());
    model.metricsFailureProperty().addListener((o, before, now) -> showMetrics());
    showHead(model.headProperty().get());
    showSnapshot(model.snapshotProperty().get());
    showMetrics();
  }

  private void arrangeCharts() {
    rateChart.setId("gateway-chart-rate");
    rateChart.setTitle(Texts.of("chart.rate"));
    rateChart.setUnit(Unit.PER_SECOND);
    latencyChart.setId("gateway-chart-latency");
    latencyChart.setTitle(Texts.of("chart.latency"));
    latencyChart.setUnit(Unit.SECONDS);
    latencyChart.crosshairProperty().bindBidirectional(rateChart.crosshairProperty());
    for (TimeSeriesChart chart : List.of(rateChart, latencyChart)) {
      HBox.setHgrow(chart, Priority.ALWAYS);
      chart.setEmptyText(Texts.of("chart.no-calls"));
      chart.setPrefSize(100, 200);
      chart.setMinHeight(200);
      chart.showEmpty(Texts.of("chart.waiting"));
    }
    charts.getChildren().setAll(rateChart, latencyChart);
    boolean source = model.session().metrics().isPresent();
    charts.setVisible(source);
    charts.setManaged(source);
  }

  private void filterChanged() {
    String contains = filter.getText().strip().toLowerCase(Locale.ROOT);
    int chosen = namespace.getSelectionModel().getSelectedIndex();
    String only = chosen <= 0 ? "" : namespace.getValue();
    table.filter(
        row ->
            (contains.isEmpty()
                    || row.ref().name().toLowerCase(Locale.ROOT).contains(contains)
                    || row.image().toLowerCase(Locale.ROOT).contains(contains))
                && (only.isEmpty() || row.ref().namespace().equals(only)));
  }

  private void showHead(GatewayEditorViewModel.Head head) {
    title.setText(head.title());
    url.setText(head.url());
    about.setText(head.about());
    dot.setState(
        switch (head.health()) {
          case Health.Connecting _ -> HealthState.WAITING;
          case Health.Up _ -> HealthState.UP;
          case Health.Down _ -> HealthState.DOWN;
        });
    latency
        .valueProperty()
        .set(head.health() instanceof Health.Up up ? Figures.duration(up.latency()) : "–");
    notice.getChildren().clear();
    head.stale().ifPresent(this::showStale);
    notice.setVisible(head.stale().isPresent());
    notice.setManaged(head.stale().isPresent());
    rateChart.setStale(head.stale().isPresent());
    latencyChart.setStale(head.stale().isPresent());
  }

  private void showStale(Failure failure) {
    Label text = new Label(Texts.of("stale.notice", failure.explanation()));
    text.setId("gateway-stale-text");
    text.setWrapText(true);
    Button again = new Button(Texts.of("failure.retry"));
    again.setId("gateway-retry");
    again.setMinWidth(Region.USE_PREF_SIZE);
    again.setOnAction(event -> model.refresh());
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    notice.getChildren().setAll(new FontIcon(Feather.ALERT_TRIANGLE), text, again);
  }

  private void showSnapshot(Snapshot snapshot) {
    functions.valueProperty().set(String.valueOf(snapshot.functions().size()));
    offerNamespaces(snapshot.namespaces());
    table.setNamespaceShown(snapshot.namespaces().size() > 1);
    showCount(table.shownCount());
    if (!snapshot.functions().isEmpty()) {
      pane.showContent();
      return;
    }
    switch (snapshot.health()) {
      case Health.Connecting _ -> pane.showBusy(Texts.of("gateway.connecting"));
      case Health.Down down -> pane.showFailure(down.failure(), model::refresh);
      case Health.Up _ -> {
        Button first = new Button(Texts.of("gateway.deploy-first"));
        first.setOnAction(event -> deployFunction());
        pane.showEmpty(
            Feather.PACKAGE, Texts.of("gateway.none"), Texts.of("gateway.none-hint"), first);
      }
    }
  }

  private void offerNamespaces(List<String> names) {
    List<String> wanted = new ArrayList<>(List.of(Texts.of("gateway.all-namespaces")));
    wanted.addAll(names);
    if (!wanted.equals(namespace.getItems())) {
      String chosen = namespace.getValue();
      namespace.getItems().setAll(wanted);
      namespace.setValue(wanted.contains(chosen) ? chosen : wanted.getFirst());
    }
    boolean several = names.size() > 1;
    namespace.setVisible(several);
    namespace.setManaged(several);
  }

  private void showCount(int shown) {
    Snapshot snapshot = model.snapshotProperty().get();
    int all = snapshot.functions().size();
    String text =
        shown == all
            ? Texts.of("gateway.count", all)
            : Texts.of("gateway.count-filtered", shown, all);
    count.setText(
        snapshot.broken().isEmpty()
            ? text
            : text + "  " + Texts.of("gateway.broken", snapshot.broken().size()));
  }

  private void showMetrics() {
    Optional<GatewayMetrics> metrics = model.metricsProperty().get();
    Optional<Failure> failure = model.metricsFailureProperty().get();
    if (failure.isPresent()) {
      String explanation = failure.get().explanation();
      rateChart.showFailure(explanation, failure.get().remedy());
      latencyChart.showFailure(explanation, failure.get().remedy());
      return;
    }
    metrics.ifPresent(
        found -> {
          rate.valueProperty().set(Figures.rate(found.rate()));
          errors.valueProperty().set(Figures.ratio(found.errorRatio()));
          p95.valueProperty().set(Figures.seconds(found.p95Seconds()));
          rateChart.setData(found.rateByCode(), model.range());
          latencyChart.setData(found.latency(), model.range());
        });
  }

  @FXML
  private void deployFunction() {
    navigator.deployTo(model.session().connection().id());
  }
}
