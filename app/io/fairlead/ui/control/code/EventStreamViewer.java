package io.fairlead.ui.control.code;

import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.jspecify.annotations.Nullable;

/**
 * Shows the events of a stream as they arrive, the newest at the bottom, and the data of the one
 * that is selected, indented where it is JSON. Keeps the last 10,000 events, of 16 million
 * characters together, and says how many it dropped.
 *
 * <p>FX thread only, but for {@link #add}.
 */
public final class EventStreamViewer extends BorderPane {

  /** Events that are kept. */
  public static final int MOST_EVENTS = 10_000;

  private static final long MOST_CHARACTERS = 16_000_000;
  private static final int SHOWN_IN_ROW = 400;
  private static final double TIME_WIDTH = 116;
  private static final double DETAIL_AT = 0.62;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Door door;
  private final EventLog log = new EventLog(MOST_EVENTS, MOST_CHARACTERS);
  private final TableView<EventRow> table = new TableView<>();
  private final HighlightedArea detail;
  private final StackPane detailPlace = new StackPane();
  private final PlainArea plainDetail = new PlainArea();
  private final VirtualizedScrollPane<HighlightedArea> scrolled;
  private final ToggleButton follow = new ToggleButton(Texts.of("viewer.follow"));
  private final Label info = new Label();
  private final Recomputation indenting;
  private final DateTimeFormatter time;
  private volatile @Nullable EventRow selected;
  private long received;
  private long dropped;

  /**
   * An empty viewer that follows.
   *
   * @param prefix its id; the parts are called {@code PREFIX-table}, {@code PREFIX-detail} and so
   *     on
   * @param zone the zone of the times that are shown
   * @param worker indents the data, off the FX thread
   * @param door the way back
   */
  public EventStreamViewer(String prefix, ZoneId zone, Executor worker, Door door) {
    this.door = door;
    this.time = TIME.withZone(zone);
    this.detail = new HighlightedArea(worker, door);
    this.scrolled = new VirtualizedScrollPane<>(detail);
    this.indenting = new Recomputation(worker, this::indent);
    setId(prefix);
    getStyleClass().add("event-viewer");
    getStylesheets().add(CodeSheet.url());
    createTable(prefix);
    createDetail(prefix);
    SplitPane split = new SplitPane(table, detailPlace);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(DETAIL_AT);
    setCenter(split);
    setBottom(strip(prefix));
    tell();
  }

  private void createTable(String prefix) {
    table.setId(prefix + "-table");
    table.setAccessibleText(Texts.of("events.title"));
    table.setPlaceholder(new Label(Texts.of("events.none")));
    TableColumn<EventRow, String> at =
        column(Texts.of("events.time"), TIME_WIDTH, row -> time.format(row.time()));
    at.setMinWidth(TIME_WIDTH);
    table.getColumns().add(at);
    table.getColumns().add(column(Texts.of("events.type"), 120, EventRow::event));
    table.getColumns().add(column(Texts.of("events.id"), 90, EventRow::id));
    table.getColumns().add(column(Texts.of("events.data"), 480, row -> oneLine(row.data())));
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener(
            (o, before, now) -> {
              selected = now;
              indenting.request();
            });
    table.addEventFilter(
        ScrollEvent.SCROLL,
        event -> {
          if (event.getDeltaY() > 0) {
            follow.setSelected(false);
          }
        });
  }

  private static TableColumn<EventRow, String> column(
      String title, double width, Function<EventRow, String> value) {
    TableColumn<EventRow, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setSortable(false);
    column.setReorderable(false);
    column.setCellValueFactory(
        row -> new ReadOnlyStringWrapper(value.apply(row.getValue())).getReadOnlyProperty());
    return column;
  }

