package io.fairlead.calls.file;

import java.util.Objects;

/**
 * What is expected of an answer, as it is written behind {@code # @expect}; its syntax was checked
 * when the file was read.
 *
 * @param line where it stands, counted from 1
 * @param text such as {@code status 200}
 */
public record Expectation(int line, String text) {

  public Expectation {
    Objects.requireNonNull(text);
  }
}
