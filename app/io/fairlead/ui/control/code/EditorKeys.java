package io.fairlead.ui.control.code;

import javafx.scene.Node;
import javafx.scene.TraversalDirection;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.TwoDimensional;

/**
 * Keys of an editor: Tab indents, Enter keeps the indentation, and F6 or Ctrl+Tab leave, since Tab
 * does not.
 */
final class EditorKeys {

  private static final String INDENT = "  ";

  private EditorKeys() {}

  /** The keys that leave a text, for any control that keeps Tab for itself. */
  static void leaveBy(Node node) {
    node.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean leaves =
              event.getCode() == KeyCode.F6
                  || (event.getCode() == KeyCode.TAB && event.isControlDown());
          if (leaves) {
            node.requestFocusTraversal(
                event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
            event.consume();
          }
        });
  }

  /** The keys of an area. */
  static void install(CodeArea area) {
    leaveBy(area);
    area.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.isConsumed()
              || !area.isEditable()
              || event.isControlDown()
              || event.isAltDown()
              || event.isMetaDown()) {
            return;
          }
          if (event.getCode() == KeyCode.TAB) {
            tab(area, event.isShiftDown());
            event.consume();
          } else if (event.getCode() == KeyCode.ENTER && !event.isShiftDown()) {
            enter(area);
            event.consume();
          }
        });
  }

  private static void tab(CodeArea area, boolean back) {
    int first = paragraphAt(area, area.getSelection().getStart());
    int last = paragraphAt(area, area.getSelection().getEnd());
    if (!back && first == last) {
      area.replaceSelection(INDENT);
      area.requestFollowCaret();
      return;
    }
    indent(area, first, last, back);
  }

  /** Moves whole lines, as one change that one undo takes back. */
  private static void indent(CodeArea area, int first, int last, boolean back) {
    StringBuilder lines = new StringBuilder();
    for (int i = first; i <= last; i++) {
      String line = area.getParagraph(i).getText();
      lines.append(i > first ? "\n" : "");
      if (back) {
        lines.append(line, Math.min(leadingBlanks(line), INDENT.length()), line.length());
      } else {
        lines.append(line.isEmpty() ? "" : INDENT).append(line);
      }
    }
    int from = area.getAbsolutePosition(first, 0);
    int to = area.getAbsolutePosition(last, area.getParagraphLength(last));
    boolean lone = first == last;
    int fromEnd = to - area.getCaretPosition();
    if (area.getText(from, to).contentEquals(lines)) {
      return;
    }
    area.replaceText(from, to, lines.toString());
    int end = from + lines.length();
    if (lone) {
      area.moveTo(Math.max(from, end - fromEnd));
    } else {
      area.selectRange(from, end);
    }
  }

  private static void enter(CodeArea area) {
    int caret = area.getSelection().getStart();
    int paragraph = paragraphAt(area, caret);
    int column = caret - area.getAbsolutePosition(paragraph, 0);
    String line = area.getParagraph(paragraph).getText();
    int blanks = Math.min(leadingBlanks(line), column);
    String indent = line.substring(0, blanks);
    char before = column > 0 ? line.charAt(column - 1) : ' ';
    boolean opens = before == '{' || before == '[';
    int end = area.getSelection().getEnd();
    char after = end < area.getLength() ? area.getText(end, end + 1).charAt(0) : ' ';
    boolean closes = opens && after == (before == '{' ? '}' : ']');
    String inserted = "\n" + indent + (opens ? INDENT : "");
    area.replaceSelection(inserted + (closes ? "\n" + indent : ""));
    area.moveTo(caret + inserted.length());
    area.requestFollowCaret();
  }

  private static int leadingBlanks(String line) {
    int count = 0;
    while (count < line.length() && (line.charAt(count) == ' ' || line.charAt(count) == '\t')) {
      count++;
    }
    return count;
  }

  private static int paragraphAt(CodeArea area, int position) {
    return area.offsetToPosition(position, TwoDimensional.Bias.Forward).getMajor();
  }
}