  private void createDetail(String prefix) {
    detail.setId(prefix + "-detail");
    detail.setEditable(false);
    detail.describe(Texts.of("events.detail"), Texts.of("events.detail-hint"));
    EditorKeys.leaveBy(detail);
    plainDetail.setId(prefix + "-detail");
    plainDetail.setEditable(false);
    plainDetail.setWrapText(true);
    plainDetail.setAccessibleText(Texts.of("events.detail"));
    detailPlace.getStyleClass().add("event-detail");
    detailPlace.getChildren().setAll(scrolled);
    SplitPane.setResizableWithParent(detailPlace, false);
  }

  private HBox strip(String prefix) {
    info.setId(prefix + "-info");
    follow.setId(prefix + "-follow");
    follow.setTooltip(new Tooltip(Texts.of("viewer.follow-hint")));
    follow.setSelected(true);
    follow.selectedProperty().addListener((o, before, now) -> followEnd());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox strip = new HBox(info, gap, follow);
    strip.getStyleClass().add("viewer-strip");
    return strip;
  }

  /** Takes an event; from any thread, returns at once. */
  public void add(EventRow row) {
    log.add(row);
    door.post(log, this::takeOver);
  }

  /** Forgets all events. */
  public void clear() {
    log.take();
    table.getItems().clear();
    received = 0;
    dropped = 0;
    follow.setSelected(true);
    tell();
  }

  /** Whether the newest event stays in view. */
  public BooleanProperty followProperty() {
    return follow.selectedProperty();
  }

  /** The events that are kept, the newest last. */
  public List<EventRow> events() {
    return List.copyOf(table.getItems());
  }

  /** How many events came, kept or not. */
  public long received() {
    return received;
  }

  private void takeOver() {
    EventLog.Taken taken = log.take();
    received += taken.rows().size() + taken.dropped();
    dropped += taken.dropped();
    List<EventRow> all = new ArrayList<>(table.getItems());
    all.addAll(taken.rows());
    int from = EventLog.firstKept(all, MOST_EVENTS, MOST_CHARACTERS);
    if (from == 0) {
      table.getItems().addAll(taken.rows());
    } else {
      // One change, and the selected event stays selected where it is still there.
      dropped += from;
      EventRow kept = table.getSelectionModel().getSelectedItem();
      table.getItems().setAll(all.subList(from, all.size()));
      if (kept != null) {
        table.getSelectionModel().select(kept);
      }
    }
    followEnd();
    tell();
  }

  private void followEnd() {
    if (follow.isSelected() && !table.getItems().isEmpty()) {
      table.scrollTo(table.getItems().size() - 1);
    }
  }

  private void tell() {
    info.setText(
        dropped == 0
            ? Texts.of("events.count", received)
            : Texts.of("events.count-dropped", received, table.getItems().size()));
  }

  private void indent() {
    EventRow row = selected;
    String data = row == null ? "" : row.data();
    boolean json = Language.guess(data) == Language.JSON;
    String text =
        json && TextFormat.format(Language.JSON, data) instanceof TextFormat.Result.Formatted now
            ? now.text()
            : data.replaceAll("\r\n?", "\n");
    boolean cut = row != null && row.cut();
    door.post(
        indenting,
        () -> showDetail(cut ? text + "\n" + Texts.of("events.cut") : text, Language.guess(text)));
  }

  private void showDetail(String text, Language language) {
    boolean plain = HighlightedArea.hasLineOver(text, HighlightedArea.LONGEST_LINE);
    if (!plain) {
      detailPlace.getChildren().setAll(scrolled);
    }
    detail.replaceText(plain ? "" : text);
    detail.getUndoManager().forgetHistory();
    detail.setLanguage(language);
    detail.moveTo(0);
    detail.requestFollowCaret();
    plainDetail.setText(plain ? text : "");
    if (plain) {
      detailPlace.getChildren().setAll(plainDetail);
    }
  }

  private static String oneLine(String data) {
    String beginning = data.length() <= SHOWN_IN_ROW ? data : data.substring(0, SHOWN_IN_ROW) + "…";
    return beginning.replace('\n', ' ');
  }
}
