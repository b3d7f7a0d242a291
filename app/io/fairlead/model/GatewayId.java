package io.fairlead.model;

import java.util.Objects;

/**
 * The stable identity of one gateway in this console, independent of its URL.
 *
 * @param value a short text, unique within the workbench
 */
public record GatewayId(String value) {

  public GatewayId {
    Objects.requireNonNull(value);
    if (value.isBlank()) {
      throw new IllegalArgumentException("a gateway id has at least one character");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
