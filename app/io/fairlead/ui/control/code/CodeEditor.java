package io.fairlead.ui.control.code;

import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.Node;
import javafx.scene.control.IndexRange;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.model.TwoDimensional;
import org.jspecify.annotations.Nullable;

/**
 * An editor of coloured text: line numbers, indentation, undo. A text with a line of more than
 * 5,000 characters is edited without colours, since one key would take seconds. A text of more than
 * 2,000,000 characters, or with a line of more than 262,144, is not pasted, and when a program sets
 * one it is kept and not shown: there a key would take a second even without colours.
 *
 * <p>Tab indents; F6 and Ctrl+Tab move on. FX thread only.
 */
public final class CodeEditor extends BorderPane {

  /** Characters that can be edited. */
  public static final int MOST_CHARACTERS = 2_000_000;

  /** Characters of one line that can be edited. */
  public static final int MOST_IN_LINE = 256 << 10;

  /** A plain text goes back to colours when its lines are shorter than this. */
  private static final int SHORT_LINE = HighlightedArea.LONGEST_LINE - 500;

  private final Door door;
  private final HighlightedArea area;
  private final PlainArea plain = new PlainArea();
  private final VirtualizedScrollPane<HighlightedArea> scrolled;
  private final StackPane place = new StackPane();
  private final NoticeLine notice;
  private final EditorText text = new EditorText(this, this::shown, this::show);
  private final ObjectProperty<Language> language = new SimpleObjectProperty<>(Language.TEXT);
  private final StringProperty promptText = new SimpleStringProperty("");
  private final Recomputation formatting;
  private @Nullable String held;
  private @Nullable String cached = "";
  private boolean switching;
  private volatile String toFormat = "";
  private volatile Language formatAs = Language.TEXT;

  /**
   * An empty editor.
   *
   * @param id its id; the parts are called {@code ID-text} and {@code ID-notice}
   * @param accessibleText what a screen reader calls it
   * @param worker finds the parts of the text, off the FX thread
   * @param door the way back
   */
  public CodeEditor(String id, String accessibleText, Executor worker, Door door) {
    this.door = door;
    this.area = new HighlightedArea(worker, door);
    this.scrolled = new VirtualizedScrollPane<>(area);
    this.formatting = new Recomputation(worker, this::formatNewest);
    this.notice = new NoticeLine(id);
    setId(id);
    getStyleClass().add("code-editor");
    getStylesheets().add(CodeSheet.url());
    place.getStyleClass().add("code-place");
    place.getChildren().setAll(scrolled);
    setCenter(place);
    setBottom(notice);
    for (Node one : new Node[] {area, plain}) {
      one.setId(id + "-text");
    }
    plain.setAccessibleText(accessibleText);
    plain.setAccessibleHelp(Texts.of("code.leave-hint"));
    plain.promptTextProperty().bind(promptText);
    area.describe(accessibleText, "");
    promptText.addListener((o, before, now) -> area.describe(accessibleText, now));
    language.addListener((o, before, now) -> area.setLanguage(now));
    listen();
  }

  private void listen() {
    EditorKeys.install(area);
    area.setPasting(pasted -> intercepts(pasted, area.getSelection(), area.getLength()));
    plain.setPasting(pasted -> refuses(pasted, plain.getSelection(), plain.getLength()));
    area.plainTextChanges()
        .subscribe(
            change -> {
              if (!switching) {
                edited();
                if (!change.getInserted().isEmpty() || !change.getRemoved().isEmpty()) {
                  leaveIfLong(change.getPosition(), change.getInsertionEnd());
                }
              }
            });
    plain
        .textProperty()
        .addListener(
            observable -> {
              if (!switching) {
                edited();
                door.post(plain, this::returnIfShort);
              }
            });
  }

  /** The text, with line feeds alone; may be bound in both directions. */
  public StringProperty textProperty() {
    return text;
  }

  /** The text. */
  public String getText() {
    return text.get();
  }

  /** Replaces the text; what could be undone is forgotten. */
  public void setText(String value) {
    text.set(value);
  }

  /** Makes it show a text that is not changed here. */
  public void setEditable(boolean editable) {
    area.setEditable(editable);
    plain.setEditable(editable);
  }

  /** Selects a line and brings it into view; lines are counted from 1, others are let be. */
  public void selectLine(int line) {
    if (!isHighlighting() || line < 1 || line > area.getParagraphs().size()) {
      return;
    }
    area.moveTo(line - 1, 0);
    area.selectLine();
    area.showParagraphAtTop(Math.max(0, line - 4));
  }

  /** What colours it. */
  public ObjectProperty<Language> languageProperty() {
    return language;
  }

  /** What it says while it is empty. */
  public StringProperty promptTextProperty() {
    return promptText;
  }

  /** What it says below the text: why a format or a paste was refused; empty without. */
  public ReadOnlyStringProperty noticeProperty() {
    return notice.words();
  }

  /** Whether colours are shown, or the plain area that takes long lines. */
  public boolean isHighlighting() {
    return place.getChildren().contains(scrolled);
  }

  /** Whether the colours are those of the text as it stands. */
  boolean isHighlighted() {
    return area.isHighlighted();
  }

  /** The coloured area, for tests and benchmarks. */
  HighlightedArea area() {
    return area;
  }

  @Override
  public void requestFocus() {
    (isHighlighting() ? area : plain).requestFocus();
  }

  /** Takes back the last change. */
  public void undo() {
    if (isHighlighting()) {
      area.undo();
    } else {
      plain.undo();
    }
  }

