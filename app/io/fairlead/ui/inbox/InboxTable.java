package io.fairlead.ui.inbox;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncState;
import io.fairlead.net.Scope;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.SnapshotListModel;
import io.fairlead.ui.control.SnapshotTable;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The table of asynchronous calls, the newest first; a row that did not change costs nothing, and
 * the selection stays with its call.
 *
 * <p>{@link #publish} may be called from any thread, the rest belongs to the FX thread.
 */
public final class InboxTable implements AutoCloseable {

  private static final double ROW_HEIGHT = 24;
  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private final TableView<AsyncCall> table = new TableView<>();
  private final Scope scope = new Scope("inbox-table");
  private final SnapshotListModel<String, AsyncCall> model;
  private final SnapshotTable<String, AsyncCall> rows;
  private final Door door;

  /** An empty table. */
  public InboxTable(Door door) {
    this.door = door;
    this.model = new SnapshotListModel<>(AsyncCall::callId, scope::run, door::post);
    this.rows = new SnapshotTable<>(table, model);
    table.setId("inbox-table");
    table.setAccessibleText(Texts.of("inbox.title"));
    table.setFixedCellSize(ROW_HEIGHT);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label none = new Label(Texts.of("inbox.none-match"));
    none.getStyleClass().add("caption");
    table.setPlaceholder(none);
    addState();
    text(Texts.of("inbox.function"), 170, call -> call.function().qualifiedName());
    text(Texts.of("inbox.gateway"), 80, AsyncCall::gateway);
    figure(Texts.of("inbox.status"), 60, InboxTable::status, byNumber(InboxTable::statusCode));
    figure(
        Texts.of("inbox.duration"),
        76,
        InboxTable::duration,
        byNumber(InboxTable::durationSeconds));
    figure(
        Texts.of("inbox.queue-wait"), 92, InboxTable::queueWait, byNumber(InboxTable::waitNanos));
    text(
        Texts.of("inbox.queued"),
        76,
        call -> TIME.format(call.registeredAt()),
        Comparator.comparing(AsyncCall::registeredAt));
    text(Texts.of("inbox.call-id"), 100, AsyncCall::callId);
  }

  /** What the tool window shows. */
  Region node() {
    return table;
  }

  /** Takes the calls as they are now. */
  public void publish(List<AsyncCall> now) {
    model.publish(now);
  }

  /** Shows only calls of which something contains the text. */
  void filter(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    model.setFilter(
        call ->
            wanted.isEmpty()
                || call.function().qualifiedName().toLowerCase(Locale.ROOT).contains(wanted)
                || call.gateway().toLowerCase(Locale.ROOT).contains(wanted)
                || CallSign.of(call).text().toLowerCase(Locale.ROOT).contains(wanted)
                || call.callId().contains(wanted));
  }

  /** Hears how many rows are shown, whenever that changes. */
  void onShown(IntConsumer listener) {
    model
        .rows()
        .addListener(
            (ListChangeListener<AsyncCall>) change -> listener.accept(model.rows().size()));
  }

  /** Hears which call is selected, by its id. */
  void onSelected(Consumer<Optional<String>> listener) {
    rows.selectedKeysProperty()
        .addListener((o, before, now) -> listener.accept(now.stream().findFirst()));
  }

  /** Hears that the operator wants to copy. */
  void onCopy(Runnable copy) {
    table.setOnKeyPressed(
        event -> {
          if (COPY.match(event)) {
            copy.run();
            event.consume();
          }
        });
  }

  /** Selects the uppermost call where none is selected; after the change that is under way. */
  void selectFirst() {
    door.post(
        this,
        () -> {
          Set<String> selected = rows.selectedKeysProperty().get();
          if (selected.isEmpty() && !model.rows().isEmpty()) {
            rows.select(model.rows().getFirst().callId());
          }
        });
  }

  @Override
  public void close() {
    scope.close();
  }

  private void addState() {
    TableColumn<AsyncCall, AsyncCall> column =
        rows.addColumn(
            Texts.of("inbox.state"),
            call -> call,
            Comparator.comparing(call -> CallSign.of(call).text()));
    column.setPrefWidth(180);
    column.setMinWidth(150);
    column.setCellFactory(view -> new StateCell());
  }

  private void text(String title, double width, Function<AsyncCall, String> text) {
    text(title, width, text, Comparator.comparing(text));
  }

  private TableColumn<AsyncCall, String> text(
      String title, double width, Function<AsyncCall, String> text, Comparator<AsyncCall> order) {
    TableColumn<AsyncCall, String> column = rows.addColumn(title, text, order);
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 100) - 24);
    return column;
  }

  private void figure(
      String title, double width, Function<AsyncCall, String> text, Comparator<AsyncCall> order) {
    text(title, width, text, order).getStyleClass().add("figure");
  }

  private static Comparator<AsyncCall> byNumber(Function<AsyncCall, Double> number) {
    return Comparator.comparingDouble(number::apply);
  }

  private static Optional<AsyncState.CalledBack> back(AsyncCall call) {
    return call.state() instanceof AsyncState.CalledBack back
        ? Optional.of(back)
        : Optional.empty();
  }

  private static String status(AsyncCall call) {
    return back(call).map(back -> back.status() == 0 ? "–" : "" + back.status()).orElse("");
  }

  private static double statusCode(AsyncCall call) {
    return back(call).map(back -> (double) back.status()).orElse(-1.0);
  }

  private static String duration(AsyncCall call) {
    double seconds = durationSeconds(call);
    return seconds < 0 ? "" : Figures.seconds(seconds);
  }

  private static double durationSeconds(AsyncCall call) {
    return back(call).map(back -> back.durationSeconds().orElse(-1)).orElse(-1.0);
  }

  private static String queueWait(AsyncCall call) {
    return back(call).flatMap(AsyncState.CalledBack::queueWait).map(Figures::duration).orElse("");
  }

  private static double waitNanos(AsyncCall call) {
    return back(call)
        .flatMap(AsyncState.CalledBack::queueWait)
        .map(Duration::toNanos)
        .map(Long::doubleValue)
        .orElse(-1.0);
  }

  private static final class StateCell extends TableCell<AsyncCall, AsyncCall> {

    private final FontIcon icon = new FontIcon();

    StateCell() {
      getStyleClass().add("call-state");
      setGraphicTextGap(8);
    }

    @Override
    protected void updateItem(@Nullable AsyncCall call, boolean empty) {
      super.updateItem(call, empty);
      if (empty || call == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      CallSign sign = CallSign.of(call);
      getStyleClass().removeAll("good", "odd", "bad");
      if (!sign.tone().isEmpty()) {
        getStyleClass().add(sign.tone());
      }
      icon.setIconCode(sign.icon());
      setText(sign.text());
      setGraphic(icon);
    }
  }
}
