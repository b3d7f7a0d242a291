package io.fairlead.ui.control.code;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Region;
import javafx.scene.shape.Path;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** Shows a row: its number, the part of its text that is in view, and the matches in it. */
final class RowNode extends Region {

  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final double LEFT = 8;
  private static final double GAP = 14;

  /**
   * A part of a row to mark.
   *
   * @param from its first column
   * @param to behind its last column
   * @param current whether it is the match that the operator is at
   */
  record Mark(int from, int to, boolean current) {}

  private final Text number = new Text();
  private final Text text = new Text();
  private final Path matches = new Path();
  private final Path current = new Path();
  private double gutter;

  RowNode() {
    getStyleClass().add("code-row");
    number.getStyleClass().add("code-row-number");
    text.getStyleClass().add("code-row-text");
    matches.getStyleClass().add("code-match");
    current.getStyleClass().addAll("code-match", "current");
    for (Text one : List.of(number, text)) {
      one.setTextOrigin(VPos.CENTER);
    }
    for (Path one : List.of(matches, current)) {
      one.setManaged(false);
    }
    setAccessibleRole(AccessibleRole.TEXT);
    setManaged(false);
    getChildren().addAll(matches, current, number, text);
  }

  /**
   * Shows a row, or nothing.
   *
   * @param row null where it is not read yet or there is none
   * @param left the first column in view
   * @param columns how many columns are in view
   * @param gutterWidth pixels of the gutter
   */
  void show(@Nullable Row row, int left, int columns, double gutterWidth, List<Mark> marks) {
    String whole = row == null ? "" : row.text();
    int from = begin(whole, left);
    int to = begin(whole, Math.min(whole.length(), from + columns));
    String part = whole.substring(from, to);
    String label = row == null ? "" : row.label();
    if (!text.getText().equals(part)) {
      text.setText(part);
      setAccessibleText(part);
    }
    if (!number.getText().equals(label)) {
      number.setText(label);
    }
    if (gutter != gutterWidth) {
      gutter = gutterWidth;
    }
    matches.getElements().clear();
    current.getElements().clear();
    for (Mark mark : marks) {
      int begin = Math.clamp(mark.from() - (long) from, 0, part.length());
      int end = Math.clamp(mark.to() - (long) from, 0, part.length());
      if (begin < end) {
        Path path = mark.current() ? current : matches;
        path.getElements().addAll(text.rangeShape(begin, end));
      }
    }
    requestLayout();
  }

  void setSelected(boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
  }

  /** What is shown, for tests. */
  String shown() {
    return text.getText();
  }

  /** Whether something is marked, for tests. */
  boolean hasMarks() {
    return !matches.getElements().isEmpty() || !current.getElements().isEmpty();
  }

  /** Not between the halves of a character. */
  private static int begin(String text, int at) {
    int within = Math.clamp(at, 0, text.length());
    boolean inside =
        within > 0 && within < text.length() && Character.isLowSurrogate(text.charAt(within));
    return inside ? within - 1 : within;
  }

  /** Pixels of a gutter for labels of so many characters. */
  static double gutter(int characters, double characterWidth) {
    return LEFT + Math.max(2, characters) * characterWidth + GAP;
  }

  @Override
  protected void layoutChildren() {
    double middle = Math.round(getHeight() / 2);
    number.setX(gutter - GAP - number.getLayoutBounds().getWidth());
    number.setY(middle);
    text.setX(gutter);
    text.setY(middle);
    // The shapes are those of the text at its own place.
  }
}
