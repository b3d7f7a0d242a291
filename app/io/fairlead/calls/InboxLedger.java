package io.fairlead.calls;

import io.fairlead.calls.CallbackReceiver.Delivery;
import io.fairlead.calls.CallbackReceiver.Verdict;
import io.fairlead.model.Failure;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The calls of an inbox, what is kept of their results, and what was turned away. Not thread-safe:
 * the inbox holds its lock around every method.
 */
final class InboxLedger {

  private final AsyncInbox.Limits limits;
  private final Map<String, InboxEntry> byCallId = new LinkedHashMap<>();
  private final Map<String, InboxEntry> byPath = new HashMap<>();
  private long heldBytes;
  private long duplicates;
  private long forged;
  private long foreign;
  private long unreadable;

  InboxLedger(AsyncInbox.Limits limits) {
    this.limits = limits;
  }

  /** Whether one more call fits, after the oldest finished ones were dropped for it. */
  boolean makeRoom() {
    Iterator<InboxEntry> oldestFirst = byCallId.values().iterator();
    while (byCallId.size() >= limits.calls() && oldestFirst.hasNext()) {
      InboxEntry entry = oldestFirst.next();
      if (!entry.awaiting) {
        forget(entry, oldestFirst);
      }
    }
    return byCallId.size() < limits.calls();
  }

  /** Forgets every call that no result is waited for; tells if there was one. */
  boolean clearFinished() {
    boolean any = false;
    Iterator<InboxEntry> each = byCallId.values().iterator();
    while (each.hasNext()) {
      InboxEntry entry = each.next();
      if (!entry.awaiting) {
        forget(entry, each);
        any = true;
      }
    }
    return any;
  }

  private void forget(InboxEntry entry, Iterator<InboxEntry> place) {
    heldBytes -= entry.keptBytes;
    byPath.remove(entry.path);
    place.remove();
  }

  void add(InboxEntry entry) {
    byCallId.put(entry.callId, entry);
    byPath.put(entry.path, entry);
  }

  /** Whether some call's result may still come to a receiver. */
  boolean isAwaitedAt(CallbackReceiver receiver) {
    return byCallId.values().stream()
        .anyMatch(entry -> entry.awaiting && receiver.equals(entry.receiver));
  }

  /** The calls whose result may still come, the oldest first. */
  List<InboxEntry> awaited() {
    return byCallId.values().stream().filter(entry -> entry.awaiting).toList();
  }

  /** The calls, the newest first. */
  List<AsyncCall> calls() {
    List<AsyncCall> calls = new ArrayList<>(byCallId.size());
    byCallId.values().forEach(entry -> calls.add(entry.toCall()));
    return List.copyOf(calls.reversed());
  }

  /** The call of an id, if it is remembered. */
  Optional<AsyncCall> find(String callId) {
    return Optional.ofNullable(byCallId.get(callId)).map(InboxEntry::toCall);
  }

  AsyncInbox.Tally tally() {
    return new AsyncInbox.Tally(duplicates, forged, foreign, unreadable);
  }

  void accepted(String callId, @Nullable Instant gatewayStart, Instant now) {
    InboxEntry entry = byCallId.get(callId);
    if (entry == null) {
      return;
    }
    entry.acceptedAt = now;
    entry.gatewayStart = gatewayStart;
    switch (entry.state) {
      case AsyncState.Queued _ ->
          entry.state = new AsyncState.Accepted(now, Optional.ofNullable(gatewayStart));
      // A fast function is called back before the gateway's own answer has been read.
      case AsyncState.CalledBack back ->
          entry.state =
              back.withTimes(sinceAccepted(entry, back.at()), queueWait(entry, back.headers()));
      case AsyncState.Accepted _,
          AsyncState.Refused _,
          AsyncState.Expired _,
          AsyncState.Oversized _ -> {}
    }
  }

  void refused(String callId, Failure failure, Instant now) {
    InboxEntry entry = byCallId.get(callId);
    if (entry != null && entry.isOpen()) {
      entry.state = new AsyncState.Refused(now, failure);
      // A lost answer may stand for a call that was queued, and its result is worth waiting for.
      entry.awaiting = entry.claimed || failure instanceof Failure.OutcomeUnknown;
    }
  }

  void oversized(String callId, long bytes, long limit, Instant now) {
    InboxEntry entry = byCallId.get(callId);
    if (entry != null && entry.isOpen()) {
      entry.state = new AsyncState.Oversized(now, bytes, limit);
      entry.awaiting = entry.claimed;
    }
  }

