package io.fairlead.ui.control;

import javafx.scene.shape.Circle;

/** A dot that tells by its colour, and by the text beside it, how something is. */
public final class HealthDot extends Circle {

  /** A dot in that state. */
  public HealthDot(HealthState state) {
    super(4);
    getStyleClass().add("health-dot");
    setState(state);
  }

  /** Changes what it tells. */
  public void setState(HealthState state) {
    getStyleClass().removeAll("up", "waiting", "down");
    switch (state) {
      case UP -> getStyleClass().add("up");
      case WAITING -> getStyleClass().add("waiting");
      case DOWN -> getStyleClass().add("down");
      case UNKNOWN -> {}
    }
  }
}
