package io.fairlead.ui.history;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.history.HistoryEntry;
import io.fairlead.calls.history.HistoryRow;
import io.fairlead.net.Scope;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.SnapshotListModel;
import io.fairlead.ui.control.SnapshotTable;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The table of the history, the newest call first. A call that comes leaves the selection and what
 * is in view where they are.
 *
 * <p>{@link #publish} may be called from any thread, the rest belongs to the FX thread.
 */
public final class HistoryTable implements AutoCloseable {

  private static final double ROW_HEIGHT = 24;
  private static final int NEAR_THE_END = 40;
  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final ZoneId ZONE = ZoneId.systemDefault();
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm");

  private final TableView<HistoryRow> table = new TableView<>();
  private final Scope scope = new Scope("history-table");
  private final SnapshotListModel<Long, HistoryRow> model;
  private final SnapshotTable<Long, HistoryRow> rows;
  private final InstantSource clock;
  private List<HistoryRow> before = List.of();

  /** An empty table. */
  public HistoryTable(Door door, InstantSource clock) {
    this.clock = clock;
    this.model = new SnapshotListModel<>(HistoryRow::id, scope::run, door::post);
    this.rows = new SnapshotTable<>(table, model);
    table.setId("history-table");
    table.setAccessibleText(Texts.of("history.title"));
    table.setFixedCellSize(ROW_HEIGHT);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label none = new Label(Texts.of("history.none-match"));
    none.getStyleClass().add("caption");
    table.setPlaceholder(none);
    text("history.time", 86, row -> time(row.at()), Comparator.comparing(HistoryRow::at));
    addStatus();
    text("history.function", 120, row -> row.function().name());
    text("history.call", 170, HistoryTable::call);
    text("history.gateway", 76, HistoryRow::gateway);
    text("history.producer", 90, HistoryTable::producer);
    figure(
        "history.duration",
        86,
        row -> Figures.duration(row.took()),
        Comparator.comparing(HistoryRow::took));
    figure(
        "history.size",
        70,
        row -> row.size() < 0 ? "" : Figures.bytes(row.size()),
        Comparator.comparingLong(HistoryRow::size));
    model.rows().addListener((ListChangeListener<HistoryRow>) change -> keepView());
  }

  private String time(Instant at) {
    boolean isToday =
        at.atZone(ZONE).toLocalDate().equals(clock.instant().atZone(ZONE).toLocalDate());
    return (isToday ? TIME : DAY).format(at.atZone(ZONE));
  }

  private static String call(HistoryRow row) {
    String target = row.target().isEmpty() ? "" : " " + row.target();
    return row.method()
        + target
        + (row.mode() == CallSpec.Mode.ASYNC ? " " + Texts.of("history.async") : "");
  }

  private static String producer(HistoryRow row) {
    return switch (row.producer()) {
      case FUNCTION -> Texts.of("history.by-function");
      case WATCHDOG -> Texts.of("history.by-watchdog");
      case PROVIDER -> Texts.of("history.by-provider");
      case GATEWAY -> Texts.of("history.by-gateway");
      case INGRESS -> Texts.of("history.by-ingress");
      case UNKNOWN -> "";
    };
  }

  /** What the tool window shows. */
  Region node() {
    return table;
  }

  /** Takes the calls that match. */
  public void publish(List<HistoryRow> now) {
    model.publish(now);
  }

  /** Hears which call is selected. */
  void onSelected(Consumer<Optional<Long>> listener) {
    rows.selectedKeysProperty()
        .addListener((o, was, now) -> listener.accept(now.stream().findFirst()));
  }

  /** Hears that the operator wants to open, to send or to copy the selected call. */
  void onKeys(Runnable open, Runnable send, Runnable copy) {
    table.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean isEnter = event.getCode() == KeyCode.ENTER && !event.isShortcutDown();
          if (SEND.match(event)) {
            send.run();
          } else if (COPY.match(event)) {
            copy.run();
          } else if (isEnter) {
            open.run();
          } else {
            return;
          }
          event.consume();
        });
    table.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2 && !table.getSelectionModel().isEmpty()) {
            open.run();
          }
        });
  }

  /** Hears that the end of the table comes into view. */
  void onNearTheEnd(Runnable more) {
    table
        .skinProperty()
        .addListener(
            (o, was, now) ->
                flow()
                    .ifPresent(
                        flow ->
                            flow.positionProperty()
                                .addListener(
                                    (observable, from, to) -> tellNearTheEnd(flow, more))));
  }

  private void tellNearTheEnd(VirtualFlow<?> flow, Runnable more) {
    var last = flow.getLastVisibleCell();
    if (last != null && last.getIndex() > model.rows().size() - NEAR_THE_END) {
      more.run();
    }
  }

  private Optional<VirtualFlow<?>> flow() {
    Node flow = table.lookup(".virtual-flow");
    return flow instanceof VirtualFlow<?> found ? Optional.of(found) : Optional.empty();
  }

  /** What the operator looks at does not move when something comes above it. */
  private void keepView() {
    List<HistoryRow> was = before;
    before = List.copyOf(model.rows());
    var first = flow().map(VirtualFlow::getFirstVisibleCell).orElse(null);
    if (first == null || first.getIndex() == 0 || first.getIndex() >= was.size()) {
      return;
    }
    long id = was.get(first.getIndex()).id();
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).id() == id && i != first.getIndex()) {
        table.scrollTo(i);
        return;
      }
    }
  }

  @Override
  public void close() {
    scope.close();
  }

  private void addStatus() {
    TableColumn<HistoryRow, HistoryRow> column =
        rows.addColumn(
            Texts.of("history.status"), row -> row, Comparator.comparingInt(HistoryRow::status));
    column.setPrefWidth(76);
    column.setMinWidth(64);
    column.setCellFactory(view -> new StatusCell());
  }

  private void text(String title, double width, Function<HistoryRow, String> text) {
    text(title, width, text, Comparator.comparing(text));
  }

  private TableColumn<HistoryRow, String> text(
      String title, double width, Function<HistoryRow, String> text, Comparator<HistoryRow> order) {
    TableColumn<HistoryRow, String> column = rows.addColumn(Texts.of(title), text, order);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 84) - 20);
    return column;
  }

  private void figure(
      String title, double width, Function<HistoryRow, String> text, Comparator<HistoryRow> order) {
    text(title, width, text, order).getStyleClass().add("figure");
  }

  /** What a call came to, in a word or a number. */
  static String status(HistoryRow row) {
    if (row.status() > 0) {
      return String.valueOf(row.status());
    }
    if (!row.failure().isEmpty()) {
      return switch (row.failure()) {
        case "Cancelled" -> Texts.of("history.cancelled");
        case "OutcomeUnknown" -> Texts.of("history.unknown");
        case "TimedOut" -> Texts.of("history.timed-out");
        default -> Texts.of("history.failed");
      };
    }
    return row.queued()
        .map(
            state ->
                state == HistoryEntry.Queued.State.EXPIRED
                    ? Texts.of("history.expired")
                    : Texts.of("history.queued"))
        .orElse("");
  }

  private static String tone(HistoryRow row) {
    if (row.status() == 0) {
      return row.failure().isEmpty() ? "" : row.failure().equals("Cancelled") ? "odd" : "bad";
    }
    return row.status() >= 500 ? "bad" : row.status() >= 300 ? "odd" : "good";
  }

  private static final class StatusCell extends TableCell<HistoryRow, HistoryRow> {

    StatusCell() {
      getStyleClass().add("history-code");
    }

    @Override
    protected void updateItem(@Nullable HistoryRow row, boolean empty) {
      super.updateItem(row, empty);
      getStyleClass().removeAll("good", "odd", "bad");
      if (empty || row == null) {
        setText(null);
        return;
      }
      setText(status(row));
      if (!tone(row).isEmpty()) {
        getStyleClass().add(tone(row));
      }
    }
  }
}
