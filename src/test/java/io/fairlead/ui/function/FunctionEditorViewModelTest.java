package io.fairlead.ui.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.Await;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.ScriptedMetrics;
import io.fairlead.support.Workplace;
import io.fairlead.ui.function.FunctionEditorViewModel.Charts;
import io.fairlead.ui.function.FunctionEditorViewModel.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FunctionEditorViewModelTest {

  private final ScriptedMetrics metrics = new ScriptedMetrics();
  private final Workplace place = new Workplace().withMetrics("prod", metrics);
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final GatewaySession session = place.open("prod", gateway.url());
  private final FunctionEditorViewModel model = editor("echo", session);

  @AfterEach
  void close() {
    model.close();
    place.close();
    gateway.close();
  }

  @Test
  void theStateIsWhatTheGatewayLastSaid() {
    metrics.rate("echo.openfaas-fn", 4);
    place.ask(session);
    place.door().await("figures", () -> state().figures().isPresent());
    assertThat(state().status().orElseThrow().ref().name()).isEqualTo("echo");
    assertThat(state().stale()).isEmpty();
    gateway.functions("openfaas-fn", "env");
    place.ask(session);
    place.door().await("it is gone", () -> state().status().isEmpty());
  }

  @Test
  void aGatewayThatIsDownLeavesTheLastStateAndSaysWhy() {
    place.door().await("its state", () -> state().status().isPresent());
    gateway.close();
    place.ask(session);
    place.door().await("it is stale", () -> state().stale().isPresent());
    assertThat(state().status()).isPresent();
  }

  @Test
  void theRangeFollowsThePresent() {
    awaitRange(Duration.ofMinutes(5));
    place.clock().advance(Duration.ofSeconds(30));
    place.ask(session);
    place
        .door()
        .await("the later range", () -> charts().range().to().equals(place.clock().instant()));
    assertThat(charts().range().length()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aZoomStandsStillUntilTheOperatorGoesBack() {
    awaitRange(Duration.ofMinutes(5));
    TimeRange zoomed = TimeRange.ofLast(Duration.ofSeconds(40), place.clock());
    place.door().run(() -> model.zoomProperty().set(Optional.of(zoomed)));
    place.door().await("the zoom", () -> charts().range().equals(zoomed));
    int asked = metrics.asked().size();
    place.clock().advance(Duration.ofMinutes(1));
    place.ask(session);
    place.ask(session);
    assertThat(metrics.asked()).hasSize(asked);
    assertThat(charts().range()).isEqualTo(zoomed);
    place.door().run(() -> model.zoomProperty().set(Optional.empty()));
    place.door().await("the present", () -> charts().range().to().equals(place.clock().instant()));
  }

  @Test
  void anotherLookBackEndsTheZoomAndAsksOnce() {
    awaitRange(Duration.ofMinutes(5));
    TimeRange zoomed = TimeRange.ofLast(Duration.ofSeconds(40), place.clock());
    place.door().run(() -> model.zoomProperty().set(Optional.of(zoomed)));
    place.door().await("the zoom", () -> charts().range().equals(zoomed));
    int asked = metrics.asked().size();
    place.door().run(() -> model.lookBackProperty().set(Duration.ofHours(1)));
    awaitRange(Duration.ofHours(1));
    assertThat(model.zoomProperty().get()).isEmpty();
    assertThat(metrics.asked()).hasSize(asked + 1);
  }

  @Test
  void anAnswerForARangeThatWasLeftIsDropped() {
    awaitRange(Duration.ofMinutes(5));
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch answered = new CountDownLatch(1);
    metrics.answer(
        range -> {
          if (range.length().equals(Duration.ofHours(1))) {
            Await.until("the test", () -> go.getCount() == 0);
            answered.countDown();
            return ScriptedMetrics.noted("late");
          }
          return ScriptedMetrics.noted("in time");
        });
    place.door().run(() -> model.lookBackProperty().set(Duration.ofHours(1)));
    place.door().run(() -> model.lookBackProperty().set(Duration.ofMinutes(1)));
    awaitRange(Duration.ofMinutes(1));
    go.countDown();
    Await.until("the late answer", () -> answered.getCount() == 0);
    place.clock().advance(Duration.ofSeconds(1));
    place.ask(session);
    place
        .door()
        .await("one more answer", () -> charts().range().to().equals(place.clock().instant()));
    assertThat(notes()).containsExactly("in time");
    assertThat(charts().range().length()).isEqualTo(Duration.ofMinutes(1));
  }

  @Test
  void aSourceThatIsSlowerThanTheRoundsIsAskedOneQuestionAtATimeAndItsAnswersAreShown() {
    awaitRange(Duration.ofMinutes(5));
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    metrics.answer(
        _ -> {
          asked.countDown();
          Await.until("the test", () -> go.getCount() == 0);
          return ScriptedMetrics.noted("slow");
        });
    int before = metrics.asked().size();
    place.ask(session);
    Await.until("the question", () -> asked.getCount() == 0);
    for (int round = 0; round < 5; round++) {
      place.clock().advance(Duration.ofSeconds(2));
      place.ask(session);
    }
    assertThat(metrics.asked()).hasSize(before + 1);
    go.countDown();
    place.door().await("the slow answer", () -> notes().equals(List.of("slow")));
  }

  @Test
  void aSourceThatFailsSaysWhy() {
    awaitRange(Duration.ofMinutes(5));
    metrics.answer(
        _ -> Outcome.failed(new Failure.NotFound("Read metrics", "there", "No such page.", "")));
    place.ask(session);
    place.door().await("the failure", () -> charts().failure().isPresent());
    assertThat(charts().metrics()).isEmpty();
  }

  @Test
  void withoutASourceNothingIsAskedAndNothingFails() {
    GatewaySession plain = place.open("plain", gateway.url());
    try (FunctionEditorViewModel other = editor("echo", plain)) {
      place.ask(plain);
      place.door().run(() -> other.lookBackProperty().set(Duration.ofHours(1)));
      Charts charts = place.door().read(() -> other.chartsProperty().get());
      assertThat(charts.metrics()).isEmpty();
      assertThat(charts.failure()).isEmpty();
    }
  }

  private FunctionEditorViewModel editor(String name, GatewaySession of) {
    return place
        .door()
        .read(
            () ->
                new FunctionEditorViewModel(
                    of,
                    Workplace.function(of.connection().id().value(), name),
                    place.door(),
                    place.clock()));
  }

  private void awaitRange(Duration length) {
    place
        .door()
        .await(
            "a range of " + length,
            () -> charts().range().length().equals(length) && charts().metrics().isPresent());
  }

  private List<String> notes() {
    return charts().metrics().orElseThrow().notes();
  }

  private State state() {
    return place.door().read(() -> model.stateProperty().get());
  }

  private Charts charts() {
    return place.door().read(() -> model.chartsProperty().get());
  }
}
