package io.fairlead.ui.call;

import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.control.code.Language;
import io.fairlead.ui.fx.Door;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.Region;

/** The control in which the text of a body is written: the one place that knows which it is. */
final class BodyTextArea {

  private final CodeEditor editor;

  BodyTextArea(String id, String prompt, Executor worker, Door door) {
    editor = new CodeEditor(id, prompt, worker, door);
    editor.promptTextProperty().set(prompt);
  }

  Region node() {
    return editor;
  }

  StringProperty textProperty() {
    return editor.textProperty();
  }

  ObjectProperty<Language> languageProperty() {
    return editor.languageProperty();
  }

  /** Indents the text by its language; the editor says why it cannot. */
  void format() {
    editor.format();
  }

  void setPrompt(String prompt) {
    editor.promptTextProperty().set(prompt);
  }
}
