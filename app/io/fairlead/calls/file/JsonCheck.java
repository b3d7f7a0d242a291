package io.fairlead.calls.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fairlead.calls.file.ExpectationSyntax.Operation;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares a value of JSON: numbers by what they are worth, texts in quotes or without, {@code
 * true}, {@code false}, {@code null}, lists and objects whole.
 *
 * @param negated whether the opposite is expected
 * @param operand what is compared with; null for {@code exists} and {@code matches}
 */
record JsonCheck(
    boolean negated, String sign, @Nullable JsonNode operand, @Nullable Pattern pattern) {

  private static final Set<String> ORDERS = Set.of("<", "<=", ">", ">=");

  static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  static JsonCheck of(Operation operation) throws SyntaxException {
    String sign = operation.sign();
    JsonNode operand = sign.equals("exists") ? null : value(operation.operand());
    if (ORDERS.contains(sign) && (operand == null || !operand.isNumber())) {
      throw new SyntaxException(
          "\"" + Excerpt.of(operation.operand()) + "\" is no number.",
          "Write a number behind " + sign + ", or compare with ==.");
    }
    Pattern pattern =
        sign.equals("matches") ? ExpectationSyntax.pattern(operation.operand()) : null;
    return new JsonCheck(operation.negated(), sign, operand, pattern);
  }

  private static JsonNode value(String text) {
    if (text.length() >= 2 && text.startsWith("'") && text.endsWith("'")) {
      return TextNode.valueOf(text.substring(1, text.length() - 1));
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException _) {
      return TextNode.valueOf(text);
    }
  }

  Check.Found judge(JsonPath.Places places) {
    List<JsonNode> found = places.values();
    String came = came(places);
    boolean opposite = negated ^ sign.equals("!=");
    if (sign.equals("exists")) {
      return new Check.Found(found.isEmpty() == negated, came);
    }
    if (found.isEmpty()) {
      // What is not there is not equal to anything, and holds nothing.
      return new Check.Found(opposite, came);
    }
    boolean met;
    if (places.many() && operand != null && operand.isArray() && !sign.equals("contains")) {
      met = isEqual(places.asList(), operand);
    } else if (places.many() && (sign.equals("contains") || opposite)) {
      met = found.stream().anyMatch(value -> isMet(value) || isEqual(value, operand));
    } else {
      met = found.stream().allMatch(this::isMet);
    }
    return new Check.Found(met != opposite, came);
  }

  private static String came(JsonPath.Places places) {
    if (places.values().isEmpty()) {
      return "nothing there";
    }
    JsonNode shown = places.many() ? places.asList() : places.values().getFirst();
    return Excerpt.of(shown.toString());
  }

  private boolean isMet(JsonNode value) {
    if (pattern != null) {
      return BoundedText.matches(pattern, value.isValueNode() ? value.asText() : value.toString());
    }
    if (operand == null) {
      return false;
    }
    return switch (sign) {
      case "contains" -> contains(value, operand);
      case "<" -> value.isNumber() && compare(value, operand) < 0;
      case "<=" -> value.isNumber() && compare(value, operand) <= 0;
      case ">" -> value.isNumber() && compare(value, operand) > 0;
      case ">=" -> value.isNumber() && compare(value, operand) >= 0;
      default -> isEqual(value, operand);
    };
  }

  private static boolean contains(JsonNode value, JsonNode wanted) {
    return switch (value.getNodeType()) {
      case STRING ->
          value.asText().contains(wanted.isTextual() ? wanted.asText() : wanted.toString());
      case ARRAY -> value.valueStream().anyMatch(element -> isEqual(element, wanted));
      case OBJECT -> value.has(wanted.asText());
      default -> isEqual(value, wanted);
    };
  }

  private static int compare(JsonNode one, JsonNode other) {
    return one.decimalValue().compareTo(other.decimalValue());
  }

  private static boolean isEqual(JsonNode one, @Nullable JsonNode other) {
    return other != null
        && one.equals(
            (a, b) -> a.isNumber() && b.isNumber() ? compare(a, b) : a.equals(b) ? 0 : 1, other);
  }
}
