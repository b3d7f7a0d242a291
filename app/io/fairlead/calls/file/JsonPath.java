package io.fairlead.calls.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in JSON: {@code $.a.b[0]['x y'][*].length}. A negative index counts from the end; {@code
 * length} of a list or a text is its size, unless there is a member of that name.
 */
record JsonPath(List<Step> steps) {

  /** One step further in. */
  sealed interface Step {}

  /** To a member of an object. */
  record Member(String name) implements Step {}

  /** To an element of a list. */
  record Element(int index) implements Step {}

  /** To each of them. */
  record All() implements Step {}

  /** A path, and what follows it in the text where it stood. */
  record Beginning(JsonPath path, String rest) {}

  /**
   * What was found.
   *
   * @param many whether the path could lead to several places
   */
  record Places(List<JsonNode> values, boolean many) {
    ArrayNode asList() {
      return JsonNodeFactory.instance.arrayNode().addAll(values);
    }
  }

  JsonPath {
    steps = List.copyOf(steps);
  }

  /** A text that is a path and nothing else. */
  static JsonPath of(String text) throws SyntaxException {
    Beginning beginning = begin(text.strip());
    if (!beginning.rest().isEmpty()) {
      throw wrong(text, "\"" + Excerpt.of(beginning.rest()) + "\" does not belong there");
    }
    return beginning.path();
  }

  /** The path that a text begins with. */
  static Beginning begin(String text) throws SyntaxException {
    if (!text.startsWith("$")) {
      throw wrong(text, "it does not begin with $");
    }
    List<Step> steps = new ArrayList<>();
    int at = 1;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.') {
        int end = nameEnd(text, at + 1);
        String name = text.substring(at + 1, end);
        if (name.isEmpty()) {
          throw wrong(text, "no name stands behind a dot");
        }
        steps.add(name.equals("*") ? new All() : new Member(name));
        at = text.startsWith("()", end) && name.equals("length") ? end + 2 : end;
      } else if (c == '[') {
        int end = bracketEnd(text, at);
        steps.add(bracket(text, text.substring(at + 1, end).strip()));
        at = end + 1;
      } else {
        break;
      }
    }
    return new Beginning(new JsonPath(steps), text.substring(at).strip());
  }

  private static int nameEnd(String text, int from) {
    int end = from;
    while (end < text.length()
        && !Character.isWhitespace(text.charAt(end))
        && ".[]()=!<>".indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static int bracketEnd(String text, int open) throws SyntaxException {
    int at = open + 1;
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
      at = text.indexOf(text.charAt(at), at + 1);
    }
    int end = at < 0 ? -1 : text.indexOf(']', at);
    if (end < 0) {
      throw wrong(text, "a bracket is not closed");
    }
    return end;
  }

  private static Step bracket(String path, String inside) throws SyntaxException {
    if (inside.equals("*")) {
      return new All();
    }
    if (ExpectationSyntax.isQuoted(inside)) {
      return new Member(inside.substring(1, inside.length() - 1));
    }
    if (inside.matches("-?\\d{1,9}")) {
      return new Element(Integer.parseInt(inside));
    }
    throw wrong(path, "[" + Excerpt.of(inside) + "] is neither a number, nor *, nor in quotes");
  }

  private static SyntaxException wrong(String path, String why) {
    return new SyntaxException(
        "\"" + Excerpt.of(path) + "\" is no path: " + why + ".",
        "Write a path such as $.items[0].id or $['first name'].");
  }

  /** What is there. */
  Places find(JsonNode root) {
    List<JsonNode> now = List.of(root);
    boolean many = false;
    for (Step step : steps) {
      List<JsonNode> next = new ArrayList<>();
      for (JsonNode node : now) {
        take(step, node, next);
      }
      many |= step instanceof All;
      now = next;
    }
    return new Places(List.copyOf(now), many);
  }

  private static void take(Step step, JsonNode node, List<JsonNode> into) {
    JsonNode found =
        switch (step) {
          case Member(String name) -> {
            JsonNode member = node.get(name);
            boolean sized = node.isArray() || node.isTextual();
            yield member == null && sized && name.equals("length")
                ? IntNode.valueOf(node.isArray() ? node.size() : node.asText().length())
                : member;
          }
          case Element(int index) ->
              node.isArray() ? node.get(index < 0 ? node.size() + index : index) : null;
          case All() -> {
            node.forEach(into::add);
            yield null;
          }
        };
    if (found != null) {
      into.add(found);
    }
  }
}
