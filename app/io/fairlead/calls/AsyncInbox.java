package io.fairlead.calls;

import io.fairlead.calls.CallbackConnection.Patience;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pairs asynchronous calls with their results. A callback is unauthenticated (contract 9.9), so
 * each call gets one path that nobody can guess and that works once, and its own call id; both are
 * made before the call is sent, because a gateway does not echo a call id (contract 0.20).
 *
 * <p>Listens only where and while a result may still come, and answers to the host names it minted.
 * Keeps a bounded number of calls and of bytes: the oldest finished call goes first, and old bodies
 * before new ones. With a data folder, calls that are waited for survive the end of the program.
 *
 * <p>Safe for use from any thread; nothing here waits for the network, {@link #register} and {@link
 * #restore} wait for the disk. Time passes by the injected clock, and overdue calls expire when
 * {@link #sweep()} is called, as the owner's tick does, or with the next event.
 */
public final class AsyncInbox implements AutoCloseable {

  private static final int PATH_BYTES = 32;
  private static final BigInteger NANOS = BigInteger.valueOf(1_000_000_000);
  private static final String ATTEMPT = "Receive callbacks";
  private static final Duration DISK = Duration.ofSeconds(5);
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  /**
   * What an inbox holds at most.
   *
   * @param calls calls, finished ones included
   * @param bodyBytes bytes of one result
   * @param totalBytes bytes of all results together
   * @param patience how long after its last change an unanswered call expires
   */
  public record Limits(int calls, int bodyBytes, long totalBytes, Duration patience) {

    /** 2,000 calls, 16 MiB a result, 64 MiB in all, one hour. */
    public static final Limits DEFAULT =
        new Limits(2_000, 16 << 20, 64L << 20, Duration.ofHours(1));

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
   * @param foreign requests that named another host, or came from a page of another origin
   * @param unreadable requests that were none, passed a cap, or did not come to the end of their
   *     headers in time
   */
  public record Tally(long duplicates, long forged, long foreign, long unreadable) {

    /** All of them. */
    public long total() {
      return duplicates + forged + foreign + unreadable;
    }
  }

  private final CallbackBook book;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final Scope scope = new Scope("async-inbox");
  private final Announcements announcements = new Announcements(scope);
  private final @Nullable InboxJournal journal;
  private final ReentrantLock opening = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final InboxLedger ledger;
  private final Receivers receivers;
  private final InboxDesk desk;
  private boolean restored;

  /** An inbox with the default limits, forgotten with the program. */
  public AsyncInbox(CallbackAddress address, Clock clock) {
    this(address, Limits.DEFAULT, clock);
  }

  /** An inbox that does not listen yet and is forgotten with the program. */
  public AsyncInbox(CallbackAddress address, Limits limits, Clock clock) {
    this(CallbackBook.of(address), limits, clock, null, Patience.DEFAULT);
  }

  /** An inbox whose pending calls and addresses are kept in a data folder. */
  public static AsyncInbox in(Path folder, Clock clock) {
    return new AsyncInbox(CallbackBook.in(folder), Limits.DEFAULT, clock, folder, Patience.DEFAULT);
  }

  AsyncInbox(
      CallbackBook book, Limits limits, Clock clock, @Nullable Path folder, Patience patience) {
    this.book = book;
    this.clock = clock;
    this.ledger = new InboxLedger(limits);
    this.journal =
        folder == null
            ? null
            : new InboxJournal(folder, scope::run, this::pending, announcements::changed);
    this.desk =
        new InboxDesk(
            lock, ledger, clock, announcements::changed, this::changed, this::stopListening);
    this.receivers = new Receivers(patience, scope::run, desk);
  }

  /** Where the callbacks of each gateway are received. */
  public CallbackBook book() {
    return book;
  }

  /**
   * Takes up the calls of the former run and listens for them where they expect it; once, blocks.
   * Happens by itself before the first call is registered.
   */
  public void restore() {
    if (journal == null) {
      return;
    }
    opening.lock();
    try {
      if (restored || scope.isClosed()) {
        return;
      }
      restored = true;
      List<PendingCall> former = journal.open();
      locked(
          () -> {
            former.forEach(call -> PendingCalls.entry(call).ifPresent(ledger::add));
            ledger.expire(clock.instant());
            listenAgain();
            changed();
          });
    } finally {
      opening.unlock();
    }
  }

  /** Makes ready for a call to a gateway of this machine, see the other one. */
  public Outcome<Ticket> register(FunctionRef function) {
    return register(function, function.gateway().value(), book.ownMachine());
  }

  /**
   * Makes the call id and the callback URL of a call that is about to be sent, listens, and waits
   * until both are on disk. Fails where the address cannot be listened on, and where as many calls
   * as the inbox holds are still waiting.
   *
   * @param gateway what the operator calls the gateway
   * @param address where its callback is received
   */
  public Outcome<Ticket> register(FunctionRef function, String gateway, CallbackAddress address) {
    restore();
    Outcome<Ticket> ticket = locked(() -> enter(function, gateway, address));
    if (journal != null && ticket instanceof Outcome.Ok<Ticket>) {
      journal.awaitWritten(DISK);
    }
    return ticket;
  }

  private Outcome<Ticket> enter(FunctionRef function, String gateway, CallbackAddress address) {
    ledger.expire(clock.instant());
    if (scope.isClosed()) {
      return Outcome.failed(new Failure.Cancelled(ATTEMPT, address.place()));
    }
    if (!ledger.makeRoom()) {
      return Outcome.failed(
          new Failure.Rejected(
              ATTEMPT,
              address.place(),
              0,
              "As many asynchronous calls as the inbox holds are still waiting.",
              "Wait until some of them are called back or expire, or stop waiting for some.",
              ""));
    }
    try {
      CallbackReceiver receiver = receivers.listen(address);
      InboxEntry entry =
          new InboxEntry(
              UUID.randomUUID().toString(), newPath(), function, gateway, address, clock.instant());
      entry.receiver = receiver;
      entry.port = receiver.port();
      ledger.add(entry);
      changed();
      String url = address.url(receiver.port(), entry.path).toString();
      return Outcome.ok(new Ticket(entry.callId, url, function));
    } catch (IOException e) {
      return Outcome.failed(PendingCalls.cannotListen(ATTEMPT, address.place(), e));
    }
  }

  /**
   * The gateway answered 202. May come after the callback.
   *
   * @param gatewayStart the answer's start time, see {@link #startTime}
   */
  public void accepted(String callId, @Nullable Instant gatewayStart) {
    change(() -> ledger.accepted(callId, gatewayStart, clock.instant()));
  }

  /**
   * The call was not queued. After a {@link Failure.OutcomeUnknown} its result is still waited for.
   */
  public void refused(String callId, Failure failure) {
    change(() -> ledger.refused(callId, failure, clock.instant()));
  }

  /** The call is not sent: the queue does not take a body of that size (contract 0.19). */
  public void oversized(String callId, long bytes, long limit) {
    change(() -> ledger.oversized(callId, bytes, limit, clock.instant()));
  }

  /** Waits no longer for a call; one whose result is being read is left alone. */
  public void stopWaiting(String callId) {
    change(() -> ledger.stopWaiting(callId, clock.instant()));
  }

  /** Forgets the calls that no result is waited for. */
  public void clearFinished() {
    change(ledger::clearFinished);
  }

  /**
   * Expires what is overdue by the clock, stops listening where nothing is left, and tries again to
   * listen where a port was taken.
   */
  public void sweep() {
    locked(
        () -> {
          boolean expired = ledger.expire(clock.instant());
          if (listenAgain() || expired) {
            changed();
            stopListening();
          }
        });
  }

  /** The calls as they stand, the newest first; immutable. */
  public List<AsyncCall> calls() {
    return locked(ledger::calls);
  }

  /** The call of an id, while it is remembered. */
  public Optional<AsyncCall> find(String callId) {
    return locked(() -> ledger.find(callId));
  }

  /** What was turned away. */
  public Tally tally() {
    return locked(ledger::tally);
  }

  /** What the operator should know of how calls are kept; empty while all is well. */
  public String note() {
    return journal == null ? "" : journal.problem();
  }

  /** Whether it listens anywhere at present. */
  public boolean isListening() {
    return locked(receivers::isAnyBound);
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

  /** Stops listening and telling; waits a moment for what is being written. */
  @Override
  public void close() {
    locked(receivers::close);
    if (journal != null) {
      journal.awaitWritten(FAREWELL);
      journal.close();
    }
    scope.close();
  }

  private List<PendingCall> pending() {
    return locked(() -> ledger.awaited().stream().map(PendingCalls::of).toList());
  }

  private void changed() {
    announcements.changed();
    if (journal != null) {
      journal.changed();
    }
  }

  private void change(Runnable change) {
    locked(
        () -> {
          change.run();
          changed();
          stopListening();
        });
  }

  /** Listens for those who could not be heard; tells if that changed anything. */
  private boolean listenAgain() {
    boolean any = false;
    for (InboxEntry entry : ledger.awaited()) {
      any |= entry.receiver == null && listenFor(entry);
    }
    return any;
  }

  private boolean listenFor(InboxEntry entry) {
    try {
      entry.receiver = receivers.listen(entry.address, entry.port);
      entry.unheard = null;
      return true;
    } catch (IOException e) {
      boolean first = entry.unheard == null;
      entry.unheard =
          PendingCalls.cannotListen(
              "Wait for the callback", entry.address.bind().getHostAddress() + ":" + entry.port, e);
      return first;
    }
  }

  /** An exchange in progress still has its answer to send; its end asks again. */
  private void stopListening() {
    if (!desk.isBusy()) {
      receivers.keep(ledger::isAwaitedAt);
    }
  }

  private String newPath() {
    byte[] secret = new byte[PATH_BYTES];
    random.nextBytes(secret);
    return "/callback/" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private <T> T locked(Supplier<T> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }

  private void locked(Runnable action) {
    lock.lock();
    try {
      action.run();
    } finally {
      lock.unlock();
    }
  }
}
