package io.fairlead.ui.call;

import io.fairlead.ui.fx.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks with the file dialog of the system, which opens where the last file was found. */
public final class SystemFileQuestion implements FileQuestion {

  private @Nullable File folder;

  @Override
  public Optional<Path> ask(@Nullable Window owner) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.of("request.choose-file"));
    if (folder != null && folder.isDirectory()) {
      chooser.setInitialDirectory(folder);
    }
    File chosen = chooser.showOpenDialog(owner);
    if (chosen == null) {
      return Optional.empty();
    }
    folder = chosen.getParentFile();
    return Optional.of(chosen.toPath());
  }
}
