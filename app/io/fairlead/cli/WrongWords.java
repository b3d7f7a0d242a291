package io.fairlead.cli;

import java.io.Serial;

/** Words of a command that cannot be carried out: why, and what to write instead. */
final class WrongWords extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final String sentence;

  WrongWords(String sentence) {
    super(sentence, null, false, false);
    this.sentence = sentence;
  }

  /** The whole of it, in one sentence or two. */
  String sentence() {
    return sentence;
  }
}
