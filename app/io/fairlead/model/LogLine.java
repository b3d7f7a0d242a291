package io.fairlead.model;

import java.time.Instant;
import java.util.Objects;

/**
 * One line a function wrote.
 *
 * @param at when, as the provider stamped it
 * @param name the function
 * @param instance the pod (Kubernetes) or process (faasd)
 * @param text the line without its end
 */
public record LogLine(Instant at, String name, String instance, String text) {

  public LogLine {
    Objects.requireNonNull(at);
    Objects.requireNonNull(name);
    Objects.requireNonNull(instance);
    Objects.requireNonNull(text);
  }
}
