package io.fairlead.calls;

import io.fairlead.calls.ShellWords.UnreadableException;
import io.fairlead.calls.ShellWords.Word;
import java.util.ArrayList;
import java.util.List;

/**
 * A command line taken apart as {@code cmd.exe} and then a Windows program would: first the carets,
 * then quotation marks and the backslashes before them.
 */
final class CmdWords {

  private final String text;
  private final List<Word> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private int at;
  private int begin = -1;
  private boolean quoted;

  CmdWords(String text) {
    this.text = withoutCarets(text.replace("\r\n", "\n"));
  }

  /** A caret makes the next character an ordinary one; before a line end it joins the lines. */
  private static String withoutCarets(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '^' && !quoted && i + 1 < text.length()) {
        i++;
        boolean joins = text.charAt(i) == '\n';
        if (joins && i + 1 < text.length()) {
          i++;
        }
        plain.append(text.charAt(i));
      } else {
        quoted ^= c == '"';
        plain.append(c);
      }
    }
    return plain.toString();
  }

  List<Word> words() throws UnreadableException {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\\') {
        backslashes();
      } else if (c == '"') {
        quotationMark();
      } else if (!quoted && Character.isWhitespace(c)) {
        endWord();
        if (c == '\n') {
          words.add(new Word("\n", place(at), true));
        }
        at++;
      } else if (!quoted && "|&<>".indexOf(c) >= 0) {
        endWord();
        words.add(new Word(String.valueOf(c), place(at), true));
        at++;
      } else {
        append(c);
        at++;
      }
    }
    if (quoted) {
      throw new UnreadableException(
          "The quotation mark of the word at " + place(begin) + " is never closed.");
    }
    endWord();
    return List.copyOf(words);
  }

  /** Before a quotation mark two backslashes are one, and an odd one makes the mark ordinary. */
  private void backslashes() {
    int from = at;
    while (at < text.length() && text.charAt(at) == '\\') {
      at++;
    }
    int count = at - from;
    boolean beforeMark = at < text.length() && text.charAt(at) == '"';
    for (int i = 0; i < (beforeMark ? count / 2 : count); i++) {
      append('\\');
    }
    if (beforeMark && count % 2 == 1) {
      append('"');
      at++;
    }
  }

  private void quotationMark() {
    if (begin < 0) {
      begin = at;
    }
    if (quoted && text.startsWith("\"\"", at)) {
      append('"');
      at += 2;
    } else {
      quoted = !quoted;
      at++;
    }
  }

  private void append(char c) {
    if (begin < 0) {
      begin = at;
    }
    word.append(c);
  }

  private void endWord() {
    if (begin >= 0) {
      words.add(new Word(word.toString(), place(begin), false));
      word.setLength(0);
      begin = -1;
    }
  }

  private String place(int index) {
    int line = 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    int column = index - text.lastIndexOf('\n', index - 1);
    return "line " + line + ", column " + column;
  }
}
