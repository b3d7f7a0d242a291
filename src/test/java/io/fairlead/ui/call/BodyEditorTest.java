package io.fairlead.ui.call;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.net.Scope;
import io.fairlead.support.Operator;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Scene;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The body of a call in a real window, with mouse and keyboard. */
class BodyEditorTest {

  @TempDir private Path folder;
  private Optional<Path> answer = Optional.empty();
  private final Scope scope = new Scope("test");
  private Stage stage;
  private BodyEditor editor;
  private Operator operator;

  @BeforeEach
  void show() {
    Scene scene =
        onFx(
            () -> {
              FxDoor door = new FxDoor();
              editor = new BodyEditor(new BodyModel(door), _ -> answer, scope::run, door);
              Scene made = new Scene(new StackPane(editor.node()), 800, 300);
              Theme.LIGHT.applyTo(made);
              stage = new Stage();
              stage.setScene(made);
              stage.show();
              return made;
            });
    operator = new Operator(scene);
  }

  @AfterEach
  void hide() {
    onFx(
        () -> {
          editor.close();
          stage.close();
        });
    scope.close();
  }

  @Test
  void aJsonBodyIsWrittenAndFormatted() {
    operator.click("call-body-kind-json");
    operator.click("call-body-json");
    operator.type("{\"a\":[1]}");
    assertThat(body()).isEqualTo(new CallBody.Text("{\"a\":[1]}", "application/json"));
    operator.click("call-body-format");
    operator.readsEventually("call-body-json", "{\n  \"a\": [\n    1\n  ]\n}"::equals);
  }

  @Test
  void theArrowKeysGoThroughTheKinds() {
    operator.click("call-body-kind-text");
    operator.press(KeyCode.RIGHT);
    assertThat(onFx(editor.model().kindProperty()::get)).isEqualTo(BodyModel.Kind.JSON);
    operator.click("call-body-kind-json");
    assertThat(onFx(editor.model().kindProperty()::get))
        .as("pressed again")
        .isEqualTo(BodyModel.Kind.JSON);
    assertThat(operator.sees("call-body-json")).isTrue();
  }

  @Test
  void anotherContentTypeIsTyped() {
    operator.click("call-body-kind-text");
    onFx(() -> editor.model().contentTypeProperty().set(""));
    operator.click("call-body-type");
    operator.type("text/html");
    assertThat(body()).isEqualTo(new CallBody.Text("", "text/html"));
    assertThat(onFx(editor.effectiveContentTypeProperty()::get)).isEqualTo("text/html");
    operator.click("call-body-kind-json");
    operator.click("call-body-kind-text");
    assertThat(body()).isEqualTo(new CallBody.Text("", "text/html"));
  }

  @Test
  void fieldsOfAFormAreTyped() {
    operator.click("call-body-kind-form");
    operator.fill("call-form-name-0", "user");
    operator.fill("call-form-value-0", "ada");
    operator.fill("call-form-name-1", "page");
    assertThat(body())
        .isEqualTo(
            new CallBody.Form(
                List.of(new CallBody.Field("user", "ada"), new CallBody.Field("page", ""))));
    operator.click("call-form-remove-0");
    assertThat(body()).isEqualTo(new CallBody.Form(List.of(new CallBody.Field("page", ""))));
  }

  @Test
  void aFormThatIsSetIsTheBodyEvenWhereRowsWouldNotWriteItSo() {
    CallBody odd = new CallBody.Form(List.of(new CallBody.Field(" a ", "1")));
    onFx(() -> editor.bodyProperty().set(odd));
    assertThat(body()).isEqualTo(odd);
    assertThat(operator.read("call-form-value-0")).isEqualTo("1");
  }

  @Test
  void aPartBecomesAFile() throws IOException {
    Path photo = Files.write(folder.resolve("photo.png"), new byte[10]);
    answer = Optional.of(photo);
    operator.click("call-body-kind-multipart");
    operator.readsEventually("call-body-problem", text -> text.contains("at least one part"));
    operator.fill("call-part-name-0", "image");
    operator.click("call-part-file-0");
    operator.click("call-part-choose-0");
    assertThat(body())
        .isEqualTo(
            new CallBody.Multipart(
                List.of(new CallBody.Part("image", "image/png", Optional.of(photo)))));
    operator.until("no problem", () -> editor.problemProperty().get().isEmpty());
    operator.fill("call-part-name-1", "note");
    operator.fill("call-part-value-1", "hi");
    operator.click("call-part-remove-0");
    assertThat(body())
        .isEqualTo(
            new CallBody.Multipart(List.of(new CallBody.Part("note", "hi", Optional.empty()))));
  }

  @Test
  void aFileIsChosenAndItsSizeShown() throws IOException {
    Path data = Files.write(folder.resolve("data.json"), new byte[2048]);
    answer = Optional.of(data);
    operator.click("call-body-kind-file");
    operator.click("call-body-choose");
    operator.readsEventually("call-body-size", text -> text.contains("2 KiB"));
    assertThat(body()).isEqualTo(new CallBody.File(data, "application/json"));
    answer = Optional.empty();
    operator.click("call-body-choose");
    assertThat(body()).as("given up").isEqualTo(new CallBody.File(data, "application/json"));
  }

  @Test
  void bytesAreTypedCountedAndWrittenOtherwise() {
    operator.click("call-body-kind-binary");
    operator.click("call-body-binary");
    operator.type("48 65 6c");
    operator.readsEventually("call-body-bytes", "3 bytes"::equals);
    operator.type(" z");
    operator.readsEventually("call-body-problem", text -> text.startsWith("\"z\" at line 1"));
    operator.press(KeyCode.BACK_SPACE);
    operator.click("call-body-base64");
    assertThat(operator.read("call-body-binary")).isEqualTo("SGVs");
    assertThat(body())
        .isEqualTo(new CallBody.Binary(ByteString.encodeUtf8("Hel"), "application/octet-stream"));
  }

  @Test
  void theByteCountIsRightWhenABodyIsSet() {
    onFx(
        () ->
            editor
                .bodyProperty()
                .set(new CallBody.Binary(ByteString.encodeUtf8("Hello"), "image/png")));
    operator.readsEventually("call-body-bytes", "5 bytes"::equals);
  }

  @Test
  void aPasteThatIsTooLongIsNotTakenInAndAFileAdvised() {
    operator.click("call-body-kind-text");
    operator.click("call-body");
    operator.type("kept");
    ClipboardContent tooLong = new ClipboardContent();
    tooLong.putString("x\n".repeat(BodyModel.LONGEST_TEXT / 2 + 1));
    onFx(() -> Clipboard.getSystemClipboard().setContent(tooLong));
    operator.press(KeyCode.CONTROL, KeyCode.V);
    operator.readsEventually("call-body-notice", text -> text.contains("as a file"));
    assertThat(body()).isEqualTo(new CallBody.Text("kept", "text/plain"));
  }

  private CallBody body() {
    return onFx(editor.bodyProperty()::get);
  }
}
