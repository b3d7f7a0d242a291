package io.fairlead.support;

import io.fairlead.ui.fx.Door;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * A door without a toolkit: runs each change at once on the thread that brings it, one at a time,
 * or holds them back until a test opens it. Held changes follow the rule of every door: the newest
 * per key.
 */
public final class SameThreadDoor implements Door {

  private final Map<Object, Runnable> held = new LinkedHashMap<>();
  private final Object oneAtATime = new Object();
  private boolean holding;

  @Override
  public void post(Object key, Runnable change) {
    synchronized (oneAtATime) {
      if (holding) {
        held.put(key, change);
      } else {
        change.run();
      }
    }
  }

  /** Runs something as the thread of the screen would: no change comes in between. */
  public void run(Runnable work) {
    synchronized (oneAtATime) {
      work.run();
    }
  }

  /** Reads what changes have set, as the thread of the screen would. */
  public <T> T read(Supplier<T> value) {
    synchronized (oneAtATime) {
      return value.get();
    }
  }

  /** Waits until what changes have set holds. */
  public void await(String what, BooleanSupplier condition) {
    Await.until(what, () -> read(condition::getAsBoolean));
  }

  /** Keeps changes back from now on. */
  public void hold() {
    synchronized (oneAtATime) {
      holding = true;
    }
  }

  /** How many changes are kept back. */
  public int held() {
    synchronized (oneAtATime) {
      return held.size();
    }
  }

  /**
   * Runs what was kept back, as one pulse does; what is posted meanwhile waits for the next one.
   */
  public void pulse() {
    synchronized (oneAtATime) {
      List<Runnable> batch = new ArrayList<>(held.values());
      held.clear();
      batch.forEach(Runnable::run);
    }
  }

  /** Runs what was kept back and keeps nothing back any more. */
  public void release() {
    synchronized (oneAtATime) {
      holding = false;
      pulse();
    }
  }
}