  /** The operator does not wait any longer. */
  void stopWaiting(String callId, Instant now) {
    InboxEntry entry = byCallId.get(callId);
    if (entry != null && entry.awaiting && !entry.claimed) {
      entry.awaiting = false;
      if (entry.isOpen()) {
        entry.state = new AsyncState.Expired(now, AsyncState.Expired.Reason.STOPPED);
      }
    }
  }

  /** Gives up on calls whose last change lies as long back as the patience; tells if any did. */
  boolean expire(Instant now) {
    boolean any = false;
    for (InboxEntry entry : byCallId.values()) {
      if (entry.awaiting
          && !entry.claimed
          && !entry.state.at().plus(limits.patience()).isAfter(now)) {
        entry.awaiting = false;
        if (entry.isOpen()) {
          entry.state = new AsyncState.Expired(now, AsyncState.Expired.Reason.TIME);
        }
        any = true;
      }
    }
    return any;
  }

  void foreign() {
    foreign++;
  }

  void unreadable() {
    unreadable++;
  }

  /** A path belongs to one call, at the place and under the host name that it was minted for. */
  Verdict claim(CallbackReceiver receiver, String host, String path, List<String> callIds) {
    InboxEntry entry = byPath.get(path);
    if (entry == null
        || !receiver.equals(entry.receiver)
        || !entry.address.isNamedBy(host)
        || callIds.stream().anyMatch(id -> !id.equals(entry.callId))) {
      forged++;
      return Verdict.UNKNOWN;
    }
    if (entry.claimed) {
      entry.duplicates++;
      duplicates++;
      return Verdict.USED;
    }
    entry.claimed = true;
    entry.late = !entry.awaiting;
    entry.awaiting = true;
    return Verdict.WANTED;
  }

  int grant(String path, int bytes) {
    InboxEntry entry = byPath.get(path);
    if (entry == null) {
      return 0;
    }
    int wanted = Math.min(bytes, limits.bodyBytes() - entry.keptBytes);
    while (heldBytes + wanted > limits.totalBytes() && letGoOfOldestBody()) {
      // Each turn frees one result.
    }
    int granted = (int) Math.min(wanted, limits.totalBytes() - heldBytes);
    heldBytes += granted;
    entry.keptBytes += granted;
    return granted;
  }

  private boolean letGoOfOldestBody() {
    for (InboxEntry entry : byCallId.values()) {
      if (entry.state instanceof AsyncState.CalledBack back && entry.keptBytes > 0) {
        heldBytes -= entry.keptBytes;
        entry.keptBytes = 0;
        entry.state = back.withoutBody();
        return true;
      }
    }
    return false;
  }

  void deliver(String path, Delivery delivery, Instant now) {
    InboxEntry entry = byPath.get(path);
    if (entry == null) {
      return;
    }
    entry.awaiting = false;
    entry.state =
        new AsyncState.CalledBack(
            now,
            status(first(delivery.headers(), "X-Function-Status")),
            delivery.headers(),
            delivery.body(),
            delivery.wholeness(),
            entry.late,
            sinceAccepted(entry, now),
            seconds(first(delivery.headers(), "X-Duration-Seconds")),
            queueWait(entry, delivery.headers()));
  }

  private static Duration sinceAccepted(InboxEntry entry, Instant calledBack) {
    Instant from = entry.acceptedAt == null ? entry.registeredAt : entry.acceptedAt;
    return from.isAfter(calledBack) ? Duration.ZERO : Duration.between(from, calledBack);
  }

  /** The callback's start time is the worker's own call, not the enqueueing (contract 1.7). */
  private static Optional<Duration> queueWait(InboxEntry entry, Map<String, List<String>> headers) {
    Instant enqueued = entry.gatewayStart;
    Optional<Instant> called = AsyncInbox.startTime(first(headers, "X-Start-Time"));
    return enqueued == null
        ? Optional.empty()
        : called.map(start -> Duration.between(enqueued, start)).filter(wait -> !wait.isNegative());
  }

  private static int status(String text) {
    return text.matches("[1-9][0-9]{2}") ? Integer.parseInt(text) : 0;
  }

  private static OptionalDouble seconds(String text) {
    return text.matches("[0-9]{1,9}(\\.[0-9]{1,12})?")
        ? OptionalDouble.of(new BigDecimal(text).doubleValue())
        : OptionalDouble.empty();
  }

  private static String first(Map<String, List<String>> headers, String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst();
  }
}
