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
  private long foreignHosts;

  InboxLedger(AsyncInbox.Limits limits) {
    this.limits = limits;
  }

  /** Whether one more call fits, after the oldest finished ones were dropped for it. */
  boolean makeRoom() {
    Iterator<InboxEntry> oldestFirst = byCallId.values().iterator();
    while (byCallId.size() >= limits.calls() && oldestFirst.hasNext()) {
      InboxEntry entry = oldestFirst.next();
      if (!entry.awaiting) {
        heldBytes -= entry.keptBytes;
        byPath.remove(entry.path);
        oldestFirst.remove();
      }
    }
    return byCallId.size() < limits.calls();
  }

  void add(InboxEntry entry) {
    byCallId.put(entry.callId, entry);
    byPath.put(entry.path, entry);
  }

  /** Whether no result can come any more. */
  boolean isSettled() {
    return byCallId.values().stream().noneMatch(entry -> entry.awaiting);
  }

  /** The calls, the newest first. */
  List<AsyncCall> calls() {
    List<AsyncCall> calls = new ArrayList<>(byCallId.size());
    byCallId.values().forEach(entry -> calls.add(entry.toCall()));
    return List.copyOf(calls.reversed());
  }

  AsyncInbox.Tally tally() {
    return new AsyncInbox.Tally(duplicates, forged, foreignHosts);
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
    if (entry != null && isOpen(entry)) {
      entry.state = new AsyncState.Refused(now, failure);
      // A lost answer may stand for a call that was queued, and its result is worth waiting for.
      entry.awaiting = entry.claimed || failure instanceof Failure.OutcomeUnknown;
    }
  }

  void oversized(String callId, long bytes, long limit, Instant now) {
    InboxEntry entry = byCallId.get(callId);
    if (entry != null && isOpen(entry)) {
      entry.state = new AsyncState.Oversized(now, bytes, limit);
      entry.awaiting = entry.claimed;
    }
  }

  private static boolean isOpen(InboxEntry entry) {
    return entry.state instanceof AsyncState.Queued || entry.state instanceof AsyncState.Accepted;
  }

  /** Gives up on calls whose last change lies as long back as the patience; tells if any did. */
  boolean expire(Instant now) {
    boolean any = false;
    for (InboxEntry entry : byCallId.values()) {
      if (entry.awaiting
          && !entry.claimed
          && !entry.state.at().plus(limits.patience()).isAfter(now)) {
        entry.awaiting = false;
        if (isOpen(entry)) {
          entry.state = new AsyncState.Expired(now);
        }
        any = true;
      }
    }
    return any;
  }

  void foreign() {
    foreignHosts++;
  }

  Verdict claim(String path, @Nullable String callId) {
    InboxEntry entry = byPath.get(path);
    if (entry == null || (callId != null && !callId.equals(entry.callId))) {
      forged++;
      return Verdict.UNKNOWN;
    }
    if (entry.claimed) {
      entry.duplicates++;
      duplicates++;
      return Verdict.USED;
    }
    entry.claimed = true;
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
            delivery.truncated(),
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
