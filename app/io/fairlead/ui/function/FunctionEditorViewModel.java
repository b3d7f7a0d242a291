package io.fairlead.ui.function;

import io.fairlead.metrics.FunctionFigures;
import io.fairlead.metrics.FunctionMetrics;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.Outcome;
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

  // On the FX thread alone. An answer to an earlier choice is dropped, one to the present choice is
  // shown even when time went on meanwhile.
  private int choice;
  private boolean asking;

  /** Follows one function of a session. */
  public FunctionEditorViewModel(
      GatewaySession session, FunctionRef function, Door door, Clock clock) {
    this.session = session;
    this.function = function;
    this.door = door;
    this.clock = clock;
    this.scope = new Scope("function-editor");
    this.state = new ReadOnlyObjectWrapper<>(stateOf(session.snapshot()));
    this.charts =
        new ReadOnlyObjectWrapper<>(new Charts(Optional.empty(), range(), Optional.empty()));
    lookBack.addListener((observable, before, now) -> lookBackChosen());
    zoom.addListener((observable, before, now) -> choose());
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
          // A range that was zoomed to stands still, and so does what it shows.
          if (zoom.get().isEmpty()) {
            askForCharts();
          }
        });
  }

  private void lookBackChosen() {
    if (zoom.get().isPresent()) {
      zoom.set(Optional.empty());
    } else {
      choose();
    }
  }

  private void choose() {
    choice++;
    asking = false;
    askForCharts();
  }

  private TimeRange range() {
    return zoom.get().orElseGet(() -> TimeRange.ofLast(lookBack.get(), clock));
  }

  /** A source that is slower than the rounds of its gateway is asked one question at a time. */
  private void askForCharts() {
    if (asking || session.metrics().isEmpty()) {
      return;
    }
    asking = true;
    MetricSource source = session.metrics().get();
    TimeRange wanted = range();
    int chosen = choice;
    scope.run(() -> fetch(source, wanted, chosen));
  }

  private void fetch(MetricSource source, TimeRange wanted, int chosen) {
    Optional<Failure> refresh = session.snapshot().metricsFailure();
    Charts next =
        switch (source.function(function.qualifiedName(), wanted, scope)) {
          case Outcome.Ok<FunctionMetrics>(FunctionMetrics found) ->
              new Charts(Optional.of(found), wanted, refresh);
          case Outcome.Failed<FunctionMetrics>(Failure failure) ->
              new Charts(Optional.empty(), wanted, Optional.of(failure));
        };
    door.post(
        () -> {
          if (chosen == choice) {
            asking = false;
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
