package io.fairlead.ui.control.code;

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

/** Indents a text by its language; pure, on any thread, linear in the text's length. */
public final class TextFormat {

  private static final JsonFactory JSON = new JsonFactory();
  private static final Separators EACH_VALUE_ON_ITS_LINE =
      PrettyPrinter.DEFAULT_SEPARATORS
          .withRootSeparator("\n")
          .withObjectFieldValueSpacing(Separators.Spacing.AFTER);
  private static final DefaultIndenter TWO_SPACES = new DefaultIndenter("  ", "\n");

  private static final int LONGEST = 16 << 20;

  private TextFormat() {}

  /** What became of a text. */
  public sealed interface Result {

    /** It was understood. */
    record Formatted(String text) implements Result {}

    /**
     * It is not of its language.
     *
     * @param message what is wrong, in a few words
     * @param line its line, from 1
     * @param column its column, from 1
     */
    record Broken(String message, int line, int column) implements Result {}

    /** There is no format for this language, or it would become too long. */
    record Untouched() implements Result {}
  }

  /** Indents by two spaces; what is blank stays as it is. */
  public static Result format(Language language, String text) {
    return format(language, text, LONGEST);
  }

  /**
   * The same.
   *
   * @param most characters of the result; indentation can make a short text huge
   */
  public static Result format(Language language, String text, int most) {
    if (text.isBlank()) {
      return new Result.Untouched();
    }
    return switch (language) {
      case JSON -> json(text, most);
      case XML -> new XmlFormat(text).format();
      case YAML, TEXT -> new Result.Untouched();
    };
  }

  /**
   * Token by token, so that numbers, repeated names and several values in one text stay what they
   * are.
   */
  private static Result json(String text, int most) {
    BoundedText written = new BoundedText(most);
    try (JsonParser parser = JSON.createParser(text);
        JsonGenerator generator = JSON.createGenerator(written)) {
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter(EACH_VALUE_ON_ITS_LINE);
      printer.indentArraysWith(TWO_SPACES);
      printer.indentObjectsWith(TWO_SPACES);
      generator.setPrettyPrinter(printer);
      while (parser.nextToken() != null && !written.isFull()) {
        if (parser.currentToken().isNumeric()) {
          generator.writeNumber(parser.getText());
        } else {
          generator.copyCurrentEvent(parser);
        }
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      return at == null
          ? new Result.Broken(e.getOriginalMessage(), 1, 1)
          : new Result.Broken(brief(e.getOriginalMessage()), at.getLineNr(), at.getColumnNr());
    } catch (IOException e) {
      throw new AssertionError("a text in memory was not read", e);
    }
    return written.isFull() ? new Result.Untouched() : new Result.Formatted(written.toString());
  }

  /** Without the list of everything that would be a value, and what follows it. */
  private static String brief(String message) {
    int list = message.indexOf("(JSON String, Number");
    int line = message.indexOf('\n');
    if (list >= 0) {
      return message.substring(0, list) + "a value";
    }
    return line < 0 ? message : message.substring(0, line);
  }
}
