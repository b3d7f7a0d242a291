package io.fairlead.calls;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * A command line taken apart as a POSIX shell, bash or {@code cmd.exe} would: quotes of every kind,
 * continued lines, here-documents. Nothing is run or expanded: a variable stays as it is written.
 */
final class ShellWords {

  /**
   * One word.
   *
   * @param text without its quotes
   * @param place where it begins, for a message
   * @param operator whether it stands for {@code |}, {@code ;}, {@code &} or a redirection
   */
  record Word(String text, String place, boolean operator) {}

  /** Why a text is no command line: names the place. */
  static final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
      super(message);
    }
  }

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private final List<String> variables = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int at;
  private int begin = -1;
  private String hereEnd = "";
  private int hereWord = -1;

  private ShellWords(String text) {
    this.text = text.replace("\r\n", "\n");
  }

  /** What was found. */
  record Split(List<Word> words, List<String> variables) {}

  static Split split(String text) throws UnreadableException {
    if (isForCmd(text)) {
      return new Split(new CmdWords(text).words(), List.of());
    }
    ShellWords shell = new ShellWords(text);
    shell.readAll();
    return new Split(List.copyOf(shell.words), List.copyOf(shell.variables));
  }

  /** Browsers escape for cmd.exe with a caret before every mark, and continue lines with one. */
  private static boolean isForCmd(String text) {
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote == 0 && c == '^' && i + 1 < text.length()) {
        return "\"\r\n".indexOf(text.charAt(i + 1)) >= 0;
      }
      if (c == '\\' && quote != '\'') {
        i++;
      } else if (quote == 0 && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return false;
  }

  private void readAll() throws UnreadableException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\' || (c == '`' && isLineEnd(at + 1))) {
        backslash();
      } else if (Character.isWhitespace(c)) {
        endWord();
        at++;
        if (c == '\n' && !hereEnd.isEmpty()) {
          readHereDocument();
        } else if (c == '\n' && !words.isEmpty() && !words.getLast().operator()) {
          words.add(new Word("\n", place(at - 1), true));
        }
      } else if (c == '#' && begin < 0) {
        skipWhile(next -> next != '\n');
      } else if (c == '\'') {
        singleQuoted();
      } else if (c == '"') {
        doubleQuoted();
      } else if (c == '$' && peek(1) == '\'') {
        ansiQuoted();
      } else if ("|;&<>".indexOf(c) >= 0) {
        operator(c);
      } else {
        plain(c);
      }
    }
    endWord();
    if (!hereEnd.isEmpty()) {
      throw new UnreadableException("The here-document that ends with " + hereEnd + " is missing.");
    }
  }

  private void backslash() {
    if (isLineEnd(at + 1)) {
      at = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at) + 1;
    } else if (at + 1 < text.length()) {
      append(text.charAt(at + 1));
      at += 2;
    } else {
      append(text.charAt(at));
      at++;
    }
  }

  /** Blanks after the mark are forgiven: they come with a copy from a web page. */
  private boolean isLineEnd(int from) {
    int i = from;
    while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
      i++;
    }
    return i < text.length() ? text.charAt(i) == '\n' : i > from || from == text.length();
  }

  private void singleQuoted() throws UnreadableException {
    int open = at;
    int close = text.indexOf('\'', at + 1);
    if (close < 0) {
      throw unclosed("single quotation mark", open);
    }
    beginWord();
    word.append(text, at + 1, close);
    at = close + 1;
  }

  private void doubleQuoted() throws UnreadableException {
    int open = at;
    beginWord();
    at++;
    while (true) {
      if (at >= text.length()) {
        throw unclosed("quotation mark", open);
      }
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      if (c == '\\' && at + 1 < text.length()) {
        quotedBackslash();
      } else {
        if (c == '$') {
          variable();
        }
        word.append(c);
        at++;
      }
    }
  }

  private void quotedBackslash() {
    char next = text.charAt(at + 1);
    if (next == '\n') {
      at += 2;
      return;
    }
    if ("\"\\$`".indexOf(next) >= 0) {
      word.append(next);
      at += 2;
    } else {
      word.append('\\');
      at++;
    }
  }

  /** {@code $'...'}, with the escapes of C. */
  private void ansiQuoted() throws UnreadableException {
    int open = at;
    beginWord();
    at += 2;
    while (true) {
      if (at >= text.length()) {
        throw unclosed("quotation mark $'", open);
      }
      char c = text.charAt(at++);
      if (c == '\'') {
        return;
      }
      if (c == '\\' && at < text.length()) {
        ansiEscape(text.charAt(at++));
      } else {
        word.append(c);
      }
    }
  }

  private void ansiEscape(char escape) {
    switch (escape) {
      case 'n' -> word.append('\n');
      case 't' -> word.append('\t');
      case 'r' -> word.append('\r');
      case 'a' -> word.append('\u0007');
      case 'b' -> word.append('\b');
      case 'f' -> word.append('\f');
      case 'v' -> word.append('\u000b');
      case 'e', 'E' -> word.append('\u001b');
      case 'x' -> code(2, 16);
      case 'u' -> code(4, 16);
      case 'U' -> code(8, 16);
      case '0', '1', '2', '3', '4', '5', '6', '7' -> {
        at--;
        code(3, 8);
      }
      default -> word.append(escape);
    }
  }

  private void code(int most, int radix) {
    int from = at;
    while (at < text.length() && at - from < most && Character.digit(text.charAt(at), radix) >= 0) {
      at++;
    }
    if (at > from) {
      int point = Integer.parseUnsignedInt(text.substring(from, at), radix);
      word.appendCodePoint(Character.isValidCodePoint(point) ? point : 0xfffd);
    }
  }

  private void operator(char c) {
    endWord();
    int from = at;
    at++;
    while (at < text.length() && text.charAt(at) == c && at - from < 3) {
      at++;
    }
    String operator = text.substring(from, at);
    words.add(new Word(operator, place(from), true));
    if (operator.equals("<<")) {
      if (peek(0) == '-') {
        at++;
      }
      skipWhile(next -> next == ' ');
      int start = at;
      skipWhile(next -> !Character.isWhitespace(next));
      hereEnd = text.substring(start, at).replaceAll("[\"'\\\\]", "");
      hereWord = words.size();
      words.add(new Word("", place(start), false));
    }
  }

  private void readHereDocument() throws UnreadableException {
    int from = at;
    while (at <= text.length()) {
      int end = text.indexOf('\n', at) < 0 ? text.length() : text.indexOf('\n', at);
      if (text.substring(at, end).strip().equals(hereEnd)) {
        words.set(hereWord, new Word(text.substring(from, at), words.get(hereWord).place(), false));
        hereEnd = "";
        at = end;
        return;
      }
      at = end + 1;
    }
    throw new UnreadableException("The here-document has no line " + hereEnd + " at its end.");
  }

  private void plain(char c) {
    if (c == '$') {
      variable();
    }
    append(c);
    at++;
  }

  private void variable() {
    int end = at + 1;
    if (peek(1) == '{' || peek(1) == '(') {
      int close = text.indexOf(peek(1) == '{' ? '}' : ')', at);
      end = close < 0 ? end : close + 1;
    } else {
      while (end < text.length()
          && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
        end++;
      }
    }
    if (end > at + 1) {
      variables.add(text.substring(at, end));
    }
  }

  private void append(char c) {
    beginWord();
    word.append(c);
  }

  private void beginWord() {
    if (begin < 0) {
      begin = at;
    }
  }

  private void endWord() {
    if (begin >= 0) {
      words.add(new Word(word.toString(), place(begin), false));
      word.setLength(0);
      begin = -1;
    }
  }

  private void skipWhile(IntPredicate wanted) {
    while (at < text.length() && wanted.test(text.charAt(at))) {
      at++;
    }
  }

  private char peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : '\0';
  }

  private UnreadableException unclosed(String what, int open) {
    return new UnreadableException("The " + what + " at " + place(open) + " is never closed.");
  }

  private String place(int index) {
    int line = 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    int column = index - text.lastIndexOf('\n', index - 1);
    return "line " + line + ", column " + column;
  }
}
