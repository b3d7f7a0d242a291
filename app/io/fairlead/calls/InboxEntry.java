package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One call in the {@link InboxLedger}; changes under the inbox's lock only. */
final class InboxEntry {

  final String callId;
  final String path;
  final FunctionRef function;
  final String gateway;
  final CallbackAddress address;
  final Instant registeredAt;

  /** The address as it is kept; written often, and made once. */
  final String place;

  final String advertised;
  AsyncState state;

  /** Where it is listened for; none while that place cannot be listened on. */
  @Nullable CallbackReceiver receiver;

  @Nullable Failure unheard;

  /** The port that its callback URL leads to on this machine. */
  int port;

  /** Whether a result may still come or is being read, so that the inbox has to listen. */
  boolean awaiting = true;

  /** Whether its path was used. */
  boolean claimed;

  /** Whether its path was used only after it was no longer waited for. */
  boolean late;

  int keptBytes;
  int duplicates;
  @Nullable Instant acceptedAt;
  @Nullable Instant gatewayStart;

  InboxEntry(
      String callId,
      String path,
      FunctionRef function,
      String gateway,
      CallbackAddress address,
      Instant registeredAt) {
    this.callId = callId;
    this.path = path;
    this.function = function;
    this.gateway = gateway;
    this.address = address;
    this.registeredAt = registeredAt;
    this.place = address.place();
    this.advertised = address.advertised() == null ? "" : address.shown();
    this.state = new AsyncState.Queued(registeredAt);
  }

  /** Whether the gateway may still be working on it, as far as is known here. */
  boolean isOpen() {
    return state instanceof AsyncState.Queued || state instanceof AsyncState.Accepted;
  }

  AsyncCall toCall() {
    return new AsyncCall(
        callId,
        function,
        gateway,
        registeredAt,
        state,
        awaiting,
        duplicates,
        Optional.ofNullable(awaiting ? unheard : null));
  }
}
