package io.fairlead.session;

import io.fairlead.metrics.FunctionFigures;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.openfaas.BrokenEntry;
import io.fairlead.openfaas.Capabilities;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a session knows at one moment; immutable.
 *
 * @param seq ascending within a session
 * @param at when the gateway was asked for what this shows; while it is down, when it last answered
 * @param connection which gateway
 * @param health how it is
 * @param capabilities what it can do, once it has answered
 * @param namespaces its namespaces
 * @param functions all functions of all namespaces, sorted; the last known ones while it is down
 * @param broken entries of its lists that could not be read; of a namespace whose whole list was
 *     refused, one under the namespace's name, and its functions are the last known ones
 * @param figures present figures by {@code name.namespace}; empty without a metric source
 * @param metricsFailure why there are no figures, where there should be
 */
public record Snapshot(
    long seq,
    Instant at,
    Connection connection,
    Health health,
    Optional<Capabilities> capabilities,
    List<String> namespaces,
    List<FunctionStatus> functions,
    List<BrokenEntry> broken,
    Map<String, FunctionFigures> figures,
    Optional<Failure> metricsFailure) {

  /** What a session knows before it has asked. */
  static Snapshot initial(Connection connection, Instant at) {
    return new Snapshot(
        0,
        at,
        connection,
        new Health.Connecting(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Map.of(),
        Optional.empty());
  }

  /** Whether what it shows may no longer hold. */
  public boolean isStale() {
    return health instanceof Health.Down;
  }

  /** The function of that name, where the gateway has it. */
  public Optional<FunctionStatus> function(FunctionRef ref) {
    return functions.stream().filter(status -> status.ref().equals(ref)).findFirst();
  }
}
