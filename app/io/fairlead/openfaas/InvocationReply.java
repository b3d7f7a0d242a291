package io.fairlead.openfaas;

import io.fairlead.files.Bytes;
import io.fairlead.model.Header;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came back from a call, whatever its status.
 *
 * @param status the HTTP status
 * @param headers in their order
 * @param body the body as it came, compressed if the call asked for that; readable until the spool
 *     of its {@link Reception} is closed
 * @param end how its body ended
 * @param truncation why it is not whole, in one sentence; empty when it is
 * @param timing when its stages were over
 * @param startTime when the gateway passed the call on, from {@code X-Start-Time}; excludes the
 *     wait for a cold start (contract 1.6)
 * @param durationSeconds how long the watchdog says it took, from {@code X-Duration-Seconds};
 *     absent in the watchdog's streaming mode
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType")
public record InvocationReply(
    int status,
    List<Header> headers,
    Bytes body,
    End end,
    String truncation,
    Timing timing,
    Optional<Instant> startTime,
    OptionalDouble durationSeconds) {

  /** How the body of a reply ended. */
  public enum End {
    /** As it should. */
    WHOLE,
    /** The time of the call was over. */
    TIME_OVER,
    /** The connection was cut. */
    CUT,
    /** The call was stopped here. */
    STOPPED,
    /** It is longer than what is kept, or than the disk takes. */
    TOO_LONG,
    /** It names two lengths, so nobody knows whether it is whole. */
    DOUBTFUL
  }

  private static final int MAX_TEXT_BYTES = 1 << 20;

  public InvocationReply {
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(end);
    Objects.requireNonNull(truncation);
    Objects.requireNonNull(timing);
    Objects.requireNonNull(startTime);
    Objects.requireNonNull(durationSeconds);
  }

  /** Whether the body is not the whole one. */
  public boolean truncated() {
    return end != End.WHOLE;
  }

  /** The first value of a header, in any case. */
  public Optional<String> header(String name) {
    return headers.stream().filter(header -> header.isNamed(name)).map(Header::value).findFirst();
  }

  /**
   * The gateway's correlation id; absent when the call brought its own, which is not echoed
   * (contract 0.20).
   */
  public Optional<String> callId() {
    return header("X-Call-Id");
  }

  /** The beginning of the body as UTF-8, with replacement characters where it is none. */
  public String bodyText() {
    return new String(beginning(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
  }

  /** The first bytes of the body; fewer where they cannot be read any more. */
  public byte[] beginning(int most) {
    try {
      return body.beginning(most);
    } catch (IOException _) {
      return new byte[0];
    }
  }
}
