package io.fairlead.net;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The owner of work in flight: closing it cancels its HTTP calls and interrupts its tasks. A tab, a
 * session and a dialog each have one.
 *
 * <p>Safe for use from any thread; {@link #close()} returns at once and may be called twice.
 */
public final class Scope implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Scope.class);

  private final String name;
  private final ExecutorService tasks;
  private final Set<Runnable> cancellations = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** An open scope; its threads carry the name. */
  public Scope(String name) {
    this.name = name;
    this.tasks =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 1).factory());
  }

  /**
   * Runs a task on a virtual thread of this scope; a closed scope drops it. An uncaught exception
   * is logged under the scope's name.
   */
  public Task run(Runnable task) {
    try {
      Future<?> future =
          tasks.submit(
              () -> {
                try {
                  task.run();
                } catch (RuntimeException | Error e) {
                  if (!closed) {
                    LOG.error("task of scope {} failed", name, e);
                  }
                  throw e;
                }
              });
      return () -> future.cancel(true);
    } catch (RejectedExecutionException e) {
      return () -> {};
    }
  }

  /**
   * Registers what stops a blocking operation, and gives back what unregisters it. On a closed
   * scope the cancellation runs at once.
   */
  public Registration onClose(Runnable cancellation) {
    cancellations.add(cancellation);
    if (closed && cancellations.remove(cancellation)) {
      cancellation.run();
    }
    return () -> cancellations.remove(cancellation);
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
    for (Runnable cancellation : List.copyOf(cancellations)) {
      if (cancellations.remove(cancellation)) {
        cancelQuietly(cancellation);
      }
    }
    tasks.shutdownNow();
  }

  /** One cancellation that fails must not keep the others from running. */
  private void cancelQuietly(Runnable cancellation) {
    try {
      cancellation.run();
    } catch (RuntimeException e) {
      LOG.error("a cancellation of scope {} failed", name, e);
    }
  }

  /** A running task. */
  @FunctionalInterface
  public interface Task {
    /** Interrupts it; harmless when it has ended. */
    void cancel();
  }

  /** A registered cancellation. */
  @FunctionalInterface
  public interface Registration extends AutoCloseable {
    @Override
    void close();
  }
}
