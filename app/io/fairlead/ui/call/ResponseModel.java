package io.fairlead.ui.call;

import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An answer, prepared for showing.
 *
 * @param status HTTP status, where an answer came
 * @param producer who made the answer
 * @param took from sending until the last byte, or until the callback
 * @param received bytes of the body so far
 * @param note what else is worth a line: queue wait, truncation
 * @param failure why there is no answer
 * @param trace its stages and its way
 */
public record ResponseModel(
    Phase phase,
    OptionalInt status,
    String producer,
    Optional<Duration> took,
    List<Header> headers,
    Body body,
    long received,
    String note,
    Optional<Failure> failure,
    Trace trace) {

  /** Where a call stands. */
  public enum Phase {
    NONE,
    SENDING,
    /** Status and headers are there, and the body is coming. */
    RECEIVING,
    QUEUED,
    ANSWERED,
    FAILED
  }

  /** Nothing was sent. */
  public static ResponseModel none() {
    return of(Phase.NONE, "");
  }

  /** It was sent, and nothing came yet. */
  public static ResponseModel sending() {
    return of(Phase.SENDING, "");
  }

  /** It is under way. */
  static ResponseModel of(Phase phase, String note) {
    return new ResponseModel(
        phase,
        OptionalInt.empty(),
        "",
        Optional.empty(),
        List.of(),
        Body.empty(),
        0,
        note,
        Optional.empty(),
        Trace.NONE);
  }

  /** Its body is coming. */
  static ResponseModel receiving(int status, List<Header> headers, Body body, long received) {
    return new ResponseModel(
        Phase.RECEIVING,
        OptionalInt.of(status),
        "",
        Optional.empty(),
        headers,
        body,
        received,
        "",
        Optional.empty(),
        Trace.NONE);
  }

  /** It failed. */
  static ResponseModel failed(Failure failure, Trace trace) {
    return new ResponseModel(
        Phase.FAILED,
        OptionalInt.empty(),
        "",
        Optional.empty(),
        List.of(),
        Body.empty(),
        0,
        "",
        Optional.of(failure),
        trace);
  }

  /** The same with another way. */
  ResponseModel withTrace(Trace changed) {
    return new ResponseModel(
        phase, status, producer, took, headers, body, received, note, failure, changed);
  }
}
