package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileProblem;
import java.util.List;

/**
 * The environments of a folder.
 *
 * @param names in the order of their file
 * @param problems of files that cannot be understood
 */
public record EnvironmentReading(List<String> names, List<FileProblem> problems) {
  static final EnvironmentReading NONE = new EnvironmentReading(List.of(), List.of());

  public EnvironmentReading {
    names = List.copyOf(names);
    problems = List.copyOf(problems);
  }
}
