package io.fairlead.ui.history;

import io.fairlead.calls.history.HistoryEntry;
import io.fairlead.ui.call.CallDesk;
import io.fairlead.ui.call.PastCall;
import io.fairlead.ui.call.RequestPane;
import io.fairlead.ui.call.ResponseView;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.control.FilterField;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The history: what is looked for, the calls that match, and the selected one beside them. */
public final class HistoryView {

  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");

  private final HistoryViewModel model;
  private final HistoryTable table;
  private final Navigator navigator;
  private final CallDesk desk;
  private final Parent root;
  private final DataPane pane = new DataPane();
  private final ResponseView response;
  private final RequestPane request;
  private final Label notes = new Label();
  private HistoryViewModel.@Nullable Detail shown;
  @FXML private FilterField text;
  @FXML private FilterField function;
  @FXML private FilterField status;
  @FXML private Button open;
  @FXML private Button send;
  @FXML private Button copy;
  @FXML private Button clear;
  @FXML private Label count;
  @FXML private HBox notice;
  @FXML private Label noticeText;
  @FXML private StackPane place;

  /** A view of that history. */
  public HistoryView(
      HistoryViewModel model, HistoryTable table, Navigator navigator, CallDesk desk) {
    this.desk = desk;
    this.model = model;
    this.table = table;
    this.navigator = navigator;
    this.response = new ResponseView("history-response", model.worker(), model.door());
    this.request = new RequestPane("history-request", model.worker(), model.door());
    this.root = FxmlFile.load(this);
  }

  /** What the tool window shows. */
  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    notes.setId("history-notes");
    notes.getStyleClass().addAll("field-warning", "history-notes");
    notes.setWrapText(true);
    Tab answer = new Tab(Texts.of("history.response"), response.node());
    answer.setId("history-tab-response");
    Tab sent = new Tab(Texts.of("history.request"), request.node());
    sent.setId("history-tab-request");
    TabPane tabs = new TabPane(answer, sent);
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    VBox.setVgrow(tabs, Priority.ALWAYS);
    SplitPane split = new SplitPane(table.node(), new VBox(notes, tabs));
    split.setDividerPositions(0.58);
    pane.setContent(split);
    place.getChildren().setAll(pane);
    for (FilterField field : new FilterField[] {text, function, status}) {
      field.textProperty().addListener((o, before, now) -> lookFor());
    }
    table.onSelected(model::select);
    table.onNearTheEnd(model::showMore);
    table.onKeys(this::openCall, this::sendAgain, this::copyCurl);
    model.summaryProperty().addListener((o, before, now) -> show(now));
    model.detailProperty().addListener((o, before, now) -> show(now));
    show(model.summaryProperty().get());
    show(Optional.empty());
  }

  private void lookFor() {
    boolean isStatus = model.lookFor(function.getText(), status.getText(), text.getText());
    status.pseudoClassStateChanged(ERROR, !isStatus);
  }

  private void show(HistoryViewModel.Summary now) {
    clear.setDisable(now.calls() == 0);
    showWhen(notice, !now.note().isEmpty());
    noticeText.setText(now.note());
    count.setText(
        now.isFiltered()
            ? Texts.of(now.isMore() ? "history.first-matches" : "history.matches", now.shown())
            : Texts.of("history.count", now.calls()));
    if (now.calls() == 0) {
      pane.showEmpty(
          Feather.ROTATE_CCW, Texts.of("history.empty"), Texts.of("history.empty-hint"), null);
    } else {
      pane.showContent();
    }
  }

  private void show(Optional<HistoryViewModel.Detail> now) {
    boolean isNone = now.isEmpty();
    open.setDisable(isNone);
    send.setDisable(isNone);
    copy.setDisable(isNone);
    HistoryViewModel.Detail detail = now.orElse(null);
    if (detail != null && !detail.equals(shown)) {
      response.show(detail.response());
      request.show(detail.request());
      notes.setText(String.join("\n", detail.notes()));
    }
    if (isNone) {
      response.showNothing(Texts.of("history.none-selected"));
    }
    showWhen(notes, detail != null && !detail.notes().isEmpty());
    shown = detail;
  }

  private static void showWhen(Node node, boolean wanted) {
    node.setVisible(wanted);
    node.setManaged(wanted);
  }

  /** Of the call that is selected now, though what is shown of it may still be the one before. */
  private void selected(Consumer<HistoryEntry> use) {
    model.selected(use);
  }

  @FXML
  private void openCall() {
    selected(entry -> desk.openCall(model.toKeptCall(entry)));
  }

  /** Nothing is sent that is not what was sent, unless the operator has agreed to that. */
  @FXML
  private void sendAgain() {
    selected(
        entry -> {
          if (entry.isBodyMissing()) {
            navigator.say(Texts.of("history.body-missing"));
          } else if (entry.call().gaps().isEmpty()) {
            model.send(entry, navigator::say);
          } else {
            navigator.ask(
                Texts.of("history.send-title", entry.call().spec().function().name()),
                Texts.of("history.send-text", PastCall.missing(entry)),
                Texts.of("history.send-verb"),
                () -> model.send(entry, navigator::say));
          }
        });
  }

  @FXML
  private void copyCurl() {
    selected(
        entry -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(model.toCurl(entry));
          Clipboard.getSystemClipboard().setContent(content);
          String missing = PastCall.missing(entry);
          navigator.say(Texts.of("call.copied-curl") + (missing.isEmpty() ? "" : " " + missing));
        });
  }

  @FXML
  private void clearHistory() {
    navigator.ask(
        Texts.of("history.clear-title"),
        Texts.of("history.clear-text", model.summaryProperty().get().calls()),
        Texts.of("history.clear-verb"),
        () -> {
          // The button goes out with the last call, and the keyboard would leave this window.
          text.requestFocus();
          model.clear();
        });
  }
}
