package io.fairlead.calls.file;

import io.fairlead.calls.file.ExpectationSyntax.Operation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares texts. What stands wholly in quotes is also compared without them, since both ways are
 * written; and a body that is equal but for the line end behind it is equal.
 *
 * @param negated whether the opposite is expected
 * @param pattern of {@code matches}
 */
record TextCheck(boolean negated, String sign, String operand, @Nullable Pattern pattern) {

  static TextCheck of(Operation operation) throws SyntaxException {
    Pattern pattern =
        operation.sign().equals("matches") ? ExpectationSyntax.pattern(operation.operand()) : null;
    return new TextCheck(operation.negated(), operation.sign(), operation.operand(), pattern);
  }

  /** Whether one of the texts is as it should be, or, where that is expected, none is. */
  boolean holds(List<String> texts) {
    boolean any = texts.stream().anyMatch(this::isMet) || (texts.isEmpty() && meetsEmpty());
    return any != (negated ^ sign.equals("!="));
  }

  /** No text is as good as an empty one, except that it does not exist. */
  private boolean meetsEmpty() {
    return !sign.equals("exists") && isMet("");
  }

  private boolean isMet(String text) {
    return switch (sign) {
      case "exists" -> true;
      case "contains" -> text.contains(operand) || (quoted() && text.contains(bare()));
      case "matches" -> pattern != null && BoundedText.matches(pattern, text);
      default -> isEqual(text, operand) || (quoted() && isEqual(text, bare()));
    };
  }

  private static boolean isEqual(String text, String wanted) {
    return text.equals(wanted) || text.strip().equals(wanted);
  }

  private boolean quoted() {
    return ExpectationSyntax.isQuoted(operand);
  }

  private String bare() {
    return operand.substring(1, operand.length() - 1);
  }
}
