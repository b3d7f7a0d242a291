package io.fairlead.ui.control.code;

/** The parts of XML, and of HTML as far as it looks like XML. */
final class XmlTokenizer {

  /** The name of no entity is longer. */
  private static final int LONGEST_ENTITY = 32;

  private final String text;
  private final int length;
  private final Tokens.Builder tokens = new Tokens.Builder();

  XmlTokenizer(String text) {
    this.text = text;
    this.length = text.length();
  }

  Tokens tokens() {
    while (tokens.end() < length) {
      int at = tokens.end();
      switch (text.charAt(at)) {
        case '<' -> markup(at);
        case '&' -> entity(at);
        default -> characters(at);
      }
    }
    return tokens.build();
  }

  private void characters(int from) {
    int at = from + 1;
    while (at < length && text.charAt(at) != '<' && text.charAt(at) != '&') {
      at++;
    }
    tokens.to(at, TokenKind.PLAIN);
  }

  private void entity(int from) {
    int at = from + 1;
    int limit = Math.min(length, from + LONGEST_ENTITY);
    while (at < limit && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '#')) {
      at++;
    }
    boolean closed = at < limit && at > from + 1 && text.charAt(at) == ';';
    if (closed) {
      tokens.to(at + 1, TokenKind.LITERAL);
    } else {
      tokens.to(from + 1, TokenKind.ERROR);
    }
  }

  private void markup(int at) {
    if (text.startsWith("<!--", at)) {
      through("-->", at + 4, TokenKind.COMMENT);
    } else if (text.startsWith("<![CDATA[", at)) {
      tokens.to(at + 9, TokenKind.PUNCTUATION);
      int end = text.indexOf("]]>", at + 9);
      tokens.to(end < 0 ? length : end, TokenKind.STRING);
      tokens.to(end < 0 ? length : end + 3, TokenKind.PUNCTUATION);
    } else if (text.startsWith("<!", at)) {
      declaration(at);
    } else {
      tag(at);
    }
  }

  private void through(String end, int from, TokenKind kind) {
    int found = text.indexOf(end, from);
    tokens.to(found < 0 ? length : found + end.length(), kind);
  }

  /** A document type, with what it declares between brackets. */
  private void declaration(int from) {
    int at = from;
    int brackets = 0;
    while (at < length && (brackets > 0 || text.charAt(at) != '>')) {
      char c = text.charAt(at++);
      brackets += c == '[' ? 1 : c == ']' ? -1 : 0;
    }
    tokens.to(Math.min(at + 1, length), TokenKind.COMMENT);
  }

  private void tag(int from) {
    int at = from + 1;
    if (at < length && (text.charAt(at) == '/' || text.charAt(at) == '?')) {
      at++;
    }
    tokens.to(at, TokenKind.PUNCTUATION);
    int name = name(at);
    if (name == at) {
      return;
    }
    tokens.to(name, TokenKind.TAG);
    attributes();
  }

  private void attributes() {
    while (tokens.end() < length) {
      int at = tokens.end();
      char c = text.charAt(at);
      if (c == '<') {
        return;
      }
      if (c == '>') {
        tokens.to(at + 1, TokenKind.PUNCTUATION);
        return;
      }
      if (c == '"' || c == '\'') {
        quoted(at, c);
      } else if (c == '=' || c == '/' || c == '?') {
        tokens.to(at + 1, TokenKind.PUNCTUATION);
      } else if (Character.isWhitespace(c)) {
        tokens.to(at + 1, TokenKind.PLAIN);
      } else {
        int end = name(at);
        tokens.to(Math.max(end, at + 1), end > at ? TokenKind.ATTRIBUTE : TokenKind.ERROR);
      }
    }
  }

  /** No value may hold a {@code <}: there an unclosed one ends. */
  private void quoted(int from, char quote) {
    int at = from + 1;
    while (at < length && text.charAt(at) != quote && text.charAt(at) != '<') {
      at++;
    }
    boolean closed = at < length && text.charAt(at) == quote;
    tokens.to(closed ? at + 1 : at, closed ? TokenKind.STRING : TokenKind.ERROR);
  }

  private int name(int from) {
    int at = from;
    while (at < length && isName(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isName(char c) {
    return Character.isLetterOrDigit(c)
        || c == ':'
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '@'
        || Character.isSurrogate(c);
  }
}
