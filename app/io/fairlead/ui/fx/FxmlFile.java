package io.fairlead.ui.fx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/** Loads the FXML of a view, with the view as its controller and the bundle for its texts. */
public final class FxmlFile {

  private FxmlFile() {}

  /**
   * Loads {@code /views/PACKAGE/NAME.fxml} for a view class {@code NAMEView} of {@code
   * io.fairlead.ui.PACKAGE}.
   *
   * @throws IllegalStateException when the file is missing
   * @throws UncheckedIOException when it does not parse
   */
  public static Parent load(Object view) {
    Class<?> type = view.getClass();
    String folder = type.getPackageName().substring("io.fairlead.ui.".length()).replace('.', '/');
    String stem = type.getSimpleName().replaceFirst("View$", "");
    String path = "/views/" + folder + "/" + stem + ".fxml";
    URL location = type.getResource(path);
    if (location == null) {
      throw new IllegalStateException(path + " is missing");
    }
    FXMLLoader loader = new FXMLLoader(location, Texts.bundle());
    loader.setController(view);
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException(path + " does not load", e);
    }
  }
}
