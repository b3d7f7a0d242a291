package io.fairlead.ui.call;

import io.fairlead.calls.TimeoutXray;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The answer to a call: its status line, its body, its headers, its way; or why there is none. */
public final class ResponseView {

  private final DataPane pane = new DataPane();
  private final Label status = new Label();
  private final Label took = new Label();
  private final Label size = new Label();
  private final Label producer = new Label();
  private final Label note = new Label();
  private final Supplier<BodyPane> newBody;
  private @Nullable BodyPane body;
  private final DataPane bodyPlace = new DataPane();
  private final TableView<Header> headers = new TableView<>();
  private final XrayStrip xray;
  private final TracePane trace;
  private final Tab bodyTab = new Tab(Texts.of("call.body"), bodyPlace);
  private final Tab headersTab = new Tab();
  private final Tab traceTab = new Tab(Texts.of("timing.title"));
  private final TabPane tabs = new TabPane();
  private ResponseModel shown = ResponseModel.none();
  private String hint = Texts.of("call.nothing-sent-hint");

  /**
   * A view without an answer.
   *
   * @param prefix its controls carry the ids {@code PREFIX-status}, {@code PREFIX-body} and so on
   * @param worker reads and decodes, off the FX thread
   * @param door the way back
   */
  public ResponseView(String prefix, Executor worker, Door door) {
    this(prefix, worker, door, new SaveQuestion());
  }

  /** The same, with another way to ask where to save. */
  ResponseView(String prefix, Executor worker, Door door, FileQuestion question) {
    // Not before there is something to show: no window waits for it to come up.
    this.newBody =
        () ->
            new BodyPane(prefix, worker, door, new SaveBody(worker, door, question, note::setText));
    this.trace = new TracePane(prefix);
    traceTab.setContent(trace.node());
    this.xray = new XrayStrip(prefix);
    pane.setId(prefix + "-pane");
    pane.setMinHeight(110);
    status.setId(prefix + "-status");
    status.getStyleClass().add("status-badge");
    took.setId(prefix + "-time");
    size.setId(prefix + "-size");
    producer.setId(prefix + "-producer");
    producer.getStyleClass().add("caption");
    note.setId(prefix + "-note");
    note.getStyleClass().add("caption");
    headers.setId(prefix + "-headers");
    headers.setAccessibleText(Texts.of("call.response-headers"));
    headers.getColumns().add(column(Texts.of("pairs.name"), 220, true));
    headers.getColumns().add(column(Texts.of("pairs.value"), 460, false));
    headers.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    bodyTab.setId(prefix + "-tab-body");
    headersTab.setId(prefix + "-tab-headers");
    traceTab.setId(prefix + "-tab-timing");
    pane.setContent(content());
    show(ResponseModel.none());
  }

  private static TableColumn<Header, String> column(String title, double width, boolean name) {
    TableColumn<Header, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(
        row -> new ReadOnlyStringWrapper(name ? row.getValue().name() : row.getValue().value()));
    return column;
  }

