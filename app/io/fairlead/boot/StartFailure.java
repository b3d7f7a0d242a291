package io.fairlead.boot;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** The program cannot begin; the message says why and what to do. */
final class StartFailure extends Exception {

  @Serial private static final long serialVersionUID = 1;

  StartFailure(String message) {
    super(message);
  }

  /** Why a file, a folder or a port cannot be used, as one sentence; the JDK says but a path. */
  static String sentence(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied ->
          denied.getFile() + " may not be used by this user: choose another place.";
      case NoSuchFileException absent ->
          absent.getFile() + " is not there and cannot be made: choose another place.";
      case FileAlreadyExistsException file ->
          file.getFile() + " is a file where a folder is needed: choose another place.";
      case FileSystemException other when other.getReason() != null ->
          other.getFile() + " cannot be used (" + other.getReason() + "): choose another place.";
      default -> String.valueOf(failure.getMessage());
    };
  }
}
