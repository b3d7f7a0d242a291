package io.fairlead.calls.file;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Reads what stands behind {@code # @expect}.
 *
 * <pre>
 * status 200 | == 200 | != 500 | 2xx | 200-299 | &lt; 400
 * header NAME [not] exists | contains TEXT | == TEXT | != TEXT | matches REGEX
 * json PATH [not] exists | contains VALUE | == VALUE | != VALUE | &lt; N | &gt; N | matches REGEX
 * body [not] contains TEXT | == TEXT | != TEXT | matches REGEX | exists
 * time &lt; 300ms | &lt; 2s
 * </pre>
 */
final class ExpectationSyntax {

  private static final Set<String> SIGNS = Set.of("==", "!=", "<", "<=", ">", ">=");
  private static final Set<String> WORDS = Set.of("contains", "matches", "exists");
  private static final Pattern STATUSES =
      Pattern.compile("([1-9]\\d\\d)(?:\\s*(?:-|\\.\\.)\\s*([1-9]\\d\\d))?|([1-5])[xX]{2}");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m)");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^{}]*}}");

  private ExpectationSyntax() {}

  /** What is wrong with an expectation as it is written, variables standing for any value. */
  static Optional<SyntaxException> problem(String text) {
    try {
      parse(PLACEHOLDER.matcher(text).replaceAll("200"));
      return Optional.empty();
    } catch (SyntaxException e) {
      return isRightAsTime(text) ? Optional.empty() : Optional.of(e);
    }
  }

  private static boolean isRightAsTime(String text) {
    if (!text.contains("{{")) {
      return false;
    }
    try {
      parse(PLACEHOLDER.matcher(text).replaceAll("200ms"));
      return true;
    } catch (SyntaxException _) {
      return false;
    }
  }

  /** The check that a text means. */
  static Check parse(String text) throws SyntaxException {
    String[] words = split(text);
    return switch (words[0].toLowerCase(Locale.ROOT)) {
      case "status" -> status(words[1]);
      case "header" -> header(words[1]);
      case "json" -> json(words[1]);
      case "body" -> body(words[1]);
      case "time" -> time(words[1]);
      default ->
          throw new SyntaxException(
              words[0].isEmpty()
                  ? "@expect says nothing."
                  : "Nothing is known to expect of \"" + Excerpt.of(words[0]) + "\".",
              "Expect status, header, json, body or time, as in # @expect status 200.");
    };
  }

  private static Check status(String text) throws SyntaxException {
    Operation operation = operation(text, "==");
    Matcher found = STATUSES.matcher(operation.operand());
    if (!found.matches() || operation.negated() || !SIGNS.contains(operation.sign())) {
      throw new SyntaxException(
          "\"" + Excerpt.of(text) + "\" is no status.",
          "Write one, a class or a range: status 200, status 2xx, status 200-299, status != 500.");
    }
    boolean whole = found.group(3) != null;
    int from = whole ? Integer.parseInt(found.group(3)) * 100 : Integer.parseInt(found.group(1));
    int to = whole ? from + 99 : found.group(2) == null ? from : Integer.parseInt(found.group(2));
    return new Check.Status(operation.sign(), from, to);
  }

  private static Check header(String text) throws SyntaxException {
    String[] words = split(text);
    Operation operation = operation(words[1], "");
    boolean known = Set.of("==", "!=").contains(operation.sign()) || isWord(operation);
    if (words[0].isEmpty() || !known) {
      throw new SyntaxException(
          "\"" + Excerpt.of(text) + "\" is nothing to expect of a header.",
          "Write header NAME contains TEXT, or ==, !=, matches, exists in place of contains.");
    }
    String name = words[0].endsWith(":") ? words[0].substring(0, words[0].length() - 1) : words[0];
    return new Check.OfHeader(name, textual(operation));
  }

  private static Check json(String text) throws SyntaxException {
    JsonPath.Beginning path = JsonPath.begin(text);
    Operation operation = operation(path.rest(), "");
    String sign = operation.sign();
    if (!SIGNS.contains(sign) && !isWord(operation)) {
      throw new SyntaxException(
          "\"" + Excerpt.of(text) + "\" is nothing to expect of JSON.",
          "Write json $.a.b == VALUE, or !=, <, >, contains, matches, exists in place of ==.");
    }
    return new Check.OfJson(path.path(), JsonCheck.of(operation));
  }

  private static Check body(String text) throws SyntaxException {
    Operation operation = operation(text, "");
    if (!Set.of("==", "!=").contains(operation.sign()) && !isWord(operation)) {
      throw new SyntaxException(
          "\"" + Excerpt.of(text) + "\" is nothing to expect of a body.",
          "Write body contains TEXT, or ==, !=, matches, exists in place of contains.");
    }
    return new Check.OfBody(textual(operation));
  }

  private static Check time(String text) throws SyntaxException {
    Operation operation = operation(text, "");
    Matcher time = TIME.matcher(operation.operand());
    if (!operation.sign().startsWith("<") || !time.matches() || operation.negated()) {
      throw new SyntaxException(
          "\"" + Excerpt.of(text) + "\" is no time.", "Write time < 300ms or time < 2s.");
    }
    BigDecimal unit =
        switch (time.group(2)) {
          case "ms" -> BigDecimal.valueOf(1_000_000);
          case "m" -> BigDecimal.valueOf(60_000_000_000L);
          default -> BigDecimal.valueOf(1_000_000_000);
        };
    long nanos = new BigDecimal(time.group(1)).multiply(unit).longValue();
    return new Check.Time(operation.sign(), Duration.ofNanos(nanos));
  }

  /** How something is compared, and with what. */
  record Operation(boolean negated, String sign, String operand) {}

  private static Operation operation(String text, String otherwise) throws SyntaxException {
    String rest = text.strip();
    String[] words = split(rest);
    boolean negated = words[0].equalsIgnoreCase("not");
    if (negated) {
      rest = words[1].strip();
      words = split(rest);
    }
    String lower = words[0].toLowerCase(Locale.ROOT);
    if (WORDS.contains(lower)) {
      return checked(new Operation(negated, lower, words[1].strip()));
    }
    int length = 0;
    while (length < rest.length() && "=!<>".indexOf(rest.charAt(length)) >= 0) {
      length++;
    }
    String sign = rest.substring(0, length);
    if (sign.isEmpty()) {
      return new Operation(negated, otherwise, rest);
    }
    if (!SIGNS.contains(sign)) {
      throw new SyntaxException(
          "\"" + Excerpt.of(sign) + "\" compares nothing.", "Write ==, !=, <, <=, > or >=.");
    }
    return checked(new Operation(negated, sign, rest.substring(length).strip()));
  }

  private static Operation checked(Operation operation) throws SyntaxException {
    boolean alone = operation.sign().equals("exists");
    if (alone && !operation.operand().isEmpty()) {
      throw new SyntaxException(
          "Nothing stands behind exists, but \"" + Excerpt.of(operation.operand()) + "\" does.",
          "Write == to compare with it.");
    }
    if (!alone && operation.operand().isEmpty()) {
      throw new SyntaxException(
          "Nothing stands behind " + operation.sign() + ".", "Write what is expected behind it.");
    }
    if (operation.sign().equals("matches")) {
      pattern(operation.operand());
    }
    return operation;
  }

  static Pattern pattern(String text) throws SyntaxException {
    try {
      return Pattern.compile(unslashed(text));
    } catch (PatternSyntaxException e) {
      throw new SyntaxException(
          "\"" + Excerpt.of(text) + "\" is no regular expression: " + e.getDescription() + ".",
          "Escape what is meant literally with a backslash.");
    }
  }

  /** Some write a pattern between slashes, or in quotes. */
  private static String unslashed(String text) {
    boolean slashes = text.length() > 2 && text.startsWith("/") && text.endsWith("/");
    return slashes || isQuoted(text) ? text.substring(1, text.length() - 1) : text;
  }

  private static boolean isWord(Operation operation) {
    return WORDS.contains(operation.sign());
  }

  private static TextCheck textual(Operation operation) throws SyntaxException {
    return TextCheck.of(operation);
  }

  static boolean isQuoted(String text) {
    return text.length() >= 2
        && (text.charAt(0) == '"' || text.charAt(0) == '\'')
        && text.indexOf(text.charAt(0), 1) == text.length() - 1;
  }

  /** The first word, and what follows it. */
  static String[] split(String text) {
    String stripped = text.strip();
    for (int i = 0; i < stripped.length(); i++) {
      if (Character.isWhitespace(stripped.charAt(i))) {
        return new String[] {stripped.substring(0, i), stripped.substring(i).strip()};
      }
    }
    return new String[] {stripped, ""};
  }
}
