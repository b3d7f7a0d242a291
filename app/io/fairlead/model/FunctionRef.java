package io.fairlead.model;

import java.util.Objects;

/**
 * Names one function on one gateway.
 *
 * @param gateway the gateway that has it
 * @param namespace the namespace, empty where the gateway knows none (contract 1.5, namespaces)
 * @param name the function's name without namespace
 */
public record FunctionRef(GatewayId gateway, String namespace, String name)
    implements Comparable<FunctionRef> {

  public FunctionRef {
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(name);
  }

  /**
   * {@code name.namespace}, as invoke URLs and the label {@code function_name} spell it (contract
   * 0.14); the bare name where the namespace is unknown.
   */
  public String qualifiedName() {
    return namespace.isEmpty() ? name : name + "." + namespace;
  }

  @Override
  public int compareTo(FunctionRef other) {
    int byName = name.compareTo(other.name);
    if (byName != 0) {
      return byName;
    }
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : gateway.value().compareTo(other.gateway.value());
  }
}
