package io.fairlead.boot;

import io.fairlead.calls.CallbackAddress;
import io.fairlead.session.Connection;
import io.fairlead.ui.fx.Theme;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Window;

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
    Optional<CallbackAddress> callbacks = Console.callbacksOf(arguments);
    Displays.require();
    NativeLibraries.require();
    try {
      Platform.startup(
          () -> openOrEnd(data, () -> open(arguments, connection, callbacks, data, out)));
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      throw new StartFailure(
          "No window can be opened ("
              + e.getMessage()
              + "): check DISPLAY, and on Linux install GTK 3 (Debian: libgtk-3-0).");
    }
  }

  /** A process whose window failed would live on with nothing to see: it ends instead. */
  private static void openOrEnd(Path data, Runnable open) {
    CrashReport.installOn(Thread.currentThread());
    try {
      open.run();
    } catch (RuntimeException | LinkageError e) {
      System.err.println(CrashReport.sentence("The window could not be opened", e, data));
      System.exit(Main.CANNOT_START);
    }
  }

  private static void open(
      Arguments arguments,
      Optional<Connection> connection,
      Optional<CallbackAddress> callbacks,
      Path data,
      PrintStream out) {
    ConsoleWindow window =
        ConsoleWindow.open(
            preferredTheme(), Optional.of(data), WIDTH, HEIGHT, WindowRun::hideOthers);
    connection.ifPresentOrElse(
        named -> window.console().connect(named, callbacks),
        () -> window.console().startLocalGateway(LocalGatewayRun.settings(arguments, data)));
    if (Boolean.getBoolean("fairlead.exitAtFirstFrame")) {
      exitAtFirstFrame(window, out);
    }
  }

  /** Editors may live in windows of their own; JavaFX ends when the last window is gone. */
  private static void hideOthers() {
    List.copyOf(Window.getWindows()).forEach(Window::hide);
  }

  private static Theme preferredTheme() {
    return Platform.getPreferences().getColorScheme() == javafx.application.ColorScheme.DARK
        ? Theme.DARK
        : Theme.LIGHT;
  }

  /** Measures what a person waits for: from the process' start until the window has been drawn. */
  private static void exitAtFirstFrame(ConsoleWindow window, PrintStream out) {
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
              window.close();
            }
          }
        };
    pulses.start();
  }
}
