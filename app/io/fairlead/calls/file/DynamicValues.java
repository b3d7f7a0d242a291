package io.fairlead.calls.file;

import io.fairlead.files.Unusable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables that begin with a dollar: made anew, or taken from this machine. */
final class DynamicValues {

  private static final RandomGenerator RANDOM = new SecureRandom();
  private static final int LARGEST_DOTENV = 1 << 20;
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
  private static final Pattern SIZED =
      Pattern.compile(
          "\\$random\\.(\\w+)(?:\\(\\s*(-?\\d{1,9})?\\s*(?:,\\s*(-?\\d{1,9})\\s*)?\\))?");

  private final Path folder;
  private final Clock clock;
  private final Function<String, @Nullable String> process;
  private final List<String> hidden = new ArrayList<>();

  /**
   * Values for the files of a folder.
   *
   * @param process looks into the environment of the process; answers null for what is not there
   */
  DynamicValues(Path folder, Clock clock, Function<String, @Nullable String> process) {
    this.folder = folder;
    this.clock = clock;
    this.process = process;
  }

  /** The values that were taken from this machine so far, which are not to be shown. */
  List<String> hidden() {
    return hidden;
  }

  /**
   * The value of a variable.
   *
   * @param find looks up a variable that stands for a name ({@code %name})
   */
  String value(String text, UnaryOperator<String> find) throws UnresolvedException {
    String[] words = ExpectationSyntax.split(text);
    String rest = words[1];
    return switch (words[0]) {
      case "$uuid", "$guid", "$random.uuid" -> UUID.randomUUID().toString();
      case "$timestamp" -> String.valueOf(shifted(rest).getEpochSecond());
      case "$isoTimestamp" -> clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
      case "$datetime" -> DateText.of(rest, clock.instant(), ZoneOffset.UTC);
      case "$localDatetime" -> DateText.of(rest, clock.instant(), clock.getZone());
      case "$randomInt" -> integer(rest);
      case "$processEnv" -> fromProcess(indirect(rest, find));
      case "$dotenv" -> fromDotenv(indirect(rest, find));
      default -> text.startsWith("$env.") ? fromProcess(text.substring(5)) : random(text);
    };
  }

  private static String indirect(String name, UnaryOperator<String> find) {
    return name.startsWith("%") ? find.apply(name.substring(1)) : name;
  }

  private Instant shifted(String offset) throws UnresolvedException {
    return offset.isEmpty()
        ? clock.instant()
        : DateText.shifted(clock.instant().atZone(ZoneOffset.UTC), offset).toInstant();
  }

  private static String integer(String range) throws UnresolvedException {
    if (range.isEmpty()) {
      return String.valueOf(RANDOM.nextInt(0, 1001));
    }
    String[] bounds = range.split("\\s+", -1);
    if (bounds.length != 2
        || !bounds[0].matches("-?\\d{1,9}")
        || !bounds[1].matches("-?\\d{1,9}")) {
      throw wrong("$randomInt " + range, "Write two whole numbers: {{$randomInt 1 100}}.");
    }
    return integer(Integer.parseInt(bounds[0]), Integer.parseInt(bounds[1]));
  }

  private static String integer(int from, int to) throws UnresolvedException {
    if (from >= to) {
      throw wrong(from + " to " + to, "The first number is below the second.");
    }
    return String.valueOf(RANDOM.nextInt(from, to));
  }

  private static String random(String text) throws UnresolvedException {
    Matcher sized = SIZED.matcher(text);
    if (!sized.matches()) {
      throw wrong(text, "Write a value of this console's, or define a variable in its place.");
    }
    int first = sized.group(2) == null ? -1 : Integer.parseInt(sized.group(2));
    int size = Math.clamp(first < 0 ? 10 : first, 0, 100_000);
    String second = sized.group(3);
    return switch (sized.group(1)) {
      case "integer" ->
          second == null
              ? integer("")
              : integer(Integer.parseInt(sized.group(2)), Integer.parseInt(second));
      case "float" ->
          String.valueOf(
              second == null
                  ? RANDOM.nextDouble(0, 1000)
                  : RANDOM.nextDouble(first, Math.max(first + 1.0, Double.parseDouble(second))));
      case "alphabetic" -> letters(size, LETTERS);
      case "alphanumeric" -> letters(size, LETTERS + "0123456789");
      case "hexadecimal" -> letters(size, "0123456789abcdef");
      case "email" -> letters(8, LETTERS) + "@example.com";
      case "uuid" -> UUID.randomUUID().toString();
      default -> throw wrong(text, "Define a variable in its place.");
    };
  }

  private static String letters(int count, String from) {
    StringBuilder letters = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      letters.append(from.charAt(RANDOM.nextInt(from.length())));
    }
    return letters.toString();
  }

  private String fromProcess(String name) throws UnresolvedException {
    String value = process.apply(name);
    if (value == null) {
      throw new UnresolvedException(
          "The environment of this process has no variable \"" + Excerpt.of(name) + "\".",
          "Set it before this console is started.");
    }
    hidden.add(value);
    return value;
  }

  private String fromDotenv(String name) throws UnresolvedException {
    Path file = folder.resolve(".env");
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(LARGEST_DOTENV), StandardCharsets.UTF_8);
      String value = dotenv(text).get(name);
      if (value != null) {
        hidden.add(value);
        return value;
      }
    } catch (IOException e) {
      throw new UnresolvedException(
          file + ": " + Unusable.reason(file, e),
          "Write a line " + Excerpt.of(name) + "=value there.");
    }
    throw new UnresolvedException(
        file + " has no variable \"" + Excerpt.of(name) + "\".",
        "Write a line " + Excerpt.of(name) + "=value there.");
  }

  private static Map<String, String> dotenv(String text) {
    Map<String, String> values = new HashMap<>();
    text.lines()
        .map(line -> line.strip().replaceFirst("^export\\s+", ""))
        .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
        .forEach(
            line -> {
              String value = line.substring(line.indexOf('=') + 1).strip();
              values.put(
                  line.substring(0, line.indexOf('=')).strip(),
                  ExpectationSyntax.isQuoted(value)
                      ? value.substring(1, value.length() - 1)
                      : value.replaceFirst("\\s+#.*$", ""));
            });
    return values;
  }

  private static UnresolvedException wrong(String what, String remedy) {
    return new UnresolvedException("\"" + Excerpt.of(what) + "\" makes no value here.", remedy);
  }
}
