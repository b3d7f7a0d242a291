package io.fairlead.ui.call;

import io.fairlead.ui.fx.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks with the file dialog of the system where to save an answer. */
final class SaveQuestion implements FileQuestion {

  @Override
  public Optional<Path> ask(@Nullable Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.of("call.save-body"));
    File chosen = chooser.showSaveDialog(owner);
    return Optional.ofNullable(chosen).map(File::toPath);
  }
}
