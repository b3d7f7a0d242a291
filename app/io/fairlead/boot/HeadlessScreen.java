package io.fairlead.boot;

import com.sun.glass.ui.Application;
import com.sun.glass.ui.Screen;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;

/**
 * Gives JavaFX' Headless platform a screen of another size than its fixed 1000×1000, on which
 * larger windows fail. The one place that knows the platform's inside.
 */
public final class HeadlessScreen {

  private HeadlessScreen() {}

  /** Whether this process runs on the Headless platform. */
  public static boolean isInUse() {
    return "Headless".equals(System.getProperty("glass.platform"));
  }

  /**
   * Changes the screen; on the FX thread, before the first stage.
   *
   * @throws IllegalStateException when this JavaFX is built otherwise
   */
  public static void resize(int width, int height) {
    Application application = Application.GetApplication();
    Screen screen =
        new Screen(
            0, 32, 0, 0, width, height, 0, 0, width, height, 0, 0, width, height, 100, 100, 1f, 1f,
            1f, 1f);
    try {
      set(application, "screens", new Screen[] {screen});
      set(application, "frameBuffer", ByteBuffer.allocate(width * height * 4));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the Headless platform of this JavaFX is built otherwise", e);
    }
    Screen.notifySettingsChanged();
  }

  private static void set(Application application, String name, Object value)
      throws ReflectiveOperationException {
    Field field = application.getClass().getDeclaredField(name);
    field.setAccessible(true);
    field.set(application, value);
  }
}
