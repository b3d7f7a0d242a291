package io.fairlead.localgateway.function;

/** Which function of this gateway: a name in a namespace. */
public record FunctionKey(String namespace, String name) {

  /** {@code name.namespace}, the value of the label {@code function_name} (contract 0, rule 14). */
  public String label() {
    return name + "." + namespace;
  }
}
