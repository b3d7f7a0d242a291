package io.fairlead.localgateway.state;

import java.io.IOException;

/** The disk refused a change, which therefore did not happen. */
public final class StateFailure extends IOException {
  private static final long serialVersionUID = 1L;

  StateFailure(String message) {
    super(message);
  }

  StateFailure(IOException cause) {
    super("cannot write the gateway's state: " + cause.getMessage(), cause);
  }
}
