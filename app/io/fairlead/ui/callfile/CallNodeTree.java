package io.fairlead.ui.callfile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the items of a tree while its rows change: what is the same row stays the same item, so
 * that selection, expansion and scroll position stay.
 */
final class CallNodeTree {

  /** Of more rows, files begin closed: nobody looks through thousands of open ones. */
  private static final int OPEN_FILES = 40;

  private final TreeView<CallNode> view;
  private boolean isSmall = true;

  CallNodeTree(TreeView<CallNode> view) {
    this.view = view;
    view.setShowRoot(false);
    view.setRoot(new TreeItem<>());
  }

  void show(List<CallNode> rows, int files) {
    isSmall = files <= OPEN_FILES;
    reconcile(view.getRoot(), rows);
  }

  /** Another folder: nothing of the former one is kept. */
  void forget() {
    view.getSelectionModel().clearSelection();
    view.setRoot(new TreeItem<>());
  }

  Optional<CallNode> selected() {
    return Optional.ofNullable(view.getSelectionModel().getSelectedItem()).map(TreeItem::getValue);
  }

  /** Selects the row of that key and opens what is above it; says whether there is one. */
  boolean select(Object key) {
    TreeItem<CallNode> found = find(view.getRoot(), key);
    if (found == null) {
      return false;
    }
    for (TreeItem<CallNode> at = found.getParent(); at != null; at = at.getParent()) {
      at.setExpanded(true);
    }
    view.getSelectionModel().select(found);
    view.scrollTo(view.getRow(found));
    return true;
  }

  private static @Nullable TreeItem<CallNode> find(TreeItem<CallNode> from, Object key) {
    for (TreeItem<CallNode> item : from.getChildren()) {
      if (item.getValue().key().equals(key)) {
        return item;
      }
      TreeItem<CallNode> below = find(item, key);
      if (below != null) {
        return below;
      }
    }
    return null;
  }

  private void reconcile(TreeItem<CallNode> parent, List<CallNode> wanted) {
    List<TreeItem<CallNode>> present = parent.getChildren();
    Map<Object, TreeItem<CallNode>> byKey = HashMap.newHashMap(present.size());
    present.forEach(item -> byKey.put(item.getValue().key(), item));
    List<TreeItem<CallNode>> next = new ArrayList<>(wanted.size());
    for (CallNode node : wanted) {
      TreeItem<CallNode> item = byKey.remove(node.key());
      next.add(item == null ? itemOf(node) : item);
    }
    if (!next.equals(present)) {
      parent.getChildren().setAll(next);
    }
    for (int i = 0; i < wanted.size(); i++) {
      TreeItem<CallNode> item = next.get(i);
      CallNode node = wanted.get(i);
      if (Objects.equals(item.getValue(), node)) {
        continue;
      }
      item.setValue(node);
      reconcile(item, node.children());
    }
  }

  private TreeItem<CallNode> itemOf(CallNode node) {
    TreeItem<CallNode> item = new TreeItem<>(node);
    item.setExpanded(isSmall || node instanceof CallNode.Folder);
    List<TreeItem<CallNode>> below = new ArrayList<>(node.children().size());
    node.children().forEach(each -> below.add(itemOf(each)));
    item.getChildren().setAll(below);
    return item;
  }
}
