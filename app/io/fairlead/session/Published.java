package io.fairlead.session;

import io.fairlead.net.Scope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A value that changes, and who follows it. Each subscriber hears of the present value at once, and
 * of later ones in their order, one at a time; one that throws costs the others nothing.
 *
 * <p>Safe for use from any thread; values arrive on the thread that publishes or subscribes.
 */
final class Published<T> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Published.class);

  private final String what;
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final Object order = new Object();
  private volatile Edition<T> latest;
  private volatile boolean closed;

  private record Edition<T>(long number, T value) {}

  /** Begins with a value; the text says in the log whose subscriber failed. */
  Published(String what, T first) {
    this.what = what;
    this.latest = new Edition<>(0, first);
  }

  T get() {
    return latest.value();
  }

  /** Replaces the value and tells everyone; does nothing once closed. */
  void publish(T next) {
    update(_ -> next);
  }

  /**
   * Changes the value and tells everyone.
   *
   * @param change makes the next value of the present one; short, since others wait for it
   * @return false when it was closed, and nothing changed
   */
  boolean update(UnaryOperator<T> change) {
    Edition<T> edition;
    synchronized (order) {
      if (closed) {
        return false;
      }
      edition = new Edition<>(latest.number() + 1, change.apply(latest.value()));
      latest = edition;
    }
    for (Subscription subscription : subscriptions) {
      subscription.deliver(edition);
    }
    return true;
  }

  Scope.Registration subscribe(Consumer<? super T> subscriber) {
    Subscription subscription = new Subscription(subscriber);
    subscriptions.add(subscription);
    subscription.deliver(latest);
    return subscription;
  }

  /** Keeps the value and forgets who follows it; a delivery under way ends by itself. */
  @Override
  public void close() {
    synchronized (order) {
      closed = true;
    }
    subscriptions.clear();
  }

  private final class Subscription implements Scope.Registration {

    private final Consumer<? super T> subscriber;
    private long heard = -1;
    private volatile boolean ended;

    Subscription(Consumer<? super T> subscriber) {
      this.subscriber = subscriber;
    }

    /** Two threads may bring values at the same time: what is older than the last is dropped. */
    synchronized void deliver(Edition<T> edition) {
      if (ended || closed || edition.number() <= heard) {
        return;
      }
      heard = edition.number();
      try {
        subscriber.accept(edition.value());
      } catch (RuntimeException e) {
        // One subscriber's defect must neither silence the others nor end the round.
        LOG.error("a subscriber of {} failed", what, e);
      }
    }

    @Override
    public void close() {
      ended = true;
      subscriptions.remove(this);
    }
  }
}
