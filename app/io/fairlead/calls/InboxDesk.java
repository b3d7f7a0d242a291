package io.fairlead.calls;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** What the receivers ask and bring: the inbox's side of each connection, under its lock. */
final class InboxDesk implements CallbackReceiver.Desk {

  private final ReentrantLock lock;
  private final InboxLedger ledger;
  private final Clock clock;
  private final Runnable announced;
  private final Runnable changed;
  private final Runnable settled;
  private int exchanges;

  /**
   * A desk without exchanges.
   *
   * @param announced what is shown has changed, and nothing that is kept
   * @param changed what is kept has changed
   * @param settled an exchange has ended: perhaps nobody waits any more
   */
  InboxDesk(
      ReentrantLock lock,
      InboxLedger ledger,
      Clock clock,
      Runnable announced,
      Runnable changed,
      Runnable settled) {
    this.lock = lock;
    this.ledger = ledger;
    this.clock = clock;
    this.announced = announced;
    this.changed = changed;
    this.settled = settled;
  }

  /** Whether an answer is still on its way to a worker; under the lock. */
  boolean isBusy() {
    return exchanges > 0;
  }

  @Override
  public void foreign() {
    locked(ledger::foreign, announced);
  }

  @Override
  public void unreadable() {
    locked(ledger::unreadable, announced);
  }

  @Override
  public CallbackReceiver.Verdict claim(
      CallbackReceiver receiver, String host, String path, List<String> callIds) {
    return locked(
        () -> {
          CallbackReceiver.Verdict verdict = ledger.claim(receiver, host, path, callIds);
          exchanges += verdict == CallbackReceiver.Verdict.WANTED ? 1 : 0;
          announced.run();
          return verdict;
        });
  }

  @Override
  public int grant(String path, int bytes) {
    return locked(() -> ledger.grant(path, bytes));
  }

  @Override
  public void deliver(String path, CallbackReceiver.Delivery delivery) {
    locked(() -> ledger.deliver(path, delivery, clock.instant()), changed);
  }

  @Override
  public void end() {
    locked(() -> exchanges--, settled);
  }

  private void locked(Runnable action, Runnable after) {
    lock.lock();
    try {
      action.run();
      after.run();
    } finally {
      lock.unlock();
    }
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
