package io.fairlead.ui.explorer;

import io.fairlead.ui.control.HealthDot;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Shows the tree; Enter or a double click opens the place of a row. */
public final class ExplorerView {

  private final ExplorerViewModel model;
  private final Navigator navigator;
  private final Parent root;
  @FXML private TextField filter;
  @FXML private TreeView<ExplorerNode> tree;

  /** A view that follows its model. */
  public ExplorerView(ExplorerViewModel model, Navigator navigator) {
    this.model = model;
    this.navigator = navigator;
    this.root = FxmlFile.load(this);
  }

  /** What the tool window shows. */
  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    filter.textProperty().bindBidirectional(model.filterProperty());
    tree.setShowRoot(false);
    tree.setRoot(new TreeItem<>());
    tree.setCellFactory(view -> new Row());
    tree.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            open(tree.getSelectionModel().getSelectedItem());
            event.consume();
          }
        });
    model.gatewaysProperty().addListener((observable, before, now) -> show(now));
    show(model.gatewaysProperty().get());
  }

  private void show(List<ExplorerNode> gateways) {
    reconcile(tree.getRoot(), gateways);
  }

  /** Changes only what differs, so that selection, expansion and scroll position stay. */
  private static void reconcile(TreeItem<ExplorerNode> parent, List<ExplorerNode> wanted) {
    List<TreeItem<ExplorerNode>> present = parent.getChildren();
    Map<Object, TreeItem<ExplorerNode>> byKey = new HashMap<>();
    present.forEach(item -> byKey.put(item.getValue().key(), item));
    List<TreeItem<ExplorerNode>> next = new ArrayList<>(wanted.size());
    for (ExplorerNode node : wanted) {
      TreeItem<ExplorerNode> item = byKey.get(node.key());
      if (item == null) {
        item = new TreeItem<>(node);
        item.setExpanded(true);
      }
      next.add(item);
    }
    if (!next.equals(present)) {
      parent.getChildren().setAll(next);
    }
    for (int i = 0; i < wanted.size(); i++) {
      TreeItem<ExplorerNode> item = next.get(i);
      ExplorerNode node = wanted.get(i);
      if (!Objects.equals(item.getValue(), node)) {
        item.setValue(node);
      }
      if (!node.children().isEmpty() || !item.getChildren().isEmpty()) {
        reconcile(item, node.children());
      }
    }
  }

  private void open(@Nullable TreeItem<ExplorerNode> item) {
    if (item == null) {
      return;
    }
    switch (item.getValue()) {
      case ExplorerNode.Gateway gateway -> navigator.openGateway(gateway.key());
      case ExplorerNode.Namespace namespace -> navigator.openGateway(namespace.gateway());
      case ExplorerNode.Function function -> navigator.openFunction(function.key());
    }
  }

  private ContextMenu menuOf(ExplorerNode node) {
    return switch (node) {
      case ExplorerNode.Gateway gateway ->
          new ContextMenu(
              item("explorer.open", () -> navigator.openGateway(gateway.key())),
              item("explorer.deploy", () -> navigator.deployTo(gateway.key())),
              item("explorer.remove", () -> navigator.removeGateway(gateway.key())));
      case ExplorerNode.Namespace namespace ->
          new ContextMenu(item("explorer.deploy", () -> navigator.deployTo(namespace.gateway())));
      case ExplorerNode.Function function ->
          new ContextMenu(
              item("explorer.open", () -> navigator.openFunction(function.key())),
              item("explorer.call", () -> navigator.openCall(function.key())),
              item("explorer.logs", () -> navigator.openLogs(function.key())),
              item("explorer.delete", () -> navigator.askDelete(function.key())));
    };
  }

  private static MenuItem item(String key, Runnable run) {
    MenuItem item = new MenuItem(Texts.of(key));
    item.setOnAction(event -> run.run());
    return item;
  }

  private final class Row extends TreeCell<ExplorerNode> {

    private final Label text = new Label();
    private final Label note = new Label();
    private final HealthDot dot;
    private final FontIcon icon = new FontIcon(Feather.FOLDER);
    private final HBox box;

    Row() {
      dot = new HealthDot(io.fairlead.ui.control.HealthState.UNKNOWN);
      note.getStyleClass().add("caption");
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      box = new HBox(6, dot, icon, text, gap, note);
      box.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
      text.setMinWidth(0);
      // As wide as the tree, never wider: the note stays in sight and nothing scrolls sideways.
      setPrefWidth(0);
      note.setMinWidth(Region.USE_PREF_SIZE);
      setOnMouseClicked(
          event -> {
            boolean leaf = getItem() instanceof ExplorerNode.Function;
            if (event.getButton() == MouseButton.PRIMARY
                && event.getClickCount() == (leaf ? 1 : 2)) {
              open(getTreeItem());
            }
          });
    }

    @Override
    protected void updateItem(@Nullable ExplorerNode node, boolean empty) {
      super.updateItem(node, empty);
      if (empty || node == null) {
        setGraphic(null);
        setContextMenu(null);
        setAccessibleText(null);
        return;
      }
      text.setText(node.text());
      note.setText(node.note());
      dot.setState(node.health());
      boolean namespace = node instanceof ExplorerNode.Namespace;
      dot.setVisible(!namespace);
      dot.setManaged(!namespace);
      icon.setIconCode(
          switch (node) {
            case ExplorerNode.Gateway _ -> Feather.SERVER;
            case ExplorerNode.Namespace _ -> Feather.FOLDER;
            case ExplorerNode.Function _ -> Feather.ZAP;
          });
      setGraphic(box);
      setAccessibleText(
          node.text() + " " + node.health().name().toLowerCase(java.util.Locale.ROOT));
      setContextMenu(menuOf(node));
    }
  }
}
