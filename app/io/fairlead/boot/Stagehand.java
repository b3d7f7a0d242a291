package io.fairlead.boot;

import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Theme;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/**
 * Works a window from another thread: finds controls by id, types, presses, waits. Every wait is
 * bounded, and what does not come is an error that names it.
 */
final class Stagehand {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Scene scene;
  private final Door door;
  private final ObjectProperty<Theme> theme;

  Stagehand(Scene scene, Door door, ObjectProperty<Theme> theme) {
    this.scene = scene;
    this.door = door;
    this.theme = theme;
  }

  /** Runs something on the FX thread and waits for its value. */
  <T> T ask(Supplier<T> question) {
    AtomicReference<@Nullable T> answer = new AtomicReference<>();
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    CountDownLatch done = new CountDownLatch(1);
    door.post(
        () -> {
          try {
            answer.set(question.get());
          } catch (RuntimeException e) {
            failure.set(e);
          } finally {
            done.countDown();
          }
        });
    await(done, "the FX thread");
    RuntimeException thrown = failure.get();
    if (thrown != null) {
      throw thrown;
    }
    T value = answer.get();
    if (value == null) {
      throw new IllegalStateException("the FX thread gave no answer");
    }
    return value;
  }

  /** Runs something on the FX thread and waits until it has been drawn. */
  void act(Runnable change) {
    ask(
        () -> {
          change.run();
          return true;
        });
    pulses(2);
  }

  /** Waits until something holds on the FX thread. */
  void until(String what, BooleanSupplier condition) {
    if (!comesTrue(PATIENCE, condition)) {
      throw new IllegalStateException("waited " + PATIENCE.toSeconds() + " s in vain for " + what);
    }
  }

  /** Waits whether something comes to hold on the FX thread. */
  boolean comesTrue(Duration patience, BooleanSupplier condition) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!ask(condition::getAsBoolean)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      pulses(2);
    }
    return true;
  }

  /** Waits until a control is there and visible. */
  void untilShown(String id) {
    until("#" + id, () -> isShown(scene.lookup("#" + id)));
  }

  private static boolean isShown(@Nullable Node node) {
    if (node == null) {
      return false;
    }
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }

  /** Puts a text into a field or an editable choice. */
  void type(String id, String text) {
    act(
        () -> {
          switch (find(id)) {
            case TextInputControl field -> field.setText(text);
            case ComboBox<?> box when box.isEditable() -> box.getEditor().setText(text);
            case CodeEditor editor -> editor.setText(text);
            case Node other -> throw new IllegalStateException(other + " takes no text");
          }
        });
  }

  /** Brings a tab to the front. */
  void select(String tab) {
    act(
        () ->
            scene.getRoot().lookupAll(".tab-pane").stream()
                .map(TabPane.class::cast)
                .forEach(
                    pane ->
                        pane.getTabs().stream()
                            .filter(one -> tab.equals(one.getId()))
                            .forEach(pane.getSelectionModel()::select)));
  }

  /** Presses a button. */
  void press(String id) {
    act(
        () -> {
          if (find(id) instanceof ButtonBase button) {
            button.fire();
          } else {
            throw new IllegalStateException("#" + id + " is no button");
          }
        });
  }

  /** A control by its id; on the FX thread. */
  Node find(String id) {
    Node node = scene.lookup("#" + id);
    if (node == null) {
      throw new IllegalStateException("there is no #" + id);
    }
    return node;
  }

  /** What the window shows, in a theme. */
  WritableImage capture(Theme wanted) {
    if (ask(() -> theme.get()) != wanted) {
      act(() -> theme.set(wanted));
      pulses(3);
    }
    return ask(() -> scene.snapshot(null));
  }

  /** Waits for some frames. */
  void pulses(int count) {
    for (int i = 0; i < count; i++) {
      CountDownLatch drawn = new CountDownLatch(1);
      door.post(drawn::countDown);
      await(drawn, "a frame");
    }
  }

  private static void await(CountDownLatch latch, String what) {
    try {
      if (!latch.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain for " + what);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + what, e);
    }
  }
}
