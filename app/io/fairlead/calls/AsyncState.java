package io.fairlead.calls;

import io.fairlead.model.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import okio.ByteString;

/**
 * How far one asynchronous call has come. A gateway tells no state (contract 0.17), so this is what
 * the console itself sent and received.
 */
public sealed interface AsyncState {

  /** When it came to this. */
  Instant at();

  /** Registered here; the gateway has not answered yet. */
  record Queued(Instant at) implements AsyncState {
    public Queued {
      Objects.requireNonNull(at);
    }
  }

  /**
   * The gateway answered 202, which it does for an unknown function as well (contract 0.16).
   *
   * @param gatewayStart the answer's {@code X-Start-Time}: the gateway's clock at the enqueueing
   */
  record Accepted(Instant at, Optional<Instant> gatewayStart) implements AsyncState {
    public Accepted {
      Objects.requireNonNull(at);
      Objects.requireNonNull(gatewayStart);
    }
  }

  /**
   * The queue worker brought the result (contract 1.7, callback request).
   *
   * @param status {@code X-Function-Status}; 0 where the header is absent or not a status
   * @param headers the function's headers as the worker copied them, names as Go spells them
   * @param body the function's answer, or the part of it that was kept
   * @param wholeness whether the body is whole, or why it is not
   * @param late whether it came after the inbox had stopped waiting for it
   * @param sinceAccepted from the gateway's 202 to the callback, by this machine's clock
   * @param durationSeconds {@code X-Duration-Seconds}: what the worker measured
   * @param queueWait from the enqueueing to the worker's own call, both by the gateway's clock
   */
  record CalledBack(
      Instant at,
      int status,
      Map<String, List<String>> headers,
      ByteString body,
      Wholeness wholeness,
      boolean late,
      Duration sinceAccepted,
      OptionalDouble durationSeconds,
      Optional<Duration> queueWait)
      implements AsyncState {
    public CalledBack {
      Objects.requireNonNull(at);
      headers = Map.copyOf(headers);
      Objects.requireNonNull(body);
      Objects.requireNonNull(wholeness);
      Objects.requireNonNull(sinceAccepted);
      Objects.requireNonNull(durationSeconds);
      Objects.requireNonNull(queueWait);
    }

    /** Whether the body is not the whole one. */
    public boolean truncated() {
      return wholeness != Wholeness.WHOLE;
    }

    CalledBack withoutBody() {
      return new CalledBack(
          at,
          status,
          headers,
          ByteString.EMPTY,
          Wholeness.LET_GO,
          late,
          sinceAccepted,
          durationSeconds,
          queueWait);
    }

    CalledBack withTimes(Duration since, Optional<Duration> wait) {
      return new CalledBack(
          at, status, headers, body, wholeness, late, since, durationSeconds, wait);
    }
  }

  /** Whether a body is whole, or why it is not. */
  enum Wholeness {
    WHOLE,
    /** It is longer than an inbox keeps of one result. */
    OVER_CAP,
    /** The connection broke before its end. */
    BROKEN_OFF,
    /** It stopped coming, or came too slowly. */
    STALLED,
    /** It was whole, and was let go to make room for newer ones. */
    LET_GO
  }

  /** It was not queued, or nobody knows whether it was ({@link Failure.OutcomeUnknown}). */
  record Refused(Instant at, Failure failure) implements AsyncState {
    public Refused {
      Objects.requireNonNull(at);
      Objects.requireNonNull(failure);
    }
  }

  /**
   * It is no longer waited for; the worker does not retry a failed callback (contract 0.18). A
   * result that comes all the same, while the inbox listens for other calls, is late.
   */
  record Expired(Instant at, Reason reason) implements AsyncState {

    /** Why it is not waited for. */
    public enum Reason {
      /** Nothing came back in time. */
      TIME,
      /** The operator stopped waiting. */
      STOPPED
    }

    public Expired {
      Objects.requireNonNull(at);
      Objects.requireNonNull(reason);
    }
  }

  /**
   * It was never sent: its body is larger than the queue takes (contract 0.19).
   *
   * @param bytes the body's size
   * @param limit the largest body that the queue takes
   */
  record Oversized(Instant at, long bytes, long limit) implements AsyncState {
    public Oversized {
      Objects.requireNonNull(at);
    }
  }
}
