package io.fairlead.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.LogLine;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.Await;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import io.fairlead.ui.logs.LogsViewModel.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogsViewModelTest {

  private static final String READ = "GET /system/logs";
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Workplace place = new Workplace();
  // Of faasd's tail all is read (observed, Logs); Kubernetes gets it sent.
  private final ScriptedGateway gateway = new ScriptedGateway().provider("faas-netes-ce");
  private final GatewaySession session = place.open("prod", gateway.url());
  private final LogsViewModel model =
      new LogsViewModel(session, Workplace.function("prod", "echo"), place.door(), place.timer());

  @BeforeEach
  void leaveTheTimerToTheLog() {
    Await.until("the session's next round", () -> waiting() == 1);
    session.close();
  }

  @AfterEach
  void close() {
    place.door().run(model::close);
    place.close();
    gateway.close();
  }

  @Test
  void nothingIsReadUntilTheTabIsShown() {
    place.timer().advance(Duration.ofMinutes(1));
    assertThat(gateway.count(READ)).isZero();
    assertThat(state().asked()).isFalse();
  }

  @Test
  void theFirstReadTakesTheLatestLinesAndTheNextGoOnFromThere() {
    log("one", "two");
    show(true);
    awaitTexts("one", "two");
    log("one", "two", "three");
    nextRead();
    awaitTexts("one", "two", "three");
    assertThat(gateway.server().received())
        .filteredOn(request -> request.line().startsWith(READ))
        .satisfiesExactly(
            first -> assertThat(first.target()).contains("tail=500").doesNotContain("since"),
            second ->
                assertThat(second.target())
                    .contains("since=" + NOON.plusSeconds(1).minusSeconds(2))
                    .doesNotContain("tail"));
  }

  @Test
  void aTabThatIsNotShownReadsNothing() {
    show(true);
    Await.until("a read", () -> gateway.count(READ) == 1);
    Await.until("the next one waits", () -> waiting() == 1);
    show(false);
    assertThat(waiting()).isZero();
    show(true);
    Await.until("a read", () -> gateway.count(READ) == 2);
  }

  @Test
  void followingThatIsSwitchedOnAgainQuicklyDoesNotReadTwice() {
    show(true);
    Await.until("the next one waits", () -> waiting() == 1);
    for (int i = 0; i < 5; i++) {
      follow(false);
      follow(true);
    }
    // A read that was stopped early enough never reaches the gateway.
    Await.until("the reads are over", () -> waiting() == 1);
    long before = gateway.count(READ);
    nextRead();
    Await.until("the next one waits", () -> gateway.count(READ) > before && waiting() == 1);
    assertThat(gateway.count(READ)).isLessThanOrEqualTo(7);
  }

  @Test
  void followingOfATabThatIsNotShownReadsNothing() {
    follow(false);
    follow(true);
    place.timer().advance(Duration.ofMinutes(1));
    assertThat(gateway.count(READ)).isZero();
  }

  @Test
  void aFilterLeavesTheLinesThatContainIt() {
    log("GET /a", "POST /b", "get /c");
    show(true);
    awaitTexts("GET /a", "POST /b", "get /c");
    place.door().run(() -> model.filterProperty().set(" get "));
    awaitTexts("GET /a", "get /c");
    place.door().run(() -> model.filterProperty().set(""));
    awaitTexts("GET /a", "POST /b", "get /c");
  }

  @Test
  void clearingEmptiesTheViewUntilSomethingNewComes() {
    log("one");
    show(true);
    awaitTexts("one");
    model.clear();
    awaitTexts();
    log("one", "two");
    nextRead();
    awaitTexts("two");
  }

  @Test
  void aFailureIsShownAndGoesWithTheNextReadEvenIfThatBringsNothingNew() {
    log("one");
    show(true);
    awaitTexts("one");
    gateway.on(READ, 500, "log request failed");
    nextRead();
    place.door().await("the failure", () -> state().failure().isPresent());
    assertThat(texts()).containsExactly("one");
    log("one");
    nextRead();
    place.door().await("no failure", () -> state().failure().isEmpty());
  }

  @Test
  void aReadThatBringsNothingChangesNothing() {
    log("one");
    show(true);
    awaitTexts("one");
    List<State> states = new CopyOnWriteArrayList<>();
    place.door().run(() -> model.stateProperty().addListener((_, _, now) -> states.add(now)));
    nextRead();
    Await.until("the read is over", () -> gateway.count(READ) == 2 && waiting() == 1);
    assertThat(states).isEmpty();
  }

  @Test
  void aLogWithoutLinesWasAsked() {
    show(true);
    place.door().await("the answer", () -> state().asked());
    assertThat(state().lines()).isEmpty();
    assertThat(state().failure()).isEmpty();
  }

  @Test
  void closingEndsTheReads() {
    show(true);
    Await.until("the next one waits", () -> waiting() == 1);
    place.door().run(model::close);
    assertThat(waiting()).isZero();
    show(true);
    assertThat(gateway.count(READ)).isEqualTo(1);
  }

  private void nextRead() {
    place.timer().awaitAndRun(PAUSE);
  }

  private long waiting() {
    return place.timer().delays().stream().filter(PAUSE::equals).count();
  }

  private void show(boolean shown) {
    place.door().run(() -> model.setShown(shown));
  }

  private void follow(boolean on) {
    place.door().run(() -> model.followingProperty().set(on));
  }

  private void log(String... texts) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      lines.append(
          """
          {"name":"echo","namespace":"openfaas-fn","instance":"1","timestamp":"%s","text":"%s"}
          """
              .formatted(NOON.plusSeconds(i), texts[i]));
    }
    gateway.on(READ, lines.toString());
  }

  private void awaitTexts(String... expected) {
    place.door().await(List.of(expected).toString(), () -> texts().equals(List.of(expected)));
  }

  private List<String> texts() {
    return state().lines().stream().map(LogLine::text).toList();
  }

  private State state() {
    return place.door().read(() -> model.stateProperty().get());
  }
}
