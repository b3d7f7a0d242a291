package io.fairlead.ui.call;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import atlantafx.base.theme.Styles;
import io.fairlead.model.Header;
import io.fairlead.support.Operator;
import io.fairlead.ui.fx.Theme;
import java.util.List;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Headers and parameters in a real window, with a keyboard. */
class HeaderRowsTest {

  private Stage stage;
  private HeaderRows rows;
  private QueryRows query;
  private Operator operator;

  @BeforeEach
  void show() {
    Scene scene =
        onFx(
            () -> {
              rows = new HeaderRows("call-header");
              query = new QueryRows("call-query");
              Scene made = new Scene(new StackPane(new VBox(20, rows, query)), 700, 500);
              Theme.DARK.applyTo(made);
              stage = new Stage();
              stage.setScene(made);
              stage.show();
              return made;
            });
    operator = new Operator(scene);
  }

  @AfterEach
  void hide() {
    onFx(() -> stage.close());
  }

  @Test
  void aNameIsSuggestedAndTakenWithTheKeyboardAlone() {
    operator.click("call-header-name-0");
    operator.type("acc");
    operator.until("suggestions", () -> suggested().contains("Accept"));
    operator.press(KeyCode.DOWN);
    operator.press(KeyCode.ENTER);
    assertThat(headers()).containsExactly(new Header("Accept", ""));
    assertThat(suggested()).isEmpty();
    operator.press(KeyCode.TAB);
    operator.press(KeyCode.DOWN);
    operator.until("values", () -> suggested().contains("text/event-stream"));
    operator.press(KeyCode.DOWN);
    operator.press(KeyCode.TAB);
    assertThat(headers()).containsExactly(new Header("Accept", "text/event-stream"));
    assertThat(suggested()).isEmpty();
  }

  @Test
  void theNamesOfTheGatewayAndTheWatchdogAreFoundByTheirWords() {
    operator.click("call-header-name-0");
    operator.type("time");
    operator.until("suggestions", () -> suggested().contains("X-Timeout"));
    assertThat(suggested()).contains("X-Start-Time");
  }

  @Test
  void escapeClosesTheSuggestionsAndKeepsWhatIsTyped() {
    operator.click("call-header-name-0");
    operator.type("con");
    operator.until("suggestions", () -> !suggested().isEmpty());
    operator.press(KeyCode.ESCAPE);
    assertThat(suggested()).isEmpty();
    operator.press(KeyCode.ENTER);
    assertThat(headers()).containsExactly(new Header("con", ""));
  }

  @Test
  void enterWithoutAMarkedSuggestionTakesNone() {
    operator.click("call-header-name-0");
    operator.type("acc");
    operator.until("suggestions", () -> !suggested().isEmpty());
    operator.press(KeyCode.ENTER);
    assertThat(headers()).containsExactly(new Header("acc", ""));
  }

  @Test
  void aClickTakesASuggestion() {
    operator.click("call-header-name-0");
    operator.type("user");
    operator.until("suggestions", () -> suggested().contains("User-Agent"));
    onFx(
        () -> {
          ListView<?> list = list();
          list.getSelectionModel().select(0);
          list.fireEvent(
              new MouseEvent(
                  MouseEvent.MOUSE_CLICKED,
                  5,
                  5,
                  5,
                  5,
                  MouseButton.PRIMARY,
                  1,
                  false,
                  false,
                  false,
                  false,
                  true,
                  false,
                  false,
                  false,
                  false,
                  true,
                  null));
        });
    assertThat(headers()).containsExactly(new Header("User-Agent", ""));
  }

  @Test
  void whatTheSenderWouldRefuseIsMarkedWithTheReason() {
    onFx(
        () ->
            rows.headersProperty()
                .set(
                    List.of(
                        new Header("X-Greeting", "Grüße"),
                        new Header("bad name", "x"),
                        new Header("Fine", "x"))));
    assertThat(reason("call-header-value-0")).contains("only visible ASCII");
    assertThat(reason("call-header-name-1")).contains("no header name");
    assertThat(reason("call-header-value-2")).isEmpty();
    operator.fill("call-header-value-0", "greetings");
    assertThat(reason("call-header-value-0")).isEmpty();
  }

  @Test
  void aValueThatWasNotKeptIsSaidInItsField() {
    onFx(
        () -> {
          rows.headersProperty()
              .set(List.of(new Header("authorization", ""), new Header("Accept", "")));
          rows.notKeptProperty().set(Set.of("Authorization"));
        });
    assertThat(prompt("call-header-value-0")).contains("not kept");
    assertThat(prompt("call-header-value-1")).isEqualTo("Value");
  }

  @Test
  void rowsFollowTheHeadersAndTheHeadersTheRows() {
    onFx(() -> rows.headersProperty().set(List.of(new Header("A", "1"), new Header("A", "2"))));
    onFx(() -> rows.headersProperty().set(List.of(new Header("B", "3"))));
    operator.fill("call-header-value-0", "4");
    operator.fill("call-header-value-0", "5");
    assertThat(headers()).containsExactly(new Header("B", "5"));
    operator.click("call-header-remove-0");
    assertThat(headers()).isEmpty();
    operator.fill("call-header-name-0", "C");
    assertThat(headers()).containsExactly(new Header("C", ""));
  }

  @Test
  void oneParameterIsEditedAndTheOthersKeepTheirSpelling() {
    onFx(() -> query.queryProperty().set("a=%7e&b=2"));
    assertThat(operator.read("call-query-value-0")).isEqualTo("~");
    operator.fill("call-query-value-1", "x y");
    assertThat(onFx(query.queryProperty()::get)).isEqualTo("a=%7e&b=x%20y");
    onFx(() -> query.queryProperty().set("a=~&b=x%20y"));
    assertThat(operator.read("call-query-value-1")).isEqualTo("x y");
    operator.click("call-query-remove-0");
    assertThat(onFx(query.queryProperty()::get)).isEqualTo("b=x%20y");
  }

  private List<Header> headers() {
    return onFx(rows.headersProperty()::get);
  }

  private String reason(String id) {
    TextField field = operator.see(id, TextField.class);
    return onFx(
        () -> {
          boolean marked = field.getPseudoClassStates().contains(Styles.STATE_DANGER);
          return marked && field.getTooltip() != null ? field.getTooltip().getText() : "";
        });
  }

  private String prompt(String id) {
    TextField field = operator.see(id, TextField.class);
    return onFx(field::getPromptText);
  }

  private List<String> suggested() {
    return onFx(
        () -> {
          ListView<?> list = list();
          return list == null ? List.of() : list.getItems().stream().map(Object::toString).toList();
        });
  }

  private static ListView<?> list() {
    for (Window window : Window.getWindows()) {
      if (window instanceof Popup popup
          && popup.isShowing()
          && popup.getContent().getFirst() instanceof ListView<?> list) {
        return list;
      }
    }
    return null;
  }
}
