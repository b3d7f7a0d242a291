package io.fairlead.ui.gateway;

import io.fairlead.model.FunctionRef;
import io.fairlead.net.Scope;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.HealthDot;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.control.SnapshotListModel;
import io.fairlead.ui.control.SnapshotTable;
import io.fairlead.ui.control.Sparkline;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The table of a gateway's functions; a row that did not change costs nothing.
 *
 * <p>{@link #publish} may be called from any thread, the rest belongs to the FX thread.
 */
public final class FunctionTable implements AutoCloseable {

  private static final double ROW_HEIGHT = 24;

  private final TableView<FunctionRow> table = new TableView<>();
  private final Scope scope = new Scope("function-table");
  private final SnapshotListModel<FunctionRef, FunctionRow> model;
  private final SnapshotTable<FunctionRef, FunctionRow> rows;
  private final Navigator navigator;
  private final TableColumn<FunctionRow, String> namespace;

  /** An empty table. */
  public FunctionTable(Door door, Navigator navigator) {
    this.navigator = navigator;
    this.model = new SnapshotListModel<>(FunctionRow::ref, scope::run, door::post);
    this.rows = new SnapshotTable<>(table, model);
    table.setId("function-table");
    table.setAccessibleText(Texts.of("gateway.table"));
    table.setFixedCellSize(ROW_HEIGHT);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    Label none = new Label(Texts.of("gateway.none-match"));
    none.getStyleClass().add("caption");
    table.setPlaceholder(none);
    addName();
    namespace =
        text(
            "namespace",
            110,
            row -> row.ref().namespace(),
            Comparator.comparing(row -> row.ref().namespace()));
    text("image", 250, FunctionRow::image, Comparator.comparing(FunctionRow::image));
    figure("replicas", 90, FunctionRow::replicas, Comparator.comparingInt(FunctionRow::ready));
    figure("rate", 76, row -> Figures.rate(row.rate()), byNumber(FunctionRow::rate));
    figure("errors", 66, row -> Figures.ratio(row.errorRatio()), byNumber(FunctionRow::errorRatio));
    figure("p95", 76, row -> Figures.seconds(row.p95()), byNumber(FunctionRow::p95));
    addTrend();
    figure(
        "age",
        64,
        FunctionRow::age,
        Comparator.comparing(row -> row.createdAt().orElse(Instant.EPOCH)));
    table.setRowFactory(view -> row());
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            rows.selectedRows().stream().findFirst().ifPresent(this::open);
            event.consume();
          }
        });
  }

  /** What the editor shows. */
  Region node() {
    return table;
  }

  /** Takes the rows of a snapshot. */
  public void publish(List<FunctionRow> now) {
    model.publish(now);
  }

  /** Shows only rows that pass. */
  void filter(Predicate<FunctionRow> wanted) {
    model.setFilter(wanted);
  }

  /** Shows the namespace where there are several. */
  void setNamespaceShown(boolean shown) {
    namespace.setVisible(shown);
  }

  /** How many rows are shown. */
  int shownCount() {
    return model.rows().size();
  }

  /** Hears how many rows are shown, whenever that changes. */
  void onShown(IntConsumer listener) {
    model
        .rows()
        .addListener(
            (ListChangeListener<FunctionRow>) change -> listener.accept(model.rows().size()));
  }

  @Override
  public void close() {
    scope.close();
  }

  private static Comparator<FunctionRow> byNumber(Function<FunctionRow, Double> number) {
    // Unknown sorts below every number.
    return Comparator.comparingDouble(
        row -> Double.isNaN(number.apply(row)) ? -1 : number.apply(row));
  }

  private TableColumn<FunctionRow, String> text(
      String key, double width, Function<FunctionRow, String> text, Comparator<FunctionRow> order) {
    TableColumn<FunctionRow, String> column =
        rows.addColumn(Texts.of("gateway.column." + key), text, order);
    column.setId("column-" + key);
    column.setPrefWidth(width);
    return column;
  }

  private void figure(
      String key, double width, Function<FunctionRow, String> text, Comparator<FunctionRow> order) {
    TableColumn<FunctionRow, String> column = text(key, width, text, order);
    column.getStyleClass().add("figure");
    column.setMinWidth(width - 10);
  }

  private void addName() {
    TableColumn<FunctionRow, FunctionRow> column =
        rows.addColumn(
            Texts.of("gateway.column.name"), row -> row, Comparator.comparing(FunctionRow::ref));
    column.setId("column-name");
    column.setPrefWidth(180);
    column.setMinWidth(110);
    column.setCellFactory(view -> new NameCell());
  }

  private void addTrend() {
    TableColumn<FunctionRow, List<Double>> column =
        rows.addColumn(Texts.of("gateway.column.trend"), FunctionRow::sparkline);
    column.setId("column-trend");
    column.setPrefWidth(120);
    column.setMinWidth(80);
    column.setCellFactory(view -> new TrendCell());
  }

  private void open(FunctionRow row) {
    navigator.openFunction(row.ref());
  }

  private TableRow<FunctionRow> row() {
    TableRow<FunctionRow> row = new TableRow<>();
    row.setOnMouseClicked(
        event -> {
          if (event.getClickCount() == 2
              && event.getButton() == MouseButton.PRIMARY
              && !row.isEmpty()) {
            open(row.getItem());
          }
        });
    ContextMenu menu =
        new ContextMenu(
            item("explorer.open", row, this::open),
            item("explorer.call", row, one -> navigator.openCall(one.ref())),
            item("explorer.logs", row, one -> navigator.openLogs(one.ref())),
            item("explorer.delete", row, one -> navigator.askDelete(one.ref())));
    row.emptyProperty().addListener((o, before, empty) -> row.setContextMenu(empty ? null : menu));
    return row;
  }

  private static MenuItem item(
      String key, TableRow<FunctionRow> row, java.util.function.Consumer<FunctionRow> run) {
    MenuItem item = new MenuItem(Texts.of(key));
    item.setOnAction(event -> run.accept(row.getItem()));
    return item;
  }

  private static final class NameCell extends TableCell<FunctionRow, FunctionRow> {

    private final HealthDot dot = new HealthDot(HealthState.UNKNOWN);

    NameCell() {
      getStyleClass().add("name");
      setGraphicTextGap(8);
    }

    @Override
    protected void updateItem(@Nullable FunctionRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
        setGraphic(null);
        return;
      }
      dot.setState(row.health());
      setText(row.ref().name());
      setGraphic(dot);
    }
  }

  private static final class TrendCell extends TableCell<FunctionRow, List<Double>> {

    private final Sparkline line = new Sparkline();

    TrendCell() {
      setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    }

    @Override
    protected void updateItem(@Nullable List<Double> values, boolean empty) {
      super.updateItem(values, empty);
      if (empty || values == null || values.isEmpty()) {
        setGraphic(null);
        return;
      }
      line.setValues(values.stream().mapToDouble(Double::doubleValue).toArray());
      setGraphic(line);
    }
  }
}
