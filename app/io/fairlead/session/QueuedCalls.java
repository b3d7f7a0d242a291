package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Capabilities;
import io.fairlead.openfaas.Edition;
import io.fairlead.openfaas.InvocationReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts calls on one gateway's queue. What the gateway would accept and never do, or refuse only
 * after it was sent, is refused before anything is sent.
 */
final class QueuedCalls {

  /** What the queue of a community gateway takes, in bytes (contract 0.19). */
  static final int COMMUNITY_LIMIT = 256_000;

  private final Connection connection;
  private final Sender sender;
  private final AsyncInbox inbox;
  private final Supplier<Snapshot> snapshot;

  QueuedCalls(Connection connection, Sender sender, AsyncInbox inbox, Supplier<Snapshot> snapshot) {
    this.connection = connection;
    this.sender = sender;
    this.inbox = inbox;
    this.snapshot = snapshot;
  }

  /** Registers a call with the inbox, then sends it; its ticket, or why it was not queued. */
  Outcome<AsyncInbox.Ticket> queue(CallSpec spec, Scope caller) {
    Optional<Failure> objection = objection(spec);
    if (objection.isPresent()) {
      return Outcome.failed(objection.get());
    }
    return inbox.register(spec.function()).then(ticket -> send(spec, ticket, caller));
  }

  private Optional<Failure> objection(CallSpec spec) {
    Snapshot now = snapshot.get();
    String attempt = "Queue a call of " + spec.function().name();
    if (now.function(spec.function()).isEmpty()) {
      return Optional.of(
          new Failure.NotFound(
              attempt,
              connection.shownUrl(),
              "The gateway has no function "
                  + spec.function().qualifiedName()
                  + ", and would accept the call all the same.",
              ""));
    }
    int size = spec.body().length;
    if (size > COMMUNITY_LIMIT && hasCommunityQueue(now)) {
      return Optional.of(
          new Failure.Rejected(
              attempt,
              connection.shownUrl(),
              0,
              "The body has "
                  + size
                  + " bytes; this gateway's queue takes "
                  + COMMUNITY_LIMIT
                  + ".",
              "Call the function synchronously, or send a reference to the data instead.",
              ""));
    }
    return Optional.empty();
  }

  private static boolean hasCommunityQueue(Snapshot now) {
    // The commercial queues take more, and how much is not told; their gateway has the last word.
    return switch (now.capabilities().map(Capabilities::edition).orElse(Edition.UNKNOWN)) {
      case KUBERNETES_COMMUNITY, FAASD_COMMUNITY, OTHER -> true;
      case KUBERNETES, FAASD, UNKNOWN -> false;
    };
  }

  private Outcome<AsyncInbox.Ticket> send(CallSpec spec, AsyncInbox.Ticket ticket, Scope caller) {
    List<Header> headers = new ArrayList<>(spec.headers());
    headers.removeIf(header -> header.isNamed("X-Call-Id") || header.isNamed("X-Callback-Url"));
    headers.add(new Header("X-Call-Id", ticket.callId()));
    headers.add(new Header("X-Callback-Url", ticket.callbackUrl()));
    CallSpec queued = spec.withMode(CallSpec.Mode.ASYNC).withHeaders(headers);
    return switch (sender.send(queued, caller).outcome()) {
      case Outcome.Ok<InvocationReply>(InvocationReply reply) when reply.status() == 202 -> {
        inbox.accepted(ticket.callId(), reply.startTime().orElse(null));
        yield Outcome.ok(ticket);
      }
      case Outcome.Ok<InvocationReply>(InvocationReply reply) -> refused(ticket, notQueued(reply));
      case Outcome.Failed<InvocationReply>(Failure failure) -> refused(ticket, failure);
    };
  }

  private Outcome<AsyncInbox.Ticket> refused(AsyncInbox.Ticket ticket, Failure failure) {
    inbox.refused(ticket.callId(), failure);
    return Outcome.failed(failure);
  }

  private Failure notQueued(InvocationReply reply) {
    String said = reply.bodyText().strip();
    return new Failure.Rejected(
        "Queue a call",
        connection.shownUrl(),
        reply.status(),
        said.isEmpty() ? "The gateway answered " + reply.status() + "." : said,
        reply.status() == 404
            ? "This gateway has no queue: call the function synchronously."
            : "Mend the call, or call the function synchronously.",
        said);
  }
}
