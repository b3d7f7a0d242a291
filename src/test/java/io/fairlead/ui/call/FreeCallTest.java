package io.fairlead.ui.call;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallBook;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.support.Await;
import io.fairlead.support.Operator;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that belongs to no function, in a window, with the keyboard alone. */
class FreeCallTest {

  private final Workplace place = new Workplace();
  private final ScriptedGateway gateway = new ScriptedGateway();
  private final CallBook book = CallBook.inMemory();
  private final FunctionRef echo = Workplace.function("prod", "echo");
  private final FunctionRef env = Workplace.function("prod", "env");
  private Stage stage;
  private CallViewModel model;
  private CallView view;
  private FunctionChoices choices;
  private Operator operator;

  @BeforeEach
  void open() {
    place.open("prod", gateway.url());
    Scene scene =
        onFx(
            () -> {
              Door door = new FxDoor();
              model =
                  new CallViewModel(place.workbench(), new InboxLink(place.inbox()), book, door);
              choices = new FunctionChoices(place.workbench(), door);
              view = new CallView(model);
              view.offerFunctions(choices);
              Scene made = new Scene(new StackPane(), 1000, 700);
              Theme.LIGHT.applyTo(made);
              stage = new Stage();
              stage.setScene(made);
              stage.show();
              ((StackPane) made.getRoot()).getChildren().add(view.root());
              return made;
            });
    operator = new Operator(scene);
    place.ask(place.workbench().session(echo.gateway()).orElseThrow());
    operator.until("the functions", () -> choices.functionsProperty().get().size() == 2);
  }

  @AfterEach
  void close() {
    onFx(
        () -> {
          view.close();
          model.close();
          choices.close();
          stage.close();
        });
    place.close();
    gateway.close();
  }

  @Test
  void theAnswerOfAnotherFunctionGoesWhenAnotherOneIsChosen() {
    onFx(() -> model.functionProperty().set(Optional.of(echo)));
    onFx(model::send);
    operator.until(
        "the answer", () -> model.responseProperty().get().phase() == ResponseModel.Phase.ANSWERED);
    onFx(() -> model.functionProperty().set(Optional.of(env)));
    assertThat(onFx(() -> model.responseProperty().get().phase()))
        .isEqualTo(ResponseModel.Phase.NONE);
  }

