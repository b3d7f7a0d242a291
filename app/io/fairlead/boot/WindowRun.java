package io.fairlead.boot;

import io.fairlead.session.Connection;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.fx.Theme;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** The console in its window. */
final class WindowRun {

  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private WindowRun() {}

  static void run(Arguments arguments, Path data, PrintStream out) throws StartFailure {
    Optional<Connection> connection =
        arguments.connect == null
            ? Optional.empty()
            : Optional.of(Console.connectionOf(arguments, arguments.connect));
    try {
      Platform.startup(() -> open(connection, data, out));
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new StartFailure(
          "No window can be opened ("
              + e.getMessage()
              + "): check DISPLAY, and on Linux install GTK 3 (Debian: libgtk-3-0).");
    }
  }

  private static void open(Optional<Connection> connection, Path data, PrintStream out) {
    CrashReport.installOn(Thread.currentThread());
    Stage stage = new Stage();
    Console console = new Console(preferredTheme(), stage::close);
    Scene scene = new Scene(console.shell().root(), WIDTH, HEIGHT);
    console.shellModel().themeProperty().get().applyTo(scene);
    console.shellModel().themeProperty().addListener((o, before, now) -> now.applyTo(scene));
    stage.setScene(scene);
    stage.setTitle(Texts.of("window.title"));
    for (int size : new int[] {16, 32, 64, 256}) {
      stage
          .getIcons()
          .add(
              new Image(
                  Objects.requireNonNull(
                      WindowRun.class.getResourceAsStream("/icons/fairlead-" + size + ".png"))));
    }
    fitToScreen(stage);
    // The toolkit ends by itself with its last window.
    stage.setOnHidden(event -> console.close());
    stage.show();
    console.shell().arrange();
    connection.ifPresentOrElse(
        console::connect, () -> console.startLocalGateway(data.resolve("gateway")));
    if (Boolean.getBoolean("fairlead.exitAtFirstFrame")) {
      exitAtFirstFrame(stage, out);
    }
  }

  private static Theme preferredTheme() {
    return Platform.getPreferences().getColorScheme() == javafx.application.ColorScheme.DARK
        ? Theme.DARK
        : Theme.LIGHT;
  }

  private static void fitToScreen(Stage stage) {
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    stage.setMinWidth(Math.min(900, room.getWidth()));
    stage.setMinHeight(Math.min(600, room.getHeight()));
    stage.setWidth(Math.min(WIDTH, room.getWidth()));
    stage.setHeight(Math.min(HEIGHT, room.getHeight()));
  }

  /** Measures what a person waits for: from the process' start until the window has been drawn. */
  private static void exitAtFirstFrame(Stage stage, PrintStream out) {
    AnimationTimer pulses =
        new AnimationTimer() {
          private int seen;

          @Override
          public void handle(long now) {
            // The second pulse after show: the first one has been drawn by then.
            if (++seen == 2) {
              long start = ManagementFactory.getRuntimeMXBean().getStartTime();
              out.println("first frame " + (System.currentTimeMillis() - start) + " ms");
              stop();
              stage.close();
            }
          }
        };
    pulses.start();
  }
}
