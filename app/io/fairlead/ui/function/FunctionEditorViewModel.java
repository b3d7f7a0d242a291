package io.fairlead.ui.function;

import io.fairlead.metrics.FunctionFigures;
import io.fairlead.metrics.FunctionMetrics;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.TimeRange;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Health;
import io.fairlead.session.Snapshot;
import io.fairlead.ui.fx.Door;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What a function's editor shows: its status, its figures, its charts over a chosen range. */
public final class FunctionEditorViewModel implements AutoCloseable {

  /** How far charts look back: the choices. */
  public static final List<Duration> LOOK_BACKS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(15),
          Duration.ofHours(1));

  /**
   * The state of the function at one moment.
   *
   * @param status as the gateway last described it; empty when it has no such function
   * @param stale why it may no longer hold
   */
  public record State(
      Optional<FunctionStatus> status,
      Optional<FunctionFigures> figures,
      Optional<Failure> stale) {}

  /** Charts, or why there are none. */
  public record Charts(
      Optional<FunctionMetrics> metrics, TimeRange range, Optional<Failure> failure) {}

  private final GatewaySession session;
  private final FunctionRef function;
  private final Door door;
  private final Clock clock;
  private final Scope scope;
  private final ReadOnlyObjectWrapper<State> state;
  private final ReadOnlyObjectWrapper<Charts> charts;
  private final ObjectProperty<Duration> lookBack = new SimpleObjectProperty<>(LOOK_BACKS.get(1));
  private final ObjectProperty<Optional<TimeRange>> zoom =
      new SimpleObjectProperty<>(Optional.empty());
  private final Scope.Registration subscription;
  private volatile TimeRange range;
  private volatile boolean following = true;

  /** Follows one function of a session. */
  public FunctionEditorViewModel(
      GatewaySession session, FunctionRef function, Door door, Clock clock) {
    this.session = session;
    this.function = function;
    this.door = door;
    this.clock = clock;
    this.scope = new Scope("function-editor");
    this.range = TimeRange.ofLast(lookBack.get(), clock);
    this.state = new ReadOnlyObjectWrapper<>(stateOf(session.snapshot()));
    this.charts =
        new ReadOnlyObjectWrapper<>(new Charts(Optional.empty(), range, Optional.empty()));
    lookBack.addListener((observable, before, now) -> zoom.set(Optional.empty()));
    lookBack.addListener((observable, before, now) -> askForCharts());
    zoom.addListener((observable, before, now) -> askForCharts());
    this.subscription = session.subscribe(this::arrived);
  }

  /** Which function. */
  public FunctionRef function() {
    return function;
  }

  /** The session it belongs to. */
  public GatewaySession session() {
    return session;
  }

  /** Its state. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Its charts. */
  public ReadOnlyObjectProperty<Charts> chartsProperty() {
    return charts.getReadOnlyProperty();
  }

  /** How far the charts look back. */
  public ObjectProperty<Duration> lookBackProperty() {
    return lookBack;
  }

  /** A range the operator zoomed to; empty follows the present. */
  public ObjectProperty<Optional<TimeRange>> zoomProperty() {
    return zoom;
  }

  @Override
  public void close() {
    subscription.close();
    scope.close();
  }

  private void arrived(Snapshot snapshot) {
    State next = stateOf(snapshot);
    door.post(
        List.of(this, "state"),
        () -> {
          state.set(next);
          if (following) {
            askForCharts();
          }
        });
  }

  /** On the FX thread: fixes the range, then asks on a thread of the scope. */
  private void askForCharts() {
    following = zoom.get().isEmpty();
    range = zoom.get().orElseGet(() -> TimeRange.ofLast(lookBack.get(), clock));
    session.metrics().ifPresent(source -> scope.run(() -> fetch(source, range)));
  }

  private void fetch(MetricSource source, TimeRange wanted) {
    Optional<Failure> refresh = session.snapshot().metricsFailure();
    source
        .function(function.qualifiedName(), wanted, scope)
        .either(
            found -> show(new Charts(Optional.of(found), wanted, refresh)),
            failure -> show(new Charts(Optional.empty(), wanted, Optional.of(failure))));
  }

  private void show(Charts next) {
    door.post(
        List.of(this, "charts"),
        () -> {
          // An answer for a range that was left meanwhile is dropped.
          if (next.range().equals(range)) {
            charts.set(next);
          }
        });
  }

  private State stateOf(Snapshot snapshot) {
    return new State(
        snapshot.function(function),
        Optional.ofNullable(snapshot.figures().get(function.qualifiedName())),
        snapshot.health() instanceof Health.Down down
            ? Optional.of(down.failure())
            : Optional.empty());
  }
}
