package io.fairlead.acceptance;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.boot.ConsoleWindow;
import io.fairlead.calls.CallSpec;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.FunctionStatus;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.NamespaceDetail;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.FxRuntime;
import io.fairlead.support.Operator;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.control.TimeSeriesChart;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.image.ImageView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story of a newcomer, from the first start to the theme of his taste: one console in its real
 * window, real gateways on real sockets, mouse and keyboard. The stories follow each other.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstRunAcceptanceTest {

  private static final Pattern POSITIVE_RATE = Pattern.compile("200 (0\\.\\d*[1-9]|[1-9])");

  private Path data;
  private ConsoleWindow window;
  private Operator operator;
  private Shown shown;
  private final Scope scope = new Scope("newcomer");
  private LocalGateway second;

  @BeforeAll
  void openTheConsole(@TempDir Path folder) {
    data = folder;
    FxRuntime.start();
    window = onFx(() -> ConsoleWindow.open(Theme.LIGHT, 1280, 800, () -> {}));
    operator = new Operator(window.scene());
    shown = new Shown(window.scene().getRoot(), operator);
    onFx(() -> window.console().startLocalGateway(LocalGatewaySettings.in(data.resolve("first"))));
  }

  @AfterAll
  void closeTheConsole() {
    scope.close();
    onFx(window::close);
    if (second != null) {
      second.close();
    }
  }

  @Test
  @Order(1)
  void theConsoleOpensAndItsOwnGatewayComesUpWithFourFunctions() {
    operator.readsEventually("gateway-title", "Local"::equals);
    operator.until("four functions that serve", () -> shown.serving() == 4);

    assertThat(shown.names()).containsExactly("banner", "echo", "identicon", "word-count");
    assertThat(shown.explored())
        .containsExactly("Local", "openfaas-fn", "banner", "echo", "identicon", "word-count");
    assertThat(operator.read("gateway-functions")).isEqualTo("4");
    assertThat(operator.read("gateway-url")).startsWith("http://127.0.0.1:");
    assertThat(shown.status("Local")).matches("Local +\\d.*s");
  }

  @Test
  @Order(2)
  void typingIntoTheFilterNarrowsTheTable() {
    operator.fill("gateway-filter", "ban");
    operator.until("the one that matches", () -> shown.names().equals(List.of("banner")));
    assertThat(operator.read("gateway-count")).isEqualTo("1 of 4 functions");

    operator.fill("gateway-filter", "zz");
    operator.until("none that matches", () -> shown.names().isEmpty());

    operator.fill("gateway-filter", "");
    operator.until("all again", () -> shown.names().size() == 4);
  }

  @Test
  @Order(3)
  void clickingAColumnSortsTheTable() {
    operator.click(shown.columnHeader("column-name"));
    operator.click(shown.columnHeader("column-name"));
    operator.until(
        "the reverse order",
        () -> shown.names().equals(List.of("word-count", "identicon", "echo", "banner")));

    operator.click(shown.columnHeader("column-name"));
    operator.until("the old order", () -> shown.names().getFirst().equals("banner"));
  }

  @Test
  @Order(4)
  void anImageOfTheRegistryIsDeployedUntilItServes() {
    operator.click("gateway-deploy");
    operator.until("the images", () -> !shown.choices("deploy-repository").isEmpty());
    assertThat(shown.choices("deploy-repository")).contains("samples/log-lines");

    operator.fill("deploy-repository", "samples/log-lines");
    operator.until("the tags", () -> shown.choices("deploy-tag").contains("1.1"));
    assertThat(operator.read("deploy-name")).isEqualTo("log-lines");
    operator.fill("deploy-tag", "1.1");
    operator.fill("deploy-name", "lookout");
    operator.fill("deploy-env-name-0", "lines");
    operator.fill("deploy-env-value-0", "3");
    operator.fill("deploy-label-name-0", "team");
    operator.fill("deploy-label-value-0", "harbour");
    operator.click("deploy-submit");

    operator.click("deploy-open");
    operator.readsEventually("function-title", "lookout"::equals);
    assertThat(operator.read("function-image")).endsWith("samples/log-lines:1.1");
    assertThat(operator.sees("deploy-sheet")).isFalse();
    FunctionStatus deployed = ask("lookout");
    assertThat(deployed.isServing()).isTrue();
    assertThat(deployed.envVars().toOptional()).contains(Map.of("lines", "3"));
    assertThat(deployed.labels()).containsEntry("team", "harbour");
  }

  @Test
  @Order(5)
  void anImageThatIsNotThereShowsTheReasonAndKeepsTheForm() {
    operator.press(KeyCode.CONTROL, KeyCode.D);
    operator.until("the images", () -> !shown.choices("deploy-repository").isEmpty());
    operator.fill("deploy-repository", "samples/nothing");
    operator.fill("deploy-tag", "9.9");
    operator.fill("deploy-env-name-0", "limit");
    operator.fill("deploy-env-value-0", "7");
    operator.click("deploy-submit");

    operator.see("deploy-edit", Node.class);
    assertThat(operator.read("deploy-step")).contains("samples/nothing");
    assertThat(operator.read("deploy-step-hint")).isNotBlank();
    operator.click("deploy-edit");
    assertThat(operator.read("deploy-name")).isEqualTo("nothing");
    assertThat(operator.read("deploy-env-name-0")).isEqualTo("limit");
    assertThat(operator.read("deploy-env-value-0")).isEqualTo("7");
    operator.press(KeyCode.ESCAPE);
    operator.until("the sheet to close", () -> !operator.sees("deploy-sheet"));
    assertThat(local().snapshot().functions()).hasSize(5);
  }

  @Test
  @Order(6)
  void aCallShowsStatusBodyHeadersAndTime() {
    shown.openFromExplorer("echo");
    operator.click("function-call");
    operator.fill("call-body", "{\"berths\":[3,4],\"open\":true}");
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);

    operator.readsEventually("response-status", "200"::equals);
    operator.readsEventually(
        "response-body",
        text -> text.lines().map(String::strip).anyMatch("\"open\": true"::equals));
    assertThat(operator.read("response-time")).matches("[\\d.]+ .?s");
    assertThat(operator.read("response-size")).isEqualTo("28 B");
    assertThat(shown.firstColumn("response-headers"))
        .usingElementComparator(String.CASE_INSENSITIVE_ORDER)
        .contains("X-Call-Id", "Content-Type");
  }

  @Test
  @Order(7)
  void aPictureIsShownAsOne() {
    shown.openFromExplorer("identicon");
    operator.click("function-call");
    operator.fill("call-body", "fairlead");
    operator.click("call-send");

    Node response = operator.see("response-pane", Region.class);
    operator.until(
        "the picture",
        () -> response.lookup(".image-view") instanceof ImageView view && view.getImage() != null);
    ImageView picture = (ImageView) onFx(() -> response.lookup(".image-view"));
    assertThat(onFx(() -> picture.getImage().getWidth())).isEqualTo(240);
  }

  @Test
  @Order(8)
  void anAsynchronousCallShowsItsResultWhenTheCallbackArrivesAndTheInboxListsIt() {
    shown.openFromExplorer("word-count");
    operator.click("function-call");
    operator.fill("call-body", "fair winds and following seas");
    operator.click("call-async");
    operator.click("call-send");

    operator.readsEventually("response-status", "200"::equals);
    assertThat(operator.read("response-producer")).contains("Called back");
    operator.readsEventually("response-body", text -> text.contains("5"));

    operator.click("action-toggle-inbox");
    operator.readsEventually("inbox-response-status", "200"::equals);
    assertThat(shown.firstRow("inbox-table")).contains("word-count.openfaas-fn", "Local", "200");
    operator.click("action-toggle-inbox");
  }

  @Test
  @Order(9)
  void chartAndTableMoveWithTheCalls() {
    shown.openFromExplorer("echo");
    Scope.Task calls = scope.run(this::callEchoForAWhile);

    operator.click("tab-overview");
    TimeSeriesChart chart = operator.see("chart-rate", TimeSeriesChart.class);
    operator.until("calls in the chart", () -> POSITIVE_RATE.matcher(chart.description()).find());
    operator.press(KeyCode.CONTROL, KeyCode.G);
    operator.until("a rate in the table", () -> shown.row("echo").rate() > 0);
    assertThat(shown.row("banner").rate()).isZero();
    calls.cancel();
  }

  private void callEchoForAWhile() {
    for (int i = 0; i < 400 && !Thread.interrupted(); i++) {
      local().call(CallSpec.of(ref("echo")).withMethod("POST").withBody("ahoy"), scope);
      LockSupport.parkNanos(100_000_000);
    }
  }

  @Test
  @Order(10)
  void theLogShowsTheCall() {
    shown.openFromExplorer("lookout");
    operator.press(KeyCode.CONTROL, KeyCode.K);
    operator.fill("call-body", "sail");
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);
    operator.readsEventually("response-status", "200"::equals);

    operator.press(KeyCode.CONTROL, KeyCode.L);
    operator.until("the lines", () -> shown.log().contains("sail 3 of 3"));
    assertThat(shown.log()).contains("sail 1 of 3").doesNotContain("sail 4 of 3");
    operator.fill("logs-filter", "2 of");
    operator.until("the line that matches", () -> !shown.log().contains("sail 1 of 3"));
    assertThat(shown.log()).contains("sail 2 of 3");
  }

  @Test
  @Order(11)
  void aNamespaceMadeElsewhereAppearsWithItsFunction() {
    local()
        .client()
        .createNamespace(new NamespaceDetail("harbour", Map.of(), Map.of()), scope)
        .toOptional()
        .orElseThrow();
    local()
        .client()
        .deploy(FunctionSpec.of("pilot", "harbour", "samples/env:1.1"), scope)
        .toOptional()
        .orElseThrow();
    operator.press(KeyCode.F5);

    operator.until(
        "namespace and function in the explorer",
        () -> shown.explored().containsAll(List.of("harbour", "pilot")));
    operator.press(KeyCode.CONTROL, KeyCode.G);
    operator.until("the function in the table", () -> shown.names().contains("pilot"));
    assertThat(shown.row("pilot").ref().namespace()).isEqualTo("harbour");
    operator.see("gateway-namespace", ComboBox.class);
  }

  @Test
  @Order(12)
  void aWrongPasswordSaysSoInPlaceAndAddsNothing() throws IOException {
    second = LocalGateway.start(LocalGatewaySettings.in(data.resolve("second")));
    operator.click("action-add-gateway");
    operator.fill("connection-url", second.url());
    operator.fill("connection-name", "Quay");
    operator.fill("connection-password", "wrong");
    operator.press(KeyCode.ENTER);

    String problem = operator.read("connection-problem");
    assertThat(problem).containsIgnoringCase("password");
    assertThat(window.console().workbench().sessions()).hasSize(1);
    assertThat(operator.read("connection-url")).isEqualTo(second.url());
  }

  @Test
  @Order(13)
  void withTheRightPasswordTheGatewayIsAddedBesideTheFirst() {
    operator.fill("connection-password", second.password());
    operator.click("connection-submit");

    operator.readsEventually("gateway-title", "Quay"::equals);
    operator.until("its functions", () -> shown.serving() == 4);
    assertThat(shown.explored()).contains("Local", "Quay");
    assertThat(operator.sees("connection-sheet")).isFalse();
    assertThat(shown.status("Quay")).matches("Quay +\\d.*s");
  }

  @Test
  @Order(14)
  void aGatewayThatGoesAwayKeepsItsLastDataAndSaysSoUntilItIsBack() throws IOException {
    List<String> before = shown.names();
    second.close();
    operator.press(KeyCode.F5);

    operator.see("gateway-stale", Node.class);
    assertThat(operator.read("gateway-stale-text")).startsWith("Not reachable");
    assertThat(shown.dot()).contains("down");
    assertThat(shown.names()).isEqualTo(before);
    assertThat(shown.rows()).allMatch(row -> row.health() == HealthState.UNKNOWN);
    operator.until("the status line", () -> shown.status("Quay").endsWith("not reachable"));

    second =
        LocalGateway.start(
            LocalGatewaySettings.in(data.resolve("second"))
                .onPorts(URI.create(second.url()).getPort(), 0));
    operator.until("it to be back by itself", () -> shown.serving() == 4);
    assertThat(operator.sees("gateway-stale")).isFalse();
    assertThat(shown.dot()).contains("up");
  }

  @Test
  @Order(15)
  void deletingAsksFirstAndClosesWhatShowedTheFunction() {
    shown.openFromExplorer("lookout");
    operator.click("function-delete");
    operator.click("question-cancel");
    assertThat(ask("lookout").isServing()).isTrue();

    operator.click("function-delete");
    assertThat(operator.read("question-confirm")).isEqualTo("Delete lookout");
    operator.click("question-confirm");

    operator.until("it to leave the explorer", () -> !shown.explored().contains("lookout"));
    operator.until("its editor to close", () -> !shown.functionTitle().equals("lookout"));
    assertThat(local().client().describe(ref("lookout"), scope).toFailure()).isPresent();
  }

  @Test
  @Order(16)
  void theThemeChangesAndNothingElse() {
    shown.openFromExplorer("echo");
    operator.click("function-call");
    String body = operator.read("call-body");
    Set<String> explored = Set.copyOf(shown.explored());

    operator.press(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.T);

    operator.until(
        "the dark theme", () -> window.scene().getRoot().getStyleClass().contains("theme-dark"));
    assertThat(operator.read("function-title")).isEqualTo("echo");
    assertThat(body).contains("berths");
    assertThat(operator.read("call-body")).isEqualTo(body);
    assertThat(operator.read("response-status")).isEqualTo("200");
    assertThat(Set.copyOf(shown.explored())).isEqualTo(explored);
  }

  @Test
  @Order(17)
  void aSecondConsoleOnTheSameFolderSaysWhyItHasNoGatewayOfItsOwn() {
    ConsoleWindow other = onFx(() -> ConsoleWindow.open(Theme.DARK, 1000, 700, () -> {}));
    onFx(() -> other.console().startLocalGateway(LocalGatewaySettings.in(data.resolve("first"))));

    Operator newcomer = new Operator(other.scene());
    newcomer.readsEventually("welcome-hint", hint -> hint.contains("in use by another gateway"));
    assertThat(newcomer.read("welcome-text")).contains("did not start");
    onFx(other::close);
  }

  private GatewaySession local() {
    return window.console().workbench().sessions().getFirst();
  }

  private FunctionRef ref(String name) {
    return new FunctionRef(local().connection().id(), "openfaas-fn", name);
  }

  /** What the gateway itself says of a function. */
  private FunctionStatus ask(String name) {
    return local().client().describe(ref(name), scope).toOptional().orElseThrow();
  }
}
