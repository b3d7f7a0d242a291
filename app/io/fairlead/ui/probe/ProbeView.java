package io.fairlead.ui.probe;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.probe.ProbeEnd;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The load probe's editor: plan above, figures below it, then charts or results. */
public final class ProbeView {

  private static final KeyCombination START =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final ProbeViewModel model;
  private final Navigator navigator;
  private final FiguresPane figuresPane = new FiguresPane();
  private final ChartsPane charts = new ChartsPane();
  private final Parent root;
  @FXML private Label title;
  @FXML private Label sent;
  @FXML private Button start;
  @FXML private Button stop;
  @FXML private FlowPane plan;
  @FXML private ToggleButton byRate;
  @FXML private ToggleButton byWorkers;
  @FXML private TextField amount;
  @FXML private Label amountUnit;
  @FXML private ToggleButton byTime;
  @FXML private ToggleButton byCount;
  @FXML private TextField length;
  @FXML private Label lengthUnit;
  @FXML private TextField warmUp;
  @FXML private TextField timeout;
  @FXML private Label ceiling;
  @FXML private Label problem;
  @FXML private HBox asking;
  @FXML private Label question;
  @FXML private Button agree;
  @FXML private Label asyncNote;
  @FXML private ProgressBar progress;
  @FXML private Label phase;
  @FXML private Label outcomes;
  @FXML private StackPane figures;
  @FXML private HBox late;
  @FXML private Label lateText;
  @FXML private TabPane tabs;
  @FXML private StackPane chartsPlace;
  @FXML private Tab resultsTab;
  @FXML private StackPane resultsPlace;

  /** A view of that probe. */
  public ProbeView(ProbeViewModel model, Navigator navigator) {
    this.model = model;
    this.navigator = navigator;
    this.root = FxmlFile.load(this);
    root.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
  }

  /** What the dock shows. */
  public Parent root() {
    return root;
  }

  /** The title of its tab: what is probed, and that it runs. */
  public ObservableValue<String> titleProperty() {
    return model
        .underWayBinding()
        .map(
            runs ->
                runs
                    ? Texts.of("probe.title-running", model.function().name())
                    : Texts.of("probe.title", model.function().name()));
  }

  /** Puts the keyboard where a plan begins. */
  public void focus() {
    amount.requestFocus();
  }

  @FXML
  private void initialize() {
    title.setText(Texts.of("probe.title", model.function().name()));
    figures.getChildren().setAll(figuresPane.node());
    chartsPlace.getChildren().setAll(charts.node());
    resultsPlace.getChildren().setAll(new ResultsPane(model).node());
    stop.setGraphic(new FontIcon(Feather.SQUARE));
    late.getChildren().addFirst(new FontIcon(Feather.ALERT_TRIANGLE));
    asking.getChildren().addFirst(new FontIcon(Feather.ALERT_TRIANGLE));
    bindPlan();
    shownWhile(problem, problem.textProperty().isNotEmpty());
    problem.textProperty().bind(model.form().problemBinding());
    question.textProperty().bind(model.questionProperty());
    shownWhile(asking, model.questionProperty().isNotEmpty());
    model
        .questionProperty()
        .addListener(
            (o, before, now) -> {
              if (!now.isEmpty()) {
                agree.requestFocus();
              }
            });
    start
        .disableProperty()
        .bind(model.underWayBinding().or(model.form().problemBinding().isNotEmpty()));
    stop.disableProperty().bind(model.underWayBinding().not());
    model.callProperty().subscribe(this::showCall);
    model.stateProperty().subscribe(this::showState);
    model.charts().drawingProperty().subscribe(charts::show);
    resultsTab
        .textProperty()
        .bind(model.keptProperty().map(kept -> Texts.of("probe.results-count", kept.size())));
  }

  private void bindPlan() {
    ProbeForm form = model.form();
    choice(byRate, byWorkers, form.workersProperty());
    choice(byTime, byCount, form.countedProperty());
    amount.textProperty().bindBidirectional(form.amountProperty());
    length.textProperty().bindBidirectional(form.lengthProperty());
    warmUp.textProperty().bindBidirectional(form.warmUpProperty());
    timeout.textProperty().bindBidirectional(form.timeoutProperty());
    amountUnit
        .textProperty()
        .bind(
            Bindings.when(form.workersProperty())
                .then(Texts.of("probe.workers"))
                .otherwise(Texts.of("probe.per-second")));
    lengthUnit
        .textProperty()
        .bind(
            Bindings.when(form.countedProperty())
                .then(Texts.of("probe.requests-unit"))
                .otherwise(Texts.of("probe.seconds")));
    ProbePlan.Ceiling most = ProbePlan.Ceiling.DEFAULT;
    ceiling.setText(
        Texts.of(
            "probe.ceiling",
            most.connections(),
            (long) most.rate(),
            most.requests(),
            most.time().toHours()));
    plan.disableProperty().bind(model.underWayBinding());
  }

  private static void choice(ToggleButton first, ToggleButton second, BooleanProperty isSecond) {
    isSecond.subscribe(
        now -> {
          first.setSelected(!now);
          second.setSelected(now);
        });
    // Not a group: there a second press would leave neither chosen.
    first.setOnAction(event -> choose(first, second, isSecond, false));
    second.setOnAction(event -> choose(first, second, isSecond, true));
  }