  @Test
  void theKeyboardIsWhereTheFunctionIsChosenAndEnterTakesTheFirstThatFits() {
    awaitKeyboardInFunction();
    operator.type("ec");
    operator.until("a choice", () -> list().isPresent());
    operator.press(KeyCode.ENTER);
    assertThat(chosen()).contains(echo);
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);
    Await.until("the call", () -> gateway.count("POST /function/echo") == 1);
  }

  @Test
  void aChoiceIsAsWideAsItsText() {
    awaitKeyboardInFunction();
    operator.type("ec");
    operator.until("a choice", () -> list().isPresent());
    double text =
        onFx(
            () ->
                new Text(String.valueOf(list().orElseThrow().getItems().getFirst()))
                    .getLayoutBounds()
                    .getWidth());
    assertThat(onFx(() -> list().orElseThrow().getPrefWidth())).isGreaterThan(text);
  }

  @Test
  void escapeClosesTheListBeforeItStopsACall() {
    gateway.on("POST /function/echo.openfaas-fn", (_, connection) -> connection.awaitHangUp());
    awaitKeyboardInFunction();
    onFx(() -> model.functionProperty().set(Optional.of(echo)));
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);
    operator.until("it is under way", model.busyBinding()::get);
    operator.type("e");
    onFx(() -> model.functionProperty().set(Optional.of(echo)));
    operator.press(KeyCode.CONTROL, KeyCode.A);
    operator.type("e");
    operator.until("a choice", () -> list().isPresent());
    operator.press(KeyCode.ESCAPE);
    assertThat(onFx(FreeCallTest::list)).isEmpty();
    assertThat(onFx(model.busyBinding()::get)).isTrue();
    operator.press(KeyCode.ESCAPE);
    operator.until("it was stopped", () -> !model.busyBinding().get());
  }

  @Test
  void aPastedCallCanBeSentWhetherOrNotItsFunctionIsListed() {
    onFx(() -> model.take(CallSpec.of(unqualified("echo")).withBody("pasted"), "Taken."));
    assertThat(chosen()).contains(echo);
    assertThat(onFx(model.draft()::bodyProperty).get()).isEqualTo(CallBody.text("pasted"));
    onFx(() -> model.take(CallSpec.of(unqualified("fresh")), "Taken."));
    assertThat(chosen()).contains(unqualified("fresh"));
    assertThat(operator.read("call-function")).contains("fresh");
    assertThat(operator.see("call-send", Button.class).isDisabled()).isFalse();
  }

  @Test
  void aPastedCallGoesToTheGatewayThatItsAddressNames() {
    try (ScriptedGateway second = new ScriptedGateway()) {
      place.open("second", second.url());
      paste("curl -d x " + second.url() + "/function/echo");
      operator.until("it is taken", () -> chosen().isPresent());
      assertThat(chosen().orElseThrow().gateway()).isEqualTo(new GatewayId("second"));
      assertThat(onFx(model.memory().noticeProperty()::get))
          .isEqualTo(Texts.of("call.pasted-curl"));
    }
  }

  @Test
  void aCallOfAGatewayThatWasRemovedCannotBeSentAndIsKept() {
    awaitKeyboardInFunction();
    operator.type("ec");
    operator.press(KeyCode.ENTER);
    onFx(() -> model.draft().bodyProperty().set(CallBody.text("still here")));
    place.workbench().remove(echo.gateway());
    operator.until("Send is off", () -> !model.hasFunctionBinding().get());
    operator.press(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(onFx(model.responseProperty()::get).phase()).isEqualTo(ResponseModel.Phase.NONE);
    assertThat(onFx(model.draft().bodyProperty()::get)).isEqualTo(CallBody.text("still here"));
    assertThat(gateway.count("POST /function")).isZero();
  }

  @Test
  void aCallIsAddedToAFileOfCallsWithoutItsSecrets(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("smoke");
    onFx(
        () -> {
          model.functionProperty().set(Optional.of(echo));
          model.draft().bodyProperty().set(CallBody.text("to be kept"));
          model
              .draft()
              .headersProperty()
              .set(List.of(new Header("Authorization", "Bearer hidden-token")));
          fire(new CallMenu(model, owner -> Optional.of(file)), "call-save-to-file");
        });
    operator.until(
        "it is said",
        () -> model.memory().noticeProperty().get().contains("Added at the end of smoke.http"));
    assertThat(Files.readString(folder.resolve("smoke.http")))
        .contains("POST {{gateway}}/function/echo", "to be kept")
        .doesNotContain("hidden-token");
    assertThat(onFx(model.memory().noticeProperty()::get)).contains("private.env.json");
  }

  private static void fire(CallMenu menu, String id) {
    menu.items().stream().filter(item -> id.equals(item.getId())).forEach(MenuItem::fire);
  }

  private void paste(String text) {
    onFx(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
          fire(new CallMenu(model), "call-paste-curl");
        });
  }

  private FunctionRef unqualified(String name) {
    return new FunctionRef(echo.gateway(), "", name);
  }

  @Test
  void whatWasWrittenBeforeAFunctionWasChosenIsNotReplacedByItsLastInput() {
    book.remember(CallSpec.of(echo).withBody(CallBody.text("of last week")));
    onFx(
        () -> {
          model.draft().bodyProperty().set(CallBody.text("written just now"));
          model.functionProperty().set(Optional.of(echo));
        });
    assertThat(onFx(model.draft().bodyProperty()::get))
        .isEqualTo(CallBody.text("written just now"));
  }

  @Test
  void whatWasJustWrittenForOneFunctionIsNotLostWhereAnotherIsChosenAtOnce() {
    book.remember(CallSpec.of(env).withBody(CallBody.text("for env")));
    onFx(() -> model.functionProperty().set(Optional.of(echo)));
    onFx(
        () -> {
          model.draft().bodyProperty().set(CallBody.text("for echo"));
          model.functionProperty().set(Optional.of(env));
        });
    assertThat(onFx(model.draft().bodyProperty()::get)).isEqualTo(CallBody.text("for env"));
    assertThat(book.draft(echo).map(KeptCall::spec).map(CallSpec::body))
        .contains(CallBody.text("for echo"));
  }

  @Test
  void aCallIsRememberedOnceItIsSentThoughItWasWrittenForAnotherFunction() {
    onFx(() -> model.functionProperty().set(Optional.of(echo)));
    onFx(() -> model.draft().bodyProperty().set(CallBody.text("for both")));
    operator.until("it is kept", () -> book.draft(echo).isPresent());
    onFx(() -> model.functionProperty().set(Optional.of(env)));
    onFx(model::send);
    assertThat(book.draft(env).map(KeptCall::spec).map(CallSpec::body))
        .contains(CallBody.text("for both"));
  }

  private void awaitKeyboardInFunction() {
    operator.until(
        "the keyboard",
        () ->
            stage.getScene().getFocusOwner() != null
                && "call-function".equals(stage.getScene().getFocusOwner().getId()));
  }

  private Optional<FunctionRef> chosen() {
    return onFx(model.functionProperty()::get);
  }

  private static Optional<ListView<?>> list() {
    for (Window window : Window.getWindows()) {
      if (window instanceof Popup popup
          && popup.isShowing()
          && popup.getContent().getFirst() instanceof ListView<?> list) {
        return Optional.of(list);
      }
    }
    return Optional.empty();
  }
}
