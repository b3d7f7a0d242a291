package io.fairlead.openfaas;

import io.fairlead.model.Header;
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
 * @param body the body as it came, compressed if the call asked for that; up to {@link
 *     GatewayClient#MAX_REPLY_BYTES}
 * @param truncated whether the body is not the whole one
 * @param truncation why it is not, in one sentence; empty when it is whole
 * @param timing when its stages were over
 * @param startTime when the gateway passed the call on, from {@code X-Start-Time}; excludes the
 *     wait for a cold start (contract 1.6)
 * @param durationSeconds how long the watchdog says it took, from {@code X-Duration-Seconds};
 *     absent in the watchdog's streaming mode
 */
@SuppressWarnings({"ArrayRecordComponent", "OptionalUsedAsFieldOrParameterType"})
public record InvocationReply(
    int status,
    List<Header> headers,
    byte[] body,
    boolean truncated,
    String truncation,
    Timing timing,
    Optional<Instant> startTime,
    OptionalDouble durationSeconds) {

  public InvocationReply {
    headers = List.copyOf(headers);
    Objects.requireNonNull(body);
    Objects.requireNonNull(truncation);
    Objects.requireNonNull(timing);
    Objects.requireNonNull(startTime);
    Objects.requireNonNull(durationSeconds);
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

  /** The body as UTF-8, with replacement characters where it is none. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
