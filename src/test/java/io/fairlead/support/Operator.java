package io.fairlead.support;

import static io.fairlead.support.FxRuntime.onFx;

import io.fairlead.ui.control.code.BytesViewer;
import io.fairlead.ui.control.code.CodeEditor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import org.fxmisc.richtext.CodeArea;

/**
 * Somebody at the window, with mouse and keyboard: what is pressed and typed goes through the
 * toolkit as from a person's hands. Controls are found by id among what is visible, and every wait
 * is bounded.
 */
public final class Operator {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The keys of an American keyboard that are neither letters nor digits. */
  private static final Map<Character, KeyCode> PLAIN =
      Map.ofEntries(
          Map.entry(' ', KeyCode.SPACE),
          Map.entry('-', KeyCode.MINUS),
          Map.entry('=', KeyCode.EQUALS),
          Map.entry('.', KeyCode.PERIOD),
          Map.entry(',', KeyCode.COMMA),
          Map.entry('/', KeyCode.SLASH),
          Map.entry(';', KeyCode.SEMICOLON),
          Map.entry('[', KeyCode.BRACELEFT),
          Map.entry(']', KeyCode.BRACERIGHT));

  private static final Map<Character, KeyCode> SHIFTED =
      Map.ofEntries(
          Map.entry('_', KeyCode.MINUS),
          Map.entry('+', KeyCode.EQUALS),
          Map.entry(':', KeyCode.SEMICOLON),
          Map.entry('?', KeyCode.SLASH),
          Map.entry('"', KeyCode.QUOTE),
          Map.entry('{', KeyCode.BRACELEFT),
          Map.entry('}', KeyCode.BRACERIGHT));

  private final Scene scene;
  private final Robot robot;

  /** Somebody at that window. */
  public Operator(Scene scene) {
    this.scene = scene;
    this.robot = onFx(() -> new Robot());
    onFx(
        () -> {
          scene.addEventFilter(MouseEvent.MOUSE_PRESSED, Operator::correct);
          scene.addEventFilter(MouseEvent.MOUSE_RELEASED, Operator::correct);
        });
  }

  /**
   * The Headless robot of JavaFX 26 calls every press one for a menu; a table header heeds that.
   */
  private static void correct(MouseEvent event) {
    if (event.isPopupTrigger() && event.getButton() == MouseButton.PRIMARY) {
      event.consume();
      Event.fireEvent(
          event.getTarget(),
          new MouseEvent(
              event.getEventType(),
              event.getSceneX(),
              event.getSceneY(),
              event.getScreenX(),
              event.getScreenY(),
              event.getButton(),
              event.getClickCount(),
              event.isShiftDown(),
              event.isControlDown(),
              event.isAltDown(),
              event.isMetaDown(),
              event.isPrimaryButtonDown(),
              event.isMiddleButtonDown(),
              event.isSecondaryButtonDown(),
              event.isSynthesized(),
              false,
              event.isStillSincePress(),
              event.getPickResult()));
    }
  }

  /** Waits until something holds on the FX thread. */
  public void until(String what, Callable<Boolean> condition) {
    if (Platform.isFxApplicationThread()) {
      throw new IllegalStateException("whoever waits here keeps the window from changing");
    }
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!onFx(condition)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + PATIENCE + ": " + what);
      }
      // As often as a screen is drawn; more would take the time of what is waited for.
      LockSupport.parkNanos(16_000_000);
    }
  }

  /** A control that is visible, once it is. */
  public <T extends Node> T see(String id, Class<T> type) {
    until("#" + id, () -> visible(id).filter(type::isInstance).isPresent());
    return onFx(() -> type.cast(visible(id).orElseThrow()));
  }

  /** Whether a control is visible now. */
  public boolean sees(String id) {
    return onFx(() -> visible(id).isPresent());
  }

  /** What a label, a button or a field says. */
  public String read(String id) {
    Node node = see(id, Node.class);
    return onFx(() -> textOf(node));
  }

  /** Waits until a control says something. */
  public void readsEventually(String id, Predicate<String> wanted) {
    until("the text of #" + id, () -> visible(id).map(Operator::textOf).filter(wanted).isPresent());
  }

  private static String textOf(Node node) {
    return switch (node) {
      case Labeled labeled -> labeled.getText();
      case TextInputControl field -> field.getText();
      case CodeEditor editor -> editor.getText();
      case BytesViewer viewer -> colouredText(viewer);
      default -> throw new AssertionError(node + " says nothing");
    };
  }

  /** What a viewer shows in colours; empty until it does. */
  private static String colouredText(BytesViewer viewer) {
    return viewer.isHighlighting()
            && viewer.lookup("#" + viewer.getId() + "-text") instanceof CodeArea area
        ? area.getText()
        : "";
  }

  /** Clicks a control once it is visible and enabled. */
  public void click(String id) {
    until("#" + id + " to press", () -> visible(id).filter(one -> !one.isDisabled()).isPresent());
    click(see(id, Node.class));
  }

  /** Clicks the middle of something. */
  public void click(Node node) {
    onFx(
        () -> {
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          Bounds bounds = node.localToScreen(node.getLayoutBounds());
          robot.mouseMove(new Point2D(bounds.getCenterX(), bounds.getCenterY()));
          robot.mouseClick(MouseButton.PRIMARY);
        });
  }

  /** Presses keys together, the last one after all others. */
  public void press(KeyCode... chord) {
    onFx(
        () -> {
          for (KeyCode key : chord) {
            robot.keyPress(key);
          }
          for (int i = chord.length - 1; i >= 0; i--) {
            robot.keyRelease(chord[i]);
          }
        });
  }

  /** Types letter by letter where the keyboard is. */
  public void type(String text) {
    text.chars().forEach(one -> type((char) one));
  }

  private void type(char one) {
    KeyCode shifted = SHIFTED.get(one);
    if (shifted != null) {
      press(KeyCode.SHIFT, shifted);
    } else if (PLAIN.containsKey(one)) {
      press(PLAIN.get(one));
    } else if (Character.isUpperCase(one)) {
      press(KeyCode.SHIFT, KeyCode.getKeyCode(String.valueOf(one)));
    } else {
      press(KeyCode.getKeyCode(String.valueOf(Character.toUpperCase(one))));
    }
  }

  /** Clicks a field and replaces what it holds. */
  public void fill(String id, String text) {
    click(id);
    press(KeyCode.CONTROL, KeyCode.A);
    press(KeyCode.BACK_SPACE);
    type(text);
  }

  private Optional<Node> visible(String id) {
    return scene.getRoot().lookupAll("#" + id).stream().filter(Operator::isVisible).findFirst();
  }

  /** Whether it and all above it are visible. */
  public static boolean isVisible(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
