package io.fairlead.calls;

import io.fairlead.model.Failure;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an entry of the inbox becomes a line of its file, and the other way. */
final class PendingCalls {

  private PendingCalls() {}

  static PendingCall of(InboxEntry entry) {
    return new PendingCall(
        entry.callId,
        entry.path,
        entry.function,
        entry.gateway,
        entry.place,
        entry.advertised,
        entry.port,
        entry.registeredAt,
        entry.state.at(),
        entry.acceptedAt,
        entry.gatewayStart,
        doubt(entry.state));
  }

  private static String doubt(AsyncState state) {
    return state instanceof AsyncState.Refused(var _, Failure.OutcomeUnknown unknown)
        ? unknown.explanation()
        : "";
  }

  /** The entry of a call, waited for as before; empty where its address makes no sense. */
  static Optional<InboxEntry> entry(PendingCall call) {
    Optional<CallbackAddress> address =
        CallbackAddress.parse(call.place(), call.url()).toOptional();
    if (address.isEmpty() || call.port() < 1 || call.port() > 65_535) {
      return Optional.empty();
    }
    InboxEntry entry =
        new InboxEntry(
            call.callId(),
            call.path(),
            call.function(),
            call.gateway(),
            address.get(),
            call.registeredAt());
    entry.port = call.port();
    entry.acceptedAt = call.acceptedAt();
    entry.gatewayStart = call.gatewayStart();
    entry.state = state(call, call.acceptedAt());
    return Optional.of(entry);
  }

  /** A call whose answer was not read before the end of the program may have been queued. */
  private static AsyncState state(PendingCall call, @Nullable Instant acceptedAt) {
    if (acceptedAt != null) {
      return new AsyncState.Accepted(acceptedAt, Optional.ofNullable(call.gatewayStart()));
    }
    String doubt =
        call.doubt().isEmpty()
            ? "The console was closed before the gateway had answered; the call may be queued."
            : call.doubt();
    return new AsyncState.Refused(
        call.changedAt(),
        new Failure.OutcomeUnknown(
            "Queue a call of " + call.function().name(), call.gateway(), doubt));
  }

  static Failure cannotListen(String attempt, String where, IOException why) {
    return new Failure.Unreachable(
        attempt,
        where,
        "The address cannot be listened on (" + why.getMessage() + ").",
        "Close the program that uses it, or choose another port or address for callbacks.");
  }
}
