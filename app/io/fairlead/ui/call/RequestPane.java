package io.fairlead.ui.call;

import io.fairlead.calls.history.HistoryEntry;
import io.fairlead.model.Header;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What was sent with a call of the past: its line, its headers, its body. On the FX thread. */
public final class RequestPane {

  /**
   * A request, prepared for showing.
   *
   * @param line method and URL
   * @param note what is missing of its body; empty for nothing
   */
  public record Shown(String line, List<Header> headers, Body body, String note) {

    /** The request of a call; decodes its body, so not on the FX thread. */
    public static Shown of(HistoryEntry entry) {
      return new Shown(
          PastCall.line(entry),
          PastCall.headers(entry),
          PastCall.body(entry),
          entry.sent().isCut() ? PastCall.keptInPart(entry.sent()) : "");
    }
  }

  private final String prefix;
  private final Executor worker;
  private final Door door;
  private final Label line = new Label();
  private final Label note = new Label();
  private final TableView<Header> headers = new TableView<>();
  private final SplitPane split = new SplitPane(headers);
  private final VBox root;
  private @Nullable BodyPane body;

  /**
   * An empty pane.
   *
   * @param prefix its controls carry the ids {@code PREFIX-line}, {@code PREFIX-headers} and so on
   */
  public RequestPane(String prefix, Executor worker, Door door) {
    this.prefix = prefix;
    this.worker = worker;
    this.door = door;
    line.setId(prefix + "-line");
    note.setId(prefix + "-note");
    note.getStyleClass().add("caption");
    note.setMinWidth(Region.USE_PREF_SIZE);
    headers.setId(prefix + "-headers");
    headers.setAccessibleText(Texts.of("history.request-headers"));
    headers.getColumns().add(column(Texts.of("pairs.name"), true));
    headers.getColumns().add(column(Texts.of("pairs.value"), false));
    headers.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    headers.setPlaceholder(new Label(Texts.of("history.no-headers")));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(12, line, gap, note);
    head.getStyleClass().add("response-line");
    split.setDividerPositions(0.4);
    VBox.setVgrow(split, Priority.ALWAYS);
    root = new VBox(head, split);
  }

  private static TableColumn<Header, String> column(String title, boolean isName) {
    TableColumn<Header, String> column = new TableColumn<>(title);
    column.setPrefWidth(isName ? 150 : 240);
    column.setCellValueFactory(
        row -> new ReadOnlyStringWrapper(isName ? row.getValue().name() : row.getValue().value()));
    return column;
  }

  /** What a parent lays out. */
  public Region node() {
    return root;
  }

  /** Shows another request. */
  public void show(Shown request) {
    BodyPane pane = body;
    if (pane == null) {
      // Not before there is something to show: no window waits for it to come up.
      pane =
          new BodyPane(
              prefix, worker, door, new SaveBody(worker, door, new SaveQuestion(), note::setText));
      body = pane;
      split.getItems().add(pane.node());
      split.setDividerPositions(0.4);
    }
    line.setText(request.line());
    line.setTooltip(new Tooltip(request.line()));
    note.setText(request.note());
    headers.setItems(FXCollections.observableArrayList(request.headers()));
    pane.show(request.body());
  }
}
