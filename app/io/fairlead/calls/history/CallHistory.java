package io.fairlead.calls.history;

import io.fairlead.calls.Announcements;
import io.fairlead.calls.CallBook;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every call that was made, the newest first, without secrets; on the disk where it has a folder.
 *
 * <p>Safe for use from any thread. {@link #record} returns at once: one writer takes the secrets
 * out and writes. {@link #open}, {@link #search}, {@link #find} and {@link #clear} block.
 */
public final class CallHistory implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CallHistory.class);

  /** So many calls wait for the writer at most. */
  private static final int MOST_WAITING = 2_000;

  /** A disk that refuses is asked again so often. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  private static final Duration FAREWELL = Duration.ofSeconds(2);
  private static final long SYNC_NANOS = Duration.ofSeconds(1).toNanos();

  private final @Nullable Path folder;
  private final HistoryLimits limits;
  private final InstantSource clock;
  private final CallBook.Later later;
  private final Scope scope = new Scope("call-history");
  private final Announcements announcements = new Announcements(scope);
  private final ReentrantLock opening = new ReentrantLock();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Deque<MadeCall> waiting = new ArrayDeque<>();
  private @Nullable Shelf shelf;
  private @Nullable SegmentFolder files;
  private String note = "";
  private boolean writing;
  private boolean retrying;
  private long dropped;
  private long synced = System.nanoTime();

  private CallHistory(
      @Nullable Path folder, HistoryLimits limits, InstantSource clock, CallBook.Later later) {
    this.folder = folder;
    this.limits = Objects.requireNonNull(limits);
    this.clock = Objects.requireNonNull(clock);
    this.later = Objects.requireNonNull(later);
  }

  /** A history that is gone when the program ends. */
  public static CallHistory inMemory() {
    CallHistory history =
        new CallHistory(null, HistoryLimits.DEFAULT, InstantSource.system(), (delay, task) -> {});
    history.open();
    return history;
  }

  /** The history of a folder, which need not be there yet; {@link #open} reads it. */
  public static CallHistory in(Path folder, InstantSource clock, CallBook.Later later) {
    return in(folder, HistoryLimits.DEFAULT, clock, later);
  }

  /** The same with other limits. */
  public static CallHistory in(
      Path folder, HistoryLimits limits, InstantSource clock, CallBook.Later later) {
    return new CallHistory(folder, limits, clock, later);
  }

  /** Reads what the folder has, once; blocks. What is recorded before waits for it. */
  public void open() {
    opening.lock();
    try {
      if (opened() != null || scope.isClosed()) {
        return;
      }
      Optional<SegmentFolder> read = read();
      Shelf made = new Shelf(limits, clock, read.orElse(null));
      lock.lock();
      try {
        files = read.orElse(null);
        shelf = made;
        schedule();
      } finally {
        lock.unlock();
      }
      announcements.changed();
    } finally {
      opening.unlock();
    }
  }

  private Optional<SegmentFolder> read() {
    if (folder == null) {
      return Optional.empty();
    }
    try {
      Optional<SegmentFolder> read = SegmentFolder.open(folder);
      if (read.isEmpty()) {
        say("Another Fairlead uses this data folder: the history of this one ends with it.");
      }
      return read;
    } catch (IOException e) {
      LOG.warn("the history in {} cannot be opened", folder, e);
      say("The history is not kept (" + e.getMessage() + "): it ends with the program.");
      return Optional.empty();
    }
  }

  private void say(String text) {
    lock.lock();
    try {
      note = text;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Shelf opened() {
    lock.lock();
    try {
      return shelf;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes a call; one of a queued call that is known by its call id becomes what it is now. Returns
   * at once.
   */
  public void record(MadeCall made) {
    lock.lock();
    try {
      if (scope.isClosed()) {
        return;
      }
      waiting.add(made);
      if (waiting.size() > MOST_WAITING) {
        waiting.removeFirst();
        dropped++;
      }
      schedule();
    } finally {
      lock.unlock();
    }
  }

  private void schedule() {
    if (!writing && shelf != null && !waiting.isEmpty()) {
      writing = true;
      scope.run(this::write);
    }
  }

  private void write() {
    Shelf to = Objects.requireNonNull(opened());
    MadeCall next = next();
    while (next != null) {
      try {
        to.put(Redaction.of(next, limits));
      } catch (RuntimeException e) {
        // One call with a defect must not be the end of the history.
        LOG.error("a call is not kept", e);
      }
      next = next();
    }
    announcements.changed();
    if (System.nanoTime() - synced > SYNC_NANOS) {
      synced = System.nanoTime();
      to.sync();
    }
    retryLater(to);
  }

  private @Nullable MadeCall next() {
    lock.lock();
    try {
      MadeCall next = waiting.poll();
      if (next == null) {
        writing = false;
        progress.signalAll();
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void retryLater(Shelf of) {
    lock.lock();
    try {
      if (retrying || of.refusal().isEmpty() || scope.isClosed()) {
        return;
      }
      retrying = true;
    } finally {
      lock.unlock();
    }
    later.after(AGAIN, () -> scope.run(() -> retry(of)));
  }

  private void retry(Shelf of) {
    lock.lock();
    try {
      retrying = false;
    } finally {
      lock.unlock();
    }
    of.persist();
    announcements.changed();
    retryLater(of);
  }

  /** The newest calls that match. */
  public HistoryPage search(HistoryQuery query, int most) {
    return search(query, HistoryPage.NEWEST, most, () -> false);
  }

  /**
   * The newest calls that match, from a place on.
   *
   * @param from {@link HistoryPage#NEWEST}, or where the page before ended
   * @param most calls at most
   * @param isStopped asked now and then; what was found by then is given back
   */
  public HistoryPage search(HistoryQuery query, long from, int most, BooleanSupplier isStopped) {
    Shelf in = opened();
    return in == null ? HistoryPage.EMPTY : in.search(query, from, most, isStopped);
  }

  /** One call; empty where it is gone. */
  public Optional<HistoryEntry> find(long id) {
    Shelf in = opened();
    return in == null ? Optional.empty() : in.find(id);
  }

  /** How many calls there are. */
  public int size() {
    Shelf in = opened();
    return in == null ? 0 : in.size();
  }

  /** Forgets every call, on the disk too. */
  public void clear() {
    Shelf in = opened();
    if (in != null) {
      in.clear();
      announcements.changed();
    }
  }

  /** What the operator should know of how calls are kept; empty while all is well. */
  public String note() {
    lock.lock();
    try {
      String refusal = shelf == null ? "" : shelf.refusal();
      String lost = dropped == 0 ? "" : dropped + " calls came too fast to be kept.";
      String found = files == null ? "" : files.note();
      return String.join(" ", refusal, note, found, lost).strip().replaceAll(" {2,}", " ");
    } finally {
      lock.unlock();
    }
  }

  /** Runs after calls came, changed or went, on a thread of the history. */
  public Scope.Registration onChange(Runnable listener) {
    return announcements.add(listener);
  }

  /** Waits until all that was recorded is written, for a bounded time; tells whether it is. */
  public boolean awaitWritten(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while ((writing || !waiting.isEmpty()) && shelf != null && left > 0) {
        left = progress.awaitNanos(left);
      }
      return !writing && waiting.isEmpty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what waits, for two seconds at most, and gives the folder up. */
  @Override
  public void close() {
    opening.lock();
    try {
      if (scope.isClosed()) {
        return;
      }
      awaitWritten(FAREWELL);
      scope.close();
      lock.lock();
      try {
        if (shelf != null) {
          shelf.persist();
          shelf.sync();
          shelf.close();
        }
        if (files != null) {
          files.close();
        }
      } finally {
        lock.unlock();
      }
    } finally {
      opening.unlock();
    }
  }
}
