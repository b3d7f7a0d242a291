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
 * @param producer who made the answer, and why that is known
 * @param took from sending until the last byte, or until the callback
 * @param note what else is worth a line: queue wait, truncation
 */
public record ResponseModel(
    Phase phase,
    OptionalInt status,
    String producer,
    Optional<Duration> took,
    List<Header> headers,
    Body body,
    String note,
    Optional<Failure> failure) {

  /** Where a call stands. */
  public enum Phase {
    NONE,
    SENDING,
    QUEUED,
    ANSWERED,
    FAILED
  }

  /** Nothing was sent. */
  static ResponseModel none() {
    return of(Phase.NONE, "");
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
        note,
        Optional.empty());
  }

  /** It failed. */
  static ResponseModel failed(Failure failure) {
    return new ResponseModel(
        Phase.FAILED,
        OptionalInt.empty(),
        "",
        Optional.empty(),
        List.of(),
        Body.empty(),
        "",
        Optional.of(failure));
  }
}
