package io.fairlead.calls.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A file of calls as it was read.
 *
 * @param path where it lies
 * @param calls its requests in their order; those that could be read, where there are problems
 * @param problems what could not be read, at most {@link CallFileReader#MOST_PROBLEMS}
 */
public record CallFile(Path path, List<FileCall> calls, List<FileProblem> problems) {

  public CallFile {
    Objects.requireNonNull(path);
    calls = List.copyOf(calls);
    problems = List.copyOf(problems);
  }
}
