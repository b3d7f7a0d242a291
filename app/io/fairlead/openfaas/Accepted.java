package io.fairlead.openfaas;

import java.util.Objects;

/**
 * A change that the gateway took.
 *
 * <p>Providers differ in what they promise: 202 says that the work goes on behind (Kubernetes), 200
 * that it is done (faasd), and 200 to an update on faas-netes CE may hide that it failed (contract
 * 0.3).
 *
 * @param status the HTTP status, 2xx
 * @param doubt why the answer may not mean success; empty when it does
 */
public record Accepted(int status, String doubt) {

  public Accepted {
    Objects.requireNonNull(doubt);
  }

  /** Taken without doubt. */
  public Accepted(int status) {
    this(status, "");
  }

  /** Whether the function must be read back and compared before it counts as done. */
  public boolean isDoubtful() {
    return !doubt.isEmpty();
  }

  /** Whether the provider goes on working after its answer. */
  public boolean isStillWorking() {
    return status == 202;
  }
}
