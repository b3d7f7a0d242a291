package io.fairlead.ui.call;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the disk says about a file that a call is to send. */
sealed interface FileFacts {

  /** Nobody has looked yet. */
  record Unseen() implements FileFacts {}

  /** It can be sent. */
  record Found(long bytes) implements FileFacts {}

  /** There is none of that name. */
  record Missing() implements FileFacts {}

  /** It is a folder, or this user may not read it. */
  record Unreadable() implements FileFacts {}

  /** Looks; blocks. */
  static FileFacts of(Path file) {
    try {
      if (!Files.exists(file)) {
        return new Missing();
      }
      return Files.isRegularFile(file) && Files.isReadable(file)
          ? new Found(Files.size(file))
          : new Unreadable();
    } catch (IOException _) {
      return new Unreadable();
    }
  }
}
