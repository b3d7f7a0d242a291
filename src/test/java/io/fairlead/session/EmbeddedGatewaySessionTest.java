package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.metrics.ScrapeSource;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session with the embedded gateway: both sides are the program's own. */
class EmbeddedGatewaySessionTest {

  private static final Duration TICK = Duration.ofSeconds(2);

  @TempDir Path folder;
  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
  private final Scope scope = new Scope("test");
  private LocalGateway gateway;
  private GatewaySession session;

  @BeforeEach
  void start() throws IOException {
    gateway = LocalGateway.start(LocalGatewaySettings.in(folder));
    HttpUrl metricsUrl = HttpUrl.get(gateway.metricsUrl());
    Connection connection =
        new Connection(
            new GatewayId("local"),
            "Local",
            HttpUrl.get(gateway.url()),
            Optional.of(new Credentials.Basic(gateway.username(), gateway.password())),
            Optional.of(metricsUrl),
            Optional.of(HttpUrl.get(gateway.registryUrl())));
    session =
        new GatewaySession(
            connection,
            Optional.of(new ScrapeSource(HttpTarget.of(metricsUrl, null), metricsUrl, clock, TICK)),
            inbox,
            clock,
            timer);
    session.refresh();
    Await.until("the first round", () -> session.snapshot().seq() == 1);
  }

  @AfterEach
  void close() {
    scope.close();
    session.close();
    inbox.close();
    gateway.close();
  }

  @Test
  void itsStartersAreListed() {
    assertThat(session.snapshot().functions())
        .extracting(FunctionStatus::ref)
        .extracting(FunctionRef::name)
        .containsExactly("banner", "echo", "identicon", "word-count");
    assertThat(session.snapshot().metricsFailure()).isEmpty();
  }

  @Test
  void aGatewayThatGoesAwayIsDownAndUpAgainByItselfWhenItIsBackOnItsPort() throws IOException {
    HttpUrl api = HttpUrl.get(gateway.url());
    HttpUrl metrics = HttpUrl.get(gateway.metricsUrl());
    List<FunctionStatus> before = session.snapshot().functions();
    gateway.close();
    Snapshot down = next(TICK);
    assertThat(down.health())
        .isInstanceOfSatisfying(
            Health.Down.class,
            health -> {
              assertThat(health.failure()).isInstanceOf(Failure.Unreachable.class);
              assertThat(health.since()).isEqualTo(clock.instant());
            });
    assertThat(down.functions()).isEqualTo(before);
    Instant since = ((Health.Down) down.health()).since();
    assertThat(((Health.Down) next(Duration.ofSeconds(1)).health()).since()).isEqualTo(since);
    gateway =
        LocalGateway.start(LocalGatewaySettings.in(folder).onPorts(api.port(), metrics.port()));
    Snapshot back = next(Duration.ofSeconds(2));
    assertThat(back.health()).isInstanceOf(Health.Up.class);
    assertThat(back.functions()).hasSameSizeAs(before);
  }

  @Test
  void anAsynchronousCallComesBackToTheInbox() {
    CallSpec spec =
        CallSpec.of(function("echo")).withMode(CallSpec.Mode.ASYNC).withBody("round trip");
    AsyncInbox.Ticket ticket = session.callLater(spec, scope).toOptional().orElseThrow();
    Await.until("the callback", () -> stateOf(ticket) instanceof AsyncState.CalledBack);
    AsyncState.CalledBack back = (AsyncState.CalledBack) stateOf(ticket);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().utf8()).isEqualTo("round trip");
    Await.until("the inbox has nothing to listen for", () -> !inbox.isListening());
  }

  @Test
  void theLimitOfItsQueueIsKnownBeforeSending() {
    CallSpec spec =
        CallSpec.of(function("echo")).withMode(CallSpec.Mode.ASYNC).withBody("x".repeat(256_001));
    assertThat(session.callLater(spec, scope).toFailure().orElseThrow().explanation())
        .contains("256,000");
    CallSpec fitting = spec.withBody("x".repeat(256_000));
    assertThat(session.callLater(fitting, scope).toFailure()).isEmpty();
  }

  @Test
  void aDeployedFunctionBecomesReadyAndIsInTheNextSnapshot() {
    List<DeployWatch.Step> steps = deploy("hasher", imageOf("samples/hash:1.0"));
    assertThat(steps.getLast()).isInstanceOf(DeployWatch.Step.Ready.class);
    Await.until(
        "the function in a snapshot",
        () -> session.snapshot().function(function("hasher")).isPresent());
  }

  @Test
  void anImageThatTheRegistryDoesNotHaveIsRefused() {
    List<DeployWatch.Step> steps = deploy("nothing", imageOf("samples/nothing:1.0"));
    assertThat(steps.getLast())
        .isInstanceOfSatisfying(
            DeployWatch.Step.NotReady.class,
            step -> assertThat(step.failure().explanation()).contains("samples/nothing"));
    assertThat(session.client().describe(function("nothing"), scope).toFailure()).isPresent();
  }

  private List<DeployWatch.Step> deploy(String name, String image) {
    List<DeployWatch.Step> steps = new ArrayList<>();
    SystemTimer real = new SystemTimer();
    try (real) {
      new DeployWatch(session, clock, real)
          .run(FunctionSpec.of(name, "openfaas-fn", image), steps::add, scope);
    }
    return steps;
  }

  private String imageOf(String repository) {
    HttpUrl registry = HttpUrl.get(gateway.registryUrl());
    return registry.host() + ":" + registry.port() + "/" + repository;
  }

  private Snapshot next(Duration wait) {
    long before = session.snapshot().seq();
    timer.awaitAndRun(wait);
    Await.until("the next round", () -> session.snapshot().seq() == before + 1);
    return session.snapshot();
  }

  private AsyncState stateOf(AsyncInbox.Ticket ticket) {
    return inbox.calls().stream()
        .filter(call -> call.callId().equals(ticket.callId()))
        .map(AsyncCall::state)
        .findFirst()
        .orElseThrow();
  }

  private FunctionRef function(String name) {
    return new FunctionRef(new GatewayId("local"), "openfaas-fn", name);
  }
}
