package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One asynchronous call as the inbox shows it.
 *
 * @param callId its {@code X-Call-Id}
 * @param function what was called
 * @param gateway what the operator calls the gateway
 * @param registeredAt when it was registered here
 * @param state how far it has come
 * @param awaited whether its result is still waited for or being read
 * @param duplicates how often its callback was repeated after the first one
 * @param unheard why its result cannot arrive at present, though it is waited for
 */
public record AsyncCall(
    String callId,
    FunctionRef function,
    String gateway,
    Instant registeredAt,
    AsyncState state,
    boolean awaited,
    int duplicates,
    Optional<Failure> unheard) {

  public AsyncCall {
    Objects.requireNonNull(callId);
    Objects.requireNonNull(function);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(registeredAt);
    Objects.requireNonNull(state);
    Objects.requireNonNull(unheard);
  }
}
