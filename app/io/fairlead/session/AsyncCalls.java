package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallSpec;
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
import java.util.OptionalLong;

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
   * of functions that it does not have (contract 0.16).
   */
  Outcome<AsyncInbox.Ticket> queue(CallSpec spec, Snapshot now, Scope caller) {
    if (now.function(spec.function()).isEmpty()) {
      // It may be younger than the snapshot: the gateway decides.
      Outcome<FunctionStatus> found = client.describe(spec.function(), caller);
      if (found instanceof Outcome.Failed<FunctionStatus>(Failure failure)) {
        return Outcome.failed(failure instanceof Failure.NotFound ? unknown(spec) : failure);
      }
    }
    if (!connection.isOnThisMachine()) {
      return withoutResult(spec, caller);
    }
    OptionalLong limit =
        now.capabilities().map(Capabilities::largestQueuedBody).orElse(OptionalLong.empty());
    return length(spec)
        .then(
            length ->
                inbox
                    .register(spec.function())
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

  /**
   * A gateway elsewhere cannot reach this machine's loopback (contract 0.18), and whatever listens
   * on its own would get the result: the call is queued without a callback, and that is said.
   */
  private Outcome<AsyncInbox.Ticket> withoutResult(CallSpec spec, Scope caller) {
    return switch (sender.send(spec.withMode(CallSpec.Mode.ASYNC), caller).outcome()) {
      case Outcome.Ok<InvocationReply>(InvocationReply reply) when reply.status() == 202 ->
          Outcome.failed(
              new Failure.Rejected(
                  attempt(spec.function().name()),
                  connection.shownUrl(),
                  reply.status(),
                  "The gateway has queued the call, but cannot bring its result: it runs on another"
                      + " machine and does not reach this one.",
                  "Look at the function's logs for what came of it, or call it synchronously.",
                  ""));
      case Outcome.Ok<InvocationReply>(InvocationReply reply) ->
          Outcome.failed(notQueued(spec.function().name(), reply));
      case Outcome.Failed<InvocationReply>(Failure failure) -> Outcome.failed(failure);
    };
  }

  private Outcome<AsyncInbox.Ticket> oversized(AsyncInbox.Ticket ticket, long bytes, long limit) {
    inbox.oversized(ticket.callId(), bytes, limit);
    return Outcome.failed(
        new Failure.Rejected(
            attempt(ticket.function().name()),
            connection.shownUrl(),
            0,
            String.format(
                Locale.ROOT,
                "The body has %,d bytes, and the queue of this gateway takes %,d at most.",
                bytes,
                limit),
            "Call the function synchronously, or send less; nothing was sent.",
            ""));
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
