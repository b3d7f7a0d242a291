package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Reception;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Sends test calls to one gateway, each once.
 *
 * <p>Blocks the calling (virtual) thread; safe for use from many.
 */
public final class Sender {

  private final GatewayClient gateway;
  private final InstantSource clock;

  /** A sender to this gateway. */
  public Sender(GatewayClient gateway, InstantSource clock) {
    this.gateway = Objects.requireNonNull(gateway);
    this.clock = Objects.requireNonNull(clock);
  }

  /**
   * Sends a call and waits for its reply, at most for the call's own time-out; keeps the first
   * {@link GatewayClient#MAX_REPLY_BYTES} of its body.
   */
  public CallResult send(CallSpec spec, Scope scope) {
    return send(spec, Reception.inMemory(), scope);
  }

  /** The same, with a reply of any size that can be looked at while it comes. */
  public CallResult send(CallSpec spec, Reception reception, Scope scope) {
    Instant at = clock.instant();
    Outcome<InvocationReply> outcome =
        spec.function().gateway().equals(gateway.id())
            ? spec.toInvocation()
                .then(call -> gateway.invoke(call, spec.options().timeout(), scope, reception))
            : Outcome.failed(wrongGateway(spec));
    return new CallResult(
        spec, at, outcome, Producer.of(outcome, spec.mode()), reception.timing(), reception.hops());
  }

  private Failure wrongGateway(CallSpec spec) {
    return new Failure.Rejected(
        "Call " + spec.function().qualifiedName(),
        gateway.id().value(),
        0,
        "The call is for a function of gateway " + spec.function().gateway() + ".",
        "Choose a function of this gateway; nothing was sent.",
        "");
  }
}
