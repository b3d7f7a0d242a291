package io.fairlead.acceptance;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.boot.ConsoleWindow;
import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.history.HistoryRow;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.FxRuntime;
import io.fairlead.support.Operator;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who looks for what was called before, in the real window over the embedded gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HistoryAcceptanceTest {

  private static final String TOKEN = "token-of-the-operator-4711";

  private Path data;
  private ConsoleWindow window;
  private Operator operator;
  private Shown shown;
  private final Scope scope = new Scope("operator");

  @BeforeAll
  void openTheConsole(@TempDir Path folder) {
    data = folder;
    FxRuntime.start();
    open();
  }

  private void open() {
    window = onFx(() -> ConsoleWindow.open(Theme.LIGHT, Optional.of(data), 1280, 900, () -> {}));
    operator = new Operator(window.scene());
    shown = new Shown(window.scene().getRoot(), operator);
    onFx(() -> window.console().startLocalGateway(LocalGatewaySettings.in(data.resolve("local"))));
    operator.until("four functions that serve", () -> shown.serving() == 4);
    onFx(() -> window.console().shell().showTool("history"));
  }

  @AfterAll
  void closeTheConsole() {
    scope.close();
    onFx(window::close);
  }

  @Test
  @Order(1)
  void anEmptyHistorySaysWhatItIsFor() {
    assertThat(operator.read("history-count")).isEqualTo("No calls");
    assertThat(onFx(() -> texts("history"))).anyMatch(text -> text.contains("without passwords"));
    assertThat(onFx(() -> node("history-clear").isDisabled())).isTrue();
  }

  @Test
  @Order(2)
  void aCallFromTheEditorIsThereAtOnceWithWhatWasSentAndWhatCame() {
    shown.openFromExplorer("echo");
    operator.click("function-call");
    onFx(() -> ((CodeEditor) node("call-body")).setText("ahoy from the bridge"));
    onFx(() -> ((TextInputControl) node("call-query")).setText("berth=7"));
    operator.click("call-send");

    operator.until("its line", () -> rows().size() == 1);
    assertThat(rows().getFirst().status()).isEqualTo(200);
    assertThat(rows().getFirst().target()).isEqualTo("?berth=7");
    select("echo");
    operator.readsEventually("history-response-status", "200"::equals);
    operator.readsEventually("history-response-body", text -> text.contains("ahoy"));
    assertThat(onFx(() -> ((Labeled) node("history-request-line")).getText()))
        .contains("POST http://127.0.0.1:")
        .contains("/function/echo")
        .endsWith("?berth=7");
  }

  @Test
  @Order(3)
  void callsAreFoundByFunctionStatusAndTextWhileOneTypes() {
    call(function("banner").withBody("Fairlead"));
    call(function("echo").withQuery("status=404"));
    call(function("echo").withQuery("status=503").withBody("Überseehafen"));
    operator.until("four calls", () -> rows().size() == 4);

    operator.fill("history-text", "berth");
    operator.until("the call with that query", () -> names().equals(List.of("echo")));
    operator.readsEventually("history-count", "1 call matches"::equals);
    onFx(() -> ((TextInputControl) node("history-text")).setText("überSEE"));
    operator.until("the call with that body", () -> statuses().equals(List.of(503)));
    operator.fill("history-text", "nowhere");
    operator.readsEventually("history-count", "No call matches"::equals);
    onFx(() -> ((TextInputControl) node("history-text")).clear());

    operator.fill("history-status", "4xx");
    operator.until("the status", () -> statuses().equals(List.of(404)));
    onFx(() -> ((TextInputControl) node("history-status")).clear());
    operator.fill("history-function", "ban");
    operator.until("the function", () -> names().equals(List.of("banner")));
    onFx(() -> ((TextInputControl) node("history-function")).clear());
    operator.until("all of them", () -> rows().size() == 4);
  }

  @Test
  @Order(4)
  void credentialsNeverReachTheDiskAndTheCallSaysThatTheyAreMissing() throws IOException {
    call(
        function("echo")
            .withQuery("echo=headers")
            .withHeaders(
                List.of(
                    new Header("Authorization", "Bearer " + TOKEN),
                    new Header("Cookie", "sid=" + TOKEN))));
    operator.until("its line", () -> rows().size() == 5);
    onFx(() -> table().getSelectionModel().clearAndSelect(0));
    operator.readsEventually("history-notes", text -> text.contains("header Authorization"));
    operator.readsEventually("history-response-body", text -> text.contains("[redacted]"));
    try (Stream<Path> files = Files.walk(data.resolve("history"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(TOKEN);
      }
    }

    operator.click("history-send");
    operator.see("question", Node.class);
    operator.click("question-cancel");
    assertThat(rows()).hasSize(5);
    operator.click("history-open");
    operator.readsEventually("function-title", "echo"::equals);
    operator.readsEventually("call-notice", text -> text.contains("Authorization"));
  }

  @Test
  @Order(5)
  void aCallIsOpenedInItsEditorByTheKeyboard() {
    selectTarget("?berth=7");
    operator.readsEventually("history-response-status", "200"::equals);
    onFx(() -> node("history-table").requestFocus());
    operator.press(KeyCode.ENTER);
    operator.readsEventually("function-title", "echo"::equals);
    operator.readsEventually("call-query", "berth=7"::equals);
    operator.readsEventually("call-body", "ahoy from the bridge"::equals);
  }

  @Test
  @Order(6)
  void aCallThatIsSentAgainIsANewOne() {
    selectTarget("?berth=7");
    onFx(() -> node("history-table").requestFocus());
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);
    operator.until("the new line", () -> rows().size() == 6);
    assertThat(rows().getFirst().target()).isEqualTo("?berth=7");
    // The selection stays with its call.
    assertThat(selected().id()).isLessThan(rows().getFirst().id());
  }

  @Test
  @Order(7)
  void aBodyThatIsKeptInPartSaysSoAndIsNotSentAgain() {
    call(function("echo").withBody(new CallBody.Text("x".repeat(100_000), "text/plain")));
    operator.until("its line", () -> rows().size() == 7);
    onFx(() -> table().getSelectionModel().clearAndSelect(0));
    operator.readsEventually("history-response-note", text -> text.contains("Only the first"));
    operator.readsEventually("history-notes", text -> text.contains("the body"));
    operator.click("history-send");
    operator.readsEventually("status-message", text -> text.contains("kept in part"));
    assertThat(rows()).hasSize(7);
  }

  @Test
  @Order(8)
  void aQueuedCallBecomesItsResult() {
    local().callLater(function("echo").withBody("job").withMode(CallSpec.Mode.ASYNC), scope);
    operator.until("its result", () -> rows().size() == 8 && rows().getFirst().status() == 200);
    assertThat(rows().getFirst().mode()).isEqualTo(CallSpec.Mode.ASYNC);
  }

  @Test
  @Order(9)
  void aCallOfAFunctionThatIsGoneOpensAsANewCall() {
    local().call(function("env").withQuery("gone=1"), scope);
    operator.until("its line", () -> rows().size() == 9);
    select("env");
    operator.readsEventually("history-response-status", "404"::equals);
    operator.click("history-open");
    operator.readsEventually("status-message", text -> text.contains("not there any more"));
    operator.readsEventually("call-query", "gone=1"::equals);
  }

  @Test
  @Order(10)
  void theHistoryIsThereAgainAfterARestart() {
    List<Long> before = rows().stream().map(HistoryRow::id).toList();
    onFx(window::close);
    open();
    operator.until("the calls of before", () -> rows().size() == before.size());
    assertThat(rows().stream().map(HistoryRow::id).toList()).isEqualTo(before);
    selectTarget("?status=503");
    operator.click("history-send");
    operator.until("it was sent to the gateway's new address", () -> rows().size() == 10);
    assertThat(rows().getFirst().status()).isEqualTo(503);
  }

  @Test
  @Order(11)
  void clearingAsksAndLeavesNothing() throws IOException {
    operator.click("history-clear");
    operator.click("question-confirm");
    operator.readsEventually("history-count", "No calls"::equals);
    try (Stream<Path> files = Files.list(data.resolve("history"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("calls-"));
    }
  }

  private CallSpec function(String name) {
    return CallSpec.of(new FunctionRef(local().connection().id(), "openfaas-fn", name));
  }

  private void call(CallSpec spec) {
    assertThat(local().call(spec, scope).outcome().toFailure()).isEmpty();
  }

  private GatewaySession local() {
    return window.console().workbench().sessions().getFirst();
  }

  private TableView<?> table() {
    return (TableView<?>) node("history-table");
  }

  private List<HistoryRow> rows() {
    return onFx(
        () ->
            window.scene().lookup("#history-table") instanceof TableView<?> table
                ? table.getItems().stream().map(HistoryRow.class::cast).toList()
                : List.of());
  }

  private HistoryRow selected() {
    return onFx(() -> (HistoryRow) table().getSelectionModel().getSelectedItem());
  }

  private List<String> names() {
    return rows().stream().map(row -> row.function().name()).toList();
  }

  private List<Integer> statuses() {
    return rows().stream().map(HistoryRow::status).toList();
  }

  private void select(String function) {
    operator.until("a call of " + function, () -> names().contains(function));
    onFx(() -> table().getSelectionModel().clearAndSelect(names().indexOf(function)));
  }

  private void selectTarget(String target) {
    List<String> targets = rows().stream().map(HistoryRow::target).toList();
    assertThat(targets).contains(target);
    onFx(() -> table().getSelectionModel().clearAndSelect(targets.lastIndexOf(target)));
  }

  private Node node(String id) {
    return Objects.requireNonNull(window.scene().lookup("#" + id), "no #" + id);
  }

  private List<String> texts(String id) {
    return node(id).lookupAll(".label").stream()
        .filter(Labeled.class::isInstance)
        .map(label -> Objects.toString(((Labeled) label).getText()))
        .toList();
  }
}
