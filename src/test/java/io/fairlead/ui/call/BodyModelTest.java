package io.fairlead.ui.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallBody.Field;
import io.fairlead.calls.CallBody.Part;
import io.fairlead.support.SameThreadDoor;
import io.fairlead.ui.call.BodyModel.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BodyModelTest {

  private final SameThreadDoor door = new SameThreadDoor();
  private final BodyModel model = new BodyModel(door);
  @TempDir private Path folder;

  @AfterEach
  void close() {
    model.close();
  }

  static List<CallBody> bodies() {
    return List.of(
        new CallBody.None(),
        CallBody.text("Grüße"),
        new CallBody.Text("<a/>", "application/xml"),
        new CallBody.Text("{\"a\":1}", "application/json"),
        new CallBody.Text("{\"a\":1}", "application/problem+json; charset=utf-8"),
        new CallBody.Text("no json", "application/json"),
        new CallBody.Form(List.of(new Field("a", "1"), new Field("a", "2"), new Field("", "x"))),
        new CallBody.Form(List.of()),
        new CallBody.Multipart(
            List.of(
                new Part("a", "text", Optional.empty()),
                new Part(" b ", "image/png", Optional.of(Path.of("photo.png"))))),
        new CallBody.File(Path.of("some", "file.bin"), ""),
        new CallBody.File(Path.of(" odd name "), "text/csv"),
        new CallBody.Binary(ByteString.decodeHex("00ff10"), "image/png"),
        new CallBody.Binary(ByteString.EMPTY, ""));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatIsSetIsTheBody(CallBody body) {
    for (CallBody before : bodies()) {
      set(before);
      set(body);
      assertThat(body()).isEqualTo(body);
    }
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void goingToEveryOtherKindAndBackLosesNothing(CallBody body) {
    set(body);
    Kind own = door.read(model.kindProperty()::get);
    for (Kind other : Kind.values()) {
      choose(other);
      choose(own);
      assertThat(body()).as("back from %s", other).isEqualTo(body);
    }
  }

  @Test
  void theContentTypeFollowsTheKind() {
    List<String> types = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      choose(kind);
      types.add(door.read(model.effectiveContentTypeProperty()::get));
    }
    assertThat(types)
        .containsExactly(
            "",
            "text/plain",
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "",
            "application/octet-stream");
  }

  @Test
  void eachKindKeepsTheTypeThatWasWrittenForIt() {
    choose(Kind.TEXT);
    door.run(() -> model.contentTypeProperty().set("application/yaml"));
    choose(Kind.BINARY);
    choose(Kind.TEXT);
    assertThat(body()).isEqualTo(new CallBody.Text("", "application/yaml"));
  }

  @Test
  void aTextIsTheBeginningOfAJsonBodyAndAFormTheBeginningOfAText() {
    choose(Kind.TEXT);
    door.run(() -> model.textProperty().set("{}"));
    choose(Kind.JSON);
    assertThat(body()).isEqualTo(new CallBody.Text("{}", "application/json"));
    choose(Kind.FORM);
    door.run(() -> model.fieldsProperty().set(List.of(new Field("a", "1 2"), new Field("b", "&"))));
    door.run(() -> model.textProperty().set(""));
    choose(Kind.TEXT);
    assertThat(body())
        .isEqualTo(new CallBody.Text("a=1%202&b=%26", "application/x-www-form-urlencoded"));
  }

  @Test
  void aTextThatIsAFormsBecomesFields() {
    choose(Kind.TEXT);
    door.run(() -> model.textProperty().set("a=1+2&b=%26"));
    choose(Kind.FORM);
    assertThat(body())
        .isEqualTo(new CallBody.Form(List.of(new Field("a", "1 2"), new Field("b", "&"))));
    choose(Kind.MULTIPART);
    assertThat(body())
        .isEqualTo(
            new CallBody.Multipart(
                List.of(
                    new Part("a", "1 2", Optional.empty()), new Part("b", "&", Optional.empty()))));
  }

  @Test
  void anyOtherTextBecomesNoFields() {
    choose(Kind.TEXT);
    door.run(() -> model.textProperty().set("Dear = reader"));
    choose(Kind.FORM);
    assertThat(body()).isEqualTo(new CallBody.Form(List.of()));
  }

  @Test
  void aChosenFileBringsItsTypeUntilOneIsWritten() {
    choose(Kind.FILE);
    door.run(() -> model.fileProperty().set("/data/order.json"));
    assertThat(body())
        .isEqualTo(new CallBody.File(Path.of("/data/order.json"), "application/json"));
    door.run(() -> model.fileProperty().set("/data/photo.png"));
    assertThat(body()).isEqualTo(new CallBody.File(Path.of("/data/photo.png"), "image/png"));
    door.run(() -> model.contentTypeProperty().set("image/x-mine"));
    door.run(() -> model.fileProperty().set("/data/other.csv"));
    assertThat(body()).isEqualTo(new CallBody.File(Path.of("/data/other.csv"), "image/x-mine"));
  }

  @Test
  void aFileIsLookedAtAndItsSizeKnown() throws IOException {
    Path file = Files.write(folder.resolve("data.bin"), new byte[1234]);
    choose(Kind.FILE);
    assertThat(blocks()).contains(true);
    door.run(() -> model.fileProperty().set(file.toString()));
    door.await("the size", () -> model.fileFactsProperty().get().equals(new FileFacts.Found(1234)));
    assertThat(problem()).isEmpty();
  }

  @Test
  void aFileThatIsMissingOrAFolderIsAProblem() {
    choose(Kind.FILE);
    door.run(() -> model.fileProperty().set(folder.resolve("nothing").toString()));
    door.await("the look", () -> problemNow().contains("no file"));
    door.run(() -> model.fileProperty().set(folder.toString()));
    door.await("the next look", () -> problemNow().contains("folder"));
    assertThat(blocks()).contains(true);
  }

  @Test
  void theFileOfAPartIsLookedAtToo() {
    set(new CallBody.Multipart(List.of(new Part("a", "", Optional.of(folder.resolve("nothing"))))));
    door.await("the look", () -> problemNow().contains("nothing"));
  }

  @Test
  void aDroppedFileIsTheBodyOrAPart() {
    Path file = folder.resolve("photo.png");
    door.run(() -> model.drop(List.of(file)));
    assertThat(body()).isEqualTo(new CallBody.File(file, "image/png"));
    choose(Kind.MULTIPART);
    door.run(() -> model.drop(List.of(file, file)));
    assertThat(body())
        .isEqualTo(
            new CallBody.Multipart(
                List.of(
                    new Part("file", "image/png", Optional.of(file)),
                    new Part("file", "image/png", Optional.of(file)))));
  }

  @Test
  void wrongDigitsKeepTheLastGoodBytesAndBlock() {
    choose(Kind.BINARY);
    door.run(() -> model.binaryProperty().set("48 65"));
    assertThat(door.read(model::bytes)).isEqualTo(2);
    door.run(() -> model.binaryProperty().set("48 65 xx"));
    assertThat(body())
        .isEqualTo(new CallBody.Binary(ByteString.encodeUtf8("He"), "application/octet-stream"));
    assertThat(problem()).contains("\"x\" at line 1, column 7 is no digit of base 16.");
    assertThat(blocks()).contains(true);
  }

  @Test
  void anotherEncodingWritesTheSameBytes() {
    choose(Kind.BINARY);
    door.run(() -> model.binaryProperty().set("48 65 6c 6c 6f"));
    CallBody before = body();
    door.run(() -> model.encodingProperty().set(BinaryText.Encoding.BASE64));
    assertThat(door.read(model.binaryProperty()::get)).isEqualTo("SGVsbG8=");
    assertThat(body()).isEqualTo(before);
  }

  @Test
  void whatIsNoJsonIsSaidAndCanBeSentAllTheSame() {
    choose(Kind.JSON);
    door.run(() -> model.jsonProperty().set("{\n\"a\": }"));
    assertThat(problem()).get().asString().startsWith("JSON has a mistake at line 2, column 6");
    assertThat(blocks()).contains(false);
    door.run(() -> model.jsonProperty().set("{\"a\":1}"));
    assertThat(problem()).isEmpty();
    assertThat(body()).isEqualTo(new CallBody.Text("{\"a\":1}", "application/json"));
  }

  @Test
  void aTextOverTheLimitBelongsInAFile() {
    choose(Kind.TEXT);
    door.run(() -> model.textProperty().set("x".repeat(BodyModel.LONGEST_TEXT + 1)));
    assertThat(problem()).get().asString().contains("belongs in a file").contains("2 MiB");
  }

  @Test
  void aContentTypeThatIsNoneBlocks() {
    choose(Kind.TEXT);
    door.run(() -> model.contentTypeProperty().set("json"));
    assertThat(problem())
        .contains("\"json\" is no content type; write one such as" + " application/json.");
    assertThat(blocks()).contains(true);
  }

  @Test
  void editingAfterABodyWasSetIsHeardEachTime() {
    set(new CallBody.Text("a", "text/plain"));
    set(new CallBody.Text("b", "text/plain"));
    door.run(() -> model.textProperty().set("c"));
    door.run(() -> model.textProperty().set("d"));
    assertThat(body()).isEqualTo(new CallBody.Text("d", "text/plain"));
  }

  private void set(CallBody body) {
    door.run(() -> model.bodyProperty().set(body));
  }

  private void choose(Kind kind) {
    door.run(() -> model.kindProperty().set(kind));
  }

  private CallBody body() {
    return door.read(model.bodyProperty()::get);
  }

  private Optional<String> problem() {
    return door.read(() -> model.problemProperty().get().map(BodyProblem::text));
  }

  private String problemNow() {
    return model.problemProperty().get().map(BodyProblem::text).orElse("");
  }

  private Optional<Boolean> blocks() {
    return door.read(() -> model.problemProperty().get().map(BodyProblem::blocks));
  }
}
