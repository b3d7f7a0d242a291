package io.fairlead.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.session.GatewaySession;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.fx.Theme;
import io.fairlead.ui.shell.ShellViewModel.GatewayStatus;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {

  private final Workplace place = new Workplace();
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final ShellViewModel model =
      new ShellViewModel(place.workbench(), place.door(), Theme.DARK);

  @AfterEach
  void close() {
    model.close();
    place.close();
    gateway.close();
  }

  @Test
  void aGatewayIsConnectingUntilItAnswers() {
    gateway.on("GET /system/info", (_, connection) -> connection.awaitHangUp());
    place.workbench().add(Workplace.connection("prod", gateway.url()));
    place.door().await("its status", () -> statuses().size() == 1);
    assertThat(statuses().getFirst().health()).isEqualTo(HealthState.WAITING);
    assertThat(statuses().getFirst().text()).contains("prod").contains("connecting");
  }

  @Test
  void oneThatAnswersShowsItsLatencyAndOneThatDoesNotShowsWhatToDo() {
    GatewaySession session = place.open("prod", gateway.url());
    awaitHealth(HealthState.UP);
    assertThat(statuses().getFirst().text()).matches("prod  .*s");
    assertThat(statuses().getFirst().hint()).isEqualTo(gateway.url());
    gateway.close();
    place.ask(session);
    awaitHealth(HealthState.DOWN);
    assertThat(statuses().getFirst().text()).isEqualTo("prod  not reachable");
    assertThat(statuses().getFirst().hint().lines())
        .hasSizeGreaterThanOrEqualTo(3)
        .startsWith(gateway.url());
  }

  @Test
  void gatewaysStandInTheOrderInWhichTheyWereAddedAndGoWhenRemoved() {
    place.open("b", gateway.url());
    GatewaySession second = place.open("a", gateway.url());
    place.door().await("both", () -> ids().equals(List.of("b", "a")));
    place.workbench().remove(second.connection().id());
    place.door().await("one", () -> ids().equals(List.of("b")));
  }

  private void awaitHealth(HealthState health) {
    place
        .door()
        .await(
            "it is " + health,
            () -> statuses().stream().anyMatch(status -> status.health() == health));
  }

  private List<String> ids() {
    return statuses().stream().map(status -> status.id().value()).toList();
  }

  private List<GatewayStatus> statuses() {
    return place.door().read(() -> model.gatewaysProperty().get());
  }
}
