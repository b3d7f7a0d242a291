package io.fairlead.support;

import io.fairlead.boot.HeadlessScreen;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;

/** The toolkit, once for all tests of this process, on a screen of 1920×1080; without a display. */
public final class FxRuntime {

  private static final long PATIENCE_SECONDS = 60;
  private static boolean started;

  private FxRuntime() {}

  /** Starts the toolkit where no test has yet; it outlives the last window. */
  public static synchronized void start() {
    if (started) {
      return;
    }
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException _) {
      // A test that came before has started it by its own means.
    }
    Platform.setImplicitExit(false);
    started = true;
    if (HeadlessScreen.isInUse()) {
      onFx(() -> HeadlessScreen.resize(1920, 1080));
    }
  }

  /** Runs something on the FX thread and gives back its value; what it throws is thrown here. */
  public static <T> T onFx(Callable<T> work) {
    start();
    FutureTask<T> task = new FutureTask<>(work);
    if (Platform.isFxApplicationThread()) {
      task.run();
    } else {
      Platform.runLater(task);
    }
    try {
      return task.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError("failed on the FX thread: " + e.getCause(), e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("the FX thread was busy for " + PATIENCE_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Runs something on the FX thread and waits until it has run. */
  public static void onFx(Runnable work) {
    onFx(
        () -> {
          work.run();
          return true;
        });
  }
}
