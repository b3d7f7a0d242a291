package io.fairlead.ui.control;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** One number with its caption above it. */
public final class Figure extends VBox {

  private final Label value = new Label("–");

  /**
   * A figure without a value.
   *
   * @param id the id of the value's label
   */
  public Figure(String id, String caption) {
    Label above = new Label(caption);
    above.getStyleClass().add("figure-caption");
    value.setId(id);
    value.getStyleClass().add("figure-value");
    above.setLabelFor(value);
    getChildren().addAll(above, value);
  }

  /** The number as text. */
  public StringProperty valueProperty() {
    return value.textProperty();
  }
}