  /**
   * Indents the text by its language. The work is done off the FX thread, and thrown away when the
   * text changes meanwhile; a text that does not parse stays, and the notice says what is wrong and
   * where.
   */
  public void format() {
    if (held != null) {
      return;
    }
    toFormat = getText();
    formatAs = language.get() == Language.TEXT ? Language.guess(toFormat) : language.get();
    formatting.request();
  }

  private void formatNewest() {
    String before = toFormat;
    TextFormat.Result result = TextFormat.format(formatAs, before);
    door.post(
        formatting,
        () -> {
          if (before.equals(getText())) {
            formatted(result);
          }
        });
  }

  private void formatted(TextFormat.Result result) {
    switch (result) {
      case TextFormat.Result.Formatted(String now) when isTooLong(now) ->
          say(Texts.of("code.format-too-long", Figures.bytes(now.length())));
      case TextFormat.Result.Formatted(String now) -> {
        say("");
        replace(now);
      }
      case TextFormat.Result.Broken(String message, int line, int column) ->
          say(Texts.of("code.format-broken", line, column, message));
      case TextFormat.Result.Untouched() -> say(Texts.of("code.format-none"));
    }
  }

  /** As a change of the operator's, which can be undone. */
  private void replace(String now) {
    if (now.equals(getText())) {
      return;
    }
    if (isHighlighting()) {
      int caret = Math.min(area.getCaretPosition(), now.length());
      area.replaceText(now);
      area.moveTo(caret);
    } else {
      plain.replaceText(0, plain.getLength(), now);
    }
  }

  private void say(String words) {
    notice.say(words, held == null);
  }

  private String shown() {
    String known = cached;
    if (known == null) {
      known = held != null ? held : isHighlighting() ? area.getText() : plain.getText();
      cached = known;
    }
    return known;
  }

  private void edited() {
    cached = null;
    if (held == null && notice.isVisible()) {
      say("");
    }
    text.edited();
  }

  private void show(String value) {
    String lines = value.indexOf('\r') < 0 ? value : value.replaceAll("\r\n?", "\n");
    held = isTooLong(lines) ? lines : null;
    cached = lines;
    switching = true;
    try {
      if (held != null) {
        empty();
        place.getChildren().clear();
        say(Texts.of("code.held", Figures.bytes(lines.length())));
      } else if (HighlightedArea.hasLineOver(lines, HighlightedArea.LONGEST_LINE)) {
        empty();
        say("");
        plain.setText(lines);
        put(plain);
      } else {
        plain.clear();
        say("");
        put(scrolled);
        area.replaceText(lines);
        area.getUndoManager().forgetHistory();
        area.moveTo(0);
        area.requestFollowCaret();
      }
    } finally {
      switching = false;
    }
    text.edited();
  }

  private static boolean isTooLong(String text) {
    return text.length() > MOST_CHARACTERS || HighlightedArea.hasLineOver(text, MOST_IN_LINE);
  }

  private void empty() {
    if (area.getLength() > 0) {
      put(scrolled);
      area.clear();
    }
    area.getUndoManager().forgetHistory();
    plain.clear();
  }

  private void put(Node shown) {
    if (!place.getChildren().contains(shown)) {
      place.getChildren().setAll(shown);
    }
  }

  /** What is pasted is looked at before the area takes it: its layout could take minutes. */
  private boolean intercepts(String pasted, IndexRange selection, int length) {
    if (refuses(pasted, selection, length)) {
      return true;
    }
    if (!HighlightedArea.hasLineOver(pasted, HighlightedArea.LONGEST_LINE)) {
      return false;
    }
    goPlain();
    plain.paste();
    return true;
  }

  private boolean refuses(String pasted, IndexRange selection, int length) {
    long whole = (long) length - selection.getLength() + pasted.length();
    if (whole > MOST_CHARACTERS) {
      String most = Figures.bytes(MOST_CHARACTERS);
      say(Texts.of("code.paste-too-long", Figures.bytes(pasted.length()), most));
      return true;
    }
    if (HighlightedArea.hasLineOver(pasted, MOST_IN_LINE)) {
      say(Texts.of("code.paste-line-too-long", Figures.bytes(MOST_IN_LINE)));
      return true;
    }
    return false;
  }

  /** Before anything is laid out: one layout of a long line can take seconds. */
  private void leaveIfLong(int from, int to) {
    int first = area.offsetToPosition(from, TwoDimensional.Bias.Backward).getMajor();
    int last = area.offsetToPosition(to, TwoDimensional.Bias.Forward).getMajor();
    boolean isLong = false;
    for (int i = first; i <= last && !isLong; i++) {
      isLong = area.getParagraphLength(i) > HighlightedArea.LONGEST_LINE;
    }
    if (isLong) {
      goPlain();
    }
  }

  /** The plain area takes over text, caret and keyboard; the other keeps what can be undone. */
  private void goPlain() {
    boolean focused = area.isFocused();
    switching = true;
    try {
      plain.setText(area.getText());
      plain.selectRange(area.getAnchor(), area.getCaretPosition());
      put(plain);
    } finally {
      switching = false;
    }
    if (focused) {
      plain.requestFocus();
    }
  }

  private void returnIfShort() {
    String now = plain.getText();
    if (isHighlighting()
        || held != null
        || now.length() > MOST_CHARACTERS
        || HighlightedArea.hasLineOver(now, SHORT_LINE)) {
      return;
    }
    boolean focused = plain.isFocused();
    switching = true;
    try {
      put(scrolled);
      if (!area.getText().equals(now)) {
        area.replaceText(now);
      }
      area.selectRange(plain.getAnchor(), plain.getCaretPosition());
      area.requestFollowCaret();
    } finally {
      switching = false;
    }
    if (focused) {
      area.requestFocus();
    }
  }
}
