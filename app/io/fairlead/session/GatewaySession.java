package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.metrics.FunctionFigures;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Accepted;
import io.fairlead.openfaas.Capabilities;
import io.fairlead.openfaas.GatewayClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One gateway as this console knows it: asks it in rounds, publishes snapshots, and carries out
 * what the operator wants.
 *
 * <p>Snapshots are published on a virtual thread of the session, one round at a time. Every method
 * that returns an {@link Outcome} blocks; call it on a thread of a {@link Scope}, never on the FX
 * thread.
 */
public final class GatewaySession implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GatewaySession.class);

  private final Connection connection;
  private final GatewayClient client;
  private final Optional<MetricSource> metrics;
  private final Sender sender;
  private final QueuedCalls queuedCalls;
  private final NamespaceLists lists;
  private final Clock clock;
  private final Timer timer;
  private final Scope scope;
  private final Instant began;
  private final PollPace pace = new PollPace();
  private final List<Consumer<Snapshot>> subscribers = new CopyOnWriteArrayList<>();

  private final Object gate = new Object();
  private boolean inRound;
  private boolean roundWanted;
  private Timer.@Nullable Appointment nextRound;

  private volatile Snapshot snapshot;

  /** A session that has asked nothing yet; {@link #refresh()} begins. */
  public GatewaySession(
      Connection connection,
      Optional<MetricSource> metrics,
      AsyncInbox inbox,
      Clock clock,
      Timer timer) {
    this.connection = connection;
    this.client =
        new GatewayClient(
            connection.id(),
            HttpTarget.of(connection.url(), connection.credentials().orElse(null)));
    this.metrics = metrics;
    this.sender = new Sender(client, clock);
    this.queuedCalls = new QueuedCalls(connection, sender, inbox, this::snapshot);
    this.lists = new NamespaceLists(client);
    this.clock = clock;
    this.timer = timer;
    this.scope = new Scope("session-" + connection.name());
    this.began = clock.instant();
    this.snapshot = Snapshot.initial(connection, began);
  }

  /** How it is reached. */
  public Connection connection() {
    return connection;
  }

  /** Since when it is asked. */
  public Instant beganAt() {
    return began;
  }

  /** The latest of what is known. */
  public Snapshot snapshot() {
    return snapshot;
  }

  /** Where figures and charts come from, if there is such a place. */
  public Optional<MetricSource> metrics() {
    return metrics;
  }

  /** The typed client, for reads that a screen makes by itself: logs, secrets, a description. */
  public GatewayClient client() {
    return client;
  }

  /**
   * Delivers the present snapshot and every later one, on a thread of the session.
   *
   * @return ends the subscription
   */
  public Scope.Registration subscribe(Consumer<Snapshot> subscriber) {
    subscribers.add(subscriber);
    subscriber.accept(snapshot);
    return () -> subscribers.remove(subscriber);
  }

  /** Asks the gateway now instead of at the next round; returns at once, from any thread. */
  public void refresh() {
    synchronized (gate) {
      if (scope.isClosed()) {
        return;
      }
      if (inRound) {
        roundWanted = true;
        return;
      }
      inRound = true;
      if (nextRound != null) {
        nextRound.cancel();
      }
    }
    scope.run(this::round);
  }

  /** Deploys a function; a lost answer is an unknown outcome, and nothing is sent twice. */
  public Outcome<Accepted> deploy(FunctionSpec spec, Scope caller) {
    Outcome<Accepted> outcome = client.deploy(spec, caller);
    refresh();
    return outcome;
  }

  /** Deletes a function. */
  public Outcome<Accepted> delete(FunctionRef function, Scope caller) {
    Outcome<Accepted> outcome = client.delete(function, caller);
    refresh();
    return outcome;
  }

  /** Calls a function and waits for its answer. */
  public CallResult call(CallSpec spec, Scope caller) {
    return sender.send(spec, caller);
  }

  /**
   * Puts a call on the queue; its result comes to the inbox. An unknown function is refused before
   * anything is sent, since a gateway would accept it all the same (contract 0.16).
   *
   * @return the ticket under which the inbox keeps it, or why it was not accepted
   */
  public Outcome<AsyncInbox.Ticket> callLater(CallSpec spec, Scope caller) {
    return queuedCalls.queue(spec, caller);
  }

  @Override
  public void close() {
    synchronized (gate) {
      scope.close();
      if (nextRound != null) {
        nextRound.cancel();
      }
    }
    subscribers.clear();
  }

  private void round() {
    Duration wait = Duration.ofSeconds(5);
    try {
      wait = askEverything();
    } catch (RuntimeException e) {
      // A defect here must not end the session: it is shown, and the next round tries again.
      LOG.error("a round of {} failed", connection.name(), e);
      Failure bug = new Failure.Bug("Read the gateway", connection.shownUrl(), e);
      publish(down(snapshot, bug, clock.instant(), wait));
    } finally {
      boolean again;
      synchronized (gate) {
        again = roundWanted && !scope.isClosed();
        roundWanted = false;
        inRound = again;
        if (!again && !scope.isClosed()) {
          nextRound = timer.after(wait, this::refresh);
        }
      }
      if (again) {
        scope.run(this::round);
      }
    }
  }

  /** One round; returns how long to wait until the next. */
  private Duration askEverything() {
    Instant begin = clock.instant();
    Snapshot before = snapshot;
    Optional<Capabilities> known =
        before.health() instanceof Health.Up ? before.capabilities() : Optional.empty();
    Outcome<Capabilities> capabilities =
        known.<Outcome<Capabilities>>map(Outcome::ok).orElseGet(() -> client.probe(scope));
    Outcome<NamespaceLists.Listing> listing =
        capabilities.then(
            found -> lists.read(known.isPresent() ? namespaces(found) : found.namespaces(), scope));
    if (scope.isClosed()) {
      return Duration.ofHours(1);
    }
    return switch (listing) {
      case Outcome.Ok<NamespaceLists.Listing>(NamespaceLists.Listing all) -> {
        Duration cost = all.took();
        Figures figures = figures();
        publish(
            new Snapshot(
                before.seq() + 1,
                begin,
                connection,
                new Health.Up(all.latency(), upSince(before, begin)),
                capabilities.toOptional(),
                all.namespaces(),
                all.functions(),
                all.broken(),
                all.unread().stream().map(NamespaceLists.Unread::failure).toList(),
                figures.byFunction(),
                figures.failure()));
        yield pace.afterSuccess(cost.plus(figures.took()));
      }
      case Outcome.Failed<NamespaceLists.Listing>(Failure failure) -> {
        Duration wait = pace.afterFailure();
        publish(down(before, failure, begin, wait));
        yield wait;
      }
    };
  }

  private static Instant upSince(Snapshot before, Instant now) {
    return before.health() instanceof Health.Up up ? up.since() : now;
  }

  private Snapshot down(Snapshot before, Failure failure, Instant at, Duration wait) {
    Instant since = before.health() instanceof Health.Down down ? down.since() : at;
    return new Snapshot(
        before.seq() + 1,
        before.at(),
        connection,
        new Health.Down(failure, since, at.plus(wait)),
        before.capabilities(),
        before.namespaces(),
        before.functions(),
        before.broken(),
        before.unread(),
        before.figures(),
        before.metricsFailure());
  }

  private List<String> namespaces(Capabilities known) {
    // A namespace may have come or gone; a gateway that no longer tells keeps the ones it told.
    return client.namespaces(scope).toOptional().orElse(known.namespaces());
  }

  private Figures figures() {
    if (metrics.isEmpty()) {
      return new Figures(Map.of(), Optional.empty(), Duration.ZERO);
    }
    long begin = System.nanoTime();
    Outcome<Map<String, FunctionFigures>> found =
        metrics.get().refresh(scope).then(at -> metrics.get().figures(scope));
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    return switch (found) {
      case Outcome.Ok<Map<String, FunctionFigures>>(Map<String, FunctionFigures> figures) ->
          new Figures(figures, Optional.empty(), took);
      case Outcome.Failed<Map<String, FunctionFigures>>(Failure failure) ->
          new Figures(Map.of(), Optional.of(failure), took);
    };
  }

  private void publish(Snapshot next) {
    snapshot = next;
    if (scope.isClosed()) {
      return;
    }
    for (Consumer<Snapshot> subscriber : subscribers) {
      try {
        subscriber.accept(next);
      } catch (RuntimeException e) {
        // One screen's defect must not starve the others.
        LOG.error("a subscriber of {} failed", connection.name(), e);
      }
    }
  }

  private record Figures(
      Map<String, FunctionFigures> byFunction, Optional<Failure> failure, Duration took) {}
}
