package io.fairlead.support;

import io.fairlead.session.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A timer whose time passes when a test says so, together with its clock; safe from any thread. */
public final class ManualTimer implements Timer {

  private record Waiting(Instant due, Duration delay, Runnable task) {}

  private final ManualClock clock;
  private final List<Waiting> waiting = new ArrayList<>();

  /** A timer that moves this clock. */
  public ManualTimer(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public Appointment after(Duration delay, Runnable task) {
    Waiting added = new Waiting(clock.instant().plus(delay), delay, task);
    synchronized (waiting) {
      waiting.add(added);
    }
    return () -> {
      synchronized (waiting) {
        waiting.removeIf(each -> each == added);
      }
    };
  }

  /** Lets time pass and runs what falls due, in its order, on this thread. */
  public void advance(Duration by) {
    Instant end = clock.instant().plus(by);
    for (Waiting next = takeDueBy(end); next != null; next = takeDueBy(end)) {
      moveTo(next.due());
      next.task().run();
    }
    moveTo(end);
  }

  /** Waits until something waits so long, then lets that time pass. */
  public void awaitAndRun(Duration delay) {
    Await.until("something that waits " + delay, () -> delays().contains(delay));
    advance(delay);
  }

  /** How long each appointment waits, from when it was made; the shortest first. */
  public List<Duration> delays() {
    synchronized (waiting) {
      return waiting.stream().map(Waiting::delay).sorted().toList();
    }
  }

  private Waiting takeDueBy(Instant end) {
    synchronized (waiting) {
      Waiting first =
          waiting.stream()
              .filter(each -> !each.due().isAfter(end))
              .min(Comparator.comparing(Waiting::due))
              .orElse(null);
      waiting.remove(first);
      return first;
    }
  }

  private void moveTo(Instant time) {
    Duration left = Duration.between(clock.instant(), time);
    if (left.isPositive()) {
      clock.advance(left);
    }
  }
}
