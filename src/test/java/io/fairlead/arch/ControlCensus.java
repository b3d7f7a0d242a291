package io.fairlead.arch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import org.jspecify.annotations.Nullable;

/** Counts the controls that have an id, screen by screen. FX thread only. */
final class ControlCensus {

  /**
   * One control, or a family of controls whose ids end in a number.
   *
   * @param id with {@code N} for the number
   */
  record Entry(String id, String control, String screen) {}

  private static final Set<String> PARTS_OF_CHOICES = Set.of("arrow", "arrow-button");

  /** The roots of the screens; what lies in none of them belongs to the window. */
  private static final Map<String, String> SCREENS =
      Map.ofEntries(
          Map.entry("shell", "window"),
          Map.entry("explorer", "explorer"),
          Map.entry("gateway-editor", "gateway editor"),
          Map.entry("function-editor", "function editor"),
          Map.entry("call-editor", "function editor, call"),
          Map.entry("probe-editor", "load probe"),
          Map.entry("logs", "function editor, logs"),
          Map.entry("inbox", "inbox"),
          Map.entry("call-files", "call files"),
          Map.entry("call-file", "call file"),
          Map.entry("deploy-sheet", "deployment"),
          Map.entry("connection-sheet", "connection"),
          Map.entry("question", "question"));

  /** What the loader takes for an id where FXML gives none; nobody may rely on it. */
  private final Set<String> fieldNames =
      Fxml.all().stream()
          .flatMap(fxml -> fxml.tags().stream())
          .map(Fxml.Tag::attributes)
          .filter(attributes -> !attributes.containsKey("id"))
          .map(attributes -> attributes.getOrDefault("fx:id", ""))
          .collect(Collectors.toSet());

  private final Map<String, Entry> entries = new TreeMap<>();
  private final TreeSet<String> duplicates = new TreeSet<>();
  private final TreeSet<String> nameless = new TreeSet<>();

  /** Every control that was met, by id. */
  Map<String, Entry> entries() {
    return entries;
  }

  /** Ids that two controls had which were visible at once. */
  List<String> duplicates() {
    return List.copyOf(duplicates);
  }

  /** Controls that were visible and tell a screen reader nothing. */
  List<String> nameless() {
    return List.copyOf(nameless);
  }

  /** Counts everything below a root, hidden or not. */
  void count(Node root) {
    Map<String, Node> visible = new HashMap<>();
    walk(root, "window", true, visible);
  }

  private void walk(Node node, String above, boolean shown, Map<String, Node> visible) {
    String screen = node.getId() == null ? above : SCREENS.getOrDefault(node.getId(), above);
    boolean seen = shown && node.isVisible();
    enterOwned(node, screen);
    if (node.getId() != null && isOurs(node)) {
      enter(node.getId(), node, screen);
      if (seen && visible.put(node.getId(), node) != null) {
        duplicates.add(node.getId() + " in " + screen);
      }
    }
    if (seen && isNameless(node)) {
      nameless.add(node + " in " + screen);
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        walk(child, screen, seen, visible);
      }
    }
  }

  /** What has an id and is no node: menus, tabs, columns. */
  private void enterOwned(Node node, String screen) {
    switch (node) {
      case MenuBar bar -> bar.getMenus().forEach(menu -> enterMenu(menu, screen));
      case MenuButton button -> button.getItems().forEach(item -> enterMenu(item, screen));
      case TabPane pane -> pane.getTabs().forEach(tab -> enter(tab.getId(), tab, screen));
      case TableView<?> table ->
          table.getColumns().forEach(column -> enter(column.getId(), column, screen));
      default -> {}
    }
    if (node instanceof Control control && control.getContextMenu() != null) {
      control.getContextMenu().getItems().forEach(item -> enterMenu(item, screen));
    }
  }

  private void enterMenu(MenuItem item, String screen) {
    enter(item.getId(), item, screen);
    if (item instanceof Menu menu) {
      menu.getItems().forEach(inner -> enterMenu(inner, screen));
    }
  }

  private void enter(@Nullable String id, Object control, String screen) {
    if (id != null && !fieldNames.contains(id)) {
      String family = id.replaceFirst("-\\d+$", "-N");
      entries.putIfAbsent(family, new Entry(family, control.getClass().getSimpleName(), screen));
    }
  }

  /** Headers and cells carry the id of their tab or column; a choice's parts have ids of theirs. */
  private boolean isOurs(Node node) {
    return !node.getClass().getPackageName().startsWith("javafx.scene.control.skin")
        && !(node instanceof IndexedCell<?>)
        && !PARTS_OF_CHOICES.contains(node.getId())
        && !fieldNames.contains(node.getId());
  }

  private static boolean isNameless(Node node) {
    boolean worked =
        switch (node) {
          case ButtonBase _, TextInputControl _, ComboBoxBase<?> _ -> true;
          case TableView<?> _, TreeView<?> _, ListView<?> _ -> true;
          default -> false;
        };
    String text = node instanceof Labeled labeled ? labeled.getText() : "";
    // A field inside a choice speaks through it.
    boolean inside = node.getParent() instanceof ComboBoxBase<?>;
    return worked && !inside && isBlank(text) && isBlank(node.getAccessibleText());
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
