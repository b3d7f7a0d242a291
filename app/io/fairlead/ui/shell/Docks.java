package io.fairlead.ui.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import javafx.geometry.Orientation;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import software.coley.bentofx.Bento;
import software.coley.bentofx.building.DockBuilding;
import software.coley.bentofx.dockable.Dockable;
import software.coley.bentofx.layout.container.DockContainerBranch;
import software.coley.bentofx.layout.container.DockContainerLeaf;
import software.coley.bentofx.layout.container.DockContainerRootBranch;

/**
 * Tool windows on the left and at the bottom, editors between them; the only class that knows the
 * docking library.
 */
final class Docks {

  /** Where a tool window lives. */
  enum Stripe {
    LEFT,
    BOTTOM
  }

  private static final int TOOLS = 1;
  private static final int EDITORS = 2;

  private final Bento bento = new Bento();
  private final DockContainerRootBranch root;
  private final DockContainerBranch upper;
  private final DockContainerLeaf left;
  private final DockContainerLeaf editors;
  private final DockContainerLeaf bottom;
  private final Map<String, Tool> tools = new LinkedHashMap<>();
  private final Map<Object, Dockable> open = new LinkedHashMap<>();

  /** A tool window and the stripe where it lives. */
  private record Tool(Stripe stripe, Dockable dockable) {}

  Docks(Node whenNothingIsOpen) {
    DockBuilding building = bento.dockBuilding();
    bento
        .placeholderBuilding()
        .setContainerPlaceholderFactory(leaf -> placeholder(leaf, whenNothingIsOpen));
    root = building.root("root");
    root.setOrientation(Orientation.VERTICAL);
    upper = building.branch("upper");
    left = toolLeaf("left", Side.LEFT);
    bottom = toolLeaf("bottom", Side.BOTTOM);
    editors = building.leaf("editors");
    editors.setSide(Side.TOP);
    editors.setPruneWhenEmpty(false);
    upper.addContainers(left, editors);
    root.addContainers(upper, bottom);
    upper.setPruneWhenEmpty(false);
    bento.registerRoot(root);
    showPlaceholder();
    bento.events().addDockableCloseListener((path, dockable) -> open.values().remove(dockable));
  }

  /** The library shows a placeholder once something was selected and is no longer. */
  private void showPlaceholder() {
    Dockable passing = bento.dockBuilding().dockable();
    passing.setNode(new Region());
    editors.addDockable(passing);
    editors.removeDockable(passing);
  }

  private Node placeholder(DockContainerLeaf leaf, Node whenNothingIsOpen) {
    return leaf.getIdentifier().equals("editors") ? whenNothingIsOpen : new Region();
  }

  private DockContainerLeaf toolLeaf(String id, Side side) {
    DockContainerLeaf leaf = bento.dockBuilding().leaf(id);
    leaf.setSide(side);
    leaf.setPruneWhenEmpty(false);
    leaf.setCanSplit(false);
    return leaf;
  }

  /** What the window shows between toolbar and status line. */
  Region node() {
    return root;
  }

  /** Gives the tool windows their first sizes; after the window has its own. */
  void arrange() {
    // What the window gains or loses belongs to the editors.
    SplitPane.setResizableWithParent(left, false);
    SplitPane.setResizableWithParent(bottom, false);
    upper.setContainerSizePx(left, 270);
    root.setContainerSizePx(bottom, 240);
  }

  /** Adds a tool window that stays. */
  void addTool(Stripe stripe, String id, String title, Ikon icon, Node content) {
    Dockable dockable = bento.dockBuilding().dockable("tool-" + id);
    dockable.setTitle(title);
    dockable.setIconFactory(d -> new FontIcon(icon));
    dockable.setNode(content);
    dockable.setClosable(false);
    dockable.setDragGroupMask(TOOLS);
    dockable.setCanBeDroppedToNewWindow(false);
    content.getStyleClass().add("tool-window");
    leaf(stripe).addDockable(dockable);
    tools.put(id, new Tool(stripe, dockable));
  }

  /** Closes the tool windows of a stripe. */
  void collapse(Stripe stripe) {
    setCollapsed(stripe, true);
  }

  /** Brings a tool window to the front of its stripe, opening the stripe where it is closed. */
  void showTool(String id) {
    Tool tool = tool(id);
    setCollapsed(tool.stripe(), false);
    leaf(tool.stripe()).selectDockable(tool.dockable());
  }

  /** Whether a tool window can be seen. */
  boolean isToolShown(String id) {
    Tool tool = tool(id);
    DockContainerLeaf leaf = leaf(tool.stripe());
    return !leaf.isCollapsed() && tool.dockable().equals(leaf.getSelectedDockable());
  }

  /** Shows a tool window, or closes its stripe where it is the one that is seen. */
  void toggleTool(String id) {
    if (isToolShown(id)) {
      collapse(tool(id).stripe());
    } else {
      showTool(id);
    }
  }

  private Tool tool(String id) {
    return Objects.requireNonNull(tools.get(id), id);
  }

  private DockContainerLeaf leaf(Stripe stripe) {
    return stripe == Stripe.LEFT ? left : bottom;
  }

  private void setCollapsed(Stripe stripe, boolean collapsed) {
    (stripe == Stripe.LEFT ? upper : root).setContainerCollapsed(leaf(stripe), collapsed);
  }

  /** Focuses the editor of a place, opening it where it is not. */
  void openEditor(Object key, Supplier<Editor> create) {
    Dockable dockable = open.get(key);
    if (dockable == null) {
      dockable = dock(create.get());
      open.put(key, dockable);
      editors.addDockable(dockable);
    }
    DockContainerLeaf home = dockable.getContainer();
    if (home != null) {
      home.selectDockable(dockable);
    }
  }

  private Dockable dock(Editor editor) {
    Dockable dockable = bento.dockBuilding().dockable();
    dockable.titleProperty().bind(editor.title());
    dockable.setIconFactory(d -> new FontIcon(editor.icon()));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(editor.title());
    dockable.setTooltip(tooltip);
    dockable.setNode(editor.node());
    dockable.setDragGroupMask(EDITORS);
    dockable.addCloseListener((path, closed) -> editor.onClose().run());
    return dockable;
  }

  /** Closes the editors of places that are gone. */
  void closeEditors(Set<Object> keys) {
    for (Object key : keys) {
      Dockable dockable = open.get(key);
      if (dockable != null) {
        dockable.inContainer(DockContainerLeaf::closeDockable);
      }
    }
  }

  /** The places that are open, oldest first. */
  Set<Object> openPlaces() {
    return Set.copyOf(open.keySet());
  }

  /** The place in front, if an editor is open. */
  Optional<Object> front() {
    Dockable selected = editors.getSelectedDockable();
    return open.entrySet().stream()
        .filter(entry -> entry.getValue().equals(selected))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** Closes the editor in front. */
  void closeFront() {
    Dockable selected = editors.getSelectedDockable();
    if (selected != null) {
      editors.closeDockable(selected);
    }
  }

  /** Selects the next (+1) or the previous (-1) editor. */
  void step(int by) {
    var all = editors.getDockables();
    if (!all.isEmpty()) {
      int at = all.indexOf(editors.getSelectedDockable());
      editors.selectDockable(all.get(Math.floorMod(at + by, all.size())));
    }
  }

  /** Calls back when another editor comes to the front. */
  void onFrontChanged(Runnable listener) {
    editors.selectedDockableProperty().addListener((observable, before, now) -> listener.run());
  }
}