  private Node content() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(12, status, took, size, producer, gap, note);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("response-line");
    for (Label fixed : List.of(status, took, size)) {
      fixed.setMinWidth(Region.USE_PREF_SIZE);
    }
    headersTab.setContent(headers);
    tabs.getTabs().setAll(bodyTab, headersTab, traceTab);
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    VBox.setVgrow(tabs, Priority.ALWAYS);
    return new VBox(line, xray, tabs);
  }

  private BodyPane body() {
    BodyPane made = body;
    if (made == null) {
      made = newBody.get();
      body = made;
      bodyPlace.setContent(made.node());
    }
    return made;
  }

  /** Says, while there is no answer, what brings one. */
  public void setHint(String words) {
    hint = words;
    show(shown);
  }

  /** What a parent lays out. */
  public Region node() {
    return pane;
  }

  /** Shows that there is no answer to show; on the FX thread. */
  public void showNothing(String why) {
    shown = ResponseModel.none();
    pane.showEmpty(Feather.ROTATE_CCW, why, "", null);
  }

  /** Shows an answer; on the FX thread. */
  public void show(ResponseModel answer) {
    ResponseModel before = shown;
    shown = answer;
    switch (answer.phase()) {
      case NONE -> pane.showEmpty(Feather.SEND, Texts.of("call.nothing-sent"), hint, null);
      case SENDING -> pane.showBusy(Texts.of("call.sending"));
      case RECEIVING -> showReceiving(before, answer);
      case QUEUED -> pane.showBusy(answer.note());
      case FAILED ->
          answer
              .failure()
              .ifPresentOrElse(
                  failure -> showFailure(failure, answer),
                  () ->
                      pane.showEmpty(
                          Feather.ALERT_CIRCLE,
                          answer.note(),
                          answer.trace().xray().map(ResponseView::hint).orElse(""),
                          null));
      case ANSWERED -> showAnswer(answer);
    }
  }

  private void showReceiving(ResponseModel before, ResponseModel answer) {
    if (before.phase() == ResponseModel.Phase.RECEIVING && before.body().equals(answer.body())) {
      size.setText(Figures.bytes(answer.received()));
      body().grew();
      return;
    }
    showHead(answer);
    note.setText(Texts.of("call.receiving"));
    body().showComing(answer.body());
    bodyPlace.showContent();
    traceTab.setDisable(true);
    showXray(Optional.empty());
    pane.showContent();
  }

  private void showAnswer(ResponseModel answer) {
    showHead(answer);
    body().show(answer.body());
    bodyPlace.showContent();
    showTrace(answer);
    pane.showContent();
  }

  private void showHead(ResponseModel answer) {
    int code = answer.status().orElse(0);
    badge(String.valueOf(code), code >= 500 ? "bad" : code >= 300 ? "odd" : "good");
    took.setText(answer.took().map(Figures::duration).orElse(""));
    size.setText(Figures.bytes(answer.received()));
    producer.setText(answer.producer());
    String origin = answer.trace().origin().isEmpty() ? answer.producer() : answer.trace().origin();
    producer.setTooltip(origin.isEmpty() ? null : new Tooltip(origin));
    note.setText(answer.note());
    note.setTooltip(answer.note().isEmpty() ? null : new Tooltip(answer.note()));
    headers.setItems(FXCollections.observableList(List.copyOf(answer.headers())));
    headersTab.setText(Texts.of("call.headers-count", answer.headers().size()));
    headersTab.setDisable(false);
  }

  private void badge(String text, String look) {
    status.setText(text);
    status.getStyleClass().removeAll("good", "odd", "bad");
    status.getStyleClass().add(look);
  }

  /** A call that was sent has a way to show although no answer came. */
  private void showFailure(Failure failure, ResponseModel answer) {
    if (answer.trace().timing().spans().isEmpty()) {
      pane.showFailure(failure, null);
      return;
    }
    badge(Texts.of("call.no-answer"), "bad");
    took.setText(Figures.duration(answer.trace().timing().total()));
    size.setText("");
    producer.setText("");
    producer.setTooltip(null);
    note.setText("");
    note.setTooltip(null);
    headers.setItems(FXCollections.observableArrayList());
    headersTab.setText(Texts.of("call.headers"));
    headersTab.setDisable(true);
    bodyPlace.showFailure(failure, null);
    tabs.getSelectionModel().select(bodyTab);
    showTrace(answer);
    pane.showContent();
  }

  private void showTrace(ResponseModel answer) {
    traceTab.setDisable(
        answer.trace().timing().spans().isEmpty() && answer.trace().xray().isEmpty());
    if (traceTab.isDisabled() && traceTab.isSelected()) {
      tabs.getSelectionModel().select(bodyTab);
    }
    trace.show(answer.producer(), answer.trace());
    showXray(answer.trace().xray());
  }

  private static String hint(TimeoutXray xray) {
    return xray.explanation() + " " + xray.advice();
  }

  private void showXray(Optional<TimeoutXray> found) {
    found.ifPresent(xray::show);
    xray.setVisible(found.isPresent());
    xray.setManaged(found.isPresent());
  }
}
