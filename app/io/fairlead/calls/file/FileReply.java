package io.fairlead.calls.file;

import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What a call of a file was answered: its reply, or, of an asynchronous one, its callback.
 *
 * @param status of the reply; of a callback its {@code X-Function-Status}, 0 where it has none
 * @param headers in their order
 * @param body as far as it was kept
 * @param duration from sending to the whole answer; to the callback
 * @param truncation why the body is not whole, in one sentence; empty when it is
 */
public record FileReply(
    int status, List<Header> headers, Bytes body, Duration duration, String truncation) {

  public FileReply {
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(duration);
    Objects.requireNonNull(truncation);
  }

  /** An answer with a whole body. */
  public FileReply(int status, List<Header> headers, Bytes body, Duration duration) {
    this(status, headers, body, duration, "");
  }

  /** Whether the body is the whole one. */
  public boolean isWhole() {
    return truncation.isEmpty();
  }
}
