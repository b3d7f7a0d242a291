package io.fairlead.ui.control.code;

import java.util.function.Predicate;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;

/** The area for texts with a line that is too long for colours. */
final class PlainArea extends TextArea {

  private Predicate<String> pasting = text -> false;

  PlainArea() {
    getStyleClass().add("code");
    EditorKeys.leaveBy(this);
  }

  /** Asked before a text is pasted; says whether it took the text itself. */
  void setPasting(Predicate<String> pasting) {
    this.pasting = pasting;
  }

  @Override
  public void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text != null && !pasting.test(text)) {
      super.paste();
    }
  }
}
