package io.fairlead.ui.control.code;

import java.util.Arrays;

/** The parts of JSON, of JSON lines too; what no JSON may hold is an error. */
final class JsonTokenizer {

  private final String text;
  private final int length;
  private final Tokens.Builder tokens = new Tokens.Builder();
  private char[] open = new char[32];
  private int depth;

  JsonTokenizer(String text) {
    this.text = text;
    this.length = text.length();
  }

  Tokens tokens() {
    while (tokens.end() < length) {
      next(tokens.end());
    }
    return tokens.build();
  }

  private void next(int at) {
    char c = text.charAt(at);
    switch (c) {
      case ' ', '\t', '\n', '\r', '\uFEFF' -> tokens.to(blanks(at), TokenKind.PLAIN);
      case '"' -> string(at);
      case '{', '[' -> {
        if (depth == open.length) {
          open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = c == '{' ? '}' : ']';
        tokens.to(at + 1, TokenKind.PUNCTUATION);
      }
      case '}', ']' -> close(at, c);
      case ',', ':' -> tokens.to(at + 1, TokenKind.PUNCTUATION);
      default -> word(at);
    }
  }

  private int blanks(int from) {
    int at = from;
    while (at < length && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\uFEFF';
  }

  private void close(int at, char c) {
    if (depth > 0 && open[depth - 1] == c) {
      depth--;
      tokens.to(at + 1, TokenKind.PUNCTUATION);
    } else {
      tokens.to(at + 1, TokenKind.ERROR);
    }
  }

  private void string(int from) {
    int at = from + 1;
    while (at < length && text.charAt(at) != '"' && text.charAt(at) != '\n') {
      at += text.charAt(at) == '\\' && at + 1 < length && text.charAt(at + 1) != '\n' ? 2 : 1;
    }
    if (at >= length || text.charAt(at) == '\n') {
      tokens.to(Math.min(at, length), TokenKind.ERROR);
      return;
    }
    int after = blanks(at + 1);
    boolean key = after < length && text.charAt(after) == ':';
    tokens.to(at + 1, key ? TokenKind.KEY : TokenKind.STRING);
    tokens.to(after, TokenKind.PLAIN);
  }

  private void word(int from) {
    int at = from + 1;
    while (at < length && !ends(text.charAt(at))) {
      at++;
    }
    tokens.to(at, kind(from, at));
  }

  private static boolean ends(char c) {
    return isBlank(c)
        || switch (c) {
          case '"', '{', '}', '[', ']', ',', ':' -> true;
          default -> false;
        };
  }

  private TokenKind kind(int from, int to) {
    if (is("true", from, to) || is("false", from, to) || is("null", from, to)) {
      return TokenKind.LITERAL;
    }
    return isNumber(from, to) ? TokenKind.NUMBER : TokenKind.ERROR;
  }

  private boolean is(String word, int from, int to) {
    return to - from == word.length() && text.startsWith(word, from);
  }

  /** The grammar of RFC 8259, section 6. */
  private boolean isNumber(int from, int to) {
    int at = text.charAt(from) == '-' ? from + 1 : from;
    int whole = digits(at, to);
    if (whole == at || (whole > at + 1 && text.charAt(at) == '0')) {
      return false;
    }
    at = whole;
    if (at < to && text.charAt(at) == '.') {
      int fraction = digits(at + 1, to);
      if (fraction == at + 1) {
        return false;
      }
      at = fraction;
    }
    if (at < to && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      boolean signed = at + 1 < to && (text.charAt(at + 1) == '-' || text.charAt(at + 1) == '+');
      int begin = at + (signed ? 2 : 1);
      int exponent = digits(begin, to);
      return exponent > begin && exponent == to;
    }
    return at == to;
  }

  private int digits(int from, int to) {
    int at = from;
    while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
