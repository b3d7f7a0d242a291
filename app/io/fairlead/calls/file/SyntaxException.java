package io.fairlead.calls.file;

import java.io.Serial;

/** Something is not written as it must be. */
final class SyntaxException extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final String remedy;

  SyntaxException(String explanation, String remedy) {
    super(explanation, null, false, false);
    this.remedy = remedy;
  }

  String explanation() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }
}
