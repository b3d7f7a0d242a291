package io.fairlead.ui.call;

import javafx.beans.property.StringProperty;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.Region;

/** The control in which the text of a body is written: the one place that knows which it is. */
final class BodyTextArea {

  private final TextArea area = new TextArea();

  /**
   * An empty one.
   *
   * @param refused runs when a text was not taken in, because it is longer than {@link
   *     BodyModel#LONGEST_TEXT}
   */
  BodyTextArea(String id, String prompt, Runnable refused) {
    area.setId(id);
    area.setPromptText(prompt);
    area.setAccessibleText(prompt);
    area.getStyleClass().add("code");
    area.setPrefRowCount(4);
    area.setTextFormatter(
        new TextFormatter<>(
            change -> {
              boolean fits =
                  !change.isAdded()
                      || change.getControlNewText().length() <= BodyModel.LONGEST_TEXT;
              if (!fits) {
                // Of a paste over a selection, the selection stays.
                change.setText("");
                change.setRange(change.getControlCaretPosition(), change.getControlCaretPosition());
                change.selectRange(change.getControlAnchor(), change.getControlCaretPosition());
                refused.run();
              }
              return change;
            }));
  }

  Region node() {
    return area;
  }

  StringProperty textProperty() {
    return area.textProperty();
  }

  void setPrompt(String prompt) {
    area.setPromptText(prompt);
    area.setAccessibleText(prompt);
  }
}
