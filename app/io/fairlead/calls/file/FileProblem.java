package io.fairlead.calls.file;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Why a part of a file cannot be understood.
 *
 * @param file which file
 * @param line counted from 1; 0 for the file as a whole
 * @param explanation what is wrong, in one sentence
 * @param remedy what to do about it
 */
public record FileProblem(Path file, int line, String explanation, String remedy) {

  public FileProblem {
    Objects.requireNonNull(file);
    Objects.requireNonNull(explanation);
    Objects.requireNonNull(remedy);
  }
}
