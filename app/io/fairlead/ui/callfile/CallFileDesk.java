package io.fairlead.ui.callfile;

import java.nio.file.Path;
import java.util.Optional;

/** Where the tool window of call files sends the operator. On the FX thread. */
public interface CallFileDesk {

  /** Asks which folder to open; nothing when it was given up. */
  Optional<Path> askFolder();

  /** Asks where to write an example, writes it, and opens it. */
  void createExample();

  /** Shows a file in an editor of its own, with the answers of its requests. */
  void openFile(Path file);
}
