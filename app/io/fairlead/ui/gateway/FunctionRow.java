package io.fairlead.ui.gateway;

import io.fairlead.metrics.FunctionFigures;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.session.Snapshot;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.HealthState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One line of the function table; equal when everything it shows is equal.
 *
 * @param age how old it was at the snapshot, as it is shown: a row changes when the text does
 * @param sparkline rates of the last minutes, oldest first, {@code NaN} for a gap
 */
public record FunctionRow(
    FunctionRef ref,
    String image,
    int ready,
    int desired,
    boolean readyKnown,
    HealthState health,
    double rate,
    double errorRatio,
    double p95,
    List<Double> sparkline,
    Optional<Instant> createdAt,
    String age) {

  /** The lines of a snapshot, in its order. */
  static List<FunctionRow> of(Snapshot snapshot) {
    List<FunctionRow> rows = new ArrayList<>(snapshot.functions().size());
    for (FunctionStatus status : snapshot.functions()) {
      rows.add(of(status, snapshot.figures().get(status.ref().qualifiedName()), snapshot));
    }
    return rows;
  }

  private static FunctionRow of(
      FunctionStatus status, @Nullable FunctionFigures figures, Snapshot snapshot) {
    HealthState health;
    if (snapshot.isStale()) {
      health = HealthState.UNKNOWN;
    } else {
      health = status.isServing() ? HealthState.UP : HealthState.WAITING;
    }
    return new FunctionRow(
        status.ref(),
        status.image(),
        status.readyReplicas().orElse(0),
        status.replicas(),
        status.readyReplicas().isKnown(),
        health,
        figures == null ? Double.NaN : figures.rate(),
        figures == null ? Double.NaN : figures.errorRatio(),
        figures == null ? Double.NaN : figures.p95Seconds(),
        figures == null ? List.of() : Arrays.stream(figures.sparkline()).boxed().toList(),
        status.createdAt(),
        status.createdAt().map(at -> Figures.age(at, snapshot.at())).orElse("–"));
  }

  /** Ready and desired replicas as a table shows them. */
  String replicas() {
    return (readyKnown ? String.valueOf(ready) : "?") + "/" + desired;
  }
}
