package io.fairlead.ui.control.code;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.VBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CodeEditorTest {

  private Shown<VBox> window;
  private CodeEditor editor;

  @BeforeEach
  void show() {
    window =
        new Shown<>(
            (worker, door) ->
                new VBox(
                    new TextField(),
                    new CodeEditor("body", "Request body", worker, door),
                    new TextField()));
    editor = (CodeEditor) onFx(() -> window.control.getChildren().get(1));
    onFx(() -> editor.languageProperty().set(Language.JSON));
    onFx(() -> editor.requestFocus());
  }

  @AfterEach
  void close() {
    window.close();
  }

  private String text() {
    return onFx(() -> editor.getText());
  }

  private void set(String text) {
    onFx(() -> editor.setText(text));
  }

  private void paste(String text) {
    onFx(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
          if (window.scene.getFocusOwner() instanceof TextArea plain) {
            plain.paste();
          } else {
            editor.area().paste();
          }
        });
  }

  @Test
  void whatAnEmptyEditorSaysStandsBesideItsLineNumber() {
    onFx(() -> editor.promptTextProperty().set("Request body"));
    onFx(() -> window.control.getChildren().getFirst().requestFocus());
    window.until("the text", () -> !editor.lookupAll(".placeholder").isEmpty());
    window.until("the line number", () -> !editor.lookupAll(".line-number").isEmpty());
    onFx(
        () -> {
          editor.applyCss();
          editor.layout();
          Label prompt = (Label) editor.lookup(".placeholder");
          Label number = (Label) editor.lookup(".line-number");
          double text =
              prompt.localToScene(prompt.getLayoutBounds()).getMinX() + prompt.snappedLeftInset();
          double end = number.localToScene(number.getLayoutBounds()).getMaxX();
          assertThat(text).isBetween(end - number.snappedRightInset(), end + 8);
        });
  }

  @Test
  void whatIsTypedIsColouredOnceTheWorkerHasReadIt() {
    set("{\"a\": 1}");
    window.until("colours", () -> editor.isHighlighted());
    window.until("a key", () -> editor.area().getStyleOfChar(2).contains("code-key"));
    onFx(() -> editor.area().moveTo(7));
    window.type("2");
    assertThat(text()).isEqualTo("{\"a\": 12}");
    window.until("a number", () -> editor.area().getStyleOfChar(7).contains("code-number"));
  }

  @Test
  void anEmptyEditorSaysWhatBelongsThere() {
    onFx(() -> editor.promptTextProperty().set("Request body"));
    onFx(() -> window.control.getChildren().getFirst().requestFocus());
    window.until(
        "the prompt",
        () -> editor.lookup(".placeholder") instanceof Label prompt && prompt.isVisible());
    set("x");
    window.until(
        "no prompt", () -> !(editor.lookup(".placeholder") instanceof Label p && p.isVisible()));
  }

  @Test
  void theTextIsBoundInBothDirections() {
    StringProperty model = new SimpleStringProperty("first");
    onFx(() -> editor.textProperty().bindBidirectional(model));
    assertThat(text()).isEqualTo("first");
    onFx(() -> editor.area().appendText(" second"));
    assertThat(model.get()).isEqualTo("first second");
    onFx(() -> model.set("third\r\nline"));
    assertThat(text()).isEqualTo("third\nline");
    onFx(() -> model.set("x".repeat(6_000)));
    assertThat(text()).hasSize(6_000);
    onFx(() -> model.set(""));
    assertThat(text()).isEmpty();
  }

  @Test
  void enterKeepsTheIndentationAndOpensABlock() {
    set("  {}");
    onFx(() -> editor.area().moveTo(3));
    window.press(KeyCode.ENTER, "");
    window.type("\r");
    assertThat(text()).isEqualTo("  {\n    \n  }");
    assertThat(onFx(() -> editor.area().getCaretPosition())).isEqualTo(8);
    window.type("x");
    window.press(KeyCode.ENTER, "");
    assertThat(text()).isEqualTo("  {\n    x\n    \n  }");
  }

  @Test
  void tabIndentsAndShiftTabTakesItBack() {
    set("a\nb");
    window.press(KeyCode.TAB, "");
    // A keyboard sends the character too.
    window.type("\t");
    assertThat(text()).isEqualTo("  a\nb");
    onFx(() -> editor.area().selectAll());
    window.press(KeyCode.TAB, "");
    assertThat(text()).isEqualTo("    a\n  b");
    window.press(KeyCode.TAB, "S");
    window.press(KeyCode.TAB, "S");
    assertThat(text()).isEqualTo("a\nb");
  }

  @Test
  void theKeyboardIsNotTrapped() {
    window.press(KeyCode.F6, "");
    assertThat(onFx(() -> window.scene.getFocusOwner())).isInstanceOf(TextField.class);
    onFx(() -> editor.requestFocus());
    window.press(KeyCode.TAB, "C");
    assertThat(onFx(() -> window.scene.getFocusOwner())).isInstanceOf(TextField.class);
    set("x".repeat(6_000));
    onFx(() -> editor.requestFocus());
    window.press(KeyCode.F6, "S");
    assertThat(onFx(() -> window.scene.getFocusOwner())).isInstanceOf(TextField.class);
  }

  @Test
  void aFormatIsOneChangeThatCanBeUndone() {
    set("{\"a\":[1.50]}");
    onFx(() -> editor.format());
    window.until("the format", () -> editor.getText().contains("\n"));
    assertThat(text()).isEqualTo("{\n  \"a\": [\n    1.50\n  ]\n}");
    onFx(() -> editor.undo());
    assertThat(text()).isEqualTo("{\"a\":[1.50]}");
  }

  @Test
  void aTextThatDoesNotParseStaysAndTheNoticeSaysWhere() {
    set("{\n  oops\n}");
    onFx(() -> editor.format());
    window.until("the notice", () -> !editor.noticeProperty().get().isEmpty());
    assertThat(onFx(() -> editor.noticeProperty().get())).startsWith("Line 2, column");
    assertThat(text()).isEqualTo("{\n  oops\n}");
    window.type("x");
    assertThat(onFx(() -> editor.noticeProperty().get())).isEmpty();
  }

  @Test
  void aLongLineGoesToThePlainAreaAndBack() {
    set("short\n" + "x".repeat(5_001));
    assertThat(onFx(() -> editor.isHighlighting())).isFalse();
    assertThat(text()).hasSize(5_007);
    TextArea plain = (TextArea) window.find("body-text");
    assertThat(onFx(() -> plain.isUndoable())).isFalse();
    onFx(() -> plain.replaceText(6, 5_007, "long no more"));
    window.until("colours", () -> editor.isHighlighting());
    assertThat(text()).isEqualTo("short\nlong no more");
    set("short again");
    assertThat(onFx(() -> editor.isHighlighting())).isTrue();
  }

  @Test
  void aPastedLongLineKeepsTextCaretAndUndo() {
    set("before after");
    onFx(() -> editor.area().moveTo(7));
    paste("y".repeat(10_000));
    assertThat(onFx(() -> editor.isHighlighting())).isFalse();
    assertThat(text()).isEqualTo("before " + "y".repeat(10_000) + "after");
    TextArea plain = (TextArea) window.find("body-text");
    assertThat(onFx(() -> plain.getCaretPosition())).isEqualTo(10_007);
    assertThat(onFx(() -> plain.isFocused())).isTrue();
    onFx(() -> editor.undo());
    window.until("colours", () -> editor.isHighlighting());
    assertThat(text()).isEqualTo("before after");
    assertThat(onFx(() -> editor.area().isFocused())).isTrue();
  }

  @Test
  void aLineThatBecomesTooLongByJoiningGoesToThePlainAreaToo() {
    set("x".repeat(3_000) + "\n" + "y".repeat(3_000));
    assertThat(onFx(() -> editor.isHighlighting())).isTrue();
    onFx(() -> editor.area().deleteText(3_000, 3_001));
    assertThat(onFx(() -> editor.isHighlighting())).isFalse();
    assertThat(text()).isEqualTo("x".repeat(3_000) + "y".repeat(3_000));
  }

  @Test
  void twentyMegabytesAreRefusedAtOnceAndTheOperatorIsTold() {
    set("kept");
    String huge = "z".repeat(20_000_000);
    long begin = System.nanoTime();
    paste(huge);
    assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(2_000);
    assertThat(text()).isEqualTo("kept");
    assertThat(onFx(() -> editor.noticeProperty().get())).contains("Send it as a file");
  }

  @Test
  void aLineThatNoAreaCanTakeIsRefusedToo() {
    set("kept");
    paste("z".repeat(CodeEditor.MOST_IN_LINE + 1));
    assertThat(text()).isEqualTo("kept");
    assertThat(onFx(() -> editor.noticeProperty().get())).contains("break it into lines");
  }

  @Test
  void aTextThatIsTooLongIsHeldAndGivenBackWhole() {
    String huge = "line\n".repeat(600_000);
    set(huge);
    assertThat(text()).isEqualTo(huge);
    assertThat(onFx(() -> editor.noticeProperty().get())).contains("too much to edit");
    set("small");
    assertThat(text()).isEqualTo("small");
    assertThat(onFx(() -> editor.isHighlighting())).isTrue();
    assertThat(onFx(() -> editor.noticeProperty().get())).isEmpty();
  }
}
