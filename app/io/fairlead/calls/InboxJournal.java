package io.fairlead.calls;

import io.fairlead.files.FolderClaim;
import io.fairlead.files.KeptFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the pending calls on disk: written off the callers' threads, one write at a time, once for
 * many changes that come together: a change that nobody waits for rests for a moment, so that a
 * storm of callbacks costs a few writes. Only the first console of a folder writes there; a second
 * one keeps nothing, so that neither overwrites what the other waits for.
 *
 * <p>Safe for use from any thread.
 */
final class InboxJournal implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxJournal.class);
  private static final Duration REST = Duration.ofMillis(250);

  private final Path folder;
  private final InboxFile file;
  private final Executor worker;
  private final Supplier<List<PendingCall>> pending;
  private final Runnable told;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition progress = lock.newCondition();
  private final Condition hurry = lock.newCondition();
  private @Nullable FolderClaim claim;
  private String note = "";
  private String refusal = "";
  private long changes;
  private long written;
  private long hurried;
  private boolean writing;

  /**
   * A journal that is not open yet.
   *
   * @param pending what is to be kept, asked on the worker
   * @param told hears that there is something else to say of how calls are kept
   */
  InboxJournal(Path folder, Executor worker, Supplier<List<PendingCall>> pending, Runnable told) {
    this.folder = folder;
    this.file = new InboxFile(folder);
    this.worker = worker;
    this.pending = pending;
    this.told = told;
  }

  /** Claims the folder and reads the calls of the former run; blocks, once, before all else. */
  List<PendingCall> open() {
    try {
      Optional<FolderClaim> taken = FolderClaim.take(folder, "inbox.lock");
      if (taken.isEmpty()) {
        say("Another Fairlead uses this data folder: calls of this one do not survive its end.");
        return List.of();
      }
      KeptFile.Reading<List<PendingCall>> reading = file.read();
      lock.lock();
      try {
        claim = taken.get();
        note = reading.note();
      } finally {
        lock.unlock();
      }
      return reading.value();
    } catch (IOException e) {
      LOG.warn("the pending calls cannot be read", e);
      say("Pending calls are not kept over a restart (" + e.getMessage() + ").");
      return List.of();
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

  /** What the operator should know; empty while all is well. */
  String problem() {
    lock.lock();
    try {
      return refusal.isEmpty() ? note : refusal;
    } finally {
      lock.unlock();
    }
  }

  /** Something changed that is to be kept; returns at once. */
  void changed() {
    lock.lock();
    try {
      if (claim == null) {
        return;
      }
      changes++;
      if (!writing) {
        writing = true;
        worker.execute(this::write);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that changed before is on disk, or cannot be; tells whether it came so far. */
  boolean awaitWritten(Duration patience) {
    lock.lock();
    try {
      long wanted = changes;
      long left = patience.toNanos();
      hurried = wanted;
      hurry.signalAll();
      while (claim != null && written < wanted && left > 0) {
        left = progress.awaitNanos(left);
      }
      return claim == null || written >= wanted;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    boolean more = true;
    while (more) {
      long seen = rest();
      String failure = "";
      try {
        file.write(pending.get());
      } catch (IOException e) {
        LOG.warn("the pending calls cannot be kept", e);
        failure = "Pending calls are not kept over a restart (" + e.getMessage() + ").";
      }
      more = finished(seen, failure);
    }
  }

  /** Waits while nobody does; gives back which changes are to be written. */
  private long rest() {
    lock.lock();
    try {
      long left = REST.toNanos();
      while (hurried <= written && left > 0) {
        left = hurry.awaitNanos(left);
      }
      return changes;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return changes;
    } finally {
      lock.unlock();
    }
  }

  private boolean finished(long seen, String failure) {
    lock.lock();
    try {
      written = seen;
      if (!refusal.equals(failure)) {
        refusal = failure;
        told.run();
      }
      writing = changes > seen;
      progress.signalAll();
      return writing;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the folder up; what was not written by then is lost. */
  @Override
  public void close() {
    lock.lock();
    try {
      if (claim != null) {
        claim.close();
        claim = null;
      }
      progress.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
