package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.Sender;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.probe.Probe;
import io.fairlead.calls.probe.ProbeEngine;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.ProbeRun;
import io.fairlead.calls.probe.ProbeTerms;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Accepted;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.Reception;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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
  private static final Duration AFTER_A_DEFECT = Duration.ofSeconds(5);

  private final Connection connection;
  private final GatewayClient client;
  private final Optional<MetricSource> metrics;
  private final Sender sender;
  private final Clock clock;
  private final Timer timer;
  private final Scope scope;
  private final Instant began;
  private final PollPace pace = new PollPace();
  private final Inquiry inquiry;
  private final MetricReading metricReading;
  private final AsyncCalls asyncCalls;
  private final Probes probes;
  private final CallRecorder recorder;
  private final Published<Snapshot> snapshots;

  private final Object gate = new Object();
  private boolean inRound;
  private boolean roundWanted;
  private Timer.@Nullable Appointment nextRound;

  /** A session that has asked nothing yet; {@link #refresh()} begins. */
  public GatewaySession(
      Connection connection,
      Optional<MetricSource> metrics,
      AsyncInbox inbox,
      Clock clock,
      Timer timer) {
    this(connection, metrics, inbox, CallHistory.inMemory(), Probe::start, clock, timer);
  }

  /** The same with a history that takes every call, and an engine of one's own for its probes. */
  public GatewaySession(
      Connection connection,
      Optional<MetricSource> metrics,
      AsyncInbox inbox,
      CallHistory history,
      ProbeEngine engine,
      Clock clock,
      Timer timer) {
    this.connection = connection;
    HttpTarget target = HttpTarget.of(connection.url(), connection.credentials().orElse(null));
    this.client = new GatewayClient(connection.id(), target);
    this.metrics = metrics;
    this.sender = new Sender(client, clock);
    this.clock = clock;
    this.timer = timer;
    this.scope = new Scope("session-" + connection.name());
    this.began = clock.instant();
    this.inquiry = new Inquiry(client);
    this.metricReading = new MetricReading(metrics, timer);
    this.asyncCalls = new AsyncCalls(connection, client, sender, inbox);
    this.probes = new Probes(connection, target, engine, clock);
    this.recorder = new CallRecorder(connection, history, inbox, clock);
    this.snapshots =
        new Published<>("session " + connection.name(), Snapshot.initial(connection, began));
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
    return snapshots.get();
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
   * Delivers the present snapshot at once, on this thread, and every later one, on a thread of the
   * session; in order, one at a time, and without those that came too late.
   *
   * @return ends the subscription
   */
  public Scope.Registration subscribe(Consumer<Snapshot> subscriber) {
    return snapshots.subscribe(subscriber);
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
    return recorder.made(sender.send(spec, caller));
  }

  /** The same, with an answer of any size that can be looked at while it comes. */
  public CallResult call(CallSpec spec, Reception reception, Scope caller) {
    return recorder.made(sender.send(spec, reception, caller));
  }

  /**
   * Puts a call on the queue; its result comes to the inbox. A call of an unknown function, and a
   * body that the queue would not take, are refused before anything is sent (contract 0.16, 0.19),
   * and so is a call whose result could not come back ({@link Failure.NoWayBack}). A lost answer is
   * an unknown outcome, and the inbox goes on waiting for its callback.
   *
   * @return the ticket under which the inbox keeps it, or why it was not accepted
   */
  public Outcome<AsyncInbox.Ticket> callLater(CallSpec spec, Scope caller) {
    return recorder.queued(spec, () -> asyncCalls.queue(spec, snapshot(), caller));
  }

  /**
   * Puts a call on the queue whose result comes to an address that is only tried, not set.
   *
   * @return the ticket under which the inbox keeps it, or why it was not accepted
   */
  public Outcome<AsyncInbox.Ticket> callLaterVia(
      CallbackAddress address, CallSpec spec, Scope caller) {
    return recorder.queued(spec, () -> asyncCalls.queueVia(address, spec, snapshot(), caller));
  }

  /**
   * Puts a call on the queue whose result is not waited for, because it cannot come.
   *
   * @return its call id, or why it was not accepted
   */
  public Outcome<String> callLaterWithoutResult(CallSpec spec, Scope caller) {
    return recorder.queuedWithoutResult(
        spec, () -> asyncCalls.queueWithoutResult(spec, snapshot(), caller));
  }

  /**
   * Begins a load probe of a call, with its own headers and with the gateway's credentials only
   * where the call has them. Refused: an asynchronous call, a second probe of the same function at
   * the same time, a server that is not this machine where {@link ProbeTerms#asksFirst} holds and
   * nobody has agreed. Closing the session stops it.
   *
   * @param agreed whether the operator has agreed to this probe of this server
   * @param whenOver hears what it came to, on a thread of the session
   */
  public Outcome<ProbeRun> probe(
      CallSpec spec, ProbeTerms terms, boolean agreed, Consumer<ProbeResult> whenOver) {
    return probes.start(spec, terms, agreed, whenOver);
  }

  /** Ends what is under way; no snapshot is published afterwards. Returns at once. */
  @Override
  public void close() {
    synchronized (gate) {
      snapshots.close();
      recorder.close();
      scope.close();
      probes.close();
      if (nextRound != null) {
        nextRound.cancel();
      }
    }
  }

  private void round() {
    Duration wait = AFTER_A_DEFECT;
    try {
      wait = askEverything();
    } catch (RuntimeException e) {
      // A defect in one round must not be the end of all that follow it.
      LOG.error("a round of {} failed", connection.name(), e);
      wait = failed(new Failure.Bug("Ask the gateway", connection.shownUrl(), e));
    } finally {
      goOn(wait);
    }
  }

  private void goOn(Duration wait) {
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

  /** One round; returns how long to wait until the next. */
  private Duration askEverything() {
    Instant begin = clock.instant();
    return switch (inquiry.ask(snapshot(), scope)) {
      case Outcome.Ok<Inquiry.Listing>(Inquiry.Listing listing) -> {
        MetricReading.Figures figures = metricReading.read(scope);
        snapshots.publish(up(listing, figures, begin));
        yield pace.afterSuccess(listing.cost().plus(figures.cost()));
      }
      case Outcome.Failed<Inquiry.Listing>(Failure failure) -> failed(failure);
    };
  }

  private Duration failed(Failure failure) {
    Duration wait = pace.afterFailure();
    snapshots.publish(down(failure, clock.instant(), wait));
    return wait;
  }

  private Snapshot up(Inquiry.Listing listing, MetricReading.Figures figures, Instant at) {
    Snapshot before = snapshot();
    Instant since = before.health() instanceof Health.Up up ? up.since() : at;
    return new Snapshot(
        before.seq() + 1,
        at,
        connection,
        new Health.Up(listing.latency(), since),
        Optional.of(listing.capabilities()),
        listing.namespaces(),
        listing.functions(),
        listing.broken(),
        figures.byFunction(),
        figures.failure());
  }

  private Snapshot down(Failure failure, Instant now, Duration wait) {
    Snapshot before = snapshot();
    Instant since = before.health() instanceof Health.Down down ? down.since() : now;
    return new Snapshot(
        before.seq() + 1,
        before.at(),
        connection,
        new Health.Down(failure, since, now.plus(wait)),
        before.capabilities(),
        before.namespaces(),
        before.functions(),
        before.broken(),
        before.figures(),
        before.metricsFailure());
  }
}
