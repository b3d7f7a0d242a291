package io.fairlead.ui.call;

import io.fairlead.calls.CallOptions;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.model.Header;
import io.fairlead.ui.control.Suggestions;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The call editor: within a function's editor, or free-standing with a choice of functions. */
public final class CallView {

  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final CallViewModel model;
  private final Parent root;
  private final CallMenu menu;
  private final BodyEditor bodyEditor;
  private final HeaderRows headerRows = new HeaderRows("call-header");
  private final QueryRows queryRows = new QueryRows("call-param");
  private final ResponseView response;
  private final NoWayBackBar noWayBack;
  @FXML private StackPane functionPlace;
  @FXML private ComboBox<String> method;
  @FXML private TextField path;
  @FXML private TextField query;
  @FXML private ToggleButton async;
  @FXML private Button send;
  @FXML private Button cancel;
  @FXML private Button probe;
  @FXML private MenuButton saved;
  @FXML private MenuButton more;
  @FXML private StackPane savePlace;
  @FXML private Label notice;
  @FXML private Tab bodyTab;
  @FXML private ScrollPane headersPlace;
  @FXML private Tab headersTab;
  @FXML private ScrollPane queryPlace;
  @FXML private TextField timeout;
  @FXML private Label timeoutProblem;
  @FXML private CheckBox follow;
  @FXML private CheckBox events;
  @FXML private CheckBox credentials;
  @FXML private SplitPane split;

  /** A view of that call. */
  public CallView(CallViewModel model) {
    this.model = model;
    this.menu = new CallMenu(model);
    this.bodyEditor = new BodyEditor(model.worker(), model.door());
    this.noWayBack = new NoWayBackBar(model.responseProperty(), model::queueWithoutResult);
    this.response = new ResponseView("response", model.worker(), model.door());
    this.root = FxmlFile.load(this);
    listenToKeys();
  }

  /** Shows a call that was kept. */
  public void show(KeptCall kept) {
    model.showKept(kept);
  }

  /** What the tab shows. */
  public Parent root() {
    return root;
  }

  /** Hears that the operator wants to say where callbacks of this gateway are received. */
  public void onSetAddress(Runnable ask) {
    noWayBack.onSetAddress(ask);
  }

  /** Hears that the operator wants to probe the function with what is written. */
  public void onProbe(Consumer<CallSpec> open) {
    menu.onProbe(open);
  }

  /** Ends what the view itself has under way. */
  public void close() {
    bodyEditor.close();
  }

  /** Puts the keyboard where a call begins. */
  public void focus() {
    bodyEditor.focus();
  }

  /** Lets the operator choose among the functions of all gateways. */
  public void offerFunctions(FunctionChoices choices) {
    TextField field = new FunctionField(choices, model.functionProperty()).node();
    functionPlace.getChildren().setAll(field);
    // The dock gives the keyboard to its first control on its own.
    root.sceneProperty()
        .addListener(
            (observable, before, now) -> {
              if (now != null && model.functionProperty().get().isEmpty()) {
                model.door().post(field, field::requestFocus);
              }
            });
    functionPlace.setVisible(true);
    functionPlace.setManaged(true);
  }

  @FXML
  private void initialize() {
    functionPlace.setVisible(false);
    functionPlace.setManaged(false);
    CallDraft draft = model.draft();
    method.getItems().setAll(CallViewModel.METHODS);
    method.valueProperty().bindBidirectional(draft.methodProperty());
    method.disableProperty().bind(draft.asyncProperty());
    path.textProperty().bindBidirectional(draft.pathProperty());
    query.textProperty().bindBidirectional(draft.queryProperty());
    async.selectedProperty().bindBidirectional(draft.asyncProperty());
    send.disableProperty().bind(model.busyBinding().or(model.hasFunctionBinding().not()));
    send.textProperty()
        .bind(
            Bindings.when(draft.asyncProperty())
                .then(Texts.of("call.queue"))
                .otherwise(Texts.of("call.send")));
    cancel.visibleProperty().bind(model.busyBinding());
    cancel.managedProperty().bind(cancel.visibleProperty());
    notice.textProperty().bind(model.memory().noticeProperty());
    notice.visibleProperty().bind(model.memory().noticeProperty().isNotEmpty());
    notice.managedProperty().bind(notice.visibleProperty());
    fillMenus();
    fillTabs(draft);
    bindOptions(draft);
    VBox.setVgrow(response.node(), Priority.ALWAYS);
    split.getItems().add(new VBox(noWayBack, response.node()));
    split.setDividerPositions(0.38);
    model.responseProperty().addListener((observable, before, now) -> response.show(now));
  }

  private void fillMenus() {
    more.setGraphic(new FontIcon(Feather.MORE_HORIZONTAL));
    more.getItems().setAll(menu.items());
    probe.setGraphic(new FontIcon(Feather.ACTIVITY));
    probe.disableProperty().bind(model.hasFunctionBinding().not());
    probe.setOnAction(event -> menu.probe());
    SavedCalls savedCalls = new SavedCalls(model.memory(), saved);
    savePlace.getChildren().setAll(savedCalls.line());
    savePlace.managedProperty().bind(savedCalls.line().visibleProperty());
  }

  private void fillTabs(CallDraft draft) {
    bodyTab.setContent(bodyEditor.node());
    bodyEditor.bodyProperty().bindBidirectional(draft.bodyProperty());
    headersPlace.setContent(headerRows);
    headerRows.headersProperty().bindBidirectional(draft.headersProperty());
    headerRows.notKeptProperty().bind(model.memory().headersNotKeptProperty());
    headersTab
        .textProperty()
        .bind(Bindings.createStringBinding(this::headersTitle, draft.headersProperty()));
    queryPlace.setContent(queryRows);
    queryRows.queryProperty().bindBidirectional(draft.queryProperty());
  }

  private void bindOptions(CallDraft draft) {
    draft.optionsProperty().subscribe(this::showOptions);
    timeout.textProperty().addListener((observable, before, now) -> timeoutTyped(now));
    follow
        .selectedProperty()
        .addListener(
            (observable, before, now) ->
                change(draft.optionsProperty().get().withFollowRedirects(now)));
    credentials
        .selectedProperty()
        .addListener(
            (observable, before, now) ->
                change(draft.optionsProperty().get().withGatewayCredentials(now)));
    events.selectedProperty().addListener((observable, before, now) -> draft.askForEvents(now));
    draft.headersProperty().subscribe(() -> events.setSelected(draft.asksForEvents()));
    events.setSelected(draft.asksForEvents());
  }

  private void change(CallOptions changed) {
    model.draft().optionsProperty().set(changed);
  }

  private void showOptions(CallOptions options) {
    follow.setSelected(options.followRedirects());
    credentials.setSelected(options.gatewayCredentials());
    if (!TimeoutText.parse(timeout.getText()).equals(Optional.of(options.timeout()))) {
      timeout.setText(TimeoutText.of(options.timeout()));
    }
  }

  private void timeoutTyped(String text) {
    Optional<Duration> typed = TimeoutText.parse(text);
    timeoutProblem.setText(typed.isPresent() ? "" : Texts.of("call.timeout-problem"));
    typed.ifPresent(limit -> change(model.draft().optionsProperty().get().withTimeout(limit)));
  }

  private void listenToKeys() {
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (SEND.match(event)) {
            model.send();
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE
              && model.busyBinding().get()
              && !Suggestions.isOpenBelow(event.getTarget())) {
            model.cancel();
            event.consume();
          }
        });
  }

  private String headersTitle() {
    List<Header> headers = model.draft().headersProperty().get();
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
