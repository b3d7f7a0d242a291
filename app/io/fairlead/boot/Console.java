package io.fairlead.boot;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallBook;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.file.RecentFolders;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.probe.ProbeBook;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.metrics.MetricSource;
import io.fairlead.metrics.ScrapeSource;
import io.fairlead.model.Failure;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Outcome;
import io.fairlead.net.Credentials;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.session.Connection;
import io.fairlead.session.SystemTimer;
import io.fairlead.session.Workbench;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import io.fairlead.ui.shell.Screens;
import io.fairlead.ui.shell.ShellView;
import io.fairlead.ui.shell.ShellViewModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * The one place where objects are wired: sessions, screens, and the embedded gateway where none is
 * named. On the FX thread; {@link #close()} ends everything.
 */
public final class Console implements AutoCloseable {

  private static final GatewayId LOCAL = new GatewayId("local");
  private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(2);

  private final Clock clock = Clock.systemUTC();
  private final SystemTimer timer = new SystemTimer();
  private final Scope scope = new Scope("console");
  private final Door door = new FxDoor();
  private final Deque<LocalGateway> running = new ArrayDeque<>();
  private volatile ProbeBook probeBook = ProbeBook.inMemory();
  private volatile CallBook book = CallBook.inMemory();
  private final Workbench workbench;
  private final ShellViewModel shellModel;
  private final ShellView shell;

  /** A console without gateways that keeps nothing on disk. */
  public Console(Theme theme, Runnable quit) {
    this(theme, Optional.empty(), quit);
  }

  /**
   * A console without gateways.
   *
   * @param data where it keeps what survives its end, if anywhere
   */
  public Console(Theme theme, Optional<Path> data, Runnable quit) {
    AsyncInbox inbox =
        data.map(folder -> AsyncInbox.in(folder, clock))
            .orElseGet(() -> new AsyncInbox(CallbackAddress.loopback(), clock));
    CallHistory history =
        data.map(
                folder ->
                    CallHistory.in(
                        folder.resolve("history"),
                        clock,
                        (delay, task) -> timer.after(delay, task)))
            .orElseGet(CallHistory::inMemory);
    workbench = new Workbench(inbox, history, clock, timer, this::metricsOf);
    scope.run(inbox::restore);
    scope.run(history::open);
    data.ifPresent(folder -> scope.run(() -> openBook(folder)));
    data.ifPresent(folder -> scope.run(() -> openProbeBook(folder)));
    shellModel = new ShellViewModel(workbench, door, theme);
    shell =
        new ShellView(
            shellModel,
            workbench,
            new Screens(
                workbench,
                () -> book,
                () -> probeBook,
                data.map(RecentFolders::in).orElseGet(RecentFolders::inMemory),
                door,
                clock,
                timer),
            door,
            quit);
  }

  private void openProbeBook(Path data) {
    ProbeBook opened = ProbeBook.open(data.resolve("probes"), this::placeOf);
    probeBook = opened;
    opened.problem().ifPresent(problem -> door.post(() -> shell.say(problem)));
  }

  /** The embedded gateway has another port each time, and stays the same gateway. */
  private String placeOf(GatewayId id) {
    return id.equals(LOCAL)
        ? LOCAL.value()
        : workbench
            .session(id)
            .map(session -> session.connection().url().toString())
            .orElse(id.value());
  }

  private void openBook(Path data) {
    CallBook opened =
        CallBook.open(
            data.resolve("calls"), this::placeOf, clock, (delay, task) -> timer.after(delay, task));
    book = opened;
    opened.problem().ifPresent(problem -> door.post(() -> shell.say(problem)));
  }

  /** The window's content. */
  public ShellView shell() {
    return shell;
  }

  /** What the window's frame shows. */
  public ShellViewModel shellModel() {
    return shellModel;
  }

  /** All sessions. */
  public Workbench workbench() {
    return workbench;
  }

  /** Adds the gateway that the command line names, with what it says of callbacks. */
  void connect(Connection connection, Optional<CallbackAddress> callbacks) {
    callbacks.ifPresent(address -> workbench.inbox().book().override(connection.url(), address));
    connect(connection);
  }

  /** Adds a gateway and opens its editor. */
  public void connect(Connection connection) {
    workbench.add(connection);
    shell.openGateway(connection.id());
  }

  /**
   * Starts the embedded gateway on a worker, and adds it as "Local" once it listens; the window is
   * there before it.
   */
  public void startLocalGateway(LocalGatewaySettings settings) {
    scope.run(
        () -> {
          try {
            LocalGateway gateway = LocalGateway.start(settings);
            if (keep(gateway)) {
              door.post(() -> connect(connectionTo(gateway, LOCAL.value(), "Local")));
            }
          } catch (IOException e) {
            String reason = StartFailure.sentence(e);
            door.post(() -> shell.showLocalGatewayFailure(reason));
          } catch (RuntimeException e) {
            door.post(() -> shell.showLocalGatewayFailure(String.valueOf(e)));
            throw e;
          }
        });
  }

  /** Remembers what must be closed; a gateway that comes up after the end is closed at once. */
  private boolean keep(LocalGateway gateway) {
    synchronized (running) {
      if (!scope.isClosed()) {
        running.push(gateway);
        return true;
      }
    }
    gateway.close();
    return false;
  }

  /** How to reach an embedded gateway. */
  static Connection connectionTo(LocalGateway gateway, String id, String name) {
    return new Connection(
        new GatewayId(id),
        name,
        HttpUrl.get(gateway.url()),
        Optional.of(new Credentials.Basic(gateway.username(), gateway.password())),
        Optional.of(HttpUrl.get(gateway.metricsUrl())),
        Optional.of(HttpUrl.get(gateway.registryUrl())));
  }

  /**
   * How to reach the gateway that the arguments name.
   *
   * @throws StartFailure when they name none that can be understood
   */
  static Connection connectionOf(Arguments arguments, String url) throws StartFailure {
    HttpUrl base = HttpUrl.parse(url.contains("://") ? url : "http://" + url);
    if (base == null) {
      throw new StartFailure("--connect " + url + " is not a URL; write http://host:port.");
    }
    HttpUrl metrics = null;
    if (arguments.metricsUrl != null) {
      metrics = HttpUrl.parse(arguments.metricsUrl);
      if (metrics == null) {
        throw new StartFailure("--metrics-url " + arguments.metricsUrl + " is not a URL.");
      }
    }
    return new Connection(
        new GatewayId("connected"),
        base.host() + ":" + base.port(),
        base,
        credentials(arguments),
        Optional.ofNullable(metrics),
        Optional.empty());
  }

  /**
   * Where that gateway's callbacks are received, as the arguments say.
   *
   * @throws StartFailure when they make no sense
   */
  static Optional<CallbackAddress> callbacksOf(Arguments arguments) throws StartFailure {
    if (arguments.callbackBind == null && arguments.callbackUrl == null) {
      return Optional.empty();
    }
    String place = arguments.callbackBind == null ? "127.0.0.1" : arguments.callbackBind;
    String url = arguments.callbackUrl == null ? "" : arguments.callbackUrl;
    return switch (CallbackAddress.parse(place, url)) {
      case Outcome.Ok<CallbackAddress>(CallbackAddress address) -> Optional.of(address);
      case Outcome.Failed<CallbackAddress>(Failure failure) ->
          throw new StartFailure(
              "--callback-bind or --callback-url: "
                  + failure.where()
                  + ": "
                  + failure.explanation()
                  + " "
                  + failure.remedy());
    };
  }

  private static Optional<Credentials> credentials(Arguments arguments) throws StartFailure {
    if (arguments.passwordFile == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Credentials.Basic(
              arguments.user, Files.readString(arguments.passwordFile).stripTrailing()));
    } catch (IOException _) {
      throw new StartFailure(
          "The password file "
              + arguments.passwordFile
              + " cannot be read; name one that you may read.");
    }
  }

  private Optional<MetricSource> metricsOf(Connection connection) {
    return connection
        .metricsUrl()
        .map(url -> new ScrapeSource(HttpTarget.of(url, null), url, clock, SCRAPE_INTERVAL));
  }

  @Override
  public void close() {
    shellModel.close();
    shell.close();
    scope.close();
    book.close();
    workbench.close();
    // After the sessions: what they have stopped still comes to its result.
    probeBook.close();
    timer.close();
    synchronized (running) {
      while (!running.isEmpty()) {
        running.pop().close();
      }
    }
  }
}
