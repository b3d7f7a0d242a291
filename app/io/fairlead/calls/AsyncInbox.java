package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pairs asynchronous calls with their results. A callback is unauthenticated (contract 9.9), so
 * each call gets one path that nobody can guess and that works once, and its own call id; both are
 * made before the call is sent, because a gateway does not echo a call id (contract 0.20).
 *
 * <p>Listens only while a result may still come. Keeps a bounded number of calls and of bytes: the
 * oldest finished call goes first, and old bodies before new ones. Safe for use from any thread;
 * nothing here waits for the network. Time passes by the injected clock, and overdue calls expire
 * when {@link #sweep()} is called, as the owner's tick does, or with the next event.
 */
public final class AsyncInbox implements AutoCloseable {

  private static final int PATH_BYTES = 32;
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
  private static final String ATTEMPT = "Receive callbacks";

  /**
   * What an inbox holds at most.
   *
   * @param calls calls, finished ones included
   * @param bodyBytes bytes of one result
   * @param totalBytes bytes of all results together
   * @param patience how long after its last change an unanswered call expires
   */
  public record Limits(int calls, int bodyBytes, long totalBytes, Duration patience) {

    /** 500 calls, 16 MiB a result, 64 MiB in all, one hour. */
    public static final Limits DEFAULT = new Limits(500, 16 << 20, 64L << 20, Duration.ofHours(1));

    public Limits {
      Objects.requireNonNull(patience);
      if (calls < 1 || bodyBytes < 1 || totalBytes < bodyBytes) {
        throw new IllegalArgumentException("an inbox holds at least one call and one result");
      }
    }
  }

  /**
   * What a call must carry to be found again.
   *
   * @param callId sent as {@code X-Call-Id}
   * @param callbackUrl sent as {@code X-Callback-Url}; whoever knows it can deliver one result
   * @param function what is called
   */
  public record Ticket(String callId, String callbackUrl, FunctionRef function) {
    public Ticket {
      Objects.requireNonNull(callId);
      Objects.requireNonNull(callbackUrl);
      Objects.requireNonNull(function);
    }
  }

  /**
   * Requests that were turned away since the inbox was made.
   *
   * @param duplicates callbacks on a path that was already used
   * @param forged requests on a path that was never made, or with another call's id
   * @param foreignHosts requests that named another host
   */
  public record Tally(long duplicates, long forged, long foreignHosts) {}

  private final CallbackAddress address;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Scope scope = new Scope("async-inbox");
  private final Announcements announcements = new Announcements(scope);

  private final ReentrantLock lock = new ReentrantLock();
  private final InboxLedger ledger;
  private final CallbackReceiver receiver;
  private int exchanges;

  /** An inbox with the default limits. */
  public AsyncInbox(CallbackAddress address, Clock clock) {
    this(address, Limits.DEFAULT, clock);
  }

  /** An inbox that does not listen yet. */
  public AsyncInbox(CallbackAddress address, Limits limits, Clock clock) {
    this.address = address;
    this.clock = clock;
    this.ledger = new InboxLedger(limits);
    this.receiver = new CallbackReceiver(address, scope::run, new Mail());
  }

  /**
   * Makes the call id and the callback URL of a call that is about to be sent, and listens. Fails
   * where the address cannot be listened on, and where as many calls as the inbox holds are still
   * waiting.
   */
  public Outcome<Ticket> register(FunctionRef function) {
    lock.lock();
    try {
      ledger.expire(clock.instant());
      if (scope.isClosed()) {
        return Outcome.failed(new Failure.Cancelled(ATTEMPT, where()));
      }
      if (!ledger.makeRoom()) {
        return Outcome.failed(
            new Failure.Rejected(
                ATTEMPT,
                where(),
                0,
                "As many asynchronous calls as the inbox holds are still waiting.",
                "Wait until some of them are called back or expire.",
                ""));
      }
      int port = receiver.bind();
      InboxEntry entry =
          new InboxEntry(UUID.randomUUID().toString(), newPath(), function, clock.instant());
      ledger.add(entry);
      announcements.changed();
      String url = address.url(port, entry.path).toString();
      return Outcome.ok(new Ticket(entry.callId, url, function));
    } catch (IOException e) {
      return Outcome.failed(
          new Failure.Unreachable(
              ATTEMPT,
              where(),
              "The address cannot be listened on (" + e.getMessage() + ").",
              "Choose another port or address for callbacks in the settings."));
    } finally {
      lock.unlock();
    }
  }

  /**
   * The gateway answered 202. May come after the callback.
   *
   * @param gatewayStart the answer's start time, see {@link #startTime}
   */
  public void accepted(String callId, @Nullable Instant gatewayStart) {
    change(now -> ledger.accepted(callId, gatewayStart, now));
  }

  /**
   * The call was not queued. After a {@link Failure.OutcomeUnknown} its result is still waited for.
   */
  public void refused(String callId, Failure failure) {
    change(now -> ledger.refused(callId, failure, now));
  }

  /** The call is not sent: the queue does not take a body of that size (contract 0.19). */
  public void oversized(String callId, long bytes, long limit) {
    change(now -> ledger.oversized(callId, bytes, limit, now));
  }

  /** Expires what is overdue by the clock, and stops listening when nothing is left. */
  public void sweep() {
    lock.lock();
    try {
      if (ledger.expire(clock.instant())) {
        announcements.changed();
        stopListeningWhenSettled();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The calls as they stand, the newest first; immutable. */
  public List<AsyncCall> calls() {
    lock.lock();
    try {
      return ledger.calls();
    } finally {
      lock.unlock();
    }
  }

  /** What was turned away. */
  public Tally tally() {
    lock.lock();
    try {
      return ledger.tally();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it listens at present. */
  public boolean isListening() {
    lock.lock();
    try {
      return receiver.isBound();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Has a listener told of changes, on a worker thread, one notice at a time; changes that come
   * together make one notice. Closing the registration ends it.
   */
  public Scope.Registration onChange(Runnable listener) {
    return announcements.add(listener);
  }

  /** Reads a gateway's {@code X-Start-Time}: Unix nanoseconds as decimal text (contract 1.8). */
  public static Optional<Instant> startTime(String header) {
    if (!header.matches("[0-9]{1,19}")) {
      return Optional.empty();
    }
    BigInteger[] parts = new BigInteger(header).divideAndRemainder(NANOS);
    return Optional.of(Instant.ofEpochSecond(parts[0].longValue(), parts[1].longValue()));
  }

  /** Stops listening and telling. */
  @Override
  public void close() {
    scope.close();
    lock.lock();
    try {
      receiver.unbind();
    } finally {
      lock.unlock();
    }
  }

  private void change(Consumer<Instant> change) {
    lock.lock();
    try {
      change.accept(clock.instant());
      announcements.changed();
      stopListeningWhenSettled();
    } finally {
      lock.unlock();
    }
  }

  /** An exchange in progress still has its answer to send; its end asks again. */
  private void stopListeningWhenSettled() {
    if (exchanges == 0 && ledger.isSettled()) {
      receiver.unbind();
    }
  }

  private String newPath() {
    byte[] secret = new byte[PATH_BYTES];
    random.nextBytes(secret);
    return "/callback/" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private String where() {
    return address.bind().getHostAddress() + ":" + address.port();
  }

  /** What the receiver asks and brings, under the lock. */
  private final class Mail implements CallbackReceiver.Desk {

    @Override
    public void begin() {
      locked(() -> exchanges++);
    }

    @Override
    public void end() {
      locked(
          () -> {
            exchanges--;
            stopListeningWhenSettled();
            return exchanges;
          });
    }

    @Override
    public void foreign() {
      locked(
          () -> {
            ledger.foreign();
            announcements.changed();
            return exchanges;
          });
    }

    @Override
    public CallbackReceiver.Verdict claim(String path, @Nullable String callId) {
      return locked(
          () -> {
            announcements.changed();
            return ledger.claim(path, callId);
          });
    }

    @Override
    public int grant(String path, int bytes) {
      return locked(() -> ledger.grant(path, bytes));
    }

    @Override
    public void deliver(String path, CallbackReceiver.Delivery delivery) {
      locked(
          () -> {
            ledger.deliver(path, delivery, clock.instant());
            announcements.changed();
            return exchanges;
          });
    }

    private <T> T locked(Supplier<T> action) {
      lock.lock();
      try {
        return action.get();
      } finally {
        lock.unlock();
      }
    }
  }
}
