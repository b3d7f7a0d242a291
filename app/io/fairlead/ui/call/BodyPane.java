package io.fairlead.ui.call;

import io.fairlead.ui.fx.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.StackPane;

/** The body of an answer. */
final class BodyPane {

  private final StackPane place = new StackPane();
  private final TextArea text = new TextArea();
  private Body shown = Body.empty();

  BodyPane(String prefix) {
    text.setId(prefix + "-body");
    text.setEditable(false);
    text.getStyleClass().add("code");
    text.setAccessibleText(Texts.of("call.response-body"));
  }

  Node node() {
    return place;
  }

  void showComing(Body body) {
    shown = body;
    grew();
  }

  void grew() {
    try {
      text.setText(new String(shown.arrived().beginning(512 << 10), shown.charset()));
    } catch (java.io.IOException _) {
      text.setText("");
    }
    place.getChildren().setAll(text);
  }

  void show(Body body) {
    shown = body;
    if (body.kind() == Body.Kind.EMPTY) {
      Label empty = new Label(Texts.of("call.empty-body"));
      empty.getStyleClass().add("caption");
      place.getChildren().setAll(empty);
    } else {
      text.setText(body.text());
      place.getChildren().setAll(text);
    }
  }
}
