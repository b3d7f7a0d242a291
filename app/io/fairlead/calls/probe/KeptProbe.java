package io.fairlead.calls.probe;

import java.util.List;
import java.util.Objects;

/**
 * A probe as it is remembered.
 *
 * @param id its own; sorts by time
 * @param gateway where the gateway is, the same after each start of the console
 * @param namespace of the function
 * @param function its name
 * @param bodyBytes how long the body was that each call sent
 * @param leftOut what of the request was not kept: names of secret headers, "body"
 * @param result what it came to; its request is without what was left out
 */
public record KeptProbe(
    String id,
    String gateway,
    String namespace,
    String function,
    long bodyBytes,
    List<String> leftOut,
    ProbeResult result) {

  public KeptProbe {
    Objects.requireNonNull(id);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(function);
    leftOut = List.copyOf(leftOut);
    Objects.requireNonNull(result);
  }
}
