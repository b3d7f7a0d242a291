package io.fairlead.boot;

import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallSpec;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import io.fairlead.session.Connection;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Health;
import io.fairlead.session.Snapshot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javafx.scene.control.ComboBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import okhttp3.HttpUrl;

/**
 * The way through all screens in their main states, with real gateways and real calls: an embedded
 * gateway with functions, one without, one that hangs, one that is away and one that goes away.
 */
final class SnapshotTour {

  private static final Duration TRAFFIC = Duration.ofSeconds(30);

  /** A gateway that keeps silent that long is shown as it is then: connecting. */
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(10);

  private final Console console;
  private final Stagehand hand;
  private final Pictures pictures;
  private final Path data;
  private final Scope scope = new Scope("tour");

  SnapshotTour(Console console, Stagehand hand, Pictures pictures, Path data) {
    this.console = console;
    this.hand = hand;
    this.pictures = pictures;
    this.data = data;
  }

  /** Every screen in every main state, on gateways of its own. */
  void visitEverything() throws IOException {
    pictures.take("welcome", "empty");
    LocalGateway gateway = start("gateway", true);
    try (LocalGateway bare = start("bare", false);
        ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      GatewaySession session = add(Console.connectionTo(gateway, "local", "Local"));
      hand.until("the starters", () -> serving(session.snapshot()) >= 4);
      connections();
      addGateways(bare, silent);
      deployments(session);
      Scope.Task traffic = scope.run(() -> callForAWhile(session));
      logsAndCalls(session);
      asynchronousCalls(session);
      new CallFileTour(console, hand, pictures, data).visit();
      questions(session);
      rest(TRAFFIC);
      traffic.cancel();
      charts(session);
      gateway.close();
      session.refresh();
      hand.until("the loss of the gateway", () -> session.snapshot().isStale());
      stale(session);
    } finally {
      gateway.close();
      scope.close();
    }
  }

  /** The screens of one gateway that is not ours: nothing is changed there. */
  void visitOnly(Connection connection) throws IOException {
    pictures.take("welcome", "empty");
    connections();
    GatewaySession session = add(connection);
    hand.comesTrue(FIRST_ANSWER, () -> !(session.snapshot().health() instanceof Health.Connecting));
    hand.act(() -> console.shell().openGateway(connection.id()));
    pictures.take("gateway", stateOf(session.snapshot()));
    Optional<FunctionStatus> first = session.snapshot().functions().stream().findFirst();
    if (first.isPresent()) {
      FunctionRef function = first.get().ref();
      hand.act(() -> console.shell().openFunction(function));
      pictures.take("function-overview", "filled");
      hand.act(() -> console.shell().openCall(function));
      // Not sent: what a function of somebody else's does when called is not ours to try.
      pictures.take("call", "empty");
      hand.act(() -> console.shell().openLogs(function));
      rest(Duration.ofSeconds(2));
      pictures.take("logs", "filled");
    }
    hand.act(() -> console.shell().deployTo(connection.id()));
    pictures.take("deploy", "empty");
    hand.act(() -> console.shell().closeSheet());
    hand.act(() -> console.shell().showTool("inbox"));
    pictures.take("inbox", "empty");
    scope.close();
  }

  private static String stateOf(Snapshot snapshot) {
    return switch (snapshot.health()) {
      case Health.Connecting _ -> "busy";
      case Health.Up _ -> snapshot.functions().isEmpty() ? "empty" : "filled";
      case Health.Down _ -> "failing";
    };
  }

  private LocalGateway start(String folder, boolean starters) throws IOException {
    LocalGatewaySettings settings = LocalGatewaySettings.in(data.resolve(folder));
    return LocalGateway.start(starters ? settings : settings.withoutStarters());
  }

  private GatewaySession add(Connection connection) {
    return hand.ask(() -> console.workbench().add(connection));
  }

  private static long serving(Snapshot snapshot) {
    return snapshot.functions().stream().filter(FunctionStatus::isServing).count();
  }

  private FunctionRef function(GatewaySession session, String name) {
    return new FunctionRef(session.connection().id(), "openfaas-fn", name);
  }

  private void connections() throws IOException {
    hand.act(() -> console.shell().addGateway());
    pictures.take("connection", "empty");
    hand.type("connection-url", "http://127.0.0.1:1");
    hand.press("connection-submit");
    hand.untilShown("connection-problem");
    pictures.take("connection", "failing");
    hand.act(() -> console.shell().closeSheet());
  }

