package io.fairlead.localgateway.invoke;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Interrupts calls whose time is over. One thread for all of them. */
final class Deadlines implements AutoCloseable {

  private final ScheduledThreadPoolExecutor timer;

  Deadlines() {
    timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("gateway-deadlines").factory());
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts the clock for the current thread. */
  Deadline start(Duration longest) {
    Deadline deadline = new Deadline(Thread.currentThread());
    try {
      deadline.expiry = timer.schedule(deadline, longest.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException _) {
      // The gateway is being closed and interrupts every call anyway.
    }
    return deadline;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** The time of one call. */
  static final class Deadline implements Runnable {
    private final Thread caller;
    private @Nullable ScheduledFuture<?> expiry;
    private boolean ended;
    private boolean expired;

    private Deadline(Thread caller) {
      this.caller = caller;
    }

    @Override
    public synchronized void run() {
      if (!ended) {
        expired = true;
        caller.interrupt();
      }
    }

    /** Ends the call; true when its time was over. The interrupt cannot hit what comes later. */
    boolean end() {
      synchronized (this) {
        ended = true;
        if (expired) {
          Thread.interrupted();
          return true;
        }
      }
      if (expiry != null) {
        expiry.cancel(false);
      }
      return false;
    }
  }
}
