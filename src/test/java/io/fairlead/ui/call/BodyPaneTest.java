package io.fairlead.ui.call;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Spool;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.support.Operator;
import io.fairlead.ui.control.code.BytesViewer;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A body in a window, while it comes and once it is whole. */
class BodyPaneTest {

  private final Scope scope = new Scope("test");
  private final Spool spool = new Spool();
  private Stage stage;
  private BodyPane pane;
  private Operator operator;

  @BeforeEach
  void open() {
    Scene scene =
        onFx(
            () -> {
              Door door = new FxDoor();
              SaveBody save =
                  new SaveBody(scope::run, door, window -> Optional.empty(), said -> {});
              pane = new BodyPane("response", scope::run, door, save);
              Scene made = new Scene(new StackPane(), 700, 400);
              Theme.LIGHT.applyTo(made);
              stage = new Stage();
              stage.setScene(made);
              stage.show();
              ((StackPane) made.getRoot()).getChildren().add(pane.node());
              return made;
            });
    operator = new Operator(scene);
  }

  @AfterEach
  void close() throws IOException {
    onFx(() -> stage.close());
    scope.close();
    spool.close();
  }

  @Test
  void whoReadsALongTextIsNotSentBackToItsBeginningWhenItIsWhole() throws IOException {
    take("a line of a long answer\n".repeat(100_000));
    onFx(() -> pane.showComing(Body.coming(spool, type("text/plain"))));
    BytesViewer viewer = operator.see("response-body", BytesViewer.class);
    operator.readsEventually("response-body-info", text -> text.contains("100,000 lines"));
    onFx(() -> viewer.followProperty().set(true));
    operator.click("response-body-rows");
    String selected = onFx(this::info);
    Body whole = Body.of(spool, type("text/plain"));
    onFx(() -> pane.show(whole));
    assertThat(operator.sees("response-as-hex")).isTrue();
    assertThat(onFx(() -> viewer.followProperty().get())).isTrue();
    assertThat(onFx(this::info)).isEqualTo(selected);
  }

  @Test
  void whoReadsAStreamAsItCameStaysThereWhenItEnds() throws IOException {
    take("data: 1\n\n");
    onFx(() -> pane.showComing(Body.coming(spool, type("text/event-stream"))));
    operator.click("response-as-raw");
    Body whole = Body.of(spool, type("text/event-stream"));
    onFx(() -> pane.show(whole));
    assertThat(isChosen("response-as-raw")).isTrue();
    assertThat(isChosen("response-as-events")).isFalse();
  }

  @Test
  void jsonIsIndentedOnceItIsWhole() throws IOException {
    take("{\"a\":1}");
    onFx(() -> pane.showComing(Body.coming(spool, type("application/json"))));
    Body whole = Body.of(spool, type("application/json"));
    onFx(() -> pane.show(whole));
    assertThat(isChosen("response-as-pretty")).isTrue();
    operator.readsEventually("response-body", text -> text.contains("  \"a\": 1"));
  }

  @Test
  void bytesAreShownAsBytesWhileTheyComeAndCanBeReadAsTextAfterwards() throws IOException {
    take("text with a zero \0 in it");
    List<Header> zipped = List.of(new Header("Content-Type", "application/zip"));
    onFx(() -> pane.showComing(Body.coming(spool, zipped)));
    assertThat(isChosen("response-as-hex")).isTrue();
    assertThat(operator.sees("response-as-raw")).isFalse();
    Body whole = Body.of(spool, zipped);
    onFx(() -> pane.show(whole));
    operator.click("response-as-raw");
    operator.readsEventually("response-body", text -> text.startsWith("text with a zero"));
  }

  private String info() {
    return ((Label) stage.getScene().lookup("#response-body-info")).getText();
  }

  private boolean isChosen(String id) {
    return operator.see(id, ToggleButton.class).isSelected();
  }

  private void take(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    spool.append(bytes, 0, bytes.length);
  }

  private static List<Header> type(String value) {
    return List.of(new Header("Content-Type", value));
  }
}
