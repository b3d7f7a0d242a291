package io.fairlead.calls.file;

import java.io.Serial;

/** A variable, or a file that a request names, is not there. */
final class UnresolvedException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final String remedy;
  private final int line;

  UnresolvedException(String explanation, String remedy) {
    this(explanation, remedy, 0);
  }

  private UnresolvedException(String explanation, String remedy, int line) {
    super(explanation, null, false, false);
    this.remedy = remedy;
    this.line = line;
  }

  /** The same, found so many lines below the begin of its text. */
  UnresolvedException below(int lines) {
    return new UnresolvedException(explanation(), remedy, -lines);
  }

  /** The same, of a text that begins in that line; nothing new where the line is known. */
  UnresolvedException at(int begin) {
    return line > 0 ? this : new UnresolvedException(explanation(), remedy, begin - line);
  }

  String explanation() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }

  /** Counted from 1; 0 where it is not known. */
  int line() {
    return line;
  }
}
