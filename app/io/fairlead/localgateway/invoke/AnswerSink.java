package io.fairlead.localgateway.invoke;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/** Where an answer goes: an HTTP exchange, or the memory of the asynchronous queue. */
public interface AnswerSink {

  /** The length of a body that is not known yet. */
  long STREAMED = -1;

  /**
   * Sends status and headers, once.
   *
   * @param headers by name, in any case
   * @param length of the body in bytes, or {@link #STREAMED}
   * @return what takes the body; bytes that the status or the method forbids are swallowed
   */
  OutputStream begin(int status, Map<String, String> headers, long length) throws IOException;
}
