package io.fairlead.calls.file;

import io.fairlead.calls.file.CallFileReader.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the comments of one request say to this and to other tools. */
final class Directives {

  private static final Set<String> OURS = Set.of("async", "follow", "expect");

  /** What other tools understand; each changes how they send, and nothing here. */
  private static final Set<String> THEIRS =
      Set.of(
          "name",
          "note",
          "prompt",
          "no-redirect",
          "no-cookie-jar",
          "no-log",
          "timeout",
          "loop",
          "connection-timeout",
          "use-os-credentials",
          "no-auto-encoding",
          "import",
          "run",
          "lang",
          "no-client-cert",
          "no-reject-unauthorized",
          "title",
          "description",
          "debug",
          "disabled",
          "forceref",
          "ref",
          "verbose",
          "keepstreaming",
          "extract",
          "tag",
          "tags",
          "ratelimit");

  private static final Pattern DIRECTIVE = Pattern.compile("\\s*@([A-Za-z][\\w-]*)(?:\\s+(.*))?");
  private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)?");

  private final Problems problems;
  private final List<Expectation> expectations = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<String> name = Optional.empty();
  private Optional<Duration> timeout = Optional.empty();
  private boolean async;
  private boolean follow;
  private int firstOfOurs;

  Directives(Problems problems) {
    this.problems = problems;
  }

  /** What stands behind {@code #} or {@code //}; nothing where the line is no comment. */
  static Optional<String> comment(String line) {
    String stripped = line.strip();
    if (stripped.startsWith("#")) {
      return Optional.of(stripped.substring(1));
    }
    return stripped.startsWith("//") ? Optional.of(stripped.substring(2)) : Optional.empty();
  }

  /** Whether a line is a comment with a directive that belongs to this console. */
  static boolean isOurs(String line) {
    return word(line).filter(OURS::contains).isPresent();
  }

  /** Whether a line is a comment with a directive of this console or of another tool. */
  static boolean isDirective(String line) {
    return word(line).filter(word -> OURS.contains(word) || THEIRS.contains(word)).isPresent()
        || word(line).flatMap(Directives::meant).isPresent();
  }

  private static Optional<String> word(String line) {
    if (line.length() > 4096) {
      return Optional.empty();
    }
    return comment(line)
        .map(DIRECTIVE::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1).toLowerCase(Locale.ROOT));
  }

  /** Takes a comment; one without a directive means nothing. */
  void read(int line, String comment) {
    Matcher found = DIRECTIVE.matcher(comment);
    if (!found.matches()) {
      return;
    }
    String word = found.group(1).toLowerCase(Locale.ROOT);
    String rest = found.group(2) == null ? "" : found.group(2).strip();
    if (OURS.contains(word) && firstOfOurs == 0) {
      firstOfOurs = line;
    }
    switch (word) {
      case "expect" -> expect(line, rest);
      case "async" -> async = flag(line, word, rest);
      case "follow" -> follow = flag(line, word, rest);
      case "name" -> name = rest.isEmpty() ? name : Optional.of(rest);
      case "timeout" -> timeout(line, rest);
      case "prompt" ->
          notes.add("Nobody is asked for a value (@prompt): it comes from an environment.");
      case "loop" -> notes.add("It is sent once: @loop is not done here.");
      default -> other(line, word);
    }
  }

  private void expect(int line, String text) {
    Optional<SyntaxException> wrong = ExpectationSyntax.problem(text);
    if (wrong.isPresent()) {
      problems.add(line, wrong.get().explanation(), wrong.get().remedy());
    } else {
      expectations.add(new Expectation(line, text));
    }
  }

  private boolean flag(int line, String word, String rest) {
    if (!rest.isEmpty()) {
      problems.add(
          line,
          "@" + word + " stands alone, without \"" + Excerpt.of(rest) + "\".",
          "Write # @" + word + " and nothing behind it.");
    }
    return true;
  }

  private void timeout(int line, String text) {
    Matcher time = TIME.matcher(text);
    long amount = time.matches() ? Long.parseLong(time.group(1)) : 0;
    if (amount == 0) {
      problems.add(
          line,
          "\"" + Excerpt.of(text) + "\" is no time.",
          "Write whole seconds, as in # @timeout 5, or # @timeout 500 ms.");
      return;
    }
    String unit = time.group(2) == null ? "s" : time.group(2);
    timeout =
        Optional.of(
            switch (unit) {
              case "ms" -> Duration.ofMillis(amount);
              case "m" -> Duration.ofMinutes(amount);
              default -> Duration.ofSeconds(amount);
            });
  }

  private void other(int line, String word) {
    if (THEIRS.contains(word)) {
      return;
    }
    meant(word)
        .ifPresent(
            meant ->
                problems.add(
                    line, "There is no @" + word + ".", "Write @" + meant + " if that is meant."));
  }

  /** Which of ours a word was probably meant to be. */
  private static Optional<String> meant(String word) {
    return OURS.stream()
        .filter(ours -> !OURS.contains(word) && !THEIRS.contains(word))
        .filter(ours -> isNear(word, ours))
        .findFirst();
  }

  /** Whether two letters at most are wrong, missing or too many; one of a short word. */
  private static boolean isNear(String word, String ours) {
    if (Math.abs(word.length() - ours.length()) > 2) {
      return false;
    }
    int[] row = new int[ours.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= word.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= ours.length(); j++) {
        int replaced = diagonal + (word.charAt(i - 1) == ours.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[ours.length()] <= 2;
  }

  void note(String note) {
    if (notes.size() < 20) {
      notes.add(note);
    }
  }

  Optional<String> name() {
    return name;
  }

  boolean async() {
    return async;
  }

  boolean follow() {
    return follow;
  }

  Optional<Duration> timeout() {
    return timeout;
  }

  List<Expectation> expectations() {
    return expectations;
  }

  List<String> notes() {
    return notes;
  }

  /** The line of the first directive of this console; 0 for none. */
  int firstOfOurs() {
    return firstOfOurs;
  }
}
