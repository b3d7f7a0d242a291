package io.fairlead.openfaas;

import java.util.Objects;

/**
 * An element of the function list that could not be read; the others were.
 *
 * @param name its name, empty where it has none
 * @param reason what is wrong with it
 * @param json the element itself, shortened
 */
public record BrokenEntry(String name, String reason, String json) {

  public BrokenEntry {
    Objects.requireNonNull(name);
    Objects.requireNonNull(reason);
    Objects.requireNonNull(json);
  }
}
