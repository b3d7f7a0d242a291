package io.fairlead.calls.file;

import java.util.Objects;

/**
 * Whether one expectation held.
 *
 * @param line of the expectation in its file, counted from 1; 0 for one that nobody wrote
 * @param expected as it was written, "status 200"
 * @param held whether it held
 * @param came what came instead, or what was found, in a few words
 */
public record Verdict(int line, String expected, boolean held, String came) {

  public Verdict {
    Objects.requireNonNull(expected);
    Objects.requireNonNull(came);
  }
}
