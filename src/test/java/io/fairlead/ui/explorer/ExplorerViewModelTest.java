package io.fairlead.ui.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.GatewayId;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.ScriptedMetrics;
import io.fairlead.support.Workplace;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.HealthState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExplorerViewModelTest {

  private final ScriptedMetrics metrics = new ScriptedMetrics();
  private final Workplace place = new Workplace().withMetrics("prod", metrics);
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final ExplorerViewModel model = new ExplorerViewModel(place.workbench(), place.door());

  @AfterEach
  void close() {
    model.close();
    place.close();
    gateway.close();
  }

  @Test
  void theTreeIsGatewaysThenNamespacesThenFunctions() {
    gateway
        .on("GET /system/namespaces", "[\"staging\",\"openfaas-fn\",\"empty\"]")
        .functions("staging", "zebra")
        .functions("empty");
    metrics.rate("echo.openfaas-fn", 3);
    place.open("prod", gateway.url());
    await(
        "prod",
        "  empty 0",
        "  openfaas-fn 2",
        "    echo " + Figures.rate(3),
        "    env",
        "  staging 1",
        "    zebra");
  }

  @Test
  void aFilterLeavesFunctionsWhoseNameContainsIt() {
    gateway
        .on("GET /system/namespaces", "[\"openfaas-fn\",\"staging\"]")
        .functions("staging", "zebra");
    place.open("prod", gateway.url());
    place.door().run(() -> model.filterProperty().set("  EC"));
    await("prod", "  openfaas-fn 1", "    echo");
    place.door().run(() -> model.filterProperty().set("nothing like it"));
    await("prod");
    place.door().run(() -> model.filterProperty().set(""));
    await("prod", "  openfaas-fn 2", "    echo", "    env", "  staging 1", "    zebra");
  }

  @Test
  void aGatewayThatIsDownKeepsItsFunctionsAndNobodyKnowsHowTheyAre() {
    GatewaySession session = place.open("prod", gateway.url());
    await("prod", "  openfaas-fn 2", "    echo", "    env");
    gateway.close();
    place.ask(session);
    await("prod not reachable", "  openfaas-fn 2", "    echo", "    env");
    ExplorerNode node = gateways().getFirst();
    assertThat(node.health()).isEqualTo(HealthState.DOWN);
    assertThat(node.children().getFirst().children())
        .extracting(ExplorerNode::health)
        .containsOnly(HealthState.UNKNOWN);
  }

  @Test
  void aFunctionWithoutAReplicaWaits() {
    gateway.on(
        "GET /system/functions?namespace=openfaas-fn",
        "[" + ScriptedGateway.function("openfaas-fn", "echo", 1, 0) + "]");
    gateway.provider("faas-netes-ce");
    place.open("prod", gateway.url());
    await("prod", "  openfaas-fn 1", "    echo");
    assertThat(gateways().getFirst().children().getFirst().children().getFirst().health())
        .isEqualTo(HealthState.WAITING);
  }

  @Test
  void aGatewayThatIsRemovedGoesAndIsNotFollowedAnyMore() {
    GatewaySession first = place.open("prod", gateway.url());
    place.open("other", gateway.url());
    await(
        "prod",
        "  openfaas-fn 2",
        "    echo",
        "    env",
        "other",
        "  openfaas-fn 2",
        "    echo",
        "    env");
    place.workbench().remove(first.connection().id());
    await("other", "  openfaas-fn 2", "    echo", "    env");
    place.workbench().remove(new GatewayId("other"));
    await();
    assertThat(gateways()).isEmpty();
  }

  @Test
  void whatDidNotChangeIsNotHandedOverAgain() {
    GatewaySession session = place.open("prod", gateway.url());
    await("prod", "  openfaas-fn 2", "    echo", "    env");
    AtomicInteger changes = new AtomicInteger();
    List<ExplorerNode> before = gateways();
    place
        .door()
        .run(() -> model.gatewaysProperty().addListener((_, _, _) -> changes.incrementAndGet()));
    for (int i = 0; i < 20; i++) {
      place.ask(session);
    }
    gateway.functions("openfaas-fn", "echo", "env", "last");
    place.ask(session);
    await("prod", "  openfaas-fn 3", "    echo", "    env", "    last");
    assertThat(changes).hasValue(1);
    assertThat(gateways()).isNotSameAs(before);
  }

  @Test
  void aBurstOfSnapshotsMakesOneChangeOfTheScreenAPulse() {
    GatewaySession session = place.open("prod", gateway.url());
    await("prod", "  openfaas-fn 2", "    echo", "    env");
    place.door().hold();
    for (int i = 0; i < 50; i++) {
      gateway.functions(
          "openfaas-fn", IntStream.rangeClosed(0, i).mapToObj(n -> "f" + n).toArray(String[]::new));
      place.ask(session);
    }
    place.door().await("the last tree waits", () -> place.door().held() == 1);
    assertThat(place.door().held()).isEqualTo(1);
    place
        .door()
        .await(
            "the newest tree",
            () -> {
              place.door().pulse();
              return model
                  .gatewaysProperty()
                  .get()
                  .getFirst()
                  .children()
                  .getFirst()
                  .note()
                  .equals("50");
            });
  }

  @Test
  void theNodeOfAGatewayThatToldNothingNewIsTheSame() {
    GatewaySession busy = place.open("prod", gateway.url());
    place.open("quiet", gateway.url());
    place.door().await("both", () -> model.gatewaysProperty().get().size() == 2);
    place.door().await("both have answered", () -> lines().size() == 8);
    ExplorerNode quiet = gateways().getLast();
    gateway.functions("openfaas-fn", "echo");
    place.ask(busy);
    place.door().await("the change of the other", () -> lines().size() == 7);
    assertThat(gateways().getLast()).isSameAs(quiet);
  }

  @Test
  void afterTheEndNothingIsHandedOver() {
    GatewaySession session = place.open("prod", gateway.url());
    await("prod", "  openfaas-fn 2", "    echo", "    env");
    model.close();
    gateway.functions("openfaas-fn", "echo");
    place.ask(session);
    place.ask(session);
    assertThat(lines()).hasSize(4);
  }

  private List<ExplorerNode> gateways() {
    return place.door().read(() -> model.gatewaysProperty().get());
  }

  private void await(String... expected) {
    place.door().await(List.of(expected).toString(), () -> lines().equals(List.of(expected)));
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    write(gateways(), "", lines);
    return lines;
  }

  private static void write(List<ExplorerNode> nodes, String indent, List<String> lines) {
    for (ExplorerNode node : nodes) {
      lines.add((indent + node.text() + " " + node.note()).stripTrailing());
      write(node.children(), indent + "  ", lines);
    }
  }
}
