package io.fairlead.session;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.history.HistoryEntry.Origin;
import io.fairlead.calls.history.HistoryEntry.Queued;
import io.fairlead.calls.history.MadeCall;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.Credentials;
import io.fairlead.net.Scope;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Gives the history every call that is made through one session, and what its callback brought
 * later. Safe for use from any thread; nothing here waits for the history.
 */
final class CallRecorder implements AutoCloseable {

  private static final int MOST_FOLLOWED = 2_000;

  private final Connection connection;
  private final CallHistory history;
  private final AsyncInbox inbox;
  private final Clock clock;
  private final Instant began;
  private final Origin origin;
  private final List<String> secrets;
  private final Scope.Registration subscription;

  /** The calls whose result may still come, by call id, and what the history has of them. */
  private final Map<String, Followed> followed = new LinkedHashMap<>();

  private record Followed(MadeCall made, AsyncState recorded) {}

  CallRecorder(Connection connection, CallHistory history, AsyncInbox inbox, Clock clock) {
    this.connection = connection;
    this.history = history;
    this.inbox = inbox;
    this.clock = clock;
    this.began = clock.instant();
    this.origin = new Origin(connection.name(), connection.id().value(), connection.shownUrl());
    this.secrets = connection.credentials().map(CallRecorder::secretsOf).orElse(List.of());
    this.subscription = inbox.onChange(this::inboxChanged);
  }

  private static List<String> secretsOf(Credentials credentials) {
    String header = credentials.headerValue();
    List<String> secrets = new ArrayList<>(List.of(header));
    secrets.add(header.substring(header.indexOf(' ') + 1));
    if (credentials instanceof Credentials.Basic basic) {
      secrets.add(basic.user() + ":" + basic.password());
      secrets.add(basic.password());
    }
    return List.copyOf(secrets);
  }

  /** Records what a call came to, before its body is let go. */
  CallResult made(CallResult result) {
    history.record(MadeCall.of(origin, result, secrets));
    return result;
  }

  /** Queues a call whose result comes to the inbox. */
  Outcome<AsyncInbox.Ticket> queued(CallSpec spec, Supplier<Outcome<AsyncInbox.Ticket>> attempt) {
    Instant at = clock.instant();
    long begin = System.nanoTime();
    Outcome<AsyncInbox.Ticket> outcome = attempt.get();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    switch (outcome) {
      case Outcome.Ok<AsyncInbox.Ticket>(AsyncInbox.Ticket ticket) -> {
        List<String> all = new ArrayList<>(secrets);
        all.add(URI.create(ticket.callbackUrl()).getPath());
        all.add(ticket.callbackUrl().replaceAll(".*/", ""));
        follow(
            MadeCall.queued(origin, at, spec, ticket.callId(), Queued.State.ACCEPTED, took, all),
            ticket.callId());
      }
      case Outcome.Failed<AsyncInbox.Ticket>(Failure failure) -> refused(spec, at, took, failure);
    }
    return outcome;
  }

  private void refused(CallSpec spec, Instant at, Duration took, Failure failure) {
    // The inbox may have taken it in, and may still hear of it.
    String callId =
        inbox.calls().stream()
            .filter(
                call ->
                    call.state() instanceof AsyncState.Refused why && why.failure().equals(failure))
            .map(AsyncCall::callId)
            .findFirst()
            .orElse("");
    MadeCall made =
        MadeCall.queued(origin, at, spec, callId, Queued.State.REFUSED, took, secrets)
            .refused(failure);
    if (callId.isEmpty()) {
      history.record(made);
    } else {
      follow(made, callId);
    }
  }

  /** Queues a call whose result nobody waits for. */
  Outcome<String> queuedWithoutResult(CallSpec spec, Supplier<Outcome<String>> attempt) {
    Instant at = clock.instant();
    long begin = System.nanoTime();
    Outcome<String> outcome = attempt.get();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Function<String, MadeCall> made =
        callId ->
            MadeCall.queued(origin, at, spec, callId, Queued.State.WITHOUT_RESULT, took, secrets);
    history.record(
        switch (outcome) {
          case Outcome.Ok<String>(String callId) -> made.apply(callId);
          case Outcome.Failed<String>(Failure failure) -> made.apply("").refused(failure);
        });
    return outcome;
  }

  private void follow(MadeCall made, String callId) {
    history.record(made);
    synchronized (followed) {
      followed.put(callId, new Followed(made, new AsyncState.Queued(made.at())));
      if (followed.size() > MOST_FOLLOWED) {
        followed.remove(followed.keySet().iterator().next());
      }
    }
    // The callback may have come before.
    inboxChanged();
  }

  private void inboxChanged() {
    for (AsyncCall call : inbox.calls()) {
      if (call.function().gateway().equals(connection.id())) {
        changed(call);
      }
    }
  }

  private void changed(AsyncCall call) {
    synchronized (followed) {
      Followed known = followed.get(call.callId());
      if (known == null && call.awaited() && call.registeredAt().isBefore(began)) {
        // Of the former run: the history has its call, and this is only about its end.
        followed.put(
            call.callId(),
            new Followed(
                MadeCall.queued(
                    origin,
                    call.registeredAt(),
                    CallSpec.of(call.function()),
                    call.callId(),
                    Queued.State.ACCEPTED,
                    Duration.ZERO,
                    secrets),
                call.state()));
      } else if (known != null && !known.recorded().equals(call.state())) {
        known.made().become(call).ifPresent(history::record);
        if (call.state() instanceof AsyncState.CalledBack) {
          followed.remove(call.callId());
        } else {
          followed.put(call.callId(), new Followed(known.made(), call.state()));
        }
      }
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
