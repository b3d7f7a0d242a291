package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.LogLine;
import io.fairlead.net.Scope;
import io.fairlead.session.DeployWatch.Step;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import io.fairlead.support.ScriptedGateway;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deployments watched on a clock that the test moves, against a gateway on a real socket. */
class DeployWatchTest {

  private static final Duration PAUSE = Duration.ofMillis(400);
  private static final String DESCRIBE = "GET /system/function/resize?namespace=openfaas-fn";

  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final GatewaySession session =
      new GatewaySession(
          gateway.connection(), Optional.empty(), inbox, clock, (delay, task) -> () -> {});
  private final DeployWatch watch = new DeployWatch(session, clock, timer);
  private final Scope scope = new Scope("deploy");
  private final List<Step> steps = new CopyOnWriteArrayList<>();
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void close() {
    scope.close();
    session.close();
    inbox.close();
    gateway.close();
  }

  @Test
  void aFunctionWhoseReplicaServesIsReady() {
    replicas(1, 0);
    deploy();
    awaitSteps(2);
    replicas(1, 1);
    timer.awaitAndRun(PAUSE);
    awaitEnd();
    assertThat(steps)
        .satisfiesExactly(
            step -> assertThat(step).isEqualTo(new Step.Sending()),
            step ->
                assertThat(step)
                    .isEqualTo(new Step.Starting(0, 1, Duration.ZERO, Optional.empty())),
            step ->
                assertThat(step)
                    .isInstanceOfSatisfying(
                        Step.Ready.class,
                        ready -> {
                          assertThat(ready.elapsed()).isEqualTo(PAUSE);
                          assertThat(ready.status().ref().name()).isEqualTo("resize");
                        }));
  }

  @Test
  void aDeploymentThatIsRefusedEndsAtOnceInTheGatewaysWords() {
    gateway.on("POST /system/functions", 400, "unable to pull image");
    deploy();
    awaitEnd();
    assertThat(steps).hasSize(2);
    assertThat(lastNotReady().failure().explanation()).contains("unable to pull image");
    assertThat(gateway.count("GET /system/function/")).isZero();
  }

  @Test
  void aFunctionThatNeverBecomesReadyEndsAfterTwoMinutesWithItsLog() {
    replicas(1, 0);
    gateway.on(
        "GET /system/logs",
        """
        {"name":"resize","namespace":"openfaas-fn","instance":"1","timestamp":"2026-11-23T12:00:01Z","text":"exec: no such file\\n"}
        """);
    deploy();
    awaitSteps(2);
    clock.advance(Duration.ofMinutes(2));
    timer.awaitAndRun(PAUSE);
    awaitEnd();
    assertThat(lastNotReady().failure()).isInstanceOf(Failure.TimedOut.class);
    assertThat(lastNotReady().failure().attempt()).contains("resize");
    assertThat(lastNotReady().log())
        .extracting(LogLine::text)
        .singleElement()
        .asString()
        .startsWith("exec: no such file");
  }

