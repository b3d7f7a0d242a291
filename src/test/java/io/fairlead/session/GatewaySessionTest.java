package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.metrics.FunctionFigures;
import io.fairlead.metrics.FunctionMetrics;
import io.fairlead.metrics.GatewayMetrics;
import io.fairlead.metrics.MetricSource;
import io.fairlead.metrics.ScrapeSource;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.BrokenEntry;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import io.fairlead.support.ScriptedGateway;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session against a gateway on a real socket, on a clock that the test moves. */
class GatewaySessionTest {

  private static final Duration TICK = Duration.ofSeconds(2);

  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
  private final ScriptedGateway gateway = new ScriptedGateway();
  private GatewaySession session =
      new GatewaySession(gateway.connection(), Optional.empty(), inbox, clock, timer);
  private final List<Snapshot> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    session.close();
    inbox.close();
    gateway.close();
  }

  @Test
  void aSubscriberGetsThePresentSnapshotAtOnceAndThenEachRound() {
    session.subscribe(seen::add);
    assertThat(seen)
        .singleElement()
        .extracting(Snapshot::health)
        .isEqualTo(new Health.Connecting());
    begin();
    timer.awaitAndRun(TICK);
    Await.until("two rounds", () -> seen.size() == 3);
    assertThat(seen).extracting(Snapshot::seq).containsExactly(0L, 1L, 2L);
  }

  @Test
  void aSnapshotHoldsTheFunctionsOfAllNamespacesInTheirOrder() {
    gateway
        .on("GET /system/namespaces", "[\"openfaas-fn\",\"staging\"]")
        .functions("staging", "zebra", "echo")
        .functions("openfaas-fn", "resize", "echo");
    Snapshot now = begin();
    assertThat(now.namespaces()).containsExactly("openfaas-fn", "staging");
    assertThat(names(now))
        .containsExactly("echo.openfaas-fn", "echo.staging", "resize.openfaas-fn", "zebra.staging");
    assertThat(now.capabilities()).isPresent();
    assertThat(now.health()).isInstanceOf(Health.Up.class);
  }

  @Test
  void aGatewayThatIgnoresTheNamespaceListsEachFunctionOnce() {
    gateway
        .on("GET /system/namespaces", "[\"openfaas-fn\",\"staging\"]")
        .on(
            "GET /system/functions?namespace=staging",
            "[" + ScriptedGateway.function("openfaas-fn", "echo", 1, 1) + "]");
    assertThat(names(begin())).containsExactly("echo.openfaas-fn", "env.openfaas-fn");
  }

  @Test
  void functionsThatDidNotChangeAreTheSameInstancesInTheNextSnapshot() {
    Snapshot first = begin();
    Snapshot second = next();
    assertThat(second.functions()).isSameAs(first.functions());
    gateway.functions("openfaas-fn", "echo", "env", "sleep");
    Snapshot third = next();
    assertThat(third.functions()).hasSize(3);
    assertThat(third.function(ref("echo")).orElseThrow())
        .isSameAs(first.function(ref("echo")).orElseThrow());
  }

  @Test
  void whatItCanDoIsAskedOnceWhileItAnswers() {
    begin();
    next();
    next();
    assertThat(gateway.count("GET /system/info")).isEqualTo(1);
    assertThat(gateway.count("GET /system/functions")).isEqualTo(3);
  }

  @Test
  void aProviderThatWasNotThereAtFirstIsAskedForAgain() {
    gateway.on("GET /system/info", "{\"provider\":null,\"version\":{\"release\":\"1\"}}");
    begin();
    gateway.provider("faas-netes-ce");
    assertThat(next().capabilities().orElseThrow().info().provider()).isEqualTo("faas-netes-ce");
  }

  @Test
  void aBrokenEntryOfAListLeavesTheOthers() {
    gateway.on(
        "GET /system/functions?namespace=openfaas-fn",
        "["
            + ScriptedGateway.function("openfaas-fn", "echo", 1, 1)
            + ",{\"name\":\"bad\",\"replicas\":\"x\"},7]");
    Snapshot now = begin();
    assertThat(names(now)).containsExactly("echo.openfaas-fn");
    assertThat(now.broken()).extracting(BrokenEntry::name).containsExactly("bad", "");
    assertThat(now.health()).isInstanceOf(Health.Up.class);
  }

  @Test
  void aNamespaceThatIsRefusedDoesNotHideTheOthersAndKeepsWhatWasKnownOfIt() {
    gateway
        .on("GET /system/namespaces", "[\"openfaas-fn\",\"staging\"]")
        .functions("staging", "zebra");
    begin();
    gateway.on("GET /system/functions?namespace=staging", 403, "no");
    Snapshot now = next();
    assertThat(now.health()).isInstanceOf(Health.Up.class);
    assertThat(names(now)).containsExactly("echo.openfaas-fn", "env.openfaas-fn", "zebra.staging");
    assertThat(now.broken())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.name()).isEqualTo("staging");
              assertThat(entry.reason()).contains("do not permit").contains("Ask the owner");
            });
  }

  @Test
  void whenEveryNamespaceIsRefusedTheGatewayIsDown() {
    gateway
        .on("GET /system/namespaces", "[\"a\",\"b\"]")
        .on("GET /system/functions", 400, "namespace not valid");
    Snapshot now = begin();
    assertThat(downOf(now).failure().explanation()).contains("namespace not valid");
  }

  @Test
  void aWrongPasswordIsNotTriedForEveryNamespace() {
    gateway.on("GET /system/namespaces", "[\"a\",\"b\",\"c\"]");
    gateway.on("GET /system/functions", 401, "invalid credentials");
    assertThat(downOf(begin()).failure()).isInstanceOf(Failure.Unauthorised.class);
    assertThat(gateway.count("GET /system/functions")).isEqualTo(1);
  }

  @Test
  void aGatewayThatFailsKeepsItsLastFunctionsAndItsDownTimeAndIsRetriedEverMoreRarely() {
    Snapshot up = begin();
    gateway.on("GET /system/functions", 500, "boom").on("GET /system/info", 500, "boom");
    gateway.on("GET /system/functions?namespace=openfaas-fn", 500, "boom");
    Snapshot first = next();
    Instant since = downOf(first).since();
    assertThat(first.functions()).isEqualTo(up.functions());
    assertThat(first.isStale()).isTrue();
    assertThat(downOf(first).nextTry()).isEqualTo(clock.instant().plusSeconds(1));
    for (int seconds : new int[] {1, 2, 4, 8}) {
      Snapshot later = next(Duration.ofSeconds(seconds));
      assertThat(downOf(later).since()).isEqualTo(since);
      assertThat(downOf(later).nextTry()).isEqualTo(clock.instant().plusSeconds(seconds * 2L));
      assertThat(later.functions()).isEqualTo(up.functions());
      assertThat(later.at()).isEqualTo(up.at());
    }
  }

  @Test
  void aGatewayThatComesBackIsUpByItselfAndAskedAnewWhatItCanDo() {
    begin();
    gateway.on("GET /system/functions?namespace=openfaas-fn", 502, "");
    next();
    gateway.functions("openfaas-fn", "echo").provider("faas-netes-ce");
    Snapshot back = next(Duration.ofSeconds(1));
    assertThat(back.health())
        .isInstanceOfSatisfying(
            Health.Up.class, health -> assertThat(health.since()).isEqualTo(back.at()));
    assertThat(back.capabilities().orElseThrow().info().provider()).isEqualTo("faas-netes-ce");
    assertThat(names(back)).containsExactly("echo.openfaas-fn");
  }

  @Test
  void aRefreshDuringARoundCausesExactlyOneFurtherRound() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    begin();
    hold("GET /system/namespaces", "[\"openfaas-fn\"]", asked, answer);
    session.refresh();
    await(asked);
    session.refresh();
    session.refresh();
    session.refresh();
    answer.countDown();
    Await.until("two more rounds", () -> session.snapshot().seq() == 3);
    Await.until("the next one waits", () -> timer.delays().equals(List.of(TICK)));
    assertThat(gateway.count("GET /system/functions")).isEqualTo(3);
  }

  @Test
  void aRefreshReplacesTheRoundThatWaits() {
    begin();
    session.refresh();
    Await.until("a second round", () -> session.snapshot().seq() == 2);
    Await.until("one appointment", () -> timer.delays().equals(List.of(TICK)));
  }

  @Test
  void closingEndsTheRequestInFlightAndPublishesNothingMore() {
    session.subscribe(seen::add);
    begin();
    CountDownLatch asked = new CountDownLatch(1);
    AtomicBoolean hungUp = new AtomicBoolean();
    gateway.on(
        "GET /system/namespaces",
        (_, connection) -> {
          asked.countDown();
          connection.awaitHangUp();
          hungUp.set(true);
        });
    session.refresh();
    await(asked);
    session.close();
    Await.until("the client hangs up", hungUp::get);
    session.refresh();
    assertThat(session.snapshot().seq()).isEqualTo(1);
    assertThat(seen).hasSize(2);
    assertThat(timer.delays()).isEmpty();
  }

  @Test
  void aSubscriberThatThrowsNeitherEndsTheSessionNorStarvesTheOthers() {
    session.subscribe(
        snapshot -> {
          throw new IllegalStateException("a broken screen at " + snapshot.seq());
        });
    session.subscribe(seen::add);
    begin();
    next();
    // The snapshot is the session's before it is its subscribers'.
    Await.until("the second round to be heard of", () -> seen.size() == 3);
    assertThat(seen).extracting(Snapshot::seq).containsExactly(0L, 1L, 2L);
    assertThat(session.snapshot().health()).isInstanceOf(Health.Up.class);
  }

  @Test
  void metricsThatFailDoNotMakeTheGatewayDownAndTheSnapshotSaysWhy() {
    HttpUrl nowhere = HttpUrl.get(gateway.url() + "/no-metrics-here");
    session = withMetrics(new ScrapeSource(HttpTarget.of(nowhere, null), nowhere, clock, TICK));
    Snapshot now = begin();
    assertThat(now.health()).isInstanceOf(Health.Up.class);
    assertThat(now.functions()).hasSize(2);
    assertThat(now.figures()).isEmpty();
    assertThat(now.metricsFailure().orElseThrow().explanation()).contains("no metrics page");
  }

  @Test
  void metricsThatHangAreLeftAfterTenSecondsAndDoNotSlowTheNextRoundDown() {
    CountDownLatch asked = new CountDownLatch(1);
    try (LoopbackServer silent =
        LoopbackServer.onRequest(
            (_, connection) -> {
              asked.countDown();
              connection.awaitHangUp();
            })) {
      HttpUrl url = HttpUrl.get(silent.url() + "/metrics");
      session = withMetrics(new ScrapeSource(HttpTarget.of(url, null), url, clock, TICK));
      session.refresh();
      await(asked);
      timer.awaitAndRun(MetricReading.PATIENCE);
      Await.until("a round", () -> session.snapshot().seq() == 1);
      assertThat(session.snapshot().health()).isInstanceOf(Health.Up.class);
      assertThat(session.snapshot().metricsFailure()).get().isInstanceOf(Failure.TimedOut.class);
      Await.until("the next round waits", () -> timer.delays().equals(List.of(TICK)));
    }
  }

  @Test
  void aDefectOfTheMetricsIsOneOfTheMetricsAlone() {
    session = withMetrics(new BrokenMetrics());
    Snapshot now = begin();
    assertThat(now.health()).isInstanceOf(Health.Up.class);
    assertThat(now.metricsFailure()).get().isInstanceOf(Failure.Bug.class);
  }

  @Test
  void aRoundThatStumblesOverADefectIsFollowedByTheNext() {
    AtomicBoolean broken = new AtomicBoolean();
    Clock stumbling =
        new Clock() {
          @Override
          public Instant instant() {
            if (broken.getAndSet(false)) {
              throw new IllegalStateException("a defect");
            }
            return clock.instant();
          }

          @Override
          public ZoneId getZone() {
            return clock.getZone();
          }

          @Override
          public Clock withZone(ZoneId zone) {
            return this;
          }
        };
    session = new GatewaySession(gateway.connection(), Optional.empty(), inbox, stumbling, timer);
    begin();
    broken.set(true);
    Snapshot down = next();
    assertThat(downOf(down).failure()).isInstanceOf(Failure.Bug.class);
    assertThat(down.functions()).hasSize(2);
    assertThat(next(Duration.ofSeconds(1)).health()).isInstanceOf(Health.Up.class);
  }

  @Test
  void aSlowFirstListOfAColdStartDoesNotSlowTheFollowingRoundsDown() {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    hold(
        "GET /system/functions?namespace=openfaas-fn",
        "[" + ScriptedGateway.function("openfaas-fn", "echo", 1, 1) + "]",
        asked,
        answer);
    session.refresh();
    await(asked);
    // The list takes as long as the test needs to see it, which is more than 2 s would allow for.
    long begin = System.nanoTime();
    Await.until("60 ms have passed", () -> System.nanoTime() - begin > 60_000_000);
    answer.countDown();
    Await.until("a round", () -> session.snapshot().seq() == 1);
    assertThat(((Health.Up) session.snapshot().health()).latency())
        .isGreaterThan(Duration.ofMillis(60));
    gateway.functions("openfaas-fn", "echo");
    next();
    next();
    next();
    Await.until("the next round waits", () -> timer.delays().equals(List.of(TICK)));
  }

  private Snapshot begin() {
    session.refresh();
    Await.until("the first round", () -> session.snapshot().seq() == 1);
    return session.snapshot();
  }

  private Snapshot next() {
    return next(TICK);
  }

  private Snapshot next(Duration wait) {
    long before = session.snapshot().seq();
    timer.awaitAndRun(wait);
    Await.until("the next round", () -> session.snapshot().seq() == before + 1);
    return session.snapshot();
  }

  private GatewaySession withMetrics(MetricSource source) {
    return new GatewaySession(gateway.connection(), Optional.of(source), inbox, clock, timer);
  }

  /** Answers only when the test lets it. */
  private void hold(String line, String json, CountDownLatch asked, CountDownLatch answer) {
    gateway.on(
        line,
        (_, connection) -> {
          asked.countDown();
          await(answer);
          connection.send(
              LoopbackServer.response("200 OK", "Content-Type: application/json", json));
        });
  }

  private static void await(CountDownLatch latch) {
    Await.until("the other side", () -> latch.getCount() == 0);
  }

  private static Health.Down downOf(Snapshot snapshot) {
    assertThat(snapshot.health()).isInstanceOf(Health.Down.class);
    return (Health.Down) snapshot.health();
  }

  private static FunctionRef ref(String name) {
    return new FunctionRef(new GatewayId("scripted"), "openfaas-fn", name);
  }

  private static List<String> names(Snapshot snapshot) {
    return snapshot.functions().stream()
        .map(FunctionStatus::ref)
        .map(FunctionRef::qualifiedName)
        .toList();
  }

  private static final class BrokenMetrics implements MetricSource {
    @Override
    public String description() {
      return "broken";
    }

    @Override
    public Outcome<Instant> refresh(Scope scope) {
      throw new IllegalStateException("a defect");
    }

    @Override
    public Outcome<FunctionMetrics> function(String name, TimeRange range, Scope scope) {
      throw new IllegalStateException("a defect");
    }

    @Override
    public Outcome<GatewayMetrics> gateway(TimeRange range, Scope scope) {
      throw new IllegalStateException("a defect");
    }

    @Override
    public Outcome<Map<String, FunctionFigures>> figures(Scope scope) {
      throw new IllegalStateException("a defect");
    }
  }
}
