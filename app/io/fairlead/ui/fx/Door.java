package io.fairlead.ui.fx;

/** Lets work from any thread change what is on screen. */
@FunctionalInterface
public interface Door {

  /**
   * Hands in a change; a newer one under the same key replaces it while it waits.
   *
   * @param key what the change is about, compared by {@code equals}
   * @param change runs on the thread that owns the screen
   */
  void post(Object key, Runnable change);

  /** Hands in a change that nothing replaces. */
  default void post(Runnable change) {
    post(new Object(), change);
  }
}
