package io.fairlead.ui.gateway;

import io.fairlead.metrics.GatewayMetrics;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Failure;
import io.fairlead.model.TimeRange;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Capabilities;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Health;
import io.fairlead.session.Snapshot;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * What a gateway's editor shows, from its session's snapshots; charts are asked for after each
 * round.
 */
public final class GatewayEditorViewModel implements AutoCloseable {

  /** How far the charts of this editor look back at most; at first only to where data begins. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final Duration SHORTEST = Duration.ofMinutes(2);

  /**
   * The head of the editor.
   *
   * @param about provider, versions, architecture
   * @param stale why what is shown may no longer hold
   */
  public record Head(
      String title, String url, String about, Health health, Optional<Failure> stale) {}

  private final GatewaySession session;
  private final Door door;
  private final Clock clock;
  private final Scope scope;
  private final Recomputation charts;
  private final Consumer<List<FunctionRow>> rows;
  private final ReadOnlyObjectWrapper<Head> head;
  private final ReadOnlyObjectWrapper<Optional<GatewayMetrics>> metrics =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<Failure>> metricsFailure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Snapshot> snapshot;
  private final Scope.Registration subscription;
  private final Instant began;

  /**
   * Follows a session.
   *
   * @param rows receives the lines of each snapshot, on a thread of the session
   */
  public GatewayEditorViewModel(
      GatewaySession session, Door door, Clock clock, Consumer<List<FunctionRow>> rows) {
    this.session = session;
    this.door = door;
    this.clock = clock;
    this.rows = rows;
    this.began = session.beganAt();
    this.scope = new Scope("gateway-editor");
    this.charts = new Recomputation(scope::run, this::askForCharts);
    this.snapshot = new ReadOnlyObjectWrapper<>(session.snapshot());
    this.head = new ReadOnlyObjectWrapper<>(headOf(session.snapshot()));
    this.subscription = session.subscribe(this::arrived);
  }

  /** The session that feeds it. */
  public GatewaySession session() {
    return session;
  }

  /** The head. */
  public ReadOnlyObjectProperty<Head> headProperty() {
    return head.getReadOnlyProperty();
  }

  /** The latest snapshot. */
  public ReadOnlyObjectProperty<Snapshot> snapshotProperty() {
    return snapshot.getReadOnlyProperty();
  }

  /** Totals and charts, where there is a source of metrics that answers. */
  public ReadOnlyObjectProperty<Optional<GatewayMetrics>> metricsProperty() {
    return metrics.getReadOnlyProperty();
  }

  /** Why there are no charts. */
  public ReadOnlyObjectProperty<Optional<Failure>> metricsFailureProperty() {
    return metricsFailure.getReadOnlyProperty();
  }

  /** The range that charts show now. */
  public TimeRange range() {
    Duration seen = Duration.between(began, clock.instant());
    Duration look = seen.compareTo(LONGEST) > 0 ? LONGEST : seen;
    return TimeRange.ofLast(look.compareTo(SHORTEST) < 0 ? SHORTEST : look, clock);
  }

  /** Asks the gateway now. */
  public void refresh() {
    session.refresh();
  }

  @Override
  public void close() {
    subscription.close();
    scope.close();
  }

  private void arrived(Snapshot now) {
    rows.accept(FunctionRow.of(now));
    Head nextHead = headOf(now);
    door.post(
        List.of(this, "snapshot"),
        () -> {
          snapshot.set(now);
          head.set(nextHead);
          metricsFailure.set(now.metricsFailure());
        });
    charts.request();
  }

  private void askForCharts() {
    session.metrics().ifPresent(this::askForCharts);
  }

  private void askForCharts(MetricSource source) {
    source
        .gateway(range(), scope)
        .either(
            found -> door.post(List.of(this, "charts"), () -> metrics.set(Optional.of(found))),
            failure ->
                door.post(List.of(this, "charts"), () -> metricsFailure.set(Optional.of(failure))));
  }

  private static Head headOf(Snapshot now) {
    Optional<Failure> stale =
        now.health() instanceof Health.Down down && !now.functions().isEmpty()
            ? Optional.of(down.failure())
            : Optional.empty();
    return new Head(
        now.connection().name(),
        now.connection().shownUrl(),
        now.capabilities().map(GatewayEditorViewModel::about).orElse(""),
        now.health(),
        stale);
  }

  private static String about(Capabilities capabilities) {
    var info = capabilities.info();
    String provider =
        info.provider().isEmpty() ? Texts.of("gateway.provider-unknown") : info.provider();
    String versions =
        Texts.of("gateway.about", provider, info.providerRelease(), info.gatewayRelease());
    return info.arch().isEmpty() ? versions : versions + ", " + info.arch();
  }
}
