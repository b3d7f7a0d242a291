package io.fairlead.boot;

import io.fairlead.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Where the program logs: a file in the data folder that rotates at 1 MB, and warnings to stderr.
 */
final class LogFile {

  /** Held, because the JDK forgets loggers nobody holds. */
  private static final Logger ROOT = Logger.getLogger("");

  private static final Logger JAVAFX = Logger.getLogger("javafx");

  private LogFile() {}

  static void open(Path data) throws IOException {
    AtomicFile.createPrivateFolder(data);
    for (Handler handler : ROOT.getHandlers()) {
      handler.setLevel(Level.WARNING);
    }
    // JavaFX lies on the class path, on purpose; it warns of that at every start.
    JAVAFX.setFilter(
        record ->
            record.getMessage() == null
                || !record.getMessage().startsWith("Unsupported JavaFX configuration"));
    FileHandler file =
        new FileHandler(data.resolve("fairlead.%g.log").toString(), 1_000_000, 3, true);
    file.setFormatter(new SimpleFormatter());
    file.setLevel(Level.INFO);
    ROOT.addHandler(file);
  }
}
