package io.fairlead.ui.inbox;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncState;
import io.fairlead.ui.call.CallViewModel;
import io.fairlead.ui.call.ResponseView;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The table of asynchronous calls, and the result of the selected one beside it. */
public final class InboxView {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final InboxViewModel model;
  private final Parent root;
  private final DataPane pane = new DataPane();
  private final TableView<AsyncCall> table = new TableView<>();
  private final ResponseView response = new ResponseView("inbox-response");
  private @Nullable AsyncCall shown;
  @FXML private StackPane place;

  /** A view of that inbox. */
  public InboxView(InboxViewModel model) {
    this.model = model;
    this.root = FxmlFile.load(this);
  }

  /** What the tool window shows. */
  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    table.setId("inbox-table");
    table.setAccessibleText(Texts.of("inbox.title"));
    table.getColumns().add(column("inbox.queued", 76, call -> TIME.format(call.registeredAt())));
    table.getColumns().add(column("inbox.function", 150, call -> call.function().qualifiedName()));
    table.getColumns().add(column("inbox.state", 150, InboxView::state));
    table.getColumns().add(column("inbox.took", 80, InboxView::took));
    table.getColumns().add(column("inbox.call-id", 260, AsyncCall::callId));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> showSelected(now));
    SplitPane split = new SplitPane(table, response.node());
    split.setDividerPositions(0.52);
    pane.setContent(split);
    place.getChildren().setAll(pane);
    model.callsProperty().addListener((o, before, now) -> show(now));
    show(model.callsProperty().get());
  }

  private static TableColumn<AsyncCall, String> column(
      String title, double width, Function<AsyncCall, String> text) {
    TableColumn<AsyncCall, String> column = new TableColumn<>(Texts.of(title));
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 130));
    column.setCellValueFactory(row -> new ReadOnlyStringWrapper(text.apply(row.getValue())));
    return column;
  }

  private void show(List<AsyncCall> calls) {
    if (calls.isEmpty()) {
      pane.showEmpty(Feather.INBOX, Texts.of("inbox.empty"), Texts.of("inbox.empty-hint"), null);
      return;
    }
    AsyncCall selected = table.getSelectionModel().getSelectedItem();
    table.setItems(FXCollections.observableList(calls));
    pane.showContent();
    calls.stream()
        .filter(call -> selected == null || call.callId().equals(selected.callId()))
        .findFirst()
        .ifPresent(table.getSelectionModel()::select);
  }

  private void showSelected(@Nullable AsyncCall call) {
    if (call != null && !call.equals(shown)) {
      shown = call;
      response.show(CallViewModel.of(call));
    }
  }

  private static String state(AsyncCall call) {
    return switch (call.state()) {
      case AsyncState.Queued _ -> Texts.of("inbox.sending");
      case AsyncState.Accepted _ -> Texts.of("inbox.accepted");
      case AsyncState.CalledBack back -> Texts.of("inbox.called-back", back.status());
      case AsyncState.Refused _ -> Texts.of("inbox.refused");
      case AsyncState.Expired _ -> Texts.of("inbox.expired");
      case AsyncState.Oversized _ -> Texts.of("inbox.oversized");
    };
  }

  private static String took(AsyncCall call) {
    return call.state() instanceof AsyncState.CalledBack back
        ? Figures.duration(back.sinceAccepted())
        : "";
  }
}
