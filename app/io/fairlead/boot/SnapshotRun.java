package io.fairlead.boot;

import io.fairlead.session.Connection;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;

/** Takes a picture of every screen of the real window, without a display. */
final class SnapshotRun {

  private SnapshotRun() {}

  static void run(Arguments arguments, Path folder, Path data, PrintStream out)
      throws StartFailure, IOException {
    Optional<Connection> connection =
        arguments.connect == null
            ? Optional.empty()
            : Optional.of(Console.connectionOf(arguments, arguments.connect));
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
    NativeLibraries.require();
    List<Theme> themes = themes(arguments);
    ConsoleWindow window = open(arguments.width(), arguments.height(), themes.getFirst(), data);
    // The gateways of the tour are its own: what the operator has deployed is not touched.
    Path stage = Files.createTempDirectory(data, "snapshot-");
    try {
      Stagehand stagehand =
          new Stagehand(
              window.scene(), new FxDoor(), window.console().shellModel().themeProperty());
      Pictures pictures = new Pictures(folder, themes, stagehand);
      SnapshotTour tour = new SnapshotTour(window.console(), stagehand, pictures, stage);
      if (connection.isPresent()) {
        tour.visitOnly(connection.get());
      } else {
        tour.visitEverything();
      }
      out.println(pictures.writeIndex() + " pictures in " + folder.toAbsolutePath());
    } catch (IllegalStateException e) {
      throw new StartFailure(CrashReport.sentence("Not all pictures could be taken", e, data));
    } finally {
      close(window);
      Main.delete(stage);
    }
  }

  private static List<Theme> themes(Arguments arguments) {
    return switch (arguments.theme) {
      case light -> List.of(Theme.LIGHT);
      case dark -> List.of(Theme.DARK);
      case both -> List.of(Theme.LIGHT, Theme.DARK);
    };
  }

  private static ConsoleWindow open(int width, int height, Theme theme, Path data)
      throws StartFailure {
    AtomicReference<@Nullable ConsoleWindow> opened = new AtomicReference<>();
    AtomicReference<@Nullable Throwable> failed = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    try {
      Platform.startup(
          () -> {
            CrashReport.installOn(Thread.currentThread());
            try {
              HeadlessScreen.resize(width, height);
              opened.set(ConsoleWindow.open(theme, width, height, () -> {}));
            } catch (RuntimeException | LinkageError e) {
              failed.set(e);
            } finally {
              done.countDown();
            }
          });
      done.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Throwable failure = failed.get();
    if (failure != null) {
      throw new StartFailure(CrashReport.sentence("The window could not be opened", failure, data));
    }
    ConsoleWindow window = opened.get();
    if (window == null) {
      throw new StartFailure("The window was not opened: the start was interrupted.");
    }
    return window;
  }

  private static void close(ConsoleWindow window) {
    CountDownLatch closed = new CountDownLatch(1);
    new FxDoor()
        .post(
            () -> {
              window.close();
              closed.countDown();
            });
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
