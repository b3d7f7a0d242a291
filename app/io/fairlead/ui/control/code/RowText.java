package io.fairlead.ui.control.code;

import java.nio.charset.Charset;

/**
 * How the bytes of a row become what is shown: decoded, with the replacement character for what is
 * none of the charset, tabs as blanks up to the next stop, and a picture for each control
 * character.
 */
record RowText(Charset charset) {

  private static final int TAB = 4;

  /** What the text is, with tabs and control characters as they are. */
  String decoded(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, charset);
  }

  /** What is shown. */
  String shown(byte[] bytes) {
    return shown(decoded(bytes, 0, bytes.length));
  }

  /** The column that a byte is shown at. */
  int column(byte[] bytes, int index) {
    int ascii = 0;
    while (ascii < index && bytes[ascii] >= ' ' && bytes[ascii] < 0x7F) {
      ascii++;
    }
    return ascii == index ? index : shown(decoded(bytes, 0, index)).length();
  }

  private static String shown(String text) {
    int plain = 0;
    while (plain < text.length() && !isSpecial(text.charAt(plain))) {
      plain++;
    }
    if (plain == text.length()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16).append(text, 0, plain);
    for (int i = plain; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\t') {
        shown.append(" ".repeat(TAB - shown.length() % TAB));
      } else {
        shown.append(isSpecial(c) ? picture(c) : c);
      }
    }
    return shown.toString();
  }

  private static boolean isSpecial(char c) {
    return c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= '\u2028' && c <= '\u202E');
  }

  /** Control characters, line separators, and marks that would turn the direction of a line. */
  private static char picture(char c) {
    if (c < ' ') {
      return (char) ('\u2400' + c);
    }
    return c == 0x7F ? '\u2421' : '\u00B7';
  }
}
