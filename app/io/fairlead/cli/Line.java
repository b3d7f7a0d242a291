package io.fairlead.cli;

import io.fairlead.calls.file.Verdict;

/** One line of output; nothing in it can break it or move the terminal's cursor. */
final class Line {

  private Line() {}

  static String of(String name, Verdict verdict) {
    return clean(
        verdict.held()
            ? "ok " + name + ": " + verdict.expected() + " (" + verdict.came() + ")"
            : "not ok " + name + ": " + verdict.expected() + " (came " + verdict.came() + ")");
  }

  static String clean(String text) {
    return text.replaceAll("\\R", " ").replaceAll("[\\p{Cc}\u202a-\u202e\u2066-\u2069]", "?");
  }
}
