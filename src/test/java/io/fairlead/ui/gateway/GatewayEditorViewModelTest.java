package io.fairlead.ui.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.session.GatewaySession;
import io.fairlead.session.Health;
import io.fairlead.support.Await;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.ScriptedMetrics;
import io.fairlead.support.Workplace;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.gateway.GatewayEditorViewModel.Head;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayEditorViewModelTest {

  private final ScriptedMetrics metrics = new ScriptedMetrics();
  private final Workplace place = new Workplace().withMetrics("prod", metrics);
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final List<List<FunctionRow>> published = new CopyOnWriteArrayList<>();
  private final GatewaySession session = place.open("prod", gateway.url());
  private final GatewayEditorViewModel model =
      new GatewayEditorViewModel(session, place.door(), place.clock(), published::add);

  @AfterEach
  void close() {
    model.close();
    place.close();
    gateway.close();
  }

  @Test
  void theHeadTellsWhoTheGatewayIs() {
    assertThat(head().title()).isEqualTo("prod");
    assertThat(head().url()).isEqualTo(gateway.url());
    assertThat(head().about()).contains("faasd-ce 0.19.7", "gateway 0.27.12", "x86_64");
    assertThat(head().health()).isInstanceOf(Health.Up.class);
    assertThat(head().stale()).isEmpty();
  }

  @Test
  void theLinesOfEachSnapshotGoToTheTable() {
    metrics.rate("echo.openfaas-fn", 2.5);
    place.ask(session);
    Await.until("the lines", () -> published.size() == 2);
    FunctionRow echo = published.getLast().getFirst();
    assertThat(echo.ref().name()).isEqualTo("echo");
    assertThat(echo.rate()).isEqualTo(2.5);
    assertThat(echo.sparkline()).containsExactly(1.0, 2.0);
    assertThat(echo.health()).isEqualTo(HealthState.UP);
    assertThat(echo.replicas()).isEqualTo("1/1");
    assertThat(published.getLast().getLast().rate()).isNaN();
  }

  @Test
  void linesThatShowTheSameAreEqual() {
    metrics.rate("echo.openfaas-fn", 2.5);
    place.ask(session);
    place.ask(session);
    Await.until("the lines", () -> published.size() == 3);
    assertThat(published.get(2)).isEqualTo(published.get(1));
  }

  @Test
  void replicasThatTheGatewayDoesNotTellAreAQuestionMark() {
    gateway.on(
        "GET /system/functions?namespace=openfaas-fn",
        "[{\"name\":\"echo\",\"namespace\":\"openfaas-fn\",\"image\":\"x\",\"replicas\":1}]");
    place.ask(session);
    Await.until("the lines", () -> published.size() == 2);
    assertThat(published.getLast().getFirst().replicas()).isEqualTo("?/1");
    assertThat(published.getLast().getFirst().health()).isEqualTo(HealthState.UP);
  }

  @Test
  void aGatewayThatIsDownShowsWhatWasLastKnownAndSaysWhy() {
    gateway.close();
    place.ask(session);
    place.door().await("the notice", () -> head().stale().isPresent());
    assertThat(head().health()).isInstanceOf(Health.Down.class);
    assertThat(published.getLast())
        .hasSize(2)
        .allSatisfy(row -> assertThat(row.health()).isEqualTo(HealthState.UNKNOWN));
  }

  @Test
  void chartsAreAskedForAfterEachRoundUpToThePresent() {
    place.clock().advance(Duration.ofMinutes(3));
    place.ask(session);
    String now = place.clock().instant().toString();
    place
        .door()
        .await(
            "charts up to now",
            () ->
                model
                    .metricsProperty()
                    .get()
                    .filter(found -> found.notes().contains(now))
                    .isPresent());
    assertThat(metrics.asked().getLast().length()).isEqualTo(Duration.ofMinutes(3));
    assertThat(model.range().to()).isEqualTo(place.clock().instant());
  }

  @Test
  void anEditorThatWasClosedHearsNothingMore() {
    model.close();
    place.ask(session);
    assertThat(published).hasSize(1);
  }

  private Head head() {
    return place.door().read(() -> model.headProperty().get());
  }
}
