package io.fairlead.ui.callfile;

import java.nio.file.Path;
import java.util.Objects;

/**
 * Which request, however its file is edited around it.
 *
 * @param name as it is shown
 * @param occurrence how many requests of that name come before it in the file
 */
public record RequestKey(Path file, String name, int occurrence) {
  public RequestKey {
    Objects.requireNonNull(file);
    Objects.requireNonNull(name);
  }
}
