package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All sessions of this console, in the order in which they were added; safe from any thread. */
public final class Workbench implements AutoCloseable {

  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final AsyncInbox inbox;
  private final Clock clock;
  private final Timer timer;
  private final Function<Connection, Optional<MetricSource>> metricSources;
  private final List<GatewaySession> sessions = new CopyOnWriteArrayList<>();
  private final List<Consumer<List<GatewaySession>>> subscribers = new CopyOnWriteArrayList<>();

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
    this.inbox = inbox;
    this.clock = clock;
    this.timer = timer;
    this.metricSources = metricSources;
    sweepLater();
  }

  /** Opens a session and begins to ask. */
  public GatewaySession add(Connection connection) {
    GatewaySession session =
        new GatewaySession(connection, metricSources.apply(connection), inbox, clock, timer);
    sessions.add(session);
    announce();
    session.refresh();
    return session;
  }

  /** Closes a session and forgets it, its credentials included. */
  public void remove(GatewayId id) {
    session(id)
        .ifPresent(
            session -> {
              sessions.remove(session);
              session.close();
              announce();
            });
  }

  /** The sessions. */
  public List<GatewaySession> sessions() {
    return List.copyOf(sessions);
  }

  /** One session. */
  public Optional<GatewaySession> session(GatewayId id) {
    return sessions.stream().filter(session -> session.connection().id().equals(id)).findFirst();
  }

  /** Where the results of asynchronous calls arrive. */
  public AsyncInbox inbox() {
    return inbox;
  }

  /** Delivers the present list of sessions and every later one, on the thread that changed it. */
  public Scope.Registration subscribe(Consumer<List<GatewaySession>> subscriber) {
    subscribers.add(subscriber);
    subscriber.accept(sessions());
    return () -> subscribers.remove(subscriber);
  }

  /**
   * Hears that a session came or went, or published a snapshot; on the thread where that happened.
   */
  public Scope.Registration onChange(Runnable listener) {
    Map<GatewayId, Scope.Registration> followed = new ConcurrentHashMap<>();
    Scope.Registration sessionsFollowed =
        subscribe(
            now -> {
              follow(now, followed, listener);
              listener.run();
            });
    return () -> {
      sessionsFollowed.close();
      followed.values().forEach(Scope.Registration::close);
    };
  }

  private static void follow(
      List<GatewaySession> now, Map<GatewayId, Scope.Registration> followed, Runnable listener) {
    Set<GatewayId> present =
        now.stream().map(session -> session.connection().id()).collect(Collectors.toSet());
    followed
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !present.contains(entry.getKey());
              if (gone) {
                entry.getValue().close();
              }
              return gone;
            });
    for (GatewaySession session : now) {
      followed.computeIfAbsent(
          session.connection().id(), id -> session.subscribe(snapshot -> listener.run()));
    }
  }

  @Override
  public void close() {
    closed = true;
    sweeping.cancel();
    subscribers.clear();
    sessions.forEach(GatewaySession::close);
    sessions.clear();
    inbox.close();
  }

  /** The inbox has no clock hand of its own: calls that nobody answers expire here. */
  private void sweepLater() {
    sweeping =
        timer.after(
            SWEEP,
            () -> {
              inbox.sweep();
              if (!closed) {
                sweepLater();
              }
            });
  }

  private void announce() {
    List<GatewaySession> now = sessions();
    subscribers.forEach(subscriber -> subscriber.accept(now));
  }
}
