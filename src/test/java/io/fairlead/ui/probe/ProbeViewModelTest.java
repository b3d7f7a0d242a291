package io.fairlead.ui.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.history.CallHistory;
import io.fairlead.calls.probe.ProbeBook;
import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.ProbeTick;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.model.TimeSeries;
import io.fairlead.net.Credentials;
import io.fairlead.session.Connection;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.ManualTimer;
import io.fairlead.support.SameThreadDoor;
import io.fairlead.support.ScriptedMetrics;
import io.fairlead.support.ScriptedProbes;
import io.fairlead.support.Workplace;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbeViewModelTest {

  private static final FunctionRef ECHO = Workplace.function("prod", "echo");

  private final ManualClock clock = new ManualClock();
  private final ManualTimer timer = new ManualTimer(clock);
  private final SameThreadDoor door = new SameThreadDoor();
  private final ScriptedProbes engine = new ScriptedProbes();
  private final ScriptedMetrics metrics = new ScriptedMetrics();
  private final ProbeBook book = ProbeBook.inMemory();
  private final RunningProbes running = new RunningProbes();
  private GatewaySession session = session("http://127.0.0.1:1");
  private ProbeViewModel model = model(CallSpec.of(ECHO).withBody("ahoy"));

  @AfterEach
  void close() {
    model.close();
    session.close();
  }

  private GatewaySession session(String url) {
    Connection connection =
        new Connection(
            ECHO.gateway(),
            "prod",
            HttpUrl.get(url),
            Optional.of(new Credentials.Basic("admin", "gateway-secret")),
            Optional.empty(),
            Optional.empty());
    return new GatewaySession(
        connection,
        Optional.of(metrics),
        new AsyncInbox(CallbackAddress.loopback(), clock),
        CallHistory.inMemory(),
        engine,
        clock,
        timer);
  }

  private ProbeViewModel model(CallSpec spec) {
    return new ProbeViewModel(session, spec, book, running, door, clock, timer);
  }

  private void elsewhere() {
    model.close();
    session.close();
    session = session("http://gateway.example.com");
    model = model(CallSpec.of(ECHO));
  }

  private void start() {
    door.run(model::start);
  }

  private ScriptedProbes.Run begun() {
    ScriptedProbes.Run run = engine.last();
    phase(ProbeState.Phase.RUNNING);
    return run;
  }

  private void phase(ProbeState.Phase phase) {
    door.await(phase.name(), () -> model.stateProperty().get().phase() == phase);
  }

  @Test
  void theCallIsSentAsWrittenAndWithoutTheGatewaysCredentials() {
    start();
    ScriptedProbes.Run run = begun();
    assertThat(run.plan().request().method()).isEqualTo("POST");
    assertThat(run.url().encodedPath()).isEqualTo("/function/echo.openfaas-fn");
    assertThat(run.plan().request().body().utf8()).isEqualTo("ahoy");
    assertThat(run.plan().request().headers()).noneMatch(header -> header.isNamed("Authorization"));
    assertThat(run.load()).isEqualTo(new ProbeLoad.Rate(20));
  }

  @Test
  void figuresAreLookedAtWhileItRuns() {
    start();
    ScriptedProbes.Run run = begun();
    run.measure(ScriptedProbes.figures(40, 12), new ProbeTick(clock.instant(), 20, 1, 4, 12, 20));
    timer.awaitAndRun(ProbeViewModel.PACE);
    door.await(
        "the figures", () -> model.stateProperty().get().figures().orElseThrow().requests() == 40);
    door.await("the charts", () -> !names().isEmpty());
    assertThat(door.read(this::names)).contains("probe", "probe, errors", "asked");
  }

  private List<String> names() {
    return model.charts().drawingProperty().get().rate().stream().map(TimeSeries::name).toList();
  }

  @Test
  void aResultIsKeptWithHowItEnded() {
    start();
    begun().end(ProbeResult.Ending.CEILING);
    phase(ProbeState.Phase.OVER);
    assertThat(model.stateProperty().get().ending()).contains(ProbeResult.Ending.CEILING);
    door.await("the result", () -> model.keptProperty().get().size() == 1);
    assertThat(running.probes()).isEmpty();
  }

  @Test
  void anotherMachineIsProbedHardOnlyAfterYes() {
    elsewhere();
    door.run(() -> model.form().amountProperty().set("51"));
    start();
    assertThat(model.questionProperty().get()).contains("51 calls/s", "gateway.example.com");
    assertThat(engine.runs()).isEmpty();
    door.run(model::decline);
    assertThat(engine.runs()).isEmpty();
    assertThat(model.questionProperty().get()).isEmpty();

    start();
    door.run(model::agree);
    assertThat(begun().load()).isEqualTo(new ProbeLoad.Rate(51));
  }

  @Test
  void anotherMachineIsAskedForWorkersTooAndNotForFiftyCalls() {
    elsewhere();
    door.run(() -> model.form().workersProperty().set(true));
    door.run(() -> model.form().amountProperty().set("1"));
    start();
    assertThat(model.questionProperty().get()).contains("1 worker");
    door.run(model::decline);
    door.run(() -> model.form().workersProperty().set(false));
    door.run(() -> model.form().amountProperty().set("50"));
    start();
    begun();
  }

  @Test
  void theSessionItselfRefusesWhatNobodyHasAgreedTo() {
    elsewhere();
    door.run(() -> model.form().amountProperty().set("500"));
    assertThat(
            session
                .probe(CallSpec.of(ECHO), model.form().terms().orElseThrow(), false, result -> {})
                .toFailure())
        .hasValueSatisfying(
            failure -> assertThat(failure.explanation()).contains("Nobody has agreed"));
    assertThat(engine.runs()).isEmpty();
  }

  @Test
  void aSecondProbeOfTheSameFunctionIsRefusedWithTheReason() {
    start();
    begun();
    ProbeViewModel second = model(CallSpec.of(ECHO));
    door.run(second::start);
    door.await(
        "the refusal", () -> second.stateProperty().get().phase() == ProbeState.Phase.FAILED);
    assertThat(second.stateProperty().get().failure().orElseThrow().explanation())
        .contains("Another probe of echo is running");
    second.close();
    assertThat(engine.runs()).hasSize(1);
  }

  @Test
  void closingTheEditorStopsTheProbeAndKeepsItAsStopped() {
    start();
    ScriptedProbes.Run run = begun();
    door.run(model::close);
    assertThat(run.isOver()).isTrue();
    Await.until("the result", () -> book.of(ECHO).size() == 1);
    assertThat(book.of(ECHO).getFirst().result().ending()).isEqualTo(ProbeResult.Ending.STOPPED);
    assertThat(running.probes()).isEmpty();
  }

  @Test
  void closingTheSessionStopsTheProbeAndItsResultIsWaitedFor() {
    start();
    ScriptedProbes.Run run = begun();
    session.close();
    book.close();
    assertThat(run.isOver()).isTrue();
    assertThat(book.of(ECHO)).hasSize(1);
  }

  @Test
  void anAsynchronousCallIsProbedSynchronously() {
    model.close();
    model = model(CallSpec.of(ECHO).withMode(CallSpec.Mode.ASYNC));
    start();
    assertThat(begun().url().encodedPath()).startsWith("/function/");
  }

  @Test
  void aCallThatCannotBeSentIsRefusedWithTheReason() {
    model.close();
    model = model(CallSpec.of(ECHO).withHeaders(List.of(new Header("X-Name", "Grüße"))));
    start();
    phase(ProbeState.Phase.FAILED);
    assertThat(engine.runs()).isEmpty();
    assertThat(running.probes()).isEmpty();
  }

  @Test
  void whatMakesNoSenseIsSaidAndNotStarted() {
    door.run(() -> model.form().amountProperty().set("many"));
    assertThat(model.form().problemBinding().get())
        .contains(String.format(Locale.UK, "%,.0f", ProbePlan.Ceiling.DEFAULT.rate()));
    start();
    door.run(() -> model.form().amountProperty().set("1e9"));
    assertThat(model.form().problemBinding().get()).isNotEmpty();
    start();
    assertThat(engine.runs()).isEmpty();
    door.run(() -> model.form().amountProperty().set("0,5"));
    assertThat(model.form().problemBinding().get()).isEmpty();
  }
}
