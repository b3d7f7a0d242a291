package io.fairlead.model;

import java.util.Objects;

/**
 * One header of a request or an answer; a name may occur more than once.
 *
 * @param name as written; compared without case
 * @param value the value
 */
public record Header(String name, String value) {

  public Header {
    Objects.requireNonNull(name);
    Objects.requireNonNull(value);
  }

  /** Whether it has this name, in any case. */
  public boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }
}
