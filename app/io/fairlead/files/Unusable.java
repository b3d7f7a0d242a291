package io.fairlead.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Why a file cannot be read, in one sentence; the JDK often says but its path. */
public final class Unusable {

  private Unusable() {}

  /** The reason, as a sentence that does not name the file. */
  public static String reason(Path file, IOException failure) {
    return switch (failure) {
      case NoSuchFileException _ -> "There is no such file.";
      case AccessDeniedException _ -> "This user may not read it.";
      case NotDirectoryException _ -> "It is no folder.";
      case FileSystemException other when other.getReason() != null ->
          "It cannot be read: " + other.getReason() + ".";
      default ->
          Files.isDirectory(file)
              ? "It is a folder."
              : "It cannot be read: " + failure.getMessage() + ".";
    };
  }
}
