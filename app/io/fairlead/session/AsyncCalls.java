package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.Sender;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Capabilities;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.InvocationReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** Puts calls on one gateway's queue so that their results find the inbox. Blocks. */
final class AsyncCalls {

  private final Connection connection;
  private final GatewayClient client;
  private final Sender sender;
  private final AsyncInbox inbox;

  AsyncCalls(Connection connection, GatewayClient client, Sender sender, AsyncInbox inbox) {
    this.connection = connection;
    this.client = client;
    this.sender = sender;
    this.inbox = inbox;
  }

  /**
   * Queues a call, unless it is known before that nothing would come of it: a gateway accepts calls
   * of functions that it does not have (contract 0.16), and a queue worker cannot call back where
   * nobody has said how it reaches this machine (contract 0.18).
   */
  Outcome<AsyncInbox.Ticket> queue(CallSpec spec, Snapshot now, Scope caller) {
    return whyNot(spec, now, caller)
        .<Outcome<AsyncInbox.Ticket>>map(Outcome::failed)
        .orElseGet(
            () ->
                inbox
                    .book()
                    .addressFor(connection.url(), connection.isOnThisMachine())
                    .map(address -> queue(spec, now, address, caller))
                    .orElseGet(() -> Outcome.failed(noWayBack(spec))));
  }

  /** Queues a call whose result comes to that address, whatever is set for the gateway. */
  Outcome<AsyncInbox.Ticket> queueVia(
      CallbackAddress address, CallSpec spec, Snapshot now, Scope caller) {
    return whyNot(spec, now, caller)
        .<Outcome<AsyncInbox.Ticket>>map(Outcome::failed)
        .orElseGet(() -> queue(spec, now, address, caller));
  }

  private Outcome<AsyncInbox.Ticket> queue(
      CallSpec spec, Snapshot now, CallbackAddress address, Scope caller) {
    OptionalLong limit = limit(now);
    return length(spec)
        .then(
            length ->
                inbox
                    .register(spec.function(), connection.name(), address)
                    .then(
                        ticket ->
                            limit.isPresent() && length > limit.getAsLong()
                                ? oversized(ticket, length, limit.getAsLong())
                                : send(spec, ticket, caller)));
  }

  /** How long the body is; fails where it cannot be read. */
  private static Outcome<Long> length(CallSpec spec) {
    return spec.body()
        .toRequestBody()
        .then(
            body -> {
              try {
                return Outcome.ok(body.contentLength());
              } catch (IOException e) {
                return Outcome.failed(
                    new Failure.Rejected(
                        attempt(spec.function().name()),
                        "body",
                        0,
                        "The body cannot be read: " + e.getMessage() + ".",
                        "Choose another body; nothing was sent.",
                        ""));
              }
            });
  }

  private Optional<Failure> whyNot(CallSpec spec, Snapshot now, Scope caller) {
    if (now.function(spec.function()).isPresent()) {
      return Optional.empty();
    }
    // It may be younger than the snapshot: the gateway decides.
    Outcome<FunctionStatus> found = client.describe(spec.function(), caller);
    return found
        .toFailure()
        .filter(failure -> !isUntold(failure))
        .map(failure -> failure instanceof Failure.NotFound ? unknown(spec) : failure);
  }

  /** Whoever has no password cannot be told which functions there are, and may call them all. */
  private boolean isUntold(Failure failure) {
    return failure instanceof Failure.Unauthorised && connection.credentials().isEmpty();
  }

  private static OptionalLong limit(Snapshot now) {
    return now.capabilities().map(Capabilities::largestQueuedBody).orElse(OptionalLong.empty());
  }

  private Failure noWayBack(CallSpec spec) {
    return new Failure.NoWayBack(attempt(spec.function().name()), connection.shownUrl());
  }

  /**
   * Queues a call whose result nobody here waits for, as the operator has decided; a callback URL
   * of his own is kept, such as that of a function that logs what it receives.
   *
   * @return the call id, under which the function's logs may tell of it
   */
  Outcome<String> queueWithoutResult(CallSpec spec, Snapshot now, Scope caller) {
    String name = spec.function().name();
    Optional<Failure> known = whyNot(spec, now, caller);
    if (known.isPresent()) {
      return Outcome.failed(known.get());
    }
    OptionalLong limit = limit(now);
    return length(spec)
        .then(
            length ->
                limit.isPresent() && length > limit.getAsLong()
                    ? Outcome.failed(tooLarge(name, length, limit.getAsLong()))
                    : sendWithoutResult(spec, caller));
  }

