package io.fairlead.ui.call;

import io.fairlead.model.Header;
import io.fairlead.ui.control.KeyValueRows;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The call tab of a function's editor. */
public final class CallView {

  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final CallViewModel model;
  private final Parent root;
  private final KeyValueRows headerRows = new KeyValueRows("call-header");
  private final ResponseView response = new ResponseView("response");
  private final NoWayBackBar noWayBack;
  @FXML private ComboBox<String> method;
  @FXML private TextField path;
  @FXML private TextField query;
  @FXML private ToggleButton async;
  @FXML private Button send;
  @FXML private Button cancel;
  @FXML private TextArea body;
  @FXML private ScrollPane headersPlace;
  @FXML private Tab headersTab;
  @FXML private SplitPane split;

  /** A view of that call. */
  public CallView(CallViewModel model) {
    this.model = model;
    this.noWayBack = new NoWayBackBar(model.responseProperty(), model::queueWithoutResult);
    this.root = FxmlFile.load(this);
    listenToKeys();
  }

  /** What the tab shows. */
  public Parent root() {
    return root;
  }

  /** Hears that the operator wants to say where callbacks of this gateway are received. */
  public void onSetAddress(Runnable ask) {
    noWayBack.onSetAddress(ask);
  }

  /** Puts the keyboard where a call begins. */
  public void focus() {
    body.requestFocus();
  }

  @FXML
  private void initialize() {
    method.getItems().setAll(CallViewModel.METHODS);
    method.valueProperty().bindBidirectional(model.methodProperty());
    method.disableProperty().bind(model.asyncProperty());
    path.textProperty().bindBidirectional(model.pathProperty());
    query.textProperty().bindBidirectional(model.queryProperty());
    body.textProperty().bindBidirectional(model.bodyProperty());
    async.selectedProperty().bindBidirectional(model.asyncProperty());
    send.disableProperty().bind(model.busyBinding());
    send.textProperty()
        .bind(
            Bindings.when(model.asyncProperty())
                .then(Texts.of("call.queue"))
                .otherwise(Texts.of("call.send")));
    cancel.visibleProperty().bind(model.busyBinding());
    cancel.managedProperty().bind(cancel.visibleProperty());
    headersPlace.setContent(headerRows);
    headerRows
        .pairsProperty()
        .addListener(
            (observable, before, now) ->
                model
                    .headersProperty()
                    .set(now.stream().map(pair -> new Header(pair.name(), pair.value())).toList()));
    headersTab
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> headersTitle(model.headersProperty().get()), model.headersProperty()));
    VBox.setVgrow(response.node(), Priority.ALWAYS);
    split.getItems().add(new VBox(noWayBack, response.node()));
    split.setDividerPositions(0.42);
    model.responseProperty().addListener((observable, before, now) -> response.show(now));
  }

  private void listenToKeys() {
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (SEND.match(event)) {
            model.send();
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE && model.busyBinding().get()) {
            model.cancel();
            event.consume();
          }
        });
  }

  private static String headersTitle(List<Header> headers) {
    return headers.isEmpty()
        ? Texts.of("call.headers")
        : Texts.of("call.headers-count", headers.size());
  }

  @FXML
  private void sendCall() {
    model.send();
  }

  @FXML
  private void cancelCall() {
    model.cancel();
  }
}
