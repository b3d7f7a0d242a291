package io.fairlead.ui.control.code;

import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.SimpleStringProperty;
import org.jspecify.annotations.Nullable;

/** The text of an editor as a property that is put together when somebody asks for it. */
final class EditorText extends SimpleStringProperty {

  private final Supplier<String> shown;
  private final Consumer<String> show;

  EditorText(Object editor, Supplier<String> shown, Consumer<String> show) {
    super(editor, "text", "");
    this.shown = shown;
    this.show = show;
  }

  @Override
  public String get() {
    return shown.get();
  }

  @Override
  public void set(@Nullable String text) {
    if (isBound()) {
      throw new IllegalStateException("the text is bound");
    }
    String wanted = text == null ? "" : text;
    if (!wanted.equals(shown.get())) {
      show.accept(wanted);
    }
  }

  @Override
  protected void invalidated() {
    if (isBound()) {
      show.accept(super.get());
    }
  }

  /** The operator changed it. */
  void edited() {
    fireValueChangedEvent();
  }
}