  private Outcome<String> sendWithoutResult(CallSpec spec, Scope caller) {
    String name = spec.function().name();
    String callId = UUID.randomUUID().toString();
    CallSpec queued =
        spec.withMode(CallSpec.Mode.ASYNC)
            .withHeaders(headers(spec, List.of("X-Call-Id"), new Header("X-Call-Id", callId)));
    return switch (sender.send(queued, caller).outcome()) {
      case Outcome.Ok<InvocationReply>(InvocationReply reply) when reply.status() == 202 ->
          Outcome.ok(callId);
      case Outcome.Ok<InvocationReply>(InvocationReply reply) ->
          Outcome.failed(notQueued(name, reply));
      case Outcome.Failed<InvocationReply>(Failure failure) -> Outcome.failed(failure);
    };
  }

  private Outcome<AsyncInbox.Ticket> oversized(AsyncInbox.Ticket ticket, long bytes, long limit) {
    inbox.oversized(ticket.callId(), bytes, limit);
    return Outcome.failed(tooLarge(ticket.function().name(), bytes, limit));
  }

  private Failure tooLarge(String name, long bytes, long limit) {
    return new Failure.Rejected(
        attempt(name),
        connection.shownUrl(),
        0,
        String.format(
            Locale.ROOT,
            "The body has %,d bytes, and the queue of this gateway takes %,d at most.",
            bytes,
            limit),
        "Call the function synchronously, or send less; nothing was sent.",
        "");
  }

  /** The operator's headers, with ours in place of those. */
  private static List<Header> headers(CallSpec spec, List<String> replaced, Header... ours) {
    List<Header> headers = new ArrayList<>(spec.headers());
    headers.removeIf(header -> replaced.stream().anyMatch(header::isNamed));
    headers.addAll(List.of(ours));
    return headers;
  }

  private Outcome<AsyncInbox.Ticket> send(CallSpec spec, AsyncInbox.Ticket ticket, Scope caller) {
    CallSpec queued =
        spec.withMode(CallSpec.Mode.ASYNC)
            .withHeaders(
                headers(
                    spec,
                    List.of("X-Call-Id", "X-Callback-Url"),
                    new Header("X-Call-Id", ticket.callId()),
                    new Header("X-Callback-Url", ticket.callbackUrl())));
    return switch (sender.send(queued, caller).outcome()) {
      case Outcome.Ok<InvocationReply>(InvocationReply reply) when reply.status() == 202 -> {
        inbox.accepted(ticket.callId(), reply.startTime().orElse(null));
        yield Outcome.ok(ticket);
      }
      case Outcome.Ok<InvocationReply>(InvocationReply reply) ->
          refused(ticket, notQueued(ticket.function().name(), reply));
      case Outcome.Failed<InvocationReply>(Failure failure) -> refused(ticket, failure);
    };
  }

  private Outcome<AsyncInbox.Ticket> refused(AsyncInbox.Ticket ticket, Failure failure) {
    inbox.refused(ticket.callId(), failure);
    return Outcome.failed(failure);
  }

  private Failure unknown(CallSpec spec) {
    return new Failure.NotFound(
        attempt(spec.function().name()),
        connection.shownUrl(),
        "The gateway has no function "
            + spec.function().qualifiedName()
            + ", and would accept the call all the same.",
        "");
  }

  private Failure notQueued(String name, InvocationReply reply) {
    String said = reply.bodyText().strip();
    return new Failure.Rejected(
        attempt(name),
        connection.shownUrl(),
        reply.status(),
        said.isEmpty() ? "The gateway answered " + reply.status() + "." : said,
        reply.status() == 404
            ? "This gateway has no queue: call the function synchronously."
            : "Mend the call, or call the function synchronously.",
        said);
  }

  private static String attempt(String function) {
    return "Queue a call of " + function;
  }
}
