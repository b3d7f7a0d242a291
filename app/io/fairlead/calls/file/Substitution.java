package io.fairlead.calls.file;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Fills in the variables of one request: what this console gives, answers of other requests, the
 * file's own variables, the environment; in this order. For one thread.
 */
final class Substitution {

  private static final int MOST_DEPTH = 50;
  private static final int MOST_CHARACTERS = 8 << 20;

  /** What can stand between the braces; other text in braces stays as it is. */
  private static final Pattern REFERENCE = Pattern.compile("%?[$\\p{L}_][^{}\\n\\r]*");

  private final FileCall call;
  private final Environment environment;
  private final Map<String, String> given;
  private final Answers answers;
  private final DynamicValues dynamic;
  private final Map<String, String> known = new HashMap<>();
  private final Deque<String> open = new ArrayDeque<>();
  private int written;

  Substitution(
      FileCall call,
      Environment environment,
      Map<String, String> given,
      Answers answers,
      DynamicValues dynamic) {
    this.call = call;
    this.environment = environment;
    this.given = given;
    this.answers = answers;
    this.dynamic = dynamic;
  }

  /** A text with its variables filled in; what stands in braces and is no variable stays. */
  String fill(String text) throws UnresolvedException {
    int begin = text.indexOf("{{");
    if (begin < 0) {
      return text;
    }
    StringBuilder filled = new StringBuilder(text.length() + 64);
    int from = 0;
    while (begin >= 0) {
      int end = text.indexOf("}}", begin);
      if (end < 0) {
        break;
      }
      String name = text.substring(begin + 2, end).strip();
      if (name.length() <= 500 && REFERENCE.matcher(name).matches()) {
        filled.append(text, from, begin).append(valueAt(name, text, begin));
        from = end + 2;
      } else {
        filled.append(text, from, begin + 2);
        from = begin + 2;
      }
      begin = text.indexOf("{{", from);
    }
    return filled.append(text, from, text.length()).toString();
  }

  private String valueAt(String name, String text, int begin) throws UnresolvedException {
    try {
      String value = value(name);
      written += value.length();
      if (written > MOST_CHARACTERS) {
        throw new UnresolvedException(
            "The values of the variables are longer than 8 MiB together.",
            "Put long content into a file: < ./body.json.");
      }
      return value;
    } catch (UnresolvedException e) {
      long above = text.substring(0, begin).chars().filter(c -> c == '\n').count();
      throw open.isEmpty() && above > 0 ? e.below((int) above) : e;
    }
  }

  private String value(String name) throws UnresolvedException {
    if (name.startsWith("%")) {
      return URLEncoder.encode(value(name.substring(1)), StandardCharsets.UTF_8)
          .replace("+", "%20");
    }
    String ready = given.getOrDefault(name, known.get(name));
    if (ready != null) {
      return ready;
    }
    if (name.startsWith("$")) {
      return name.startsWith("$shared ")
          ? value(name.substring("$shared ".length()).strip())
          : dynamic.value(name, each -> find(each).orElse(each));
    }
    Optional<String> answered = answers.find(call, name);
    if (answered.isPresent()) {
      return answered.get();
    }
    String raw = find(name).orElse(null);
    if (raw == null) {
      throw undefined(name);
    }
    enter(name);
    String value = fill(raw);
    open.removeLast();
    known.put(name, value);
    return value;
  }

  private Optional<String> find(String name) {
    return call.variables().find(name, call.line()).or(() -> environment.find(name));
  }

  private void enter(String name) throws UnresolvedException {
    if (open.contains(name)) {
      String ring =
          Stream.concat(open.stream().dropWhile(each -> !each.equals(name)), Stream.of(name))
              .collect(Collectors.joining(" → "));
      throw new UnresolvedException(
          "The variables refer to each other in a ring: " + ring + ".",
          "Give one of them a value of its own.");
    }
    if (open.size() >= MOST_DEPTH) {
      throw new UnresolvedException(
          "The variables refer to each other more than " + MOST_DEPTH + " times.",
          "Give " + Excerpt.of(name) + " a value of its own.");
    }
    open.addLast(name);
  }

  private UnresolvedException undefined(String name) {
    String shown = Excerpt.of(name);
    String user = open.isEmpty() ? "" : ", which " + open.getLast() + " refers to,";
    String where =
        environment.name().isEmpty()
            ? "or in " + Environments.PUBLIC_FILE + ", and choose its environment."
            : "or in "
                + Environments.PUBLIC_FILE
                + " for the environment "
                + environment.name()
                + ".";
    return new UnresolvedException(
        "The variable \"" + shown + "\"" + user + " is not defined.",
        "Define it in this file, @" + shown + " = value, " + where);
  }
}
