package io.fairlead.calls.history;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.model.FunctionRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A call of the history as a line shows it.
 *
 * @param id the number of the entry
 * @param gateway what the operator called the gateway
 * @param target path and query, as written
 * @param status the HTTP status; 0 where none came
 * @param failure the kind of the failure; empty where there is none
 * @param queued of an asynchronous call, how far it came
 * @param size bytes of the answer; -1 where none came
 */
public record HistoryRow(
    long id,
    Instant at,
    String gateway,
    FunctionRef function,
    CallSpec.Mode mode,
    String method,
    String target,
    int status,
    String failure,
    Optional<HistoryEntry.Queued.State> queued,
    Producer producer,
    Duration took,
    long size) {

  public HistoryRow {
    Objects.requireNonNull(at);
    Objects.requireNonNull(gateway);
    Objects.requireNonNull(function);
    Objects.requireNonNull(mode);
    Objects.requireNonNull(method);
    Objects.requireNonNull(target);
    Objects.requireNonNull(failure);
    Objects.requireNonNull(queued);
    Objects.requireNonNull(producer);
    Objects.requireNonNull(took);
  }
}
