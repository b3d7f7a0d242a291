package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.InvocationReply;
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

  /** Sends a call and waits for its reply, at most for the call's own time-out. */
  public CallResult send(CallSpec spec, Scope scope) {
    Instant at = clock.instant();
    Outcome<InvocationReply> outcome =
        spec.function().gateway().equals(gateway.id())
            ? gateway.invoke(spec.toInvocation(), spec.timeout(), scope)
            : Outcome.failed(wrongGateway(spec));
    return new CallResult(spec, at, outcome, Producer.of(outcome, spec.mode()));
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
