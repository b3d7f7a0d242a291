package io.fairlead.support;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.metrics.MetricSource;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.session.Connection;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Snapshot;
import io.fairlead.session.Workbench;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;

/** A workbench whose time and screen a test moves, for view models without a toolkit. */
public final class Workplace implements AutoCloseable {

  /** How long a session waits between two rounds with a cheap gateway. */
  public static final Duration TICK = Duration.ofSeconds(2);

  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final SameThreadDoor door = new SameThreadDoor();
  private final AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
  private final Map<GatewayId, MetricSource> sources = new ConcurrentHashMap<>();
  private final Workbench workbench =
      new Workbench(
          inbox, clock, timer, connection -> Optional.ofNullable(sources.get(connection.id())));

  /** The clock of everything. */
  public ManualClock clock() {
    return clock;
  }

  /** The timer of everything. */
  public ManualTimer timer() {
    return timer;
  }

  /** The way to the screen. */
  public SameThreadDoor door() {
    return door;
  }

  /** The inbox. */
  public AsyncInbox inbox() {
    return inbox;
  }

  /** The workbench. */
  public Workbench workbench() {
    return workbench;
  }

  /** Where the figures of a gateway that is added later come from. */
  public Workplace withMetrics(String id, MetricSource source) {
    sources.put(new GatewayId(id), source);
    return this;
  }

  /** How a gateway at a URL is reached without a password. */
  public static Connection connection(String id, String url) {
    return new Connection(
        new GatewayId(id),
        id,
        HttpUrl.get(url),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A function of the default namespace. */
  public static FunctionRef function(String gateway, String name) {
    return new FunctionRef(new GatewayId(gateway), "openfaas-fn", name);
  }

  /** Adds a gateway and waits for its first answer. */
  public GatewaySession open(String id, String url) {
    return open(connection(id, url));
  }

  /** Adds a gateway and waits for its first answer. */
  public GatewaySession open(Connection connection) {
    GatewaySession session = workbench.add(connection);
    Await.until("the first round", () -> session.snapshot().seq() == 1);
    return session;
  }

  /** Has a session ask now and waits for what it hears. */
  public Snapshot ask(GatewaySession session) {
    long before = session.snapshot().seq();
    session.refresh();
    Await.until("a round", () -> session.snapshot().seq() > before);
    return session.snapshot();
  }

  @Override
  public void close() {
    workbench.close();
  }
}
