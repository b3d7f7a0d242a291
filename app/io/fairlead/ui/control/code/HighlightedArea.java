package io.fairlead.ui.control.code;

import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpans;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.util.UndoUtils;
import org.fxmisc.undo.UndoManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * An area of coloured text with line numbers. Its parts are found on the worker, newest text wins;
 * on the FX thread only the paragraphs in view are coloured, and of those the ones that changed.
 */
final class HighlightedArea extends CodeArea {

  /** A longer line costs seconds a key (RichTextFX 0.11.7). */
  static final int LONGEST_LINE = 5_000;

  private static final int REMEMBERED_CHANGES = 2_000;

  /** Coloured beyond what is in view, so that scrolling meets coloured lines. */
  private static final int MARGIN = 20;

  private static final int SHOWN_AT_FIRST = 80;

  private record Version(long number, Supplier<String> text, Language language) {}

  private final Door door;
  private final Recomputation highlighting;
  private volatile Version newest = new Version(0, () -> "", Language.TEXT);
  private Tokens tokens = Tokens.of(0, TokenKind.PLAIN);
  private long tokensOf;
  private Language language = Language.TEXT;
  private int digits = 2;
  private Predicate<String> pasting = text -> false;

  HighlightedArea(Executor worker, Door door) {
    this.door = door;
    this.highlighting = new Recomputation(worker, this::highlight);
    getStyleClass().add("code-area");
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    setParagraphGraphicFactory(this::lineNumber);
    setUndoManager(
        UndoUtils.plainTextUndoManager(
            this, UndoManagerFactory.fixedSizeHistoryFactory(REMEMBERED_CHANGES)));
    plainTextChanges().subscribe(change -> changed());
    estimatedScrollYProperty().addListener((o, before, now) -> colourSoon());
    sceneProperty().addListener((o, before, now) -> colourSoon());
    heightProperty().addListener((o, before, now) -> colourSoon());
  }

  /** Colours by another language. */
  void setLanguage(Language language) {
    this.language = language;
    changed();
  }

  /** Asked before a text is pasted; says whether it took the text itself. */
  void setPasting(Predicate<String> pasting) {
    this.pasting = pasting;
  }

  /** Whether the colours are those of the text as it is. */
  boolean isHighlighted() {
    return tokensOf == newest.number();
  }

  @Override
  public void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text != null && !pasting.test(text)) {
      super.paste();
    }
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return switch (attribute) {
      case TEXT -> getText();
      case EDITABLE -> isEditable();
      case SELECTION_START -> getSelection().getStart();
      case SELECTION_END -> getSelection().getEnd();
      case CARET_OFFSET -> getCaretPosition();
      default -> super.queryAccessibleAttribute(attribute, parameters);
    };
  }

  private Node lineNumber(int paragraph) {
    Label number = new Label(format(paragraph + 1));
    number.getStyleClass().setAll("line-number");
    number.setAlignment(Pos.CENTER_RIGHT);
    number.setMinWidth(USE_PREF_SIZE);
    return number;
  }

  /** Padded, so that all are as wide as the last one. */
  private String format(int number) {
    return String.format(Locale.ROOT, "%" + digits + "d", number);
  }

  private void changed() {
    int needed = Math.max(2, Integer.toString(getParagraphs().size()).length());
    if (needed != digits) {
      digits = needed;
      setParagraphGraphicFactory(this::lineNumber);
    }
    // The document never changes: its text can be put together on the worker.
    newest = new Version(newest.number() + 1, getContent().snapshot()::getText, language);
    highlighting.request();
  }

  private void highlight() {
    Version version = newest;
    Tokens found = version.language().tokenize(version.text().get());
    door.post(
        highlighting,
        () -> {
          if (version.number() == newest.number()) {
            tokens = found;
            tokensOf = version.number();
            colour();
          }
        });
  }

  private void colourSoon() {
    door.post(this, this::colour);
  }

  /** Colours what is in view, in one change, as far as it is not so already. */
  private void colour() {
    // Outside of a scene there are no colours of the theme to be found.
    if (getScene() == null || !isHighlighted() || getLength() != tokens.length()) {
      return;
    }
    int count = getParagraphs().size();
    boolean laidOut = !getVisibleParagraphs().isEmpty();
    int first = laidOut ? Math.max(0, firstVisibleParToAllParIndex() - MARGIN) : 0;
    int last =
        Math.min(count, laidOut ? lastVisibleParToAllParIndex() + 1 + MARGIN : SHOWN_AT_FIRST);
    int from = first;
    while (from < last && isColoured(from)) {
      from++;
    }
    int to = last;
    while (to > from && isColoured(to - 1)) {
      to--;
    }
    if (from < to) {
      int begin = getAbsolutePosition(from, 0);
      int end = getAbsolutePosition(to - 1, getParagraphLength(to - 1));
      if (begin < end) {
        setStyleSpans(begin, spans(begin, end));
      }
    }
  }

  private boolean isColoured(int paragraph) {
    int length = getParagraphLength(paragraph);
    int begin = getAbsolutePosition(paragraph, 0);
    return length == 0 || getStyleSpans(paragraph).equals(spans(begin, begin + length));
  }

  private StyleSpans<Collection<String>> spans(int begin, int end) {
    StyleSpansBuilder<Collection<String>> spans = new StyleSpansBuilder<>();
    for (int i = tokens.at(begin), at = begin; at < end; i++) {
      int to = Math.min(end, tokens.to(i));
      List<String> classes = tokens.kind(i).styleClasses();
      spans.add(classes, to - at);
      at = to;
    }
    return spans.create();
  }

  /** What a screen reader calls it, and what it says while it is empty. */
  void describe(String accessibleText, String prompt) {
    setAccessibleText(accessibleText);
    setAccessibleHelp(Texts.of("code.leave-hint"));
    Label placeholder = new Label(prompt);
    placeholder.getStyleClass().add("placeholder");
    placeholder.setMouseTransparent(true);
    setPlaceholder(placeholder, Pos.TOP_LEFT);
  }

  /** Whether a text has a line that an area of this kind cannot take. */
  static boolean hasLineOver(String text, int most) {
    int begin = 0;
    while (text.length() - begin > most) {
      int end = text.indexOf('\n', begin);
      if (end < 0 || end - begin > most) {
        return true;
      }
      begin = end + 1;
    }
    return false;
  }
}
