package io.fairlead.ui.call;

import io.fairlead.calls.TimeoutXray;
import io.fairlead.openfaas.Hop;
import io.fairlead.openfaas.Timing;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a call went, beside its answer.
 *
 * @param timing its stages
 * @param functionSeconds what the function's watchdog says that it took
 * @param hops the redirects that were followed
 * @param origin who made the answer, and why that is known; empty where none came
 * @param xray which layer ran out of time, where one did
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record Trace(
    Timing timing,
    OptionalDouble functionSeconds,
    List<Hop> hops,
    String origin,
    Optional<TimeoutXray> xray) {

  static final Trace NONE =
      new Trace(Timing.NONE, OptionalDouble.empty(), List.of(), "", Optional.empty());

  public Trace {
    Objects.requireNonNull(timing);
    Objects.requireNonNull(functionSeconds);
    hops = List.copyOf(hops);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(xray);
  }
}
