package io.fairlead.ui.fx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only door to the FX thread: keeps the newest change per key and empties once a pulse, so that
 * a burst of snapshots costs one redraw.
 */
public final class FxDoor implements Door {

  private static final Logger LOG = LoggerFactory.getLogger(FxDoor.class);

  private final Map<Object, Runnable> waiting = new LinkedHashMap<>();
  private final AnimationTimer pulse;
  private boolean armed;

  /** An empty door; the toolkit must have started. */
  public FxDoor() {
    this.pulse =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            empty();
          }
        };
  }

  @Override
  public void post(Object key, Runnable change) {
    synchronized (waiting) {
      waiting.put(key, change);
      if (armed) {
        return;
      }
      armed = true;
    }
    Platform.runLater(pulse::start);
  }

  private void empty() {
    List<Runnable> batch;
    synchronized (waiting) {
      batch = new ArrayList<>(waiting.values());
      waiting.clear();
      armed = false;
      pulse.stop();
    }
    for (Runnable change : batch) {
      try {
        change.run();
      } catch (RuntimeException | Error e) {
        // One broken change must not take the others of this pulse with it, whatever broke it.
        LOG.error("a change of the window failed", e);
      }
    }
  }
}
