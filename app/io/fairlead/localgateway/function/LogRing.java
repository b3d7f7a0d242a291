package io.fairlead.localgateway.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The newest lines of one function's log; the oldest make room. Any thread. */
public final class LogRing {

  /** How many lines are kept. */
  public static final int CAPACITY = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private final @Nullable LogEntry[] entries = new LogEntry[CAPACITY];
  private long next;
  private int followers;
  private boolean closed;

  /** Adds a line. */
  public void add(LogEntry entry) {
    lock.lock();
    try {
      entries[(int) (next % CAPACITY)] = entry;
      next++;
      if (followers > 0) {
        grown.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The lines from a position on, and the position behind them. */
  public Lines from(long position) {
    lock.lock();
    try {
      long start = Math.max(position, Math.max(0, next - CAPACITY));
      List<LogEntry> lines = new ArrayList<>((int) (next - start));
      for (long i = start; i < next; i++) {
        LogEntry entry = entries[(int) (i % CAPACITY)];
        if (entry != null) {
          lines.add(entry);
        }
      }
      return new Lines(lines, next, start - Math.max(0, position));
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there are lines behind a position; false when none came, or none will. */
  public boolean awaitBehind(long position, Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lockInterruptibly();
    followers++;
    try {
      while (next <= position && !closed && left > 0) {
        left = grown.awaitNanos(left);
      }
      return next > position;
    } finally {
      followers--;
      lock.unlock();
    }
  }

  /** Nothing more will come: whoever follows is let go. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * A part of the log.
   *
   * @param entries oldest first
   * @param end the position to go on from
   * @param dropped lines between the position asked for and the first one kept
   */
  public record Lines(List<LogEntry> entries, long end, long dropped) {}
}