  private void addGateways(LocalGateway bare, ServerSocket silent) throws IOException {
    GatewaySession empty = add(Console.connectionTo(bare, "bare", "Bare"));
    hand.act(() -> console.shell().openGateway(empty.connection().id()));
    hand.until("the bare gateway", () -> empty.snapshot().health() instanceof Health.Up);
    pictures.take("gateway", "empty");

    String quiet = "http://127.0.0.1:" + silent.getLocalPort();
    GatewaySession hanging = add(away("hanging", "Hanging", quiet));
    hand.act(() -> console.shell().openGateway(hanging.connection().id()));
    pictures.take("gateway", "busy");

    GatewaySession gone = add(away("away", "Away", "http://127.0.0.1:1"));
    hand.act(() -> console.shell().openGateway(gone.connection().id()));
    hand.until("the refusal", () -> gone.snapshot().isStale());
    pictures.take("gateway", "failing");
    for (GatewaySession done : List.of(empty, hanging, gone)) {
      hand.act(() -> console.workbench().remove(done.connection().id()));
    }
  }

  private static Connection away(String id, String name, String url) {
    return new Connection(
        new GatewayId(id),
        name,
        HttpUrl.get(url),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private void deployments(GatewaySession session) throws IOException {
    GatewayId id = session.connection().id();
    hand.act(() -> console.shell().openGateway(id));
    hand.act(() -> console.shell().deployTo(id));
    hand.until(
        "the images of the registry",
        () -> !((ComboBox<?>) hand.find("deploy-repository")).getItems().isEmpty());
    hand.type("deploy-repository", "samples/flaky");
    hand.until(
        "the tags of the image",
        () -> !((ComboBox<?>) hand.find("deploy-tag")).getItems().isEmpty());
    hand.type("deploy-env-name-0", "start_delay");
    hand.type("deploy-env-value-0", "2s");
    hand.type("deploy-env-name-1", "failure_ratio");
    hand.type("deploy-env-value-1", "0.2");
    hand.type("deploy-label-name-0", "team");
    hand.type("deploy-label-value-0", "harbour");
    pictures.take("deploy", "filled");
    hand.press("deploy-submit");
    rest(Duration.ofMillis(600));
    pictures.take("deploy", "busy");
    hand.untilShown("deploy-open");
    pictures.take("deploy", "ready");
    hand.act(() -> console.shell().closeSheet());

    hand.act(() -> console.shell().deployTo(id));
    hand.type("deploy-registry", "docker.io");
    hand.type("deploy-repository", "library/nginx");
    hand.type("deploy-tag", "1.29");
    hand.press("deploy-submit");
    hand.untilShown("deploy-edit");
    pictures.take("deploy", "failing");
    hand.act(() -> console.shell().closeSheet());
    for (String sample : List.of("sleep", "status")) {
      session.deploy(FunctionSpec.of(sample, "openfaas-fn", "samples/" + sample + ":1.0"), scope);
    }
    session.refresh();
    hand.until("seven functions", () -> serving(session.snapshot()) >= 7);
  }

  /** Steady calls of four functions, so that charts have something true to show. */
  private void callForAWhile(GatewaySession session) {
    for (int i = 0; i < 2_000 && !scope.isClosed() && !Thread.interrupted(); i++) {
      session.call(call(session, "echo", "POST", "", "{\"n\": " + i + "}"), scope);
      if (i % 2 == 0) {
        session.call(call(session, "flaky", "GET", "", ""), scope);
      }
      if (i % 3 == 0) {
        session.call(call(session, "sleep", "GET", "ms=" + 40 * (i % 5), ""), scope);
      }
      if (i % 7 == 0) {
        session.call(call(session, "word-count", "POST", "", "one two three"), scope);
      }
      LockSupport.parkNanos(Duration.ofMillis(60).toNanos());
    }
  }

  private CallSpec call(
      GatewaySession session, String name, String method, String query, String body) {
    return CallSpec.of(function(session, name)).withMethod(method).withQuery(query).withBody(body);
  }

  private void logsAndCalls(GatewaySession session) throws IOException {
    FunctionRef banner = function(session, "banner");
    hand.act(() -> console.shell().openFunction(banner));
    rest(Duration.ofSeconds(5));
    pictures.take("function-overview", "empty");
    hand.act(() -> console.shell().openLogs(banner));
    rest(Duration.ofSeconds(1));
    pictures.take("logs", "empty");
    hand.act(() -> console.shell().openLogs(function(session, "flaky")));
    rest(Duration.ofSeconds(3));
    pictures.take("logs", "filled");

    new CallTour(console, hand, pictures).visit(session);
  }

  /** Whether the editor in front waits; its cancel button shows it. */
  private boolean responsePending() {
    return hand.find("call-cancel").isVisible();
  }

  private void asynchronousCalls(GatewaySession session) throws IOException {
    hand.act(() -> console.shell().showTool("inbox"));
    pictures.take("inbox", "empty");
    hand.act(() -> console.shell().closeBottom());
    hand.act(() -> console.shell().openCall(function(session, "sleep")));
    hand.type("call-query", "ms=2500");
    hand.act(() -> ((ToggleButton) hand.find("call-async")).setSelected(true));
    hand.press("call-send");
    rest(Duration.ofMillis(700));
    pictures.take("call-async", "busy");
    hand.until("the callback", this::calledBack);
    rest(Duration.ofMillis(300));
    pictures.take("call-async", "filled");
    otherOutcomes(session);
    hand.act(() -> console.shell().showTool("inbox"));
    rest(Duration.ofMillis(300));
    pictures.take("inbox", "filled");
    hand.act(() -> console.shell().showTool("history"));
    hand.act(() -> ((TableView<?>) hand.find("history-table")).getSelectionModel().select(3));
    rest(Duration.ofMillis(600));
    pictures.take("history", "filled");
    hand.type("history-text", "no such text");
    rest(Duration.ofMillis(400));
    pictures.take("history", "no-match");
    hand.type("history-text", "");
    hand.act(() -> console.shell().closeBottom());
    hand.act(() -> console.shell().askCallbackAddress(Optional.of(session.connection().id())));
    hand.untilShown("callback-preview");
    pictures.take("callback-address", "filled");
    hand.act(() -> ((RadioButton) hand.find("callback-forwarded")).fire());
    hand.type("callback-url", "host.k3d.internal");
    pictures.take("callback-address", "failing");
    hand.act(() -> console.shell().closeSheet());
  }

  /**
   * Calls that come to other ends than a good one: a failure, a body too large, one not waited for.
   */
  private void otherOutcomes(GatewaySession session) {
    CallSpec status = call(session, "status", "POST", "code=503", "").withMode(CallSpec.Mode.ASYNC);
    session.callLater(status, scope);
    session.callLater(
        call(session, "echo", "POST", "", "x".repeat(300_000)).withMode(CallSpec.Mode.ASYNC),
        scope);
    CallSpec slow = call(session, "sleep", "POST", "ms=20000", "").withMode(CallSpec.Mode.ASYNC);
    session
        .callLater(slow, scope)
        .toOptional()
        .ifPresent(ticket -> console.workbench().inbox().stopWaiting(ticket.callId()));
    session.callLater(slow, scope);
    rest(Duration.ofSeconds(1));
  }

  private boolean calledBack() {
    return console.workbench().inbox().calls().stream()
        .anyMatch(call -> call.state() instanceof AsyncState.CalledBack);
  }

  private void questions(GatewaySession session) throws IOException {
    hand.act(() -> console.shell().askDelete(function(session, "status")));
    pictures.take("delete", "asking");
    hand.act(() -> console.shell().closeSheet());
  }

  private void charts(GatewaySession session) throws IOException {
    session.refresh();
    hand.act(() -> console.shell().openFunction(function(session, "flaky")));
    hand.act(() -> ((TabPane) hand.find("function-tabs")).getSelectionModel().selectFirst());
    hand.act(() -> ((ComboBox<?>) hand.find("function-range")).getSelectionModel().selectFirst());
    rest(Duration.ofSeconds(3));
    pictures.take("function-overview", "filled");
    hand.act(() -> console.shell().openGateway(session.connection().id()));
    rest(Duration.ofSeconds(1));
    pictures.take("gateway", "filled");
    hand.type("gateway-filter", "nothing-like-this");
    rest(Duration.ofMillis(300));
    pictures.take("gateway", "filtered-away");
    hand.type("gateway-filter", "");
  }

  private void stale(GatewaySession session) throws IOException {
    rest(Duration.ofMillis(500));
    pictures.take("gateway", "stale");
    hand.act(() -> console.shell().openFunction(function(session, "flaky")));
    rest(Duration.ofMillis(500));
    pictures.take("function-overview", "stale");
    hand.act(() -> console.shell().openCall(function(session, "echo")));
    hand.press("call-send");
    hand.until("the failure", () -> !responsePending());
    pictures.take("call", "unreachable");
  }

  private void rest(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < deadline) {
      hand.pulses(1);
    }
  }
}
