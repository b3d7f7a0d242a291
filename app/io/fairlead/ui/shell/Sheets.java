package io.fairlead.ui.shell;

import atlantafx.base.controls.ModalPane;
import io.fairlead.ui.fx.Texts;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/** Dialogs inside the window, one at a time; Escape closes the one that is open. */
final class Sheets {

  private final ModalPane pane = new ModalPane();
  private @Nullable Runnable onClose;
  private @Nullable Runnable returnFocus;

  Sheets() {
    pane.setId("sheet");
    pane.setAlignment(Pos.CENTER);
    pane.setPersistent(true);
    pane.usePredefinedTransitionFactories(null, Duration.ZERO, Duration.ZERO);
    pane.setInTransitionFactory(null);
    pane.setOutTransitionFactory(null);
    pane.displayProperty()
        .addListener(
            (observable, before, shown) -> {
              if (!shown) {
                closed();
              }
            });
  }

  /** Whether a sheet is open. */
  ReadOnlyBooleanProperty shownProperty() {
    return pane.displayProperty();
  }

  /** Lies over everything else in the window. */
  Node node() {
    return pane;
  }

  /**
   * Shows a sheet instead of the one that is open; the keyboard goes to its first field and stays
   * within it.
   */
  void show(Node sheet, Node firstField, Runnable whenClosed) {
    closed();
    onClose = whenClosed;
    Scene scene = pane.getScene();
    Node before = scene.getFocusOwner();
    ChangeListener<Node> keepWithin =
        (observable, left, now) -> {
          if (now != null && !isWithin(now, sheet)) {
            firstField.requestFocus();
          }
        };
    returnFocus =
        () -> {
          scene.focusOwnerProperty().removeListener(keepWithin);
          if (before != null) {
            before.requestFocus();
          }
        };
    pane.show(sheet);
    firstField.requestFocus();
    scene.focusOwnerProperty().addListener(keepWithin);
  }

  private static boolean isWithin(Node node, Node sheet) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.equals(sheet)) {
        return true;
      }
    }
    return false;
  }

  /** Asks a question with one way out and one way on. */
  void ask(String title, String text, String verb, Runnable run) {
    Label heading = new Label(title);
    heading.getStyleClass().add("sheet-title");
    Label explanation = new Label(text);
    explanation.setWrapText(true);
    Button cancel = new Button(Texts.of("sheet.cancel"));
    cancel.setId("question-cancel");
    cancel.setCancelButton(true);
    cancel.setOnAction(event -> close());
    Button go = new Button(verb);
    go.setId("question-confirm");
    go.getStyleClass().add("danger");
    go.setOnAction(
        event -> {
          close();
          run.run();
        });
    HBox buttons = new HBox(cancel, go);
    buttons.getStyleClass().add("sheet-buttons");
    VBox sheet = new VBox(heading, explanation, buttons);
    sheet.setId("question");
    sheet.getStyleClass().add("dialog-sheet");
    sheet.setMaxSize(460, VBox.USE_PREF_SIZE);
    sheet.setPrefWidth(460);
    show(sheet, cancel, () -> {});
  }

  void close() {
    pane.hide(true);
  }

  private void closed() {
    run(returnFocus);
    returnFocus = null;
    run(onClose);
    onClose = null;
  }

  private static void run(@Nullable Runnable hook) {
    if (hook != null) {
      hook.run();
    }
  }
}
