package io.fairlead.acceptance;

import static io.fairlead.support.FxRuntime.onFx;

import io.fairlead.model.LogLine;
import io.fairlead.support.Operator;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.explorer.ExplorerNode;
import io.fairlead.ui.gateway.FunctionRow;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;

/** What a console's window shows now; from any thread, and nothing here waits. */
final class Shown {

  private final Parent root;
  private final Operator operator;

  Shown(Parent root, Operator operator) {
    this.root = root;
    this.operator = operator;
  }

  /** The lines of the function table, in its order. */
  List<FunctionRow> rows() {
    return onFx(
        () ->
            root.lookup("#function-table") instanceof TableView<?> table
                ? table.getItems().stream().map(FunctionRow.class::cast).toList()
                : List.of());
  }

  List<String> names() {
    return rows().stream().map(row -> row.ref().name()).toList();
  }

  FunctionRow row(String name) {
    return rows().stream().filter(row -> row.ref().name().equals(name)).findFirst().orElseThrow();
  }

  long serving() {
    return rows().stream().filter(row -> row.health() == HealthState.UP).count();
  }

  /** The style classes of the dot in the head of the gateway's editor. */
  List<String> dot() {
    return onFx(() -> List.copyOf(root.lookup("#gateway-editor .health-dot").getStyleClass()));
  }

  /** The head of a column. */
  Node columnHeader(String id) {
    return onFx(
        () ->
            root.lookup("#function-table").lookupAll(".column-header").stream()
                .filter(header -> id.equals(header.getId()))
                .findFirst()
                .orElseThrow());
  }

  /** What an editable choice offers. */
  List<String> choices(String id) {
    return onFx(
        () ->
            root.lookup("#" + id) instanceof ComboBox<?> box
                ? box.getItems().stream().map(String::valueOf).toList()
                : List.of());
  }

  /** The explorer's rows, from top to bottom. */
  List<String> explored() {
    return onFx(
        () -> {
          TreeView<?> tree = (TreeView<?>) root.lookup("#explorer-tree");
          return Stream.iterate(0, i -> i < tree.getExpandedItemCount(), i -> i + 1)
              .map(tree::getTreeItem)
              .map(TreeItem::getValue)
              .map(node -> ((ExplorerNode) node).text())
              .toList();
        });
  }

  /** Clicks a function in the explorer, the upper one where two have the name. */
  void openFromExplorer(String name) {
    operator.until("the row of " + name, () -> !labels(name).isEmpty());
    operator.click(onFx(() -> labels(name).getFirst()));
    operator.readsEventually("function-title", name::equals);
  }

  private List<Node> labels(String text) {
    return root.lookup("#explorer-tree").lookupAll(".label").stream()
        .filter(node -> node instanceof Label label && label.getText().equals(text))
        .sorted(Comparator.comparingDouble(node -> node.localToScene(0, 0).getY()))
        .toList();
  }

  /** The name of the function whose editor is in front; empty where none is. */
  String functionTitle() {
    return onFx(() -> root.lookup("#function-title") instanceof Label title ? title.getText() : "");
  }

  /** What the status line says of a gateway. */
  String status(String gateway) {
    return onFx(
        () ->
            root.lookup("#status-gateways").lookupAll(".gateway-status").stream()
                .map(node -> ((Button) node).getText())
                .filter(text -> text.startsWith(gateway))
                .findFirst()
                .orElse(""));
  }

  /** The lines of the log in front. */
  List<String> log() {
    return onFx(
        () ->
            root.lookup("#logs-list") instanceof ListView<?> lines
                ? lines.getItems().stream().map(line -> ((LogLine) line).text()).toList()
                : List.of());
  }

  /** The first column of a table. */
  List<String> firstColumn(String id) {
    return onFx(
        () ->
            root.lookup("#" + id) instanceof TableView<?> table
                ? Stream.iterate(0, i -> i < table.getItems().size(), i -> i + 1)
                    .map(i -> Objects.toString(table.getColumns().getFirst().getCellData(i)))
                    .toList()
                : List.of());
  }

  /** The first row of a table. */
  Set<String> firstRow(String id) {
    return onFx(
        () ->
            root.lookup("#" + id) instanceof TableView<?> table && !table.getItems().isEmpty()
                ? table.getColumns().stream()
                    .map(column -> Objects.toString(column.getCellData(0)))
                    .collect(Collectors.toSet())
                : Set.of());
  }
}
