package io.fairlead.ui.control.code;

import io.fairlead.ui.fx.Texts;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What is looked for, and the way from match to match. FX thread only. */
final class FindBar extends HBox {

  /** Hears what the operator wants. */
  interface Listener {

    /** Another text, or another rule of case. */
    void wanted(String text, boolean matchCase);

    /** On to the next match, or back. */
    void move(boolean forward);

    /** Enough. */
    void closed();
  }

  private static final double FIELD_WIDTH = 260;

  private final TextField field = new TextField();
  private final Label count = new Label();
  private final ToggleButton matchCase = new ToggleButton(Texts.of("viewer.match-case-short"));
  private final Listener listener;

  FindBar(String prefix, Listener listener) {
    this.listener = listener;
    getStyleClass().add("find-bar");
    field.setId(prefix + "-find");
    field.setPrefWidth(FIELD_WIDTH);
    field.setPromptText(Texts.of("viewer.find"));
    field.setAccessibleText(Texts.of("viewer.find"));
    count.setId(prefix + "-find-count");
    count.getStyleClass().add("find-count");
    matchCase.setId(prefix + "-find-case");
    matchCase.setAccessibleText(Texts.of("viewer.match-case"));
    matchCase.setTooltip(new Tooltip(Texts.of("viewer.match-case")));
    Button previous =
        button(prefix + "-find-previous", Texts.of("viewer.previous"), Feather.CHEVRON_UP);
    Button next = button(prefix + "-find-next", Texts.of("viewer.next"), Feather.CHEVRON_DOWN);
    Button close = button(prefix + "-find-close", Texts.of("viewer.close-find"), Feather.X);
    previous.setOnAction(event -> listener.move(false));
    next.setOnAction(event -> listener.move(true));
    close.setOnAction(event -> listener.closed());
    field.textProperty().addListener((o, before, now) -> changed());
    matchCase.selectedProperty().addListener((o, before, now) -> changed());
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    getChildren().addAll(field, matchCase, previous, next, count, close);
    open(false);
  }

  private static Button button(String id, String words, Feather icon) {
    Button button = new Button(words, new FontIcon(icon));
    button.setId(id);
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setTooltip(new Tooltip(words));
    button.getStyleClass().addAll("button-icon", "flat");
    return button;
  }

  private void changed() {
    listener.wanted(field.getText(), matchCase.isSelected());
  }

  private void pressed(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      listener.closed();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && field.isFocused()) {
      listener.move(!event.isShiftDown());
      event.consume();
    }
  }

  /** Shows it with the keyboard in its field, or hides it. */
  void open(boolean open) {
    setVisible(open);
    setManaged(open);
    if (open) {
      field.requestFocus();
      field.selectAll();
      changed();
    }
  }

  boolean isOpen() {
    return isVisible();
  }

  Node field() {
    return field;
  }

  /** What is said of the matches. */
  void say(String words) {
    count.setText(words);
  }
}
