package io.fairlead.ui.control.code;

import java.util.Locale;
import java.util.Set;

/** The parts of YAML, line by line; a quoted text that goes on in the next line is left open. */
final class YamlTokenizer {

  private static final Set<String> WORDS =
      Set.of("true", "false", "null", "yes", "no", "on", "off", "~", ".inf", "-.inf", ".nan");

  /** A longer word is neither a number nor one of the words. */
  private static final int LONGEST_WORD = 64;

  private final String text;
  private final int length;
  private final Tokens.Builder tokens = new Tokens.Builder();
  private int flow;

  /** Deeper lines than this belong to a block text; −1 outside of one. */
  private int blockIndent = -1;

  YamlTokenizer(String text) {
    this.text = text;
    this.length = text.length();
  }

  Tokens tokens() {
    while (tokens.end() < length) {
      line(tokens.end());
    }
    return tokens.build();
  }

  private void line(int from) {
    int newline = text.indexOf('\n', from);
    int next = newline < 0 ? length : newline + 1;
    int end = newline < 0 ? length : newline;
    int first = from;
    while (first < end && text.charAt(first) == ' ') {
      first++;
    }
    boolean blank = isBlank(first, end);
    if (blockIndent >= 0 && (blank || first - from > blockIndent)) {
      tokens.to(next, TokenKind.STRING);
      return;
    }
    blockIndent = -1;
    tokens.to(first, TokenKind.PLAIN);
    if (!blank && !marker(from, end)) {
      int indent = first - from;
      while (tokens.end() < end) {
        part(tokens.end(), end, indent);
      }
    }
    tokens.to(next, TokenKind.PLAIN);
  }

  private boolean isBlank(int from, int end) {
    return from == end || (from + 1 == end && text.charAt(from) == '\r');
  }

  /** The marks around documents, and directives. */
  private boolean marker(int from, int end) {
    if (text.startsWith("---", from) || text.startsWith("...", from)) {
      if (from + 3 >= end || Character.isWhitespace(text.charAt(from + 3))) {
        tokens.to(from + 3, TokenKind.PUNCTUATION);
        flow = 0;
      }
      return false;
    }
    if (text.charAt(from) == '%') {
      tokens.to(end, TokenKind.COMMENT);
      return true;
    }
    return false;
  }

  private void part(int at, int end, int indent) {
    char c = text.charAt(at);
    boolean alone = at + 1 >= end || Character.isWhitespace(text.charAt(at + 1));
    switch (c) {
      case ' ', '\t', '\r' -> tokens.to(at + 1, TokenKind.PLAIN);
      case '#' -> tokens.to(end, TokenKind.COMMENT);
      case '"', '\'' -> quoted(at, end, c);
      case '{', '[' -> {
        flow++;
        tokens.to(at + 1, TokenKind.PUNCTUATION);
      }
      case '}', ']' -> {
        flow = Math.max(0, flow - 1);
        tokens.to(at + 1, TokenKind.PUNCTUATION);
      }
      case ',' -> tokens.to(at + 1, TokenKind.PUNCTUATION);
      case '&', '*', '!' -> tokens.to(word(at, end), TokenKind.ATTRIBUTE);
      case '|', '>' -> block(at, end, indent);
      case '-', '?', ':' -> {
        if (alone) {
          tokens.to(at + 1, TokenKind.PUNCTUATION);
        } else {
          scalar(at, end);
        }
      }
      default -> scalar(at, end);
    }
  }

  private int word(int from, int end) {
    int at = from + 1;
    while (at < end && !Character.isWhitespace(text.charAt(at)) && !endsInFlow(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private boolean endsInFlow(char c) {
    return flow > 0 && (c == ',' || c == ']' || c == '}' || c == '[' || c == '{');
  }

  private void block(int from, int end, int indent) {
    int at = from + 1;
    while (at < end && "+-0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (flow == 0 && (at == end || Character.isWhitespace(text.charAt(at)))) {
      tokens.to(at, TokenKind.PUNCTUATION);
      blockIndent = indent;
    } else {
      scalar(from, end);
    }
  }

  private void quoted(int from, int end, char quote) {
    int at = from + 1;
    while (at < end && text.charAt(at) != quote) {
      at += quote == '"' && text.charAt(at) == '\\' ? 2 : 1;
    }
    int to = Math.min(at + 1, end);
    tokens.to(to, isKey(to, end) ? TokenKind.KEY : TokenKind.STRING);
  }

  private boolean isKey(int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) == ' ') {
      at++;
    }
    return at < end
        && text.charAt(at) == ':'
        && (at + 1 == end || flow > 0 || Character.isWhitespace(text.charAt(at + 1)));
  }

  /** A plain text up to a colon, a comment or, between brackets, a mark. */
  private void scalar(int from, int end) {
    int at = from;
    boolean key = false;
    boolean ended = false;
    while (at < end && !ended) {
      char c = text.charAt(at);
      boolean blankAfter = at + 1 >= end || Character.isWhitespace(text.charAt(at + 1));
      key = c == ':' && blankAfter;
      boolean comment = c == '#' && at > from && Character.isWhitespace(text.charAt(at - 1));
      ended = key || comment || (at > from && endsInFlow(c));
      at += ended ? 0 : 1;
    }
    int to = at;
    while (to > from + 1 && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    tokens.to(Math.max(to, from + 1), key ? TokenKind.KEY : valueKind(from, to));
    tokens.to(at, TokenKind.PLAIN);
  }

  private TokenKind valueKind(int from, int to) {
    if (to - from > LONGEST_WORD || to <= from) {
      return TokenKind.STRING;
    }
    String word = text.substring(from, to);
    if (WORDS.contains(word.toLowerCase(Locale.ROOT))) {
      return TokenKind.LITERAL;
    }
    return isNumber(word) ? TokenKind.NUMBER : TokenKind.STRING;
  }

  private static boolean isNumber(String word) {
    int at = word.charAt(0) == '-' || word.charAt(0) == '+' ? 1 : 0;
    if (word.startsWith("0x", at) || word.startsWith("0o", at)) {
      return word.length() > at + 2
          && word.chars().skip(at + 2L).allMatch(c -> Character.digit(c, 16) >= 0);
    }
    boolean digit = false;
    boolean point = false;
    for (; at < word.length(); at++) {
      char c = word.charAt(at);
      if (c >= '0' && c <= '9') {
        digit = true;
      } else if (c == '.' && !point) {
        point = true;
      } else if ((c == 'e' || c == 'E') && digit && at + 1 < word.length()) {
        String exponent = word.substring(at + 1);
        return exponent
            .chars()
            .skip(exponent.matches("[-+].+") ? 1 : 0)
            .allMatch(e -> e >= '0' && e <= '9');
      } else {
        return false;
      }
    }
    return digit;
  }
}
