package io.fairlead.boot;

import io.fairlead.session.Connection;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Takes a picture of every screen of the real window, without a display. */
final class SnapshotRun {

  private record Set(Console console, Stage stage, Scene scene) {}

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
    List<Theme> themes = themes(arguments);
    Set set = open(arguments.width(), arguments.height(), themes.getFirst());
    try {
      Stagehand stagehand =
          new Stagehand(set.scene(), new FxDoor(), set.console().shellModel().themeProperty());
      Pictures pictures = new Pictures(folder, themes, stagehand);
      SnapshotTour tour = new SnapshotTour(set.console(), stagehand, pictures, data);
      if (connection.isPresent()) {
        tour.visitOnly(connection.get());
      } else {
        tour.visitEverything();
      }
      out.println(pictures.writeIndex() + " pictures in " + folder.toAbsolutePath());
    } finally {
      close(set);
    }
    System.exit(0);
  }

  private static List<Theme> themes(Arguments arguments) {
    return switch (arguments.theme) {
      case light -> List.of(Theme.LIGHT);
      case dark -> List.of(Theme.DARK);
      case both -> List.of(Theme.LIGHT, Theme.DARK);
    };
  }

  private static Set open(int width, int height, Theme theme) throws StartFailure {
    AtomicReference<@Nullable Set> opened = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    try {
      Platform.startup(
          () -> {
            CrashReport.installOn(Thread.currentThread());
            HeadlessScreen.resize(width, height);
            opened.set(openStage(width, height, theme));
            done.countDown();
          });
      done.await();
    } catch (UnsatisfiedLinkError e) {
      throw new StartFailure(
          "Pictures need the libraries Pango and FreeType (Debian: libpangoft2-1.0-0,"
              + " libfreetype6): "
              + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    Set set = opened.get();
    if (set == null) {
      throw new StartFailure("The window did not open; see fairlead.0.log in the data folder.");
    }
    return set;
  }

  private static Set openStage(int width, int height, Theme theme) {
    Stage stage = new Stage();
    Console console = new Console(theme, stage::close);
    Scene scene = new Scene(console.shell().root(), width, height);
    theme.applyTo(scene);
    console.shellModel().themeProperty().addListener((o, before, now) -> now.applyTo(scene));
    stage.setScene(scene);
    stage.setX(0);
    stage.setY(0);
    stage.show();
    console.shell().arrange();
    return new Set(console, stage, scene);
  }

  private static void close(Set set) {
    CountDownLatch closed = new CountDownLatch(1);
    new FxDoor()
        .post(
            () -> {
              set.console().close();
              set.stage().close();
              closed.countDown();
            });
    try {
      closed.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
