package io.fairlead.boot;

import java.io.Serial;

/** The program cannot begin; the message says why and what to do. */
final class StartFailure extends Exception {

  @Serial private static final long serialVersionUID = 1;

  StartFailure(String message) {
    super(message);
  }
}
