package io.fairlead.ui.control.code;

import static io.fairlead.support.FxRuntime.onFx;

import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import io.fairlead.support.FxRuntime;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** A control in a window of its own, with a worker and a door. */
final class Shown<T extends Parent> implements AutoCloseable {

  private final Scope scope = new Scope("test");
  private final Stage stage;
  final T control;
  final Scene scene;

  Shown(int width, int height, Theme theme, BiFunction<Executor, Door, T> create) {
    FxRuntime.start();
    control = onFx(() -> create.apply(scope::run, new FxDoor()));
    stage =
        onFx(
            () -> {
              StackPane root = new StackPane();
              Scene made = new Scene(root, width, height);
              theme.applyTo(made);
              root.getChildren().add(control);
              Stage created = new Stage();
              created.setScene(made);
              created.show();
              return created;
            });
    scene = stage.getScene();
  }

  Shown(BiFunction<Executor, Door, T> create) {
    this(700, 400, Theme.LIGHT, create);
  }

  void until(String what, Callable<Boolean> condition) {
    Await.until(what, () -> onFx(condition));
  }

  Node find(String id) {
    return onFx(() -> scene.lookup("#" + id));
  }

  /** A key for whoever has the keyboard. */
  void press(KeyCode code, String modifiers) {
    onFx(
        () -> {
          Node target = scene.getFocusOwner();
          target.fireEvent(
              new KeyEvent(
                  KeyEvent.KEY_PRESSED,
                  "",
                  "",
                  code,
                  modifiers.contains("S"),
                  modifiers.contains("C"),
                  false,
                  false));
        });
  }

  void type(String text) {
    for (char c : text.toCharArray()) {
      onFx(
          () ->
              scene
                  .getFocusOwner()
                  .fireEvent(
                      new KeyEvent(
                          KeyEvent.KEY_TYPED,
                          String.valueOf(c),
                          "",
                          KeyCode.UNDEFINED,
                          false,
                          false,
                          false,
                          false)));
    }
  }

  @Override
  public void close() {
    onFx(
        () -> {
          stage.close();
          Application.setUserAgentStylesheet(null);
        });
    scope.close();
  }
}
