package io.fairlead.calls;

import io.fairlead.model.Outcome;
import io.fairlead.openfaas.InvocationReply;
import java.time.Instant;
import java.util.Objects;

/**
 * What came of a test call.
 *
 * @param spec what was sent
 * @param at when sending began
 * @param outcome the reply, whatever its status, or why there is none
 * @param producer who produced the reply
 */
public record CallResult(
    CallSpec spec, Instant at, Outcome<InvocationReply> outcome, Producer producer) {

  public CallResult {
    Objects.requireNonNull(spec);
    Objects.requireNonNull(at);
    Objects.requireNonNull(outcome);
    Objects.requireNonNull(producer);
  }

  /** Why it counts as this producer's, in one sentence. */
  public String producerReason() {
    return Producer.reason(outcome, spec.mode());
  }
}
