package io.fairlead.acceptance;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.boot.ConsoleWindow;
import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallSpec;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.model.FunctionRef;
import io.fairlead.net.Scope;
import io.fairlead.session.Connection;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.FxRuntime;
import io.fairlead.support.Operator;
import io.fairlead.support.QueueWorker;
import io.fairlead.support.RawCallback;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
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
 * Somebody who has never queued a call, in the real window: with the embedded gateway, which calls
 * back, and with one that counts as elsewhere and calls back only when the story says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AsyncInboxAcceptanceTest {

  private static final String QUEUE = "POST /async-function";

  private Path data;
  private ConsoleWindow window;
  private Operator operator;
  private Shown shown;
  private ScriptedGateway elsewhere;
  private final Scope scope = new Scope("newcomer");

  @BeforeAll
  void openTheConsole(@TempDir Path folder) {
    data = folder;
    FxRuntime.start();
    elsewhere = new ScriptedGateway();
    open();
    onFx(() -> window.console().startLocalGateway(LocalGatewaySettings.in(data.resolve("local"))));
    operator.until("four functions that serve", () -> shown.serving() == 4);
    onFx(() -> window.console().shell().showTool("inbox"));
  }

  private void open() {
    window = onFx(() -> ConsoleWindow.open(Theme.LIGHT, Optional.of(data), 1280, 800, () -> {}));
    operator = new Operator(window.scene());
    shown = new Shown(window.scene().getRoot(), operator);
  }

  @AfterAll
  void closeTheConsole() {
    scope.close();
    onFx(window::close);
    elsewhere.close();
  }

  @Test
  @Order(1)
  void anEmptyInboxSaysWhatItIsFor() {
    assertThat(operator.read("inbox-count")).startsWith("No calls");
    assertThat(operator.sees("inbox-tally")).isFalse();
    operator.see("inbox", Node.class);
    assertThat(onFx(() -> texts("inbox"))).anyMatch(text -> text.contains("callback address"));
  }

  @Test
  @Order(2)
  void aQueuedCallIsAcceptedAndCalledBackWithItsResult() {
    queue("echo", "ahoy");

    operator.readsEventually("inbox-response-status", "200"::equals);
    operator.readsEventually("inbox-response-body", text -> text.contains("ahoy"));
    assertThat(shown.firstRow("inbox-table")).contains("echo.openfaas-fn", "Local", "200");
    assertThat(operator.read("inbox-count")).isEqualTo("1 call");
    assertThat(inbox().isListening()).isFalse();
  }

  @Test
  @Order(3)
  void aFunctionThatTheGatewayDoesNotHaveIsCaughtBeforeAnythingIsSent() {
    FunctionRef nobody = new FunctionRef(local().connection().id(), "openfaas-fn", "nobody");
    assertThat(local().callLater(CallSpec.of(nobody), scope).toFailure())
        .hasValueSatisfying(
            failure -> assertThat(failure.explanation()).contains("accept the call all the same"));
    assertThat(inbox().calls()).hasSize(1);
  }

  @Test
  @Order(4)
  void aBodyThatTheQueueDoesNotTakeIsCaughtAndListed() {
    shown.openFromExplorer("echo");
    operator.click("function-call");
    onFx(() -> ((CodeEditor) node("call-body")).setText("x".repeat(256_001)));
    operator.click("call-send");

    operator.until("what is said of it", () -> states().contains("too large for the queue"));
    assertThat(onFx(() -> texts("call-editor"))).anyMatch(text -> text.contains("256,000"));
    assertThat(calls().getFirst().state()).isInstanceOf(AsyncState.Oversized.class);
  }

  @Test
  @Order(5)
  void duplicatesAndForgeriesAreCountedAndChangeNothing() throws IOException {
    AsyncInbox.Ticket done = register("echo");
    register("banner");
    QueueWorker.deliver(done.callbackUrl(), 200, "first");
    try (RawCallback again = new RawCallback(done.callbackUrl())) {
      assertThat(again.head("Content-Length: 0").status()).isEqualTo(410);
    }
    try (RawCallback forged = new RawCallback(done.callbackUrl() + "x")) {
      assertThat(forged.head("Content-Length: 0").status()).isEqualTo(404);
    }
    operator.readsEventually("inbox-tally", "2 requests turned away"::equals);

    operator.until("the row", () -> states().contains("accepted, waiting") || waiting() == 1);
    select("banner");
    operator.click("inbox-stop");
    operator.until("the end of waiting", () -> states().contains("not waited for"));
    assertThat(inbox().isListening()).isFalse();
  }

  @Test
  @Order(6)
  void finishedCallsAreFilteredAndClearedAway() {
    operator.fill("inbox-filter", "banner");
    operator.until("one row", () -> rows().size() == 1);
    operator.fill("inbox-filter", "");
    operator.until("all rows", () -> rows().size() == calls().size());
    operator.click("inbox-clear");
    operator.readsEventually("inbox-count", text -> text.startsWith("No calls"));
  }

  @Test
  @Order(7)
  void aGatewayElsewhereNeedsAnAddressAndTheCallSaysSo() {
    // Loopback by a name that does not look like it: for the console, another machine.
    HttpUrl url = HttpUrl.get(elsewhere.url().replace("127.0.0.1", "0.0.0.0"));
    Connection known = elsewhere.connection();
    onFx(
        () ->
            window
                .console()
                .connect(
                    new Connection(
                        known.id(),
                        "Elsewhere",
                        url,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty())));
    operator.readsEventually("gateway-title", "Elsewhere"::equals);
    operator.until("its functions", () -> shown.names().contains("env"));

    queue("env", "job");
    operator.see("call-no-way-back", Node.class);
    assertThat(elsewhere.count(QUEUE)).isZero();

    operator.click("call-queue-anyway");
    operator.until("the queued call", () -> elsewhere.count(QUEUE) == 1);
    assertThat(elsewhere.last(QUEUE).orElseThrow().header("X-Callback-Url")).isEmpty();
    operator.until(
        "what is said of it",
        () -> texts("call-editor").stream().anyMatch(text -> text.contains("without a result")));
  }

  @Test
  @Order(8)
  void anAddressIsCheckedWhileItIsTypedAndTriedWithOneCallThatTheOperatorAllows() {
    operator.click("call-send");
    operator.click("call-set-address");
    operator.click("callback-forwarded");
    operator.fill("callback-url", "no url");
    operator.readsEventually("callback-problem", text -> text.contains("scheme, host and port"));
    operator.fill("callback-url", "http://host.k3d.internal:9777");
    int port = freePort();
    onFx(() -> text("callback-forwarded-port").setText(String.valueOf(port)));
    operator.readsEventually("callback-preview", text -> text.contains("host.k3d.internal"));
    assertThat(onFx(() -> node("callback-test").isDisabled())).isTrue();

    choose("callback-function", "env");
    operator.readsEventually("callback-consent", text -> text.contains("env.openfaas-fn once"));
    long before = elsewhere.count(QUEUE);
    onFx(() -> text("callback-wait").setText("2"));
    operator.click("callback-test");
    operator.readsEventually("callback-result", text -> text.contains("waiting"));
    assertThat(elsewhere.count(QUEUE)).isEqualTo(before + 1);
    operator.readsEventually("callback-result", text -> text.contains("nothing came"));
    assertThat(operator.read("callback-ideas")).contains("tunnel").contains("k3d");
  }

  @Test
  @Order(9)
  void aClusterThatReachesThisMachineIsFoundOutToo() throws IOException {
    onFx(() -> text("callback-wait").setText("30"));
    operator.click("callback-test");
    operator.readsEventually("callback-result", text -> text.contains("waiting"));
    deliverThroughTheTunnel(
        elsewhere.last(QUEUE).orElseThrow().header("X-Callback-Url").orElseThrow());
    operator.readsEventually("callback-result", text -> text.contains("reaches this machine"));

    operator.click("callback-save");
    operator.until("the sheet to close", () -> !operator.sees("callback-sheet"));
    long before = elsewhere.count(QUEUE);
    operator.click("call-send");
    // The call of the first test was never called back, and is waited for as well.
    operator.until("the call to be sent", () -> elsewhere.count(QUEUE) == before + 1);
    operator.until("two that are waited for", () -> waiting() == 2 && accepted() == 2);
    assertThat(elsewhere.last(QUEUE).orElseThrow().header("X-Callback-Url"))
        .hasValueSatisfying(url -> assertThat(url).startsWith("http://host.k3d.internal:9777/"));
  }

  @Test
  @Order(10)
  void whatIsPendingSurvivesTheRestartOfTheConsole() throws IOException {
    String url = elsewhere.last(QUEUE).orElseThrow().header("X-Callback-Url").orElseThrow();
    onFx(window::close);
    open();
    onFx(() -> window.console().shell().showTool("inbox"));
    operator.until("the pending calls", () -> states().contains("accepted, waiting"));

    deliverThroughTheTunnel(url);
    operator.until("its result", () -> states().contains("called back"));
    select("env");
    operator.readsEventually("inbox-response-body", "through the tunnel"::equals);
  }

  /** As a tunnel does: to the port of this machine, under the name that the cluster knows. */
  private void deliverThroughTheTunnel(String url) throws IOException {
    String body = "through the tunnel";
    int port =
        inbox()
            .book()
            .chosenFor(HttpUrl.get(elsewhere.url().replace("127.0.0.1", "0.0.0.0")))
            .map(address -> address.port())
            .orElseGet(
                () -> Integer.parseInt(onFx(() -> text("callback-forwarded-port").getText())));
    try (RawCallback tunnel = new RawCallback("http://127.0.0.1:" + port + "/")) {
      tunnel.send(
          "POST %s HTTP/1.1\r\nHost: host.k3d.internal:9777\r\nX-Function-Status: 200\r\nContent-Length: %d\r\n\r\n%s"
              .formatted(URI.create(url).getPath(), body.length(), body));
      assertThat(tunnel.status()).isEqualTo(200);
    }
  }

  private void queue(String function, String body) {
    shown.openFromExplorer(function);
    operator.click("function-call");
    onFx(() -> ((CodeEditor) node("call-body")).setText(body));
    if (onFx(() -> !((ToggleButton) node("call-async")).isSelected())) {
      operator.click("call-async");
    }
    operator.click("call-send");
  }

  private AsyncInbox.Ticket register(String function) {
    FunctionRef ref = new FunctionRef(local().connection().id(), "openfaas-fn", function);
    AsyncInbox.Ticket ticket = inbox().register(ref).toOptional().orElseThrow();
    inbox().accepted(ticket.callId(), null);
    return ticket;
  }

  private GatewaySession local() {
    return window.console().workbench().sessions().getFirst();
  }

  private AsyncInbox inbox() {
    return window.console().workbench().inbox();
  }

  private List<AsyncCall> calls() {
    return inbox().calls();
  }

  private long waiting() {
    return calls().stream().filter(AsyncCall::awaited).count();
  }

  private long accepted() {
    return calls().stream().filter(call -> call.state() instanceof AsyncState.Accepted).count();
  }

  private List<AsyncCall> rows() {
    return onFx(
        () ->
            ((TableView<?>) node("inbox-table"))
                .getItems().stream().map(AsyncCall.class::cast).toList());
  }

  /** The first column of the table, as it is shown. */
  private Set<String> states() {
    return onFx(
        () ->
            window.scene().getRoot().lookupAll("#inbox-table .call-state").stream()
                .map(cell -> ((Labeled) cell).getText())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet()));
  }

  private void select(String function) {
    onFx(
        () -> {
          TableView<?> table = (TableView<?>) node("inbox-table");
          for (int i = 0; i < table.getItems().size(); i++) {
            if (((AsyncCall) table.getItems().get(i)).function().name().equals(function)) {
              table.getSelectionModel().clearAndSelect(i);
              return;
            }
          }
          throw new AssertionError("no call of " + function);
        });
  }

  private void choose(String id, String function) {
    operator.see(id, ComboBox.class);
    onFx(
        () -> {
          ComboBox<?> box = (ComboBox<?>) node(id);
          for (int i = 0; i < box.getItems().size(); i++) {
            if (((FunctionRef) box.getItems().get(i)).name().equals(function)) {
              box.getSelectionModel().select(i);
            }
          }
        });
  }

  private Node node(String id) {
    return Objects.requireNonNull(window.scene().lookup("#" + id), "no #" + id);
  }

  private TextInputControl text(String id) {
    return (TextInputControl) node(id);
  }

  private List<String> texts(String id) {
    return node(id).lookupAll(".label").stream()
        .filter(Labeled.class::isInstance)
        .map(label -> Objects.toString(((Labeled) label).getText()))
        .toList();
  }

  private static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
