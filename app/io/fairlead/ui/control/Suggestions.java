package io.fairlead.ui.control;

import java.util.List;
import java.util.function.Function;
import javafx.geometry.Bounds;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.text.Text;
import javafx.stage.Popup;
import javafx.stage.Window;

/**
 * A list below a text field with what could be meant: it opens while something is typed, or with
 * the arrow down; Enter, Tab or a click takes the marked entry, Escape closes it.
 *
 * <p>On the FX thread alone.
 */
public final class Suggestions {

  private static final int MOST = 12;
  private static final double ROW = 24;
  private static final double NARROWEST = 220;
  private static final double WIDEST = 720;
  private static final double AROUND_TEXT = 32;

  private final TextField field;
  private final Function<String, List<String>> source;
  private final boolean marksFirst;
  private final ListView<String> list = new ListView<>();
  private final Popup popup = new Popup();
  private boolean taking;

  private Suggestions(TextField field, Function<String, List<String>> source, boolean marksFirst) {
    this.field = field;
    this.source = source;
    this.marksFirst = marksFirst;
    list.getStyleClass().add("suggestions");
    list.setFixedCellSize(ROW);
    // The keyboard stays with the field; the list is moved through from there.
    list.setFocusTraversable(false);
    list.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> take());
    popup.getContent().add(list);
    popup.setAutoHide(true);
    // Whoever clicks elsewhere means what is there.
    popup.setConsumeAutoHidingEvents(false);
    popup.setHideOnEscape(false);
  }

  /**
   * Offers suggestions for what is typed into a field.
   *
   * @param source what fits a typed text, best first; the first {@value #MOST} are shown
   */
  public static void offer(TextField field, Function<String, List<String>> source) {
    install(new Suggestions(field, source, false), field);
  }

  /**
   * Offers the only values that a field can have: the first that fits is marked, so that Enter
   * takes it.
   */
  public static void offerChoice(TextField field, Function<String, List<String>> source) {
    install(new Suggestions(field, source, true), field);
  }

  /** Whether a list is open below that field: Escape belongs to it. */
  public static boolean isOpenBelow(Object field) {
    return Window.getWindows().stream()
        .anyMatch(
            window ->
                window instanceof Popup popup
                    && popup.isShowing()
                    && field.equals(popup.getOwnerNode()));
  }

  private static void install(Suggestions suggestions, TextField field) {
    field.textProperty().addListener((_, _, _) -> suggestions.typed());
    field
        .focusedProperty()
        .addListener(
            (observable, before, now) -> {
              if (!now) {
                suggestions.popup.hide();
              }
            });
    field.addEventFilter(KeyEvent.KEY_PRESSED, suggestions::pressed);
  }

  private void typed() {
    if (field.isFocused() && !taking) {
      show();
    }
  }

  private void show() {
    String typed = field.getText();
    List<String> found = source.apply(typed).stream().limit(MOST).toList();
    boolean nothingToAdd = found.isEmpty() || found.equals(List.of(typed));
    if (nothingToAdd || field.getScene() == null || field.getScene().getWindow() == null) {
      popup.hide();
      return;
    }
    list.getItems().setAll(found);
    list.getSelectionModel().clearSelection();
    if (marksFirst && !typed.isBlank()) {
      list.getSelectionModel().selectFirst();
    }
    list.setPrefSize(width(found), found.size() * ROW + 6);
    Bounds place = field.localToScreen(field.getLayoutBounds());
    if (!popup.isShowing() && place != null) {
      popup.show(field, place.getMinX(), place.getMaxY() + 2);
    }
  }

  private double width(List<String> found) {
    Text measured = new Text();
    measured.setFont(field.getFont());
    double widest = Math.max(NARROWEST, field.getWidth());
    for (String one : found) {
      measured.setText(one);
      widest = Math.max(widest, measured.getLayoutBounds().getWidth() + AROUND_TEXT);
    }
    return Math.min(widest, WIDEST);
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    boolean showing = popup.isShowing();
    boolean used =
        switch (event.getCode()) {
          case DOWN -> move(1);
          case UP -> showing && move(-1);
          case ENTER -> showing && take();
          case TAB -> {
            // The keyboard goes on to the next field all the same.
            boolean _ = showing && !event.isShiftDown() && take();
            yield false;
          }
          case ESCAPE -> showing;
          default -> false;
        };
    if (event.getCode() == KeyCode.ESCAPE) {
      popup.hide();
    }
    if (used) {
      event.consume();
    }
  }

  private boolean move(int by) {
    if (!popup.isShowing()) {
      show();
      return popup.isShowing();
    }
    int size = list.getItems().size();
    int now = list.getSelectionModel().getSelectedIndex();
    int next = now < 0 ? (by > 0 ? 0 : size - 1) : Math.floorMod(now + by, size);
    list.getSelectionModel().select(next);
    list.scrollTo(next);
    return true;
  }

  private boolean take() {
    String chosen = list.getSelectionModel().getSelectedItem();
    popup.hide();
    if (chosen == null) {
      return false;
    }
    taking = true;
    try {
      field.setText(chosen);
      if (marksFirst) {
        // Of a choice that is longer than the field, its beginning tells most.
        field.home();
      } else {
        field.end();
      }
    } finally {
      taking = false;
    }
    return true;
  }
}
