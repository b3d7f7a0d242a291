package io.fairlead.calls;

import java.util.Objects;

/**
 * A call that the operator has saved.
 *
 * @param name unique among the saved calls of a function
 */
public record NamedCall(String name, KeptCall call) {

  public NamedCall {
    Objects.requireNonNull(name);
    Objects.requireNonNull(call);
  }

  /** The call; what was not kept of it is empty. */
  public CallSpec spec() {
    return call.spec();
  }
}
