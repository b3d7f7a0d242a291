package io.fairlead.calls;

import io.fairlead.model.FunctionRef;
import java.time.Instant;
import java.util.Objects;

/**
 * One asynchronous call as the inbox shows it.
 *
 * @param callId its {@code X-Call-Id}
 * @param function what was called
 * @param registeredAt when it was registered here
 * @param state how far it has come
 * @param duplicates how often its callback was repeated after the first one
 */
public record AsyncCall(
    String callId, FunctionRef function, Instant registeredAt, AsyncState state, int duplicates) {

  public AsyncCall {
    Objects.requireNonNull(callId);
    Objects.requireNonNull(function);
    Objects.requireNonNull(registeredAt);
    Objects.requireNonNull(state);
  }
}
