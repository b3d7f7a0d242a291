package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.probe.Probe;
import io.fairlead.calls.probe.ProbeEngine;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** All sessions of this console, in the order in which they were added; safe from any thread. */
public final class Workbench implements AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final AsyncInbox inbox;
  private final CallHistory history;
  private final Clock clock;
  private final Timer timer;
  private final Function<Connection, Optional<MetricSource>> metricSources;
  private final ProbeEngine probeEngine;
  private final Published<List<GatewaySession>> sessions =
      new Published<>("the workbench", List.of());

  private volatile boolean closed;
  private volatile Timer.Appointment sweeping = () -> {};

  /**
   * A workbench without sessions.
   *
   * @param metricSources finds where a gateway's figures come from
   */
  public Workbench(
      AsyncInbox inbox,
      Clock clock,
      Timer timer,
      Function<Connection, Optional<MetricSource>> metricSources) {
    this(inbox, CallHistory.inMemory(), clock, timer, metricSources, Probe::start);
  }

  /** The same with a history that takes every call and is closed with it. */
  public Workbench(
      AsyncInbox inbox,
      CallHistory history,
      Clock clock,
      Timer timer,
      Function<Connection, Optional<MetricSource>> metricSources) {
    this(inbox, history, clock, timer, metricSources, Probe::start);
  }

  /** The same, with an engine of one's own for probes. */
  public Workbench(
      AsyncInbox inbox,
      CallHistory history,
      Clock clock,
      Timer timer,
      Function<Connection, Optional<MetricSource>> metricSources,
      ProbeEngine probeEngine) {
    this.inbox = inbox;
    this.history = history;
    this.clock = clock;
    this.timer = timer;
    this.metricSources = metricSources;
    this.probeEngine = probeEngine;
    sweepLater();
  }

  /** Opens a session and begins to ask; a closed workbench closes it again at once. */
  public GatewaySession add(Connection connection) {
    GatewaySession session =
        new GatewaySession(
            connection, metricSources.apply(connection), inbox, history, probeEngine, clock, timer);
    if (sessions.update(now -> with(now, session))) {
      session.refresh();
    } else {
      session.close();
    }
    return session;
  }

  private static List<GatewaySession> with(List<GatewaySession> now, GatewaySession added) {
    return Stream.concat(now.stream(), Stream.of(added)).toList();
  }

  /** Closes a session and forgets it, its credentials included. */
  public void remove(GatewayId id) {
    session(id)
        .ifPresent(
            gone -> {
              gone.close();
              sessions.update(now -> now.stream().filter(each -> !each.equals(gone)).toList());
            });
  }

  /** The sessions; immutable. */
  public List<GatewaySession> sessions() {
    return sessions.get();
  }

  /** One session. */
  public Optional<GatewaySession> session(GatewayId id) {
    return sessions().stream().filter(each -> each.connection().id().equals(id)).findFirst();
  }

  /** Where the results of asynchronous calls arrive. */
  public AsyncInbox inbox() {
    return inbox;
  }

  /** The calls that were made through any session. */
  public CallHistory history() {
    return history;
  }

  /** Delivers the present list of sessions at once and every later one, on whatever changed it. */
  public Scope.Registration subscribe(Consumer<List<GatewaySession>> subscriber) {
    return sessions.subscribe(subscriber);
  }

  /**
   * Tells of every change: a session that came or went, a snapshot of any of them. At least once at
   * the beginning; on whatever thread the change came, so that the listener must be quick.
   */
  public Scope.Registration onChange(Runnable listener) {
    return new AllSessions(this, listener);
  }

  /** Closes every session and the inbox; nothing can be added afterwards. */
  @Override
  public void close() {
    closed = true;
    sweeping.cancel();
    sessions.close();
    sessions().forEach(GatewaySession::close);
    inbox.close();
    history.close();
  }

  /** The inbox has no clock hand of its own: calls that nobody answers expire here. */
  private void sweepLater() {
    sweeping =
        timer.after(
            SWEEP,
            () -> {
              if (!closed) {
                inbox.sweep();
                sweepLater();
              }
            });
  }
}
