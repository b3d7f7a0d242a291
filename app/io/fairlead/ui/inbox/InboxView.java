package io.fairlead.ui.inbox;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.ui.call.ResponseView;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.control.FilterField;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The table of asynchronous calls, and the result of the selected one beside it. */
public final class InboxView {

  private final InboxViewModel model;
  private final InboxTable table;
  private final Navigator navigator;
  private final Parent root;
  private final DataPane pane = new DataPane();
  private final ResponseView response;
  private final Label notes = new Label();
  private InboxViewModel.@Nullable Detail shown;
  @FXML private FilterField filter;
  @FXML private Button stop;
  @FXML private Button copy;
  @FXML private Button clear;
  @FXML private Label tally;
  @FXML private Label count;
  @FXML private HBox notice;
  @FXML private Label noticeText;
  @FXML private StackPane place;

  /** A view of that inbox. */
  public InboxView(InboxViewModel model, InboxTable table, Navigator navigator) {
    this.model = model;
    this.table = table;
    this.navigator = navigator;
    this.response = new ResponseView("inbox-response", model.worker(), model.door());
    this.root = FxmlFile.load(this);
  }

  /** What the tool window shows. */
  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    notes.setId("inbox-notes");
    notes.getStyleClass().addAll("field-warning", "inbox-notes");
    notes.setWrapText(true);
    showWhen(notes, false);
    VBox.setVgrow(response.node(), Priority.ALWAYS);
    VBox detail = new VBox(notes, response.node());
    SplitPane split = new SplitPane(table.node(), detail);
    split.setDividerPositions(0.66);
    pane.setContent(split);
    place.getChildren().setAll(pane);
    tally.setTooltip(new Tooltip());
    filter.textProperty().addListener((o, before, now) -> table.filter(now));
    table.onSelected(model::select);
    table.onShown(shownRows -> showCount(shownRows));
    table.onCopy(this::copyCallId);
    model.summaryProperty().addListener((o, before, now) -> show(now));
    model.detailProperty().addListener((o, before, now) -> show(now));
    show(model.summaryProperty().get());
    show(Optional.empty());
  }

  private void show(InboxViewModel.Summary now) {
    clear.setDisable(!now.canClear());
    showWhen(tally, now.tally().total() > 0);
    tally.setText(Texts.of("inbox.turned-away", now.tally().total()));
    tally.getTooltip().setText(turnedAway(now.tally()));
    showWhen(notice, !now.note().isEmpty());
    noticeText.setText(now.note());
    if (now.calls() == 0) {
      Button address = new Button(Texts.of("inbox.address"));
      address.setOnAction(event -> setAddress());
      pane.showEmpty(Feather.INBOX, Texts.of("inbox.empty"), Texts.of("inbox.empty-hint"), address);
    } else {
      pane.showContent();
    }
    showCount(-1);
  }

  private void showCount(int shownRows) {
    InboxViewModel.Summary now = model.summaryProperty().get();
    if (shownRows > 0) {
      table.selectFirst();
    }
    count.setText(Texts.of("inbox.count", now.calls(), now.waiting()));
  }

  private static String turnedAway(AsyncInbox.Tally tally) {
    List<String> lines = new ArrayList<>();
    add(lines, tally.duplicates(), Texts.of("inbox.duplicates", tally.duplicates()));
    add(lines, tally.forged(), Texts.of("inbox.forged", tally.forged()));
    add(lines, tally.foreign(), Texts.of("inbox.foreign", tally.foreign()));
    add(lines, tally.unreadable(), Texts.of("inbox.unreadable", tally.unreadable()));
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, long number, String line) {
    if (number > 0) {
      lines.add(line);
    }
  }

  private void show(Optional<InboxViewModel.Detail> now) {
    boolean waiting = now.filter(detail -> detail.call().awaited()).isPresent();
    stop.setDisable(!waiting);
    copy.setDisable(now.isEmpty());
    InboxViewModel.Detail detail = now.orElse(null);
    if (detail != null && !detail.equals(shown)) {
      response.show(detail.response());
      notes.setText(String.join("\n", detail.notes()));
    }
    showWhen(notes, detail != null && !detail.notes().isEmpty());
    shown = detail;
  }

  private static void showWhen(Node node, boolean wanted) {
    node.setVisible(wanted);
    node.setManaged(wanted);
  }

  @FXML
  private void stopWaiting() {
    model.stopWaiting();
  }

  @FXML
  private void clearFinished() {
    model.clearFinished();
  }

  @FXML
  private void copyCallId() {
    InboxViewModel.Detail detail = shown;
    if (detail != null) {
      ClipboardContent content = new ClipboardContent();
      content.putString(detail.call().callId());
      Clipboard.getSystemClipboard().setContent(content);
      navigator.say(Texts.of("inbox.copied", detail.call().callId()));
    }
  }

  @FXML
  private void setAddress() {
    InboxViewModel.Detail detail = shown;
    navigator.askCallbackAddress(
        detail == null ? Optional.empty() : Optional.of(detail.call().function().gateway()));
  }
}
