package io.fairlead.acceptance;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.boot.ConsoleWindow;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import io.fairlead.session.Connection;
import io.fairlead.support.Await;
import io.fairlead.support.FxRuntime;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.Operator;
import io.fairlead.support.ReceivedRequest;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
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

/**
 * Somebody who knows Postman calls functions for the first time: the real window, a gateway on real
 * sockets whose functions do what each story says, and credentials that no function must see.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallsAcceptanceTest {

  private static final GatewayId GATEWAY = new GatewayId("prod");
  private static final String PNG =
      "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cf"
          + "c0000003010100c9fe92ef0000000049454e44ae426082";
  private static final Pattern DURATION = Pattern.compile("[\\d.]+ .?s");

  private Path data;
  private ConsoleWindow window;
  private Operator operator;
  private ScriptedGateway gateway;

  @BeforeAll
  void openTheConsole(@TempDir Path folder) {
    data = folder;
    FxRuntime.start();
    gateway = new ScriptedGateway();
    gateway.functions(
        "openfaas-fn", "big", "cut", "echo", "events", "gone", "image", "moved", "slow", "strict");
    gateway.on("POST /function/echo.openfaas-fn", CallsAcceptanceTest::echo);
    open();
  }

  private void open() {
    window = onFx(() -> ConsoleWindow.open(Theme.LIGHT, Optional.of(data), 1280, 800, () -> {}));
    operator = new Operator(window.scene());
    onFx(
        () ->
            window
                .console()
                .connect(
                    new Connection(
                        GATEWAY,
                        "Production",
                        HttpUrl.get(gateway.url()),
                        Optional.of(new Credentials.Basic("admin", "gateway-secret")),
                        Optional.empty(),
                        Optional.empty())));
    operator.until(
        "the functions",
        () ->
            window
                    .console()
                    .workbench()
                    .session(GATEWAY)
                    .orElseThrow()
                    .snapshot()
                    .functions()
                    .size()
                == 9);
  }

  @AfterAll
  void closeTheConsole() {
    onFx(window::close);
    gateway.close();
  }

  private static void echo(ReceivedRequest request, LoopbackServer.Connection connection)
      throws IOException {
    String type = request.header("Content-Type").orElse("text/plain");
    connection.send(
        LoopbackServer.response(
            "200 OK",
            "X-Call-Id: 1\r\nX-Start-Time: 1790000000000000000\r\nX-Duration-Seconds: 0.001500\r\n"
                + "Content-Type: "
                + type,
            request.bodyText()));
  }

  @Test
  @Order(1)
  void jsonIsWrittenWithColoursAndItsAnswerShownIndentedWithWhoMadeIt() {
    call("echo");
    operator.click("call-body-kind-json");
    operator.click("call-body-json");
    operator.type("{\"berths\":[3,4]}");
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);

    answered("200");
    operator.readsEventually("response-body", text -> text.contains("\"berths\": [\n    3,"));
    assertThat(operator.read("response-producer")).isEqualTo("Answered by the function");
    assertThat(operator.read("response-time")).matches(DURATION);
    ReceivedRequest sent = last("echo");
    assertThat(sent.header("Content-Type")).contains("application/json");
    assertThat(sent.bodyText()).isEqualTo("{\"berths\":[3,4]}");
    operator.until("colours", () -> coloured("call-body-json", "code-key") > 0);
  }

  @Test
  @Order(2)
  void aWaterfallShowsEachStageAndTheFunctionsOwnTime() {
    call("echo");
    send();
    answered("200");
    selectTab("response-tab-timing");
    operator.see("response-waterfall", Node.class);
    assertThat(onFx(() -> texts("response-waterfall")))
        .contains("Connect", "Send", "Wait", "Function itself", "1.5 ms", "Receive", "Total");
    assertThat(operator.read("response-origin")).contains("watchdog timed it");
    selectTab("response-tab-body");
  }

  @Test
  @Order(3)
  void headersQueryAndPathGoAsWrittenAndTheGatewaysCredentialsDoNot() {
    call("echo");
    operator.fill("call-path", "/items/7");
    operator.fill("call-query", "size=3");
    selectTab("call-tab-headers");
    operator.fill("call-header-name-0", "X-Mine");
    operator.press(KeyCode.ESCAPE);
    operator.fill("call-header-value-0", "yes");
    send();
    operator.until("the call", () -> last("echo").header("X-Mine").isPresent());
    ReceivedRequest sent = last("echo");
    assertThat(sent.target()).isEqualTo("/function/echo.openfaas-fn/items/7?size=3");
    assertThat(sent.header("X-Mine")).contains("yes");
    assertThat(sent.header("Authorization")).isEmpty();
  }

  @Test
  @Order(4)
  void theGatewaysCredentialsGoAlongWhereTheOperatorAddsThem() {
    call("echo");
    selectTab("call-tab-options");
    operator.click("call-credentials");
    send();
    operator.until("the call", () -> last("echo").header("Authorization").isPresent());
    operator.click("call-credentials");
    send();
    operator.until("the next call", () -> last("echo").header("Authorization").isEmpty());
  }

  @Test
  @Order(5)
  void aHeaderThatCannotBeSentIsSaidBeforeSending() {
    call("strict");
    selectTab("call-tab-headers");
    onFx(() -> text("call-header-name-0").setText("X-Name"));
    onFx(() -> text("call-header-value-0").setText("Grüße"));
    send();
    operator.until("the reason", () -> says("response-pane", "a header cannot carry"));
    assertThat(gateway.count("POST /function/strict")).isZero();
  }

  @Test
  @Order(6)
  void formsPartsAndFilesArriveAsTheyWereWritten() throws IOException {
    call("echo");
    selectTab("call-tab-body");
    operator.click("call-body-kind-form");
    operator.fill("call-form-name-0", "port");
    operator.fill("call-form-value-0", "bremen");
    send();
    operator.until("the form", () -> last("echo").bodyText().equals("port=bremen"));

    Path file = Files.writeString(data.resolve("cargo.txt"), "coffee");
    operator.click("call-body-kind-file");
    onFx(() -> text("call-body-path").setText(file.toString()));
    send();
    operator.until("the file", () -> last("echo").bodyText().equals("coffee"));
    assertThat(last("echo").header("Content-Type")).contains("text/plain");

    operator.click("call-body-kind-text");
    onFx(() -> ((CodeEditor) node("call-body")).setText(""));
  }

  @Test
  @Order(7)
  void aRedirectIsShownAndFollowedWhenAsked() {
    gateway.on(
        "POST /function/moved.openfaas-fn",
        (_, connection) ->
            connection.send(
                LoopbackServer.response(
                    "302 Found", "Location: /function/echo.openfaas-fn\r\nX-Start-Time: 1", "")));
    gateway.on("GET /function/echo.openfaas-fn", 200, "at last");
    call("moved");
    send();
    answered("302");
    assertThat(operator.read("response-note")).contains("/function/echo.openfaas-fn");

    selectTab("call-tab-options");
    operator.click("call-follow");
    send();
    answered("200");
    operator.readsEventually("response-body", "at last"::equals);
    selectTab("response-tab-timing");
    assertThat(onFx(() -> texts("response-hops"))).anyMatch(text -> text.startsWith("302: "));
    selectTab("response-tab-body");
  }

  @Test
  @Order(8)
  void eventsAreShownAsTheyArriveAndCancellingEndsThem() {
    CountDownLatch seen = new CountDownLatch(1);
    AtomicBoolean hungUp = new AtomicBoolean();
    gateway.on(
        "POST /function/events.openfaas-fn",
        (_, connection) -> {
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: first\n\n");
          Await.until("the test", () -> seen.getCount() == 0);
          connection.send("event: tide\ndata: second\n\n");
          connection.awaitHangUp();
          hungUp.set(true);
        });
    call("events");
    selectTab("call-tab-options");
    operator.click("call-events");
    send();
    operator.until("the first event", () -> rows("response-events-table") == 1);
    assertThat(last("events").header("Accept")).contains("text/event-stream");
    seen.countDown();
    operator.until("the second event", () -> rows("response-events-table") == 2);
    assertThat(operator.read("response-status")).isEqualTo("200");

    long before = System.nanoTime();
    operator.click("call-cancel");
    operator.readsEventually("response-note", text -> text.contains("stopped here"));
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    Await.until("the server notices", hungUp::get);
    assertThat(onFx(() -> rows("response-events-table"))).isEqualTo(2);
  }

  @Test
  @Order(9)
  void aLargeAnswerNeitherFreezesTheWindowNorFillsTheHeap() {
    int megabytes = 200;
    gateway.on(
        "POST /function/big.openfaas-fn",
        (_, connection) -> {
          byte[] piece = new byte[1 << 20];
          Arrays.fill(piece, (byte) 'a');
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                  + (long) megabytes * piece.length
                  + "\r\n\r\n");
          for (int i = 0; i < megabytes; i++) {
            connection.send(piece);
          }
        });
    call("big");
    long before = heap();
    send();
    operator.until(
        "the whole answer",
        () ->
            !operator.sees("call-cancel")
                && ((Labeled) node("response-size")).getText().startsWith("200 M"));
    operator.until("its text", () -> !((Labeled) node("response-body-info")).getText().isEmpty());
    assertThat(heap() - before).isLessThan(32L << 20);
  }

  @Test
  @Order(10)
  void anImageIsShownAsOne() {
    byte[] png = java.util.HexFormat.of().parseHex(PNG);
    gateway.on(
        "POST /function/image.openfaas-fn",
        (_, connection) -> {
          connection.send(
              "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: "
                  + png.length
                  + "\r\n\r\n");
          connection.send(png);
        });
    call("image");
    send();
    operator.until(
        "the picture",
        () ->
            operator.sees("response-image")
                && ((ImageView) node("response-image")).getImage() != null);
    operator.click("response-as-hex");
    operator.see("response-body", Node.class);
  }

  @Test
  @Order(11)
  void aCallThatRanOutOfTimeNamesTheLayerAndTheSetting() {
    gateway.on("POST /function/slow.openfaas-fn", (_, connection) -> connection.awaitHangUp());
    call("slow");
    selectTab("call-tab-options");
    operator.fill("call-timeout", "0.3");
    send();
    operator.readsEventually("response-xray-culprit", text -> text.contains("This console"));
    assertThat(operator.read("response-xray-setting")).contains("time-out");
    assertThat(operator.read("response-status")).isEqualTo("No answer");

    gateway.on(
        "POST /function/cut.openfaas-fn",
        (_, connection) ->
            connection.send(
                LoopbackServer.response(
                    "504 Gateway Timeout",
                    "X-OpenFaaS-Internal: of-watchdog\r\nX-Start-Time: 1",
                    "")));
    call("cut");
    send();
    operator.readsEventually("response-xray-culprit", text -> text.contains("Watchdog"));
    assertThat(operator.read("response-xray-setting")).contains("exec_timeout");
    assertThat(operator.read("response-producer")).contains("watchdog, not the function");
  }

  @Test
  @Order(12)
  void aLostAnswerIsAnUnknownOutcomeAndNothingIsSentTwice() {
    gateway.on("POST /function/gone.openfaas-fn", (_, connection) -> connection.reset());
    call("gone");
    send();
    operator.until("what is known", () -> says("response-pane", "it may have been carried out"));
    assertThat(gateway.count("POST /function/gone")).isEqualTo(1);
  }

  @Test
  @Order(13)
  void aCallIsCopiedAsCurlAndAPastedOneBecomesACall() {
    call("echo");
    menu("call-more", "call-copy-curl");
    String copied = onFx(() -> Clipboard.getSystemClipboard().getString());
    assertThat(copied).contains("curl", "/function/echo.openfaas-fn/items/7?size=3", "X-Mine: yes");
    assertThat(copied).doesNotContain("gateway-secret");

    ClipboardContent pasted = new ClipboardContent();
    pasted.putString(
        "curl -X PUT '"
            + gateway.url()
            + "/function/echo/quay?n=2' -H 'X-From: curl' -d '{\"a\":1}' --insecure");
    onFx(() -> Clipboard.getSystemClipboard().setContent(pasted));
    menu("call-more", "call-paste-curl");
    operator.readsEventually("call-path", "/quay"::equals);
    assertThat(operator.read("call-query")).isEqualTo("n=2");
    assertThat(operator.read("call-notice")).contains("pasted").contains("insecure");
  }

  @Test
  @Order(14)
  void aCallIsSavedUnderANameAndComesBack() {
    call("echo");
    menu("call-saved", "call-save-as");
    operator.fill("call-save-name", "quay two");
    operator.click("call-save");
    operator.readsEventually("call-notice", text -> text.contains("quay two"));
    operator.fill("call-path", "/elsewhere");
    menu("call-saved", "call-saved-0");
    operator.readsEventually("call-path", "/quay"::equals);
  }

  @Test
  @Order(15)
  void aCallIsWrittenWithoutOpeningAFunctionFirst() {
    operator.click("action-new-call");
    operator.fill("call-function", "gone");
    operator.press(KeyCode.ENTER);
    gateway.on("POST /function/gone.openfaas-fn", 200, "aye");
    send();
    answered("200");
    assertThat(last("gone").header("Authorization")).isEmpty();
  }

  @Test
  @Order(16)
  void theLastInputAndTheSavedCallsSurviveARestartButSecretsDoNot() throws IOException {
    call("echo");
    selectTab("call-tab-headers");
    operator.until("the header of the pasted call", () -> text("call-header-name-0") != null);
    operator.fill("call-header-name-1", "Authorization");
    operator.press(KeyCode.ESCAPE);
    operator.fill("call-header-value-1", "bearer-of-a-secret");
    onFx(window::close);
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain("bearer-of-a-secret")
            .doesNotContain("gateway-secret");
      }
    }
    open();
    call("echo");
    operator.readsEventually("call-path", "/quay"::equals);
    assertThat(operator.read("call-notice")).contains("header Authorization");
    menu("call-saved", "call-saved-0");
    operator.readsEventually("call-path", "/quay"::equals);
  }

  private void call(String function) {
    FunctionRef ref = new FunctionRef(GATEWAY, "openfaas-fn", function);
    onFx(() -> window.console().shell().openCall(ref));
    operator.see("call-editor", Node.class);
  }

  private void send() {
    operator.click("call-send");
  }

  /** The status stands as soon as the headers do; this waits for the body as well. */
  private void answered(String status) {
    operator.until(
        "the whole answer",
        () -> operator.sees("response-status") && !operator.sees("call-cancel"));
    operator.readsEventually("response-status", status::equals);
  }

  private ReceivedRequest last(String function) {
    return gateway.last("POST /function/" + function + ".openfaas-fn").orElseThrow();
  }

  private void selectTab(String id) {
    onFx(
        () ->
            window.scene().getRoot().lookupAll(".tab-pane").stream()
                .filter(Operator::isVisible)
                .map(TabPane.class::cast)
                .forEach(
                    pane ->
                        pane.getTabs().stream()
                            .filter(tab -> id.equals(tab.getId()))
                            .forEach(pane.getSelectionModel()::select)));
  }

  private void menu(String button, String item) {
    operator.until("#" + item, () -> inMenu(button, item).isPresent());
    onFx(() -> inMenu(button, item).orElseThrow().fire());
  }

  private Optional<MenuItem> inMenu(String button, String item) {
    return ((MenuButton) node(button))
        .getItems().stream().filter(one -> item.equals(one.getId())).findFirst();
  }

  private Node node(String id) {
    return window.scene().getRoot().lookupAll("#" + id).stream()
        .filter(Operator::isVisible)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no #" + id));
  }

  private TextInputControl text(String id) {
    return (TextInputControl) node(id);
  }

  private long rows(String id) {
    return operator.sees(id) ? ((TableView<?>) node(id)).getItems().size() : -1;
  }

  private List<String> texts(String id) {
    return node(id).lookupAll(".label").stream()
        .filter(Labeled.class::isInstance)
        .map(label -> Objects.toString(((Labeled) label).getText()))
        .toList();
  }

  private boolean says(String id, String part) {
    return operator.sees(id) && texts(id).stream().anyMatch(text -> text.contains(part));
  }

  private int coloured(String id, String style) {
    return node(id).lookupAll("." + style).size();
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
