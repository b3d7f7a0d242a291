package io.fairlead.ui.call;

import io.fairlead.openfaas.Hop;
import io.fairlead.openfaas.Timing;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * How a call went, beside its answer.
 *
 * @param timing its stages
 * @param functionSeconds what the function's watchdog says that it took
 * @param hops the redirects that were followed
 * @param origin who made the answer, and why that is known; empty where none came
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record Trace(
    Timing timing, OptionalDouble functionSeconds, List<Hop> hops, String origin) {

  static final Trace NONE = new Trace(Timing.NONE, OptionalDouble.empty(), List.of(), "");

  public Trace {
    Objects.requireNonNull(timing);
    Objects.requireNonNull(functionSeconds);
    hops = List.copyOf(hops);
    Objects.requireNonNull(origin);
  }
}
