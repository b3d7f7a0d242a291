package io.fairlead.localgateway.function;

import java.io.OutputStream;

/**
 * A function's answer in the making. Status and headers count until the body outgrows the buffer
 * (2,048 bytes, as in Go's server) or is flushed for a caller that asked for events.
 */
public interface FunctionAnswer {

  /** Sets the status; 200 otherwise. */
  void status(int status);

  /** Sets a header. */
  void header(String name, String value);

  /** The body, streamed. {@code flush} has an effect only for {@code Accept: text/event-stream}. */
  OutputStream body();
}
