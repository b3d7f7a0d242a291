package io.fairlead.ui.control.code;

import javafx.scene.input.KeyEvent;

/** The keys of rows: moving and extending the selection, and scrolling sideways. */
final class RowsKeys {

  private static final int SIDEWAYS = 8;

  private RowsKeys() {}

  static void pressed(RowsPane pane, KeyEvent event) {
    long count = pane.count();
    if (count == 0 || event.isAltDown()) {
      return;
    }
    boolean handled =
        event.isShortcutDown() ? withShortcut(pane, event, count) : alone(pane, event, count);
    if (handled) {
      event.consume();
    }
  }

  private static boolean withShortcut(RowsPane pane, KeyEvent event, long count) {
    switch (event.getCode()) {
      case A -> selectAll(pane, count);
      case HOME -> move(pane, event, 0);
      case END -> move(pane, event, count - 1);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** All rows, without leaving the place in view. */
  private static void selectAll(RowsPane pane, long count) {
    double top = pane.firstVisible();
    pane.select(new RowSelection(0, count - 1));
    pane.scrollTo(top);
  }

  private static boolean alone(RowsPane pane, KeyEvent event, long count) {
    RowSelection selection = pane.selection();
    long caret = selection.isEmpty() ? pane.firstVisible() : selection.caret();
    int step = selection.isEmpty() ? 0 : 1;
    switch (event.getCode()) {
      case UP, KP_UP -> move(pane, event, caret - step);
      case DOWN, KP_DOWN -> move(pane, event, Math.min(count - 1, caret + step));
      case PAGE_UP -> page(pane, event, caret, -pane.visible());
      case PAGE_DOWN -> page(pane, event, caret, pane.visible());
      case HOME -> move(pane, event, 0);
      case END -> move(pane, event, count - 1);
      case LEFT, KP_LEFT -> pane.scrollColumns(-SIDEWAYS);
      case RIGHT, KP_RIGHT -> pane.scrollColumns(SIDEWAYS);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void page(RowsPane pane, KeyEvent event, long caret, int rows) {
    pane.scrollBy(rows);
    move(pane, event, caret + rows);
  }

  private static void move(RowsPane pane, KeyEvent event, long row) {
    long within = Math.clamp(row, 0, pane.count() - 1);
    pane.select(pane.selection().to(within, event.isShiftDown()));
  }
}
