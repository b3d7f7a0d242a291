package io.fairlead.ui.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Optional;

/** JSON as somebody writes it. */
final class JsonText {

  /**
   * The first place that is no JSON.
   *
   * @param line from 1
   * @param column from 1
   * @param reason the parser's own words
   */
  record Mistake(int line, int column, String reason) {}

  private static final JsonFactory JSON = new JsonFactory();
  private static final int LONGEST_REASON = 120;
  private static final DefaultIndenter INDENT = new DefaultIndenter("  ", "\n");
  private static final Separators SEPARATORS =
      PrettyPrinter.DEFAULT_SEPARATORS
          .withRootSeparator("\n")
          .withObjectFieldValueSpacing(Separators.Spacing.AFTER);

  private JsonText() {}

  /** What is wrong with a text; an empty one is nothing yet, and not wrong. */
  static Optional<Mistake> mistake(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        // The parser throws at the first mistake.
      }
      return Optional.empty();
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return Optional.of(
          at == null
              ? new Mistake(1, 1, reason(e))
              : new Mistake(at.getLineNr(), at.getColumnNr(), reason(e)));
    } catch (IOException e) {
      throw new IllegalStateException("a text is read without a disk", e);
    }
  }

  /**
   * The same values, indented; numbers, repeated names and the order stay what they are. Empty
   * where it is no JSON.
   */
  static Optional<String> pretty(String text) {
    StringWriter pretty = new StringWriter(text.length() * 2);
    try (JsonParser parser = JSON.createParser(text);
        JsonGenerator generator = JSON.createGenerator(pretty)) {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter(SEPARATORS);
      printer.indentObjectsWith(INDENT);
      printer.indentArraysWith(INDENT);
      generator.setPrettyPrinter(printer);
      while (parser.nextToken() != null) {
        if (parser.currentToken().isNumeric()) {
          generator.writeNumber(parser.getText());
        } else {
          generator.copyCurrentEvent(parser);
        }
      }
    } catch (IOException _) {
      return Optional.empty();
    }
    return Optional.of(pretty.toString());
  }

  private static String reason(JsonProcessingException e) {
    String text = e.getOriginalMessage();
    String line = text == null ? "" : text.lines().findFirst().orElse("");
    return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON) + "…";
  }
}
