package io.fairlead.localgateway.function;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The ready replicas of one function and who waits for them: the seats that calls take.
 *
 * <p>A seat is taken without a lock while one is free; who finds none waits in a bounded queue.
 */
public final class Capacity {

  private final CallLimits limits;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<Seats> ready = List.of();
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  Capacity(CallLimits limits) {
    this.limits = limits;
  }

  /** A ready replica and how many calls it serves at the moment. */
  public static final class Seats {
    private final FunctionRuntime.Replica replica;
    private final String instance;
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile boolean retired;

    Seats(FunctionRuntime.Replica replica, String instance, int most) {
      this.replica = replica;
      this.instance = instance;
      this.most = most;
    }

    /** The replica. */
    public FunctionRuntime.Replica replica() {
      return replica;
    }

    /** Its name. */
    public String instance() {
      return instance;
    }

    int taken() {
      return taken.get();
    }

    /** Ends a retired replica once, when the last call has left it. */
    void closeWhenIdle() {
      if (taken.get() == 0 && ended.compareAndSet(false, true)) {
        replica.close();
      }
    }

    private boolean take() {
      int now = taken.get();
      while (now < most && !retired) {
        if (taken.compareAndSet(now, now + 1)) {
          return true;
        }
        now = taken.get();
      }
      return false;
    }
  }

  int readyReplicas() {
    return ready.size();
  }

  int inflight() {
    int sum = 0;
    for (Seats seats : ready) {
      sum += seats.taken();
    }
    return sum;
  }

  void add(Seats seats) {
    lock.lock();
    try {
      List<Seats> more = new ArrayList<>(ready);
      more.add(seats);
      ready = List.copyOf(more);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the newest replica out of service; null when there is none. */
  @Nullable Seats retireNewest() {
    lock.lock();
    try {
      if (ready.isEmpty()) {
        return null;
      }
      Seats newest = ready.getLast();
      ready = List.copyOf(ready.subList(0, ready.size() - 1));
      newest.retired = true;
      return newest;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of everyone who waits; nobody gets a seat any more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a replica is ready. */
  boolean awaitReady(Duration longest) throws InterruptedException {
    long left = longest.toNanos();
    lock.lockInterruptibly();
    try {
      while (ready.isEmpty() && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
      return !ready.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a seat, waiting for one if the queue has room. */
  Admission take(Duration longest) throws InterruptedException {
    Seats seats = tryTake();
    return seats != null ? new Admission.Seated(seats) : queue(longest.toNanos());
  }

  void giveBack(Seats seats) {
    seats.taken.decrementAndGet();
    if (seats.retired) {
      seats.closeWhenIdle();
    }
    if (waiting.get() > 0) {
      lock.lock();
      try {
        changed.signal();
      } finally {
        lock.unlock();
      }
    }
  }

  private @Nullable Seats tryTake() {
    List<Seats> now = ready;
    int count = now.size();
    int first = count < 2 ? 0 : Math.floorMod(turn.getAndIncrement(), count);
    for (int i = 0; i < count; i++) {
      Seats seats = now.get((first + i) % count);
      if (seats.take()) {
        return seats;
      }
    }
    return null;
  }

  private Admission queue(long longestNanos) throws InterruptedException {
    long left = longestNanos;
    lock.lockInterruptibly();
    try {
      // While nothing is ready the wait is the gateway's own (scale from zero), not the replica's.
      int room = ready.isEmpty() ? Math.max(limits.maxQueue(), CallLimits.DEFAULT_QUEUE) : -1;
      if (waiting.get() >= (room < 0 ? limits.maxQueue() : room)) {
        return new Admission.Full();
      }
      waiting.incrementAndGet();
      try {
        while (!closed && left > 0) {
          Seats seats = tryTake();
          if (seats != null) {
            return new Admission.Seated(seats);
          }
          if (room >= 0 && !ready.isEmpty() && waiting.get() > limits.maxQueue()) {
            return new Admission.Full();
          }
          left = changed.awaitNanos(left);
        }
        return new Admission.NoReplica();
      } finally {
        waiting.decrementAndGet();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What came of asking for a seat. */
  public sealed interface Admission {
    /** A replica will serve it. */
    record Seated(Seats seats) implements Admission {}

    /** Every replica is busy and the queue is full: 429. */
    record Full() implements Admission {}

    /** No replica became ready in time. */
    record NoReplica() implements Admission {}
  }
}
