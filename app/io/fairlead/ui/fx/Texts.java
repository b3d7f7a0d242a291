package io.fairlead.ui.fx;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The words on screen, from one bundle ({@code views/texts.properties}). */
public final class Texts {

  private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("views.texts", Locale.ROOT);

  private Texts() {}

  /** The bundle, for FXML. */
  public static ResourceBundle bundle() {
    return BUNDLE;
  }

  /** A text; its numbered places are filled with the arguments. */
  public static String of(String key, Object... arguments) {
    String pattern = BUNDLE.getString(key);
    return arguments.length == 0
        ? pattern
        : new MessageFormat(pattern, Locale.UK).format(arguments);
  }
}
