package io.fairlead.openfaas.wire;

import org.jspecify.annotations.Nullable;

/**
 * A secret as sent; a listed one has only name and namespace (contract 1.4).
 *
 * @param rawValue Base64 of a binary value
 */
public record SecretWire(
    @Nullable String name,
    @Nullable String namespace,
    @Nullable String value,
    @Nullable String rawValue) {

  /** Never shows a value. */
  @Override
  public String toString() {
    return "SecretWire[name=" + name + ", namespace=" + namespace + "]";
  }
}