  private static void choose(
      ToggleButton first, ToggleButton second, BooleanProperty isSecond, boolean chosen) {
    isSecond.set(chosen);
    first.setSelected(!chosen);
    second.setSelected(chosen);
  }

  private static void shownWhile(Region node, ObservableValue<Boolean> condition) {
    node.visibleProperty().bind(condition);
    node.managedProperty().bind(node.visibleProperty());
  }

  private void showCall(CallSpec call) {
    String path = "/function/" + call.function().qualifiedName() + call.path();
    sent.setText(
        Texts.of(
            "probe.call",
            call.method(),
            call.query().isEmpty() ? path : path + "?" + call.query(),
            body(call.body())));
    asyncNote.setVisible(call.mode() == CallSpec.Mode.ASYNC);
    asyncNote.setManaged(asyncNote.isVisible());
  }

  private static String body(CallBody body) {
    return switch (body) {
      case CallBody.None _ -> Texts.of("probe.no-body");
      case CallBody.Text(String text, _) ->
          text.isEmpty()
              ? Texts.of("probe.no-body")
              : Figures.bytes(text.getBytes(StandardCharsets.UTF_8).length);
      case CallBody.Binary(var bytes, _) -> Figures.bytes(bytes.size());
      case CallBody.File(var path, _) -> String.valueOf(path.getFileName());
      case CallBody.Form(var fields) -> Texts.of("probe.form-body", fields.size());
      case CallBody.Multipart(var parts) -> Texts.of("probe.parts-body", parts.size());
    };
  }

  private void showState(ProbeState now) {
    figuresPane.show(now.plan(), now.figures());
    phase.setText(said(now));
    outcomes.setText(
        now.failure()
            .map(failure -> failure.explanation() + " " + failure.remedy())
            .or(() -> now.figures().map(ProbeWords::outcomes))
            .orElse(""));
    progress.setProgress(done(now));
    progress.setVisible(now.phase() != ProbeState.Phase.IDLE);
    progress.setManaged(progress.isVisible());
    double lateness = now.figures().map(figures -> figures.lateness().p99()).orElse(0.0);
    boolean isLate = lateness > FiguresPane.LATE;
    lateText.setText(isLate ? Texts.of("probe.late", ProbeWords.millis(lateness)) : "");
    late.setVisible(isLate);
    late.setManaged(isLate);
  }

  private static String said(ProbeState now) {
    Optional<ProbeFigures> figures = now.figures();
    String elapsed = figures.map(ProbeFigures::elapsed).map(ProbeView::seconds).orElse("");
    return switch (now.phase()) {
      case IDLE -> Texts.of("probe.idle");
      case STARTING -> Texts.of("probe.starting");
      case RUNNING ->
          figures.filter(each -> each.phase() == ProbeFigures.Phase.WARMING_UP).isPresent()
              ? Texts.of("probe.warming-up")
              : Texts.of(
                  "probe.running",
                  elapsed,
                  now.plan().map(ProbePlan::end).map(ProbeWords::end).orElse(""));
      case STOPPING -> Texts.of("probe.stopping");
      case OVER -> Texts.of("probe.over", now.ending().map(ProbeWords::ending).orElse(""), elapsed);
      case FAILED -> Texts.of("probe.failed");
    };
  }

  private static String seconds(Duration time) {
    return Figures.seconds(Math.round(time.toMillis() / 100.0) / 10.0);
  }

  private static double done(ProbeState now) {
    if (now.phase() == ProbeState.Phase.STARTING) {
      return ProgressBar.INDETERMINATE_PROGRESS;
    }
    if (now.plan().isEmpty() || now.figures().isEmpty()) {
      return 0;
    }
    if (now.ending().equals(Optional.of(ProbeResult.Ending.COMPLETE))) {
      return 1;
    }
    ProbeFigures figures = now.figures().get();
    return switch (now.plan().get().end()) {
      case ProbeEnd.After(Duration time) ->
          Math.min(1, (double) figures.elapsed().toMillis() / Math.max(1, time.toMillis()));
      case ProbeEnd.Count(long requests) -> Math.min(1, (double) figures.requests() / requests);
    };
  }

  private void pressed(KeyEvent event) {
    if (START.match(event)) {
      startProbe();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      if (model.underWayBinding().get()) {
        model.stop();
        event.consume();
      } else if (!model.questionProperty().get().isEmpty()) {
        declineProbe();
        event.consume();
      }
    }
  }

  @FXML
  private void startProbe() {
    tabs.getSelectionModel().selectFirst();
    model.start();
    if (model.underWayBinding().get()) {
      stop.requestFocus();
    }
  }

  @FXML
  private void stopProbe() {
    model.stop();
  }

  @FXML
  private void agreeToProbe() {
    model.agree();
    stop.requestFocus();
  }

  @FXML
  private void declineProbe() {
    model.decline();
    start.requestFocus();
  }

  @FXML
  private void editCall() {
    navigator.openCall(model.function());
  }
}
