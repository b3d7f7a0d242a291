package io.fairlead.calls;

import io.fairlead.model.Outcome;
import io.fairlead.openfaas.Hop;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What came of a test call.
 *
 * @param spec what was sent
 * @param at when sending began
 * @param outcome the reply, whatever its status, or why there is none
 * @param producer who produced the reply
 * @param timing its stages, as far as it came
 * @param hops the redirects that were followed
 */
public record CallResult(
    CallSpec spec,
    Instant at,
    Outcome<InvocationReply> outcome,
    Producer producer,
    Timing timing,
    List<Hop> hops) {

  public CallResult {
    Objects.requireNonNull(spec);
    Objects.requireNonNull(at);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(producer);
    Objects.requireNonNull(timing);
    hops = List.copyOf(hops);
  }

  /** Why it counts as this producer's, in one sentence. */
  public String producerReason() {
    return Producer.reason(outcome, spec.mode());
  }
}
