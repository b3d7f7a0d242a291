package io.fairlead.acceptance;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.boot.ConsoleWindow;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.support.FxRuntime;
import io.fairlead.support.Operator;
import io.fairlead.ui.callfile.CallNode;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who has a folder of call files, in the real window with the embedded gateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CallFilesWindowAcceptanceTest {

  private static final String HARBOUR =
      """
      ### echo
      # @expect status 200
      # @expect body contains {{greeting}}
      POST {{gateway}}/function/echo
      Content-Type: text/plain

      {{greeting}}
      """;

  private Path data;
  private Path calls;
  private ConsoleWindow window;
  private Operator operator;
  private Shown shown;

  @BeforeAll
  void openTheConsole(@TempDir Path folder) throws IOException {
    data = folder.resolve("data");
    calls = folder.resolve("calls");
    Files.createDirectories(calls);
    Files.writeString(calls.resolve("harbour.http"), HARBOUR);
    Files.writeString(calls.resolve("http-client.env.json"), "{\"dev\": {\"greeting\": \"ahoy\"}}");
    FxRuntime.start();
    open();
    onFx(() -> window.console().startLocalGateway(LocalGatewaySettings.in(data.resolve("local"))));
    operator.until("four functions that serve", () -> shown.serving() == 4);
  }

  private void open() {
    window = onFx(() -> ConsoleWindow.open(Theme.LIGHT, Optional.of(data), 1280, 800, () -> {}));
    operator = new Operator(window.scene());
    shown = new Shown(window.scene().getRoot(), operator);
  }

  @AfterAll
  void closeTheConsole() {
    onFx(window::close);
  }

  @Test
  @Order(1)
  void withoutAFolderItSaysWhatCallFilesAreAndOffersAnExample() {
    onFx(() -> window.console().shell().showTool("call-files"));
    operator.see("call-files-open", Node.class);
    operator.see("call-files-example", Node.class);
    assertThat(texts()).anyMatch(text -> text.contains(".http files"));
    assertThat(onFx(() -> node("call-files-run-all").isDisabled())).isTrue();
  }

  @Test
  @Order(2)
  void aNewcomerOpensAFolderAndSeesWhatIsInIt() {
    onFx(() -> window.console().shell().callFiles().open(calls));
    operator.until("the rows", () -> rows().equals(List.of("harbour.http", "echo")));
    assertThat(onFx(() -> ((ComboBox<?>) node("call-files-environment")).getItems().size()))
        .isEqualTo(2);
    assertThat(onFx(() -> ((ComboBox<?>) node("call-files-gateway")).getValue().toString()))
        .isEqualTo("Local");
  }

  @Test
  @Order(3)
  void withoutAnEnvironmentTheMissingVariableIsNamed() {
    select("echo");
    operator.press(KeyCode.ENTER);
    operator.until("why not", () -> texts().stream().anyMatch(text -> text.contains("greeting")));
    assertThat(operator.sees("call-files-status")).isFalse();
  }

  @Test
  @Order(4)
  void enterRunsTheRequestAndItsFileOpensWithTheAnswer() {
    onFx(() -> environment().setValue("dev"));
    select("echo");
    operator.press(KeyCode.ENTER);
    operator.readsEventually("call-files-status", "200"::equals);
    operator.readsEventually("call-files-summary", "2 of 2 ok"::equals);
    operator.readsEventually("call-file-title", "harbour.http"::equals);
    operator.readsEventually("call-file-response-body", text -> text.contains("ahoy"));
    assertThat(onFx(() -> ((CodeEditor) node("call-file-code")).getText())).isEqualTo(HARBOUR);
    operator.until(
        "the keyboard in the tree", () -> onFx(() -> node("call-files-tree").isFocused()));
    assertThat(operator.read("call-files-progress")).isEqualTo("Ran 1 of 1");
  }

  @Test
  @Order(5)
  void aFileThatChangesOnDiskIsFollowedAndItsResultMarkedStale() throws IOException {
    Files.writeString(
        calls.resolve("harbour.http"), HARBOUR.replace("contains {{greeting}}", "contains moin"));
    operator.until("the mark", () -> texts().stream().anyMatch(text -> text.contains("changed")));
    operator.until("the source", () -> onFx(() -> code().getText()).contains("contains moin"));
    assertThat(onFx(this::selected)).isEqualTo("echo");
  }

  @Test
  @Order(6)
  void anExpectationThatFailsSaysWhatCame() {
    operator.click("call-files-run-file");
    operator.readsEventually("call-files-summary", "1 of 2 ok"::equals);
    assertThat(texts())
        .anyMatch(text -> text.equals("body contains moin"))
        .anyMatch(text -> text.startsWith("came ") && text.contains("ahoy"));
  }

  @Test
  @Order(7)
  void anAsynchronousRequestIsJudgedByItsCallback() throws IOException {
    Files.writeString(
        calls.resolve("later.http"),
        """
        ### later
        # @async
        # @expect status 200
        # @expect body contains tide
        POST {{gateway}}/function/echo

        high tide
        """);
    operator.until("its row", () -> rows().contains("later"));
    select("later");
    operator.press(KeyCode.ENTER);
    operator.readsEventually("call-files-summary", "2 of 2 ok"::equals);
    operator.readsEventually("call-file-response-body", text -> text.contains("high tide"));
  }

  @Test
  @Order(8)
  void aLineThatIsNotUnderstoodIsNamedWithItsRemedy() throws IOException {
    Files.writeString(
        calls.resolve("broken.http"), "### one\n# @expect stauts 200\nGET {{gateway}}/healthz\n");
    operator.until("its row", () -> rows().contains("broken.http"));
    onFx(() -> tree().getSelectionModel().select(1));
    operator.until(
        "the line", () -> texts().stream().anyMatch(text -> text.startsWith("Line 2: ")));
    Files.delete(calls.resolve("broken.http"));
    operator.until("its end", () -> !rows().contains("broken.http"));
  }

  @Test
  @Order(9)
  void aFolderThatVanishesIsSaidAndTakenUpAgainWhenItReturns() throws IOException {
    select("echo");
    Path away = calls.resolveSibling("away");
    Files.move(calls, away);
    operator.until(
        "the loss", () -> texts().stream().anyMatch(text -> text.endsWith("is not there")));
    Files.move(away, calls);
    operator.until("the rows", () -> rows().contains("echo"));
    operator.until("what was run", () -> texts().contains("1 failed"));
  }

  @Test
  @Order(10)
  void theExampleCallsTheFunctionsOfTheGatewayAndRuns() throws IOException {
    Path example = calls.resolveSibling("example");
    Files.createDirectories(example);
    onFx(() -> window.console().shell().callFiles().createExampleIn(example));
    operator.until("the rows", () -> rows().contains("echo later"));
    onFx(() -> environment().setValue("dev"));
    operator.click("call-files-run-all");
    operator.readsEventually("call-files-progress", text -> text.startsWith("Ran "));
    select("echo later");
    operator.readsEventually("call-files-summary", "1 of 1 ok"::equals);
  }

  @Test
  @Order(11)
  void theFolderIsOpenAgainAfterARestart() {
    onFx(window::close);
    open();
    onFx(() -> window.console().shell().showTool("call-files"));
    operator.until("the rows", () -> rows().contains("functions.http"));
  }

  @SuppressWarnings("unchecked")
  private ComboBox<String> environment() {
    return (ComboBox<String>) node("call-files-environment");
  }

  private CodeEditor code() {
    return (CodeEditor) node("call-file-code");
  }

  @SuppressWarnings("unchecked")
  private TreeView<CallNode> tree() {
    return (TreeView<CallNode>) node("call-files-tree");
  }

  private String selected() {
    return tree().getSelectionModel().getSelectedItem().getValue().text();
  }

  private void select(String text) {
    onFx(
        () -> {
          TreeView<CallNode> tree = tree();
          for (int i = 0; i < tree.getExpandedItemCount(); i++) {
            if (tree.getTreeItem(i).getValue().text().equals(text)) {
              tree.getSelectionModel().select(i);
            }
          }
          tree.requestFocus();
        });
  }

  private List<String> rows() {
    return onFx(
        () -> {
          List<String> texts = new ArrayList<>();
          if (window.scene().lookup("#call-files-tree") instanceof TreeView<?> tree) {
            for (int i = 0; i < tree.getExpandedItemCount(); i++) {
              TreeItem<?> item = tree.getTreeItem(i);
              texts.add(((CallNode) item.getValue()).text());
            }
          }
          return texts;
        });
  }

  private List<String> texts() {
    return onFx(
        () ->
            node("call-files").lookupAll(".label").stream()
                .filter(node -> node instanceof Labeled && Operator.isVisible(node))
                .map(node -> ((Labeled) node).getText())
                .toList());
  }

  private Node node(String id) {
    return window.scene().lookup("#" + id);
  }
}
