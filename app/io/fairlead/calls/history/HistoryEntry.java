package io.fairlead.calls.history;

import io.fairlead.calls.CallGap;
import io.fairlead.calls.KeptCall;
import io.fairlead.calls.Producer;
import io.fairlead.model.Header;
import io.fairlead.openfaas.Hop;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One call as the history keeps it, without its secrets.
 *
 * @param id its number; a later call has a greater one
 * @param at when sending began
 * @param origin the gateway
 * @param call what was sent; what is missing of it can be read from its gaps
 * @param sent the body that was sent, as far as it is kept
 * @param ending what came of it
 * @param producer who produced the answer
 * @param took until the answer's last byte, or until it failed
 * @param hops the redirects that were followed
 * @param queued of an asynchronous call, what became of it
 */
public record HistoryEntry(
    long id,
    Instant at,
    Origin origin,
    KeptCall call,
    KeptBody sent,
    Ending ending,
    Producer producer,
    Duration took,
    List<Hop> hops,
    Optional<Queued> queued) {

  /**
   * Which gateway it was, independent of this session.
   *
   * @param name what the operator called it
   * @param id what the workbench called it
   * @param url its base URL without credentials
   */
  public record Origin(String name, String id, String url) {
    public Origin {
      Objects.requireNonNull(name);
      Objects.requireNonNull(id);
      Objects.requireNonNull(url);
    }
  }

  /** What came of a call. */
  public sealed interface Ending {}

  /**
   * An answer came, or a callback did.
   *
   * @param status the HTTP status; of a callback {@code X-Function-Status}, 0 where it had none
   * @param note why its body is not whole; empty when it is
   */
  public record Answered(int status, List<Header> headers, KeptBody body, String note)
      implements Ending {
    public Answered {
      headers = List.copyOf(headers);
      Objects.requireNonNull(body);
      Objects.requireNonNull(note);
    }
  }

  /**
   * No answer came.
   *
   * @param kind the kind of the failure, such as {@code TimedOut}
   */
  public record Failed(String kind, String attempt, String where, String explanation, String remedy)
      implements Ending {
    public Failed {
      Objects.requireNonNull(kind);
      Objects.requireNonNull(attempt);
      Objects.requireNonNull(where);
      Objects.requireNonNull(explanation);
      Objects.requireNonNull(remedy);
    }
  }

  /** The gateway has queued it, and its result has not come. */
  public record Waiting() implements Ending {}

  /**
   * What became of an asynchronous call.
   *
   * @param callId its {@code X-Call-Id}; empty where it was refused before it had one
   * @param queueWait from the enqueueing to the worker's own call
   * @param durationSeconds what the worker measured
   */
  public record Queued(
      String callId, State state, Optional<Duration> queueWait, OptionalDouble durationSeconds) {

    /** How far it came. */
    public enum State {
      /** The gateway has it. */
      ACCEPTED,
      /** The gateway has it, and its result is not waited for. */
      WITHOUT_RESULT,
      /** The result came. */
      CALLED_BACK,
      /** It was not queued, or nobody knows. */
      REFUSED,
      /** The result is no longer waited for. */
      EXPIRED
    }

    public Queued {
      Objects.requireNonNull(callId);
      Objects.requireNonNull(state);
      Objects.requireNonNull(queueWait);
      Objects.requireNonNull(durationSeconds);
    }
  }

  public HistoryEntry {
    Objects.requireNonNull(at);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(call);
    Objects.requireNonNull(sent);
    Objects.requireNonNull(ending);
    Objects.requireNonNull(producer);
    Objects.requireNonNull(took);
    hops = List.copyOf(hops);
    Objects.requireNonNull(queued);
  }

  /** The HTTP status; 0 where none came. */
  public int status() {
    return ending instanceof Answered answered ? answered.status() : 0;
  }

  /** Whether no answer came, and none is waited for. */
  public boolean isFailed() {
    return ending instanceof Failed;
  }

  /** Whether the body that was sent is not kept whole, so that the call cannot be repeated. */
  public boolean isBodyMissing() {
    return call.gaps().stream().anyMatch(gap -> gap.kind() == CallGap.Kind.BODY);
  }

  HistoryEntry withId(long changed) {
    return new HistoryEntry(changed, at, origin, call, sent, ending, producer, took, hops, queued);
  }

  HistoryEntry withEnding(Ending changed) {
    return new HistoryEntry(id, at, origin, call, sent, changed, producer, took, hops, queued);
  }

  /** The same call with what another entry knows of its end. */
  HistoryEntry with(HistoryEntry news) {
    return new HistoryEntry(
        id, at, origin, call, sent, news.ending, news.producer, news.took, hops, news.queued);
  }

  /** The line of a table that it makes. */
  public HistoryRow toRow() {
    String query = call.spec().query();
    return new HistoryRow(
        id,
        at,
        origin.name(),
        call.spec().function(),
        call.spec().mode(),
        call.spec().method(),
        call.spec().path() + (query.isEmpty() ? "" : "?" + query),
        status(),
        ending instanceof Failed failed ? failed.kind() : "",
        queued.map(Queued::state),
        producer,
        took,
        ending instanceof Answered answered ? answered.body().size() : -1);
  }
}
