package io.fairlead.arch;

import static io.fairlead.support.FxRuntime.onFx;

import io.fairlead.boot.Console;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallSpec;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Credentials;
import io.fairlead.net.Scope;
import io.fairlead.session.Connection;
import io.fairlead.session.GatewaySession;
import io.fairlead.support.Await;
import io.fairlead.support.FxRuntime;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.css.CssParser;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.TreeView;
import javafx.stage.Stage;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * A walk through every screen of the real window over an embedded gateway, in light and in dark,
 * once for all tests; what was met on the way is the result.
 */
final class ScreenTour {

  /**
   * What was met.
   *
   * @param census the controls of all screens
   * @param styleErrors what the toolkit said of styles while they were shown
   */
  record Result(ControlCensus census, List<String> styleErrors) {}

  private static final class Once {
    static final Result RESULT = new ScreenTour().walk();
  }

  private static final ByteString PIXEL =
      Objects.requireNonNull(
          ByteString.decodeBase64(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5E"
                  + "rkJggg=="));

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ControlCensus census = new ControlCensus();
  private final Console console;
  private final Stage stage;
  private final Scene scene;

  private ScreenTour() {
    FxRuntime.start();
    console = onFx(() -> new Console(Theme.LIGHT, () -> {}));
    scene = onFx(() -> new Scene(console.shell().root(), 1280, 800));
    stage = onFx(() -> new Stage());
  }

  /** What a walk through all screens meets. */
  static Result result() {
    return Once.RESULT;
  }

