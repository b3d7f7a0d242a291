package io.fairlead.ui.call;

import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks the operator for a file to send. */
@FunctionalInterface
public interface FileQuestion {

  /**
   * Asks; on the FX thread, which goes on with other events meanwhile.
   *
   * @param owner the window above which it is asked
   * @return nothing when it was given up
   */
  Optional<Path> ask(@Nullable Window owner);
}
