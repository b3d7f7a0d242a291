package io.fairlead.ui.control.chart;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What a chart says in place of its plot: what there is to know, and what can be done. */
public final class ChartMessage extends VBox {

  private static final PseudoClass FAILED = PseudoClass.getPseudoClass("failed");
  private static final double WIDEST = 420;

  private final Label explanation = new Label();
  private final Label remedy = new Label();

  /** A message that says nothing. */
  public ChartMessage() {
    getStyleClass().add("chart-message");
    explanation.getStyleClass().add("chart-explanation");
    remedy.getStyleClass().add("chart-remedy");
    for (Label line : List.of(explanation, remedy)) {
      line.setWrapText(true);
      line.setMaxWidth(WIDEST);
    }
    setFillWidth(true);
    setManaged(false);
    getChildren().addAll(explanation, remedy);
  }

  /** Says something; an empty remedy takes no room. */
  public void say(String what, String whatToDo, boolean failed) {
    explanation.setText(what);
    remedy.setText(whatToDo);
    remedy.setVisible(!whatToDo.isEmpty());
    remedy.setManaged(!whatToDo.isEmpty());
    pseudoClassStateChanged(FAILED, failed);
  }

  /** The whole of it, for a screen reader. */
  public String text() {
    return (explanation.getText() + " " + remedy.getText()).strip();
  }
}
