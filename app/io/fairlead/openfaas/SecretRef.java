package io.fairlead.openfaas;

import java.util.Objects;

/**
 * Names one secret; a gateway never returns its value (contract 0.23).
 *
 * @param namespace its namespace, empty where the gateway knows none
 * @param name its name
 */
public record SecretRef(String namespace, String name) {

  public SecretRef {
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(name);
  }
}
