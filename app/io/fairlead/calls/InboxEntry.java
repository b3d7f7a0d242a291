package io.fairlead.calls;

import io.fairlead.model.FunctionRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One call in the {@link InboxLedger}; changes under the inbox's lock only. */
final class InboxEntry {

  final String callId;
  final String path;
  final FunctionRef function;
  final Instant registeredAt;
  AsyncState state;

  /** Whether a result may still come or is being read, so that the inbox has to listen. */
  boolean awaiting = true;

  /** Whether its path was used. */
  boolean claimed;

  int keptBytes;
  int duplicates;
  @Nullable Instant acceptedAt;
  @Nullable Instant gatewayStart;

  InboxEntry(String callId, String path, FunctionRef function, Instant registeredAt) {
    this.callId = callId;
    this.path = path;
    this.function = function;
    this.registeredAt = registeredAt;
    this.state = new AsyncState.Queued(registeredAt);
  }

  AsyncCall toCall() {
    return new AsyncCall(callId, function, registeredAt, state, duplicates);
  }
}
