package io.fairlead.ui.control.code;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The languages that are highlighted. */
public enum Language {
  JSON,
  XML,
  YAML,
  TEXT;

  private static final int LOOKED_AT = 4_096;

  /**
   * The parts of a text, which cover it exactly. Takes time in proportion to the text's length
   * whatever it holds, and throws nothing: broken input has parts as far as it can be understood.
   * On any thread.
   */
  public Tokens tokenize(String text) {
    return switch (this) {
      case JSON -> new JsonTokenizer(text).tokens();
      case XML -> new XmlTokenizer(text).tokens();
      case YAML -> new YamlTokenizer(text).tokens();
      case TEXT -> Tokens.of(text.length(), TokenKind.PLAIN);
    };
  }

  /** The language of a media type such as {@code application/problem+json}; text for others. */
  public static Language ofContentType(@Nullable String contentType) {
    if (contentType == null) {
      return TEXT;
    }
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    String name = type.strip().toLowerCase(Locale.ROOT);
    String subtype = name.substring(name.indexOf('/') + 1);
    if (subtype.contains("json")) {
      return JSON;
    }
    if (subtype.contains("yaml") || subtype.equals("x-yml")) {
      return YAML;
    }
    boolean markup = subtype.equals("xml") || subtype.endsWith("+xml") || subtype.equals("html");
    return markup ? XML : TEXT;
  }

  /** The language that a text seems to be in, by its beginning. */
  public static Language guess(String text) {
    int first = 0;
    int end = Math.min(text.length(), LOOKED_AT);
    while (first < end && (text.charAt(first) <= ' ' || text.charAt(first) == '\uFEFF')) {
      first++;
    }
    if (first == end) {
      return TEXT;
    }
    String beginning = text.substring(first, end);
    char next = beginning.length() > 1 ? beginning.charAt(1) : ' ';
    return switch (beginning.charAt(0)) {
      case '{', '[' -> JSON;
      case '<' -> next == '?' || next == '!' || Character.isLetter(next) ? XML : TEXT;
      case '-' -> beginning.startsWith("---\n") ? YAML : TEXT;
      default -> TEXT;
    };
  }

  /** By the media type, and by the text where that says nothing of a language. */
  public static Language of(@Nullable String contentType, String text) {
    Language named = ofContentType(contentType);
    return named == TEXT ? guess(text) : named;
  }
}
