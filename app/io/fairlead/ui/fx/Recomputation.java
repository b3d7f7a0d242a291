package io.fairlead.ui.fx;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that is done again after changes, off the FX thread: one at a time, once for many changes
 * that come together, and once more after the last of them.
 */
public final class Recomputation {

  private final Executor worker;
  private final Runnable work;
  private final AtomicInteger requests = new AtomicInteger();

  /** Work that runs on that worker; what the worker refuses is not done. */
  public Recomputation(Executor worker, Runnable work) {
    this.worker = worker;
    this.work = work;
  }

  /** Something changed; from any thread, returns at once. */
  public void request() {
    if (requests.getAndIncrement() == 0) {
      worker.execute(this::compute);
    }
  }

  private void compute() {
    int seen = requests.get();
    try {
      while (seen > 0) {
        work.run();
        seen = requests.addAndGet(-seen);
      }
    } finally {
      if (seen > 0) {
        // The work threw: the next request starts afresh.
        requests.set(0);
      }
    }
  }
}
