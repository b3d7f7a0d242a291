package io.fairlead.ui.control.code;

import io.fairlead.ui.fx.Texts;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What an editor has to say, below its text, until it is closed. */
final class NoticeLine extends HBox {

  private final ReadOnlyStringWrapper words = new ReadOnlyStringWrapper("");
  private final Button close = new Button(Texts.of("code.close-notice"), new FontIcon(Feather.X));

  NoticeLine(String prefix) {
    getStyleClass().add("code-notice");
    Label notice = new Label();
    notice.setId(prefix + "-notice");
    notice.textProperty().bind(words);
    notice.setMinWidth(0);
    close.setId(prefix + "-notice-close");
    close.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    close.getStyleClass().addAll("button-icon", "flat");
    close.setOnAction(event -> say("", true));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    getChildren().addAll(notice, gap, close);
    say("", true);
  }

  /** Says something, or nothing any more. */
  void say(String said, boolean closable) {
    words.set(said);
    close.setVisible(closable);
    setVisible(!said.isEmpty());
    setManaged(!said.isEmpty());
  }

  ReadOnlyStringProperty words() {
    return words.getReadOnlyProperty();
  }
}
