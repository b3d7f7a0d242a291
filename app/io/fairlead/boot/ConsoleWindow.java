package io.fairlead.boot;

import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;

/**
 * A console in its window, as the program, its pictures and its tests open it. On the FX thread;
 * closing the window ends everything in it.
 */
public final class ConsoleWindow implements AutoCloseable {

  private static final double LEAST_WIDTH = 900;
  private static final double LEAST_HEIGHT = 600;

  private final Stage stage;
  private final Scene scene;
  private final Console console;

  private ConsoleWindow(Stage stage, Scene scene, Console console) {
    this.stage = stage;
    this.scene = scene;
    this.console = console;
  }

  /** Shows a console without gateways that keeps nothing on disk; see the other one. */
  public static ConsoleWindow open(Theme theme, double width, double height, Runnable onClosed) {
    return open(theme, Optional.empty(), width, height, onClosed);
  }

  /**
   * Shows a console without gateways.
   *
   * @param data where it keeps what survives its end, if anywhere
   * @param width in pixels; less where the screen is smaller
   * @param height in pixels; less where the screen is smaller
   * @param onClosed hears that the window is closed and what was in it has ended
   */
  public static ConsoleWindow open(
      Theme theme, Optional<Path> data, double width, double height, Runnable onClosed) {
    Stage stage = new Stage();
    Console console = new Console(theme, data, stage::close);
    Scene scene = new Scene(console.shell().root(), width, height);
    theme.applyTo(scene);
    console.shellModel().themeProperty().addListener((o, before, now) -> now.applyTo(scene));
    stage.setScene(scene);
    stage.setTitle(Texts.of("window.title"));
    for (int size : new int[] {16, 32, 64, 256}) {
      stage.getIcons().add(icon(size));
    }
    fitToScreen(stage, width, height);
    stage.setOnHidden(
        event -> {
          console.close();
          onClosed.run();
        });
    stage.show();
    console.shell().arrange();
    return new ConsoleWindow(stage, scene, console);
  }

  private static Image icon(int size) {
    return new Image(
        Objects.requireNonNull(
            ConsoleWindow.class.getResourceAsStream("/icons/fairlead-" + size + ".png")));
  }

  private static void fitToScreen(Stage stage, double width, double height) {
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    stage.setMinWidth(Math.min(LEAST_WIDTH, room.getWidth()));
    stage.setMinHeight(Math.min(LEAST_HEIGHT, room.getHeight()));
    stage.setWidth(Math.min(width, room.getWidth()));
    stage.setHeight(Math.min(height, room.getHeight()));
  }

  /** The window's frame. */
  public Stage stage() {
    return stage;
  }

  /** What the window shows. */
  public Scene scene() {
    return scene;
  }

  /** What works behind it. */
  public Console console() {
    return console;
  }

  @Override
  public void close() {
    stage.close();
  }
}
