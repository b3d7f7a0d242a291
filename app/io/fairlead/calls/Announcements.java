package io.fairlead.calls;

import io.fairlead.net.Scope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners on a worker thread that something changed: one at a time, at least once after the
 * last change, and once for many changes that come together.
 */
public final class Announcements {

  private static final Logger LOG = LoggerFactory.getLogger(Announcements.class);

  private final Scope scope;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final AtomicInteger untold = new AtomicInteger();

  /** Announcements that are made on threads of a scope. */
  public Announcements(Scope scope) {
    this.scope = scope;
  }

  /** Has a listener told from now on. */
  public Scope.Registration add(Runnable listener) {
    // A wrapper of its own, so that a listener added twice is also removed twice.
    Runnable added = () -> listener.run();
    listeners.add(added);
    return () -> listeners.remove(added);
  }

  /** Something changed; returns at once. */
  public void changed() {
    if (untold.getAndIncrement() == 0) {
      scope.run(this::tell);
    }
  }

  private void tell() {
    int told = untold.get();
    while (told > 0) {
      for (Runnable listener : listeners) {
        try {
          listener.run();
        } catch (RuntimeException e) {
          // One listener's defect must not silence the others.
          LOG.error("a listener of the calls failed", e);
        }
      }
      told = untold.addAndGet(-told);
    }
  }
}
