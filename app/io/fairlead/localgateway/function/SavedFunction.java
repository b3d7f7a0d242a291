package io.fairlead.localgateway.function;

import io.fairlead.openfaas.wire.FunctionDeployment;
import org.jspecify.annotations.Nullable;

/** A function as it is kept over a restart. */
public record SavedFunction(
    @Nullable FunctionDeployment deployment,
    @Nullable Integer replicas,
    @Nullable String createdAt) {

  /** One replica of an image, with nothing else set; it counts as created when it is restored. */
  public static SavedFunction of(String name, String image, String namespace) {
    FunctionDeployment deployment =
        new FunctionDeployment(
            name, image, namespace, null, null, null, null, null, null, null, null, null);
    return new SavedFunction(deployment, 1, null);
  }
}