  @Test
  void twoMinutesAreCountedFromTheAnswerOfADeploymentThatPullsItsImage() {
    replicas(1, 0);
    gateway.on(
        "POST /system/functions",
        (_, connection) -> {
          clock.advance(Duration.ofMinutes(3));
          connection.send("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
        });
    deploy();
    awaitSteps(2);
    replicas(1, 1);
    timer.awaitAndRun(PAUSE);
    awaitEnd();
    assertThat(steps.getLast())
        .isInstanceOfSatisfying(
            Step.Ready.class,
            ready -> assertThat(ready.elapsed()).isEqualTo(Duration.ofMinutes(3).plus(PAUSE)));
  }

  @Test
  void anObstacleThatPassedIsNotBlamedInTheEnd() {
    gateway.on(DESCRIBE, 500, "a moment, please");
    deploy();
    Await.until("the first look", () -> gateway.count(DESCRIBE) == 1);
    replicas(1, 0);
    timer.awaitAndRun(PAUSE);
    awaitSteps(2);
    clock.advance(Duration.ofMinutes(2));
    timer.awaitAndRun(PAUSE);
    awaitEnd();
    assertThat(lastNotReady().failure()).isInstanceOf(Failure.TimedOut.class);
  }

  @Test
  void anObstacleThatStaysIsWhatIsTold() {
    gateway.on(DESCRIBE, 500, "the provider is ill");
    deploy();
    Await.until("the first look", () -> gateway.count(DESCRIBE) == 1);
    clock.advance(Duration.ofMinutes(2));
    timer.awaitAndRun(PAUSE);
    awaitEnd();
    assertThat(lastNotReady().failure().explanation()).contains("the provider is ill");
  }

  @Test
  void aLostAnswerIsReadBackUntilTheFunctionIsFound() {
    gateway.on("POST /system/functions", 502, "");
    deploy();
    awaitSteps(2);
    assertThat(steps.getLast())
        .isInstanceOfSatisfying(
            Step.Starting.class,
            step -> assertThat(step.doubt()).get().isInstanceOf(Failure.OutcomeUnknown.class));
    timer.awaitAndRun(PAUSE);
    Await.until("a second look", () -> gateway.count(DESCRIBE) == 2);
    replicas(1, 0);
    timer.awaitAndRun(PAUSE);
    awaitSteps(3);
    assertThat(steps.getLast())
        .isEqualTo(new Step.Starting(0, 1, PAUSE.multipliedBy(2), Optional.empty()));
    replicas(1, 1);
    timer.awaitAndRun(PAUSE);
    awaitEnd();
    assertThat(steps.getLast()).isInstanceOf(Step.Ready.class);
    assertThat(gateway.count("POST /system/functions")).isEqualTo(1);
  }

  @Test
  void aLostAnswerOfAFunctionThatNeverAppearsStaysAnUnknownOutcome() {
    gateway.on("POST /system/functions", (_, connection) -> connection.close());
    deploy();
    awaitSteps(2);
    clock.advance(Duration.ofMinutes(2));
    timer.awaitAndRun(PAUSE);
    awaitEnd();
    assertThat(lastNotReady().failure()).isInstanceOf(Failure.OutcomeUnknown.class);
    assertThat(gateway.count("POST /system/functions")).isEqualTo(1);
  }

  @Test
  void aSheetThatIsClosedHearsNothingMore() {
    replicas(1, 0);
    deploy();
    awaitSteps(2);
    Await.until("it waits", () -> timer.delays().contains(PAUSE));
    scope.close();
    awaitEnd();
    assertThat(steps).hasSize(2);
    assertThat(timer.delays()).isEmpty();
  }

  @Test
  void aSheetThatIsClosedWhileItSendsHearsNothingMore() {
    AtomicBoolean asked = new AtomicBoolean();
    gateway.on(
        "POST /system/functions",
        (_, connection) -> {
          asked.set(true);
          connection.awaitHangUp();
        });
    deploy();
    Await.until("the request is there", asked::get);
    scope.close();
    awaitEnd();
    assertThat(steps).containsExactly(new Step.Sending());
  }

  private void deploy() {
    FunctionSpec spec = FunctionSpec.of("resize", "openfaas-fn", "samples/resize:1.0");
    scope.run(
        () -> {
          watch.run(spec, steps::add, scope);
          over.set(true);
        });
  }

  private void replicas(int desired, int ready) {
    gateway.on(DESCRIBE, ScriptedGateway.function("openfaas-fn", "resize", desired, ready));
  }

  private void awaitSteps(int count) {
    Await.until(count + " steps", () -> steps.size() == count);
  }

  private void awaitEnd() {
    Await.until("the end of the deployment", over::get);
  }

  private Step.NotReady lastNotReady() {
    assertThat(steps.getLast()).isInstanceOf(Step.NotReady.class);
    return (Step.NotReady) steps.getLast();
  }
}
