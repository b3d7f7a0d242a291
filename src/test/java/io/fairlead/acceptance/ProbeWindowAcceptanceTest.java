package io.fairlead.acceptance;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.boot.ConsoleWindow;
import io.fairlead.calls.CallSpec;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.session.Connection;
import io.fairlead.support.FxRuntime;
import io.fairlead.support.Operator;
import io.fairlead.ui.fx.Theme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who knows k6 probes a function from the window: the real one, the embedded gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProbeWindowAcceptanceTest {

  private static final FunctionRef ECHO =
      new FunctionRef(new GatewayId("local"), "openfaas-fn", "echo");

  private Path data;
  private ConsoleWindow window;
  private Operator operator;

  @BeforeAll
  void openTheConsole(@TempDir Path folder) {
    data = folder;
    FxRuntime.start();
    open();
  }

  private void open() {
    window = onFx(() -> ConsoleWindow.open(Theme.LIGHT, Optional.of(data), 1280, 800, () -> {}));
    operator = new Operator(window.scene());
    onFx(
        () -> window.console().startLocalGateway(LocalGatewaySettings.in(data.resolve("gateway"))));
    operator.until(
        "echo",
        () ->
            window
                .console()
                .workbench()
                .session(ECHO.gateway())
                .flatMap(session -> session.snapshot().function(ECHO))
                .filter(status -> status.isServing())
                .isPresent());
  }

  @AfterAll
  void closeTheConsole() {
    onFx(window::close);
  }

  private long requests() {
    return number(operator.read("probe-requests"));
  }

  private static long number(String text) {
    return text.equals("–") ? 0 : Long.parseLong(text.replace(",", ""));
  }

  private void fewCalls() {
    operator.readsEventually("probe-requests", text -> number(text) > 5);
  }

  private void over(String ending) {
    operator.readsEventually("probe-phase", text -> text.startsWith(ending));
  }

  private int kept() {
    return onFx(() -> ((TableView<?>) window.scene().lookup("#probe-results")).getItems().size());
  }

  private void selectTab(int index) {
    onFx(() -> ((TabPane) window.scene().lookup("#probe-tabs")).getSelectionModel().select(index));
  }

  @Test
  @Order(1)
  void aNewcomerProbesAFunctionFromItsCallAndReadsWhatCame() {
    onFx(() -> window.console().shell().openCall(ECHO));
    operator.click("call-body-kind-json");
    operator.click("call-body-json");
    operator.type("{\"berths\":[3,4]}");
    operator.click("call-probe");
    assertThat(operator.read("probe-call")).isEqualTo("POST /function/echo.openfaas-fn, 16 B");
    operator.fill("probe-length", "3");
    operator.click("probe-start");
    over("Running");
    assertThat(operator.read("status-probe")).startsWith("Probing echo");
    over("Complete");
    assertThat(requests()).isBetween(58L, 61L);
    assertThat(operator.read("probe-rate")).matches("(19|20|21)(\\.\\d)? /s");
    assertThat(operator.read("probe-errors")).isEqualTo("0");
    assertThat(operator.read("probe-outcomes")).contains("200: ");
    assertThat(operator.read("probe-p50")).matches("[\\d.]+ (ms|µs)");
    assertThat(operator.read("probe-p99")).matches("[\\d.]+ (ms|µs|s)");
    assertThat(operator.sees("status-probe")).isFalse();
    operator.until("the result", () -> kept() == 1);
  }

  @Test
  @Order(2)
  void aProbeIsStoppedByItsKeysFromTheEditorAndFromElsewhere() {
    operator.fill("probe-length", "600");
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);
    over("Running");
    fewCalls();
    operator.press(KeyCode.ESCAPE);
    over("Stopped");

    operator.click("probe-start");
    over("Running");
    fewCalls();
    onFx(() -> window.console().shell().openGateway(ECHO.gateway()));
    operator.see("status-probe-stop", Node.class);
    operator.press(KeyCode.CONTROL, KeyCode.PERIOD);
    operator.until("the end", () -> !operator.sees("status-probe-stop"));
    onFx(() -> window.console().shell().openProbe(CallSpec.of(ECHO)));
    operator.until("the results", () -> kept() == 3);
    over("Stopped");
  }

  @Test
  @Order(3)
  void twoRunsAreComparedFigureByFigure() {
    operator.fill("probe-amount", "40");
    operator.fill("probe-length", "2");
    operator.click("probe-start");
    over("Complete");
    operator.until("the results", () -> kept() == 4);
    selectTab(1);
    onFx(
        () ->
            ((TableView<?>) window.scene().lookup("#probe-results"))
                .getSelectionModel()
                .selectIndices(0, 3));
    operator.see("probe-percentiles", Node.class);
    assertThat(operator.read("probe-compared-rate-0")).startsWith("20");
    assertThat(operator.read("probe-compared-rate-1")).matches("(39|40|41).* /s  \\+\\d+ %");
    assertThat(operator.read("probe-compared-p99-1")).matches("[\\d.]+ (ms|µs|s).*");
    selectTab(0);
  }

  @Test
  @Order(4)
  void anotherMachineIsProbedHardOnlyAfterYes() {
    GatewayId elsewhere = new GatewayId("elsewhere");
    FunctionRef function = new FunctionRef(elsewhere, "openfaas-fn", "echo");
    onFx(
        () ->
            window
                .console()
                .workbench()
                .add(
                    new Connection(
                        elsewhere,
                        "Elsewhere",
                        HttpUrl.get("http://gateway.invalid:8080"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    onFx(() -> window.console().shell().openProbe(CallSpec.of(function)));
    operator.fill("probe-amount", "60");
    operator.click("probe-start");
    operator.readsEventually(
        "probe-question", text -> text.contains("60 calls/s") && text.contains("gateway.invalid"));
    assertThat(operator.read("probe-phase")).isEqualTo("Not started");
    operator.click("probe-decline");
    assertThat(operator.sees("probe-question")).isFalse();
    assertThat(operator.read("probe-phase")).isEqualTo("Not started");

    operator.click("probe-start");
    operator.click("probe-agree");
    over("Not started:");
    assertThat(operator.read("probe-outcomes").toLowerCase(Locale.ROOT))
        .contains("gateway.invalid");
    onFx(() -> window.console().workbench().remove(elsewhere));
  }

  @Test
  @Order(5)
  void aProbeThatRunsWhenTheWindowClosesIsKeptAndResultsSurviveARestart() {
    onFx(() -> window.console().shell().openProbe(CallSpec.of(ECHO)));
    operator.fill("probe-length", "600");
    operator.click("probe-start");
    over("Running");
    fewCalls();
    onFx(window::close);

    open();
    onFx(() -> window.console().shell().openProbe(CallSpec.of(ECHO)));
    operator.until("the results", () -> kept() == 5);
    selectTab(1);
    assertThat(
            onFx(
                () -> {
                  TableView<?> table = (TableView<?>) window.scene().lookup("#probe-results");
                  return String.valueOf(table.getColumns().getLast().getCellData(0));
                }))
        .isEqualTo("Stopped");
  }
}