  private Result walk() {
    Path folder = temporaryFolder();
    try {
      onFx(this::open);
      look();
      GatewaySession session = walkWhileServed(folder);
      session.refresh();
      until("the loss of the gateway", () -> session.snapshot().isStale());
      onFx(() -> console.shell().openGateway(session.connection().id()));
      until("what is said of it", () -> scene.lookup("#gateway-retry") != null);
      look();
      return new Result(census, onFx(() -> styleErrors()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      onFx(this::close);
      delete(folder);
    }
  }

  private GatewaySession walkWhileServed(Path folder) throws IOException {
    try (LocalGateway gateway = LocalGateway.start(LocalGatewaySettings.in(folder))) {
      GatewaySession session = onFx(() -> console.workbench().add(connectionTo(gateway)));
      until("the starters", () -> serving(session) >= 4);
      gatewayAndSheets(session);
      FunctionRef echo = new FunctionRef(session.connection().id(), "openfaas-fn", "echo");
      function(echo);
      asynchronousCall(echo);
      callFiles(folder.resolve("example"));
      probe(echo);
      return session;
    }
  }

  private static List<String> styleErrors() {
    return CssParser.errorsProperty().stream()
        .map(CssParser.ParseError::getMessage)
        .distinct()
        .toList();
  }

  private void open() {
    CssParser.errorsProperty().clear();
    Theme.LIGHT.applyTo(scene);
    console.shellModel().themeProperty().addListener((o, before, now) -> now.applyTo(scene));
    stage.setScene(scene);
    stage.show();
    console.shell().arrange();
  }

  private void close() {
    console.close();
    stage.close();
    Application.setUserAgentStylesheet(null);
  }

  private void gatewayAndSheets(GatewaySession session) {
    GatewayId gateway = session.connection().id();
    onFx(() -> console.shell().openGateway(gateway));
    until("the table", () -> scene.lookup("#function-table") != null);
    look();
    onFx(() -> console.shell().deployTo(gateway));
    look();
    onFx(() -> console.shell().closeSheet());
    onFx(() -> console.shell().askCallbackAddress(Optional.of(gateway)));
    until("what holds now", () -> isShown("callback-preview"));
    look();
    onFx(() -> console.shell().closeSheet());
    onFx(() -> console.shell().addGateway());
    look();
    onFx(() -> console.shell().closeSheet());
    onFx(() -> console.shell().askDelete(new FunctionRef(gateway, "openfaas-fn", "echo")));
    look();
    onFx(() -> console.shell().closeSheet());
  }

  private void function(FunctionRef function) {
    onFx(() -> console.shell().openFunction(function));
    look();
    onFx(() -> console.shell().openCall(function));
    look();
    bodies();
    onFx(() -> ((MenuButton) find("call-saved")).getItems().getLast().fire());
    onFx(() -> ((TextInputControl) find("call-save-name")).setText("tour"));
    press("call-save");
    onFx(() -> ((CodeEditor) find("call-body")).setText("{}"));
    press("call-send");
    until("the answer", () -> isShown("response-body"));
    look();
    onFx(() -> ((CodeEditor) find("call-body")).setText("data: 1\n\n"));
    onFx(() -> ((ComboBox<?>) find("call-body-type")).getEditor().setText("text/event-stream"));
    press("call-send");
    until("the events", () -> isShown("response-events"));
    look();
    onFx(() -> ((ComboBox<?>) find("call-body-type")).getEditor().setText("text/plain"));
    press("action-new-call");
    until("the call of no function", () -> isShown("call-function"));
    look();
    onFx(() -> console.shell().openLogs(function));
    until("the log", () -> isShown("logs-list"));
    look();
  }

  /** Every kind of body, each with an editor of its own. */
  private void bodies() {
    for (String kind : List.of("none", "json", "form", "multipart", "file", "binary")) {
      press("call-body-kind-" + kind);
      look();
    }
    press("call-body-kind-multipart");
    press("call-part-file-0");
    look();
    press("call-body-kind-text");
  }

  private void asynchronousCall(FunctionRef function) {
    onFx(() -> console.shell().openCall(function));
    onFx(() -> ((ToggleButton) find("call-async")).setSelected(true));
    press("call-send");
    until(
        "the callback",
        () ->
            console.workbench().inbox().calls().stream()
                .anyMatch(call -> call.state() instanceof AsyncState.CalledBack));
    onFx(() -> console.shell().showTool("inbox"));
    until("the result", () -> isShown("inbox-response-body"));
    look();
    onFx(() -> console.shell().showTool("history"));
    until("the calls", () -> isShown("history-table"));
    onFx(() -> ((TableView<?>) find("history-table")).getSelectionModel().clearAndSelect(0));
    until("what came", () -> isShown("history-response-body"));
    look();
    onFx(() -> selectTab("history-tab-request"));
    look();
    past(function, new CallBody.Text("data: 1\n\n", "text/event-stream"), "events");
    past(function, new CallBody.Binary(PIXEL, "image/png"), "image");
    onFx(() -> console.shell().closeBottom());
  }

  private void callFiles(Path folder) {
    onFx(() -> console.shell().showTool("call-files"));
    look();
    onFx(() -> console.shell().callFiles().createExampleIn(folder));
    until("the example", () -> isShown("call-files-tree"));
    press("call-files-run-all");
    until("the end of the run", () -> find("call-files-stop").isDisabled());
    onFx(() -> ((TreeView<?>) find("call-files-tree")).getSelectionModel().select(1));
    press("call-files-source");
    until("the file", () -> isShown("call-file-code"));
    look();
    onFx(() -> console.shell().showTool("explorer"));
  }

  private void probe(FunctionRef function) {
    onFx(() -> console.shell().openCall(function));
    onFx(() -> ((ToggleButton) find("call-async")).setSelected(true));
    press("call-probe");
    until("the probe", () -> isShown("probe-start"));
    look();
    onFx(() -> ((TextInputControl) find("probe-amount")).setText("no number"));
    look();
    onFx(() -> ((TextInputControl) find("probe-amount")).setText("20"));
    for (int run = 0; run < 2; run++) {
      onFx(() -> ((TextInputControl) find("probe-length")).setText("1"));
      press("probe-start");
      look();
      until("the end of the probe", () -> find("probe-stop").isDisabled());
      look();
    }
    onFx(() -> ((TabPane) find("probe-tabs")).getSelectionModel().select(1));
    onFx(() -> ((TableView<?>) find("probe-results")).getSelectionModel().selectAll());
    look();
    onFx(() -> console.shell().openCall(function));
    onFx(() -> ((ToggleButton) find("call-async")).setSelected(false));
  }

  /** A call of the past with a body that is shown in its own way. */
  private void past(FunctionRef function, CallBody body, String way) {
    try (Scope scope = new Scope("tour")) {
      console
          .workbench()
          .session(function.gateway())
          .orElseThrow()
          .call(CallSpec.of(function).withBody(body), scope);
    }
    until(
        "its body",
        () -> {
          ((TableView<?>) find("history-table")).getSelectionModel().clearAndSelect(0);
          return isShown("history-request-" + way);
        });
    look();
  }

  private void selectTab(String id) {
    for (Node pane : scene.getRoot().lookupAll(".tab-pane")) {
      TabPane tabs = (TabPane) pane;
      tabs.getTabs().stream()
          .filter(tab -> id.equals(tab.getId()))
          .forEach(tabs.getSelectionModel()::select);
    }
  }

  /** Counts what is shown, and lets every theme dress it. */
  private void look() {
    for (Theme theme : Theme.values()) {
      onFx(
          () -> {
            console.shellModel().themeProperty().set(theme);
            scene.getRoot().applyCss();
            scene.getRoot().layout();
          });
    }
    onFx(() -> census.count(scene.getRoot()));
  }

  private void press(String id) {
    onFx(() -> ((ButtonBase) find(id)).fire());
  }

  private Node find(String id) {
    return Objects.requireNonNull(scene.lookup("#" + id), "there is no #" + id);
  }

  private boolean isShown(String id) {
    Node node = scene.lookup("#" + id);
    for (Node at = node; at != null; at = at.getParent()) {
      if (!at.isVisible()) {
        return false;
      }
    }
    return node != null;
  }

  private static void until(String what, BooleanSupplier condition) {
    Await.until(what, PATIENCE, () -> onFx(condition::getAsBoolean));
  }

  private static long serving(GatewaySession session) {
    return session.snapshot().functions().stream().filter(FunctionStatus::isServing).count();
  }

  private static Connection connectionTo(LocalGateway gateway) {
    return new Connection(
        new GatewayId("local"),
        "Local",
        HttpUrl.get(gateway.url()),
        Optional.of(new Credentials.Basic(gateway.username(), gateway.password())),
        Optional.of(HttpUrl.get(gateway.metricsUrl())),
        Optional.of(HttpUrl.get(gateway.registryUrl())));
  }

  private static Path temporaryFolder() {
    try {
      return Files.createTempDirectory("fairlead-screens");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
