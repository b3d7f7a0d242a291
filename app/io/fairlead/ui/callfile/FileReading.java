package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileProblem;
import java.util.List;

/**
 * What was read of a file.
 *
 * @param requests in their order
 * @param problems what is not understood
 */
public record FileReading(List<RequestFacts> requests, List<FileProblem> problems) {
  public FileReading {
    requests = List.copyOf(requests);
    problems = List.copyOf(problems);
  }
}
