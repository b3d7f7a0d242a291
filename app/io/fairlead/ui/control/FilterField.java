package io.fairlead.ui.control;

import io.fairlead.ui.fx.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.textfield.CustomTextField;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A field that narrows what is shown beside it; Escape or its button empties it. */
public final class FilterField extends CustomTextField {

  /** An empty field. */
  public FilterField() {
    getStyleClass().add("filter-field");
    setLeft(new FontIcon(Feather.SEARCH));
    Button clear = new Button(Texts.of("filter.clear"), new FontIcon(Feather.X));
    clear.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    clear.setAccessibleText(Texts.of("filter.clear"));
    clear.getStyleClass().addAll("button-icon", "flat");
    // Escape does the same: the way from field to field stays short.
    clear.setFocusTraversable(false);
    clear.visibleProperty().bind(textProperty().isNotEmpty());
    clear.setOnAction(event -> clear());
    setRight(clear);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && !getText().isEmpty()) {
            clear();
            event.consume();
          }
        });
  }
}
