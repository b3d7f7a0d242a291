package io.fairlead.ui.call;

import io.fairlead.files.Bytes;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** Saves the body of an answer as it came, off the FX thread, whatever its size. */
final class SaveBody {

  private static final int PIECE = 256 * 1024;

  private final Executor worker;
  private final Door door;
  private final FileQuestion question;
  private final Consumer<String> say;

  /**
   * Saves to the file that the question yields.
   *
   * @param say hears, on the FX thread, what came of it
   */
  SaveBody(Executor worker, Door door, FileQuestion question, Consumer<String> say) {
    this.worker = worker;
    this.door = door;
    this.question = question;
    this.say = say;
  }

  Button button(String prefix, Supplier<Body> shown) {
    Button button = new Button(Texts.of("call.save-body"), new FontIcon(Feather.DOWNLOAD));
    button.setId(prefix + "-save");
    button.getStyleClass().add("flat");
    button.setOnAction(
        event -> {
          Bytes bytes = shown.get().arrived();
          question
              .ask(button.getScene().getWindow())
              .ifPresent(file -> worker.execute(() -> save(bytes, file)));
        });
    return button;
  }

  private void save(Bytes bytes, Path file) {
    try {
      long size = bytes.size();
      try (OutputStream out = Files.newOutputStream(file)) {
        for (long at = 0; at < size; at += PIECE) {
          out.write(bytes.range(at, (int) Math.min(PIECE, size - at)));
        }
      }
      door.post(() -> say.accept(Texts.of("call.saved", Figures.bytes(size), file)));
    } catch (IOException e) {
      door.post(() -> say.accept(Texts.of("call.not-saved", file, String.valueOf(e.getMessage()))));
    }
  }
}
