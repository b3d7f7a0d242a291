package io.fairlead.ui.call;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import io.fairlead.support.Operator;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws every part of the request in light and dark, to {@code target/request}. */
class RequestPicturesTest {

  private final Scope scope = new Scope("pictures");
  @TempDir private Path folder;

  @AfterEach
  void endWork() {
    scope.close();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void drawsEveryPartWithoutClippingAText(Theme theme) throws IOException {
    Path photo = Files.write(folder.resolve("photo.png"), new byte[123_456]);
    for (Map.Entry<String, CallBody> one : bodies(photo).entrySet()) {
      BodyEditor editor = onFx(() -> new BodyEditor(scope::run, new FxDoor()));
      onFx(() -> editor.bodyProperty().set(one.getValue()));
      if (one.getValue() instanceof CallBody.File) {
        Await.until(
            "the look at the file",
            () -> !(onFx(editor.model().fileFactsProperty()::get) instanceof FileFacts.Unseen));
      }
      draw(theme, "body-" + one.getKey(), editor.node());
      onFx(editor::close);
    }
    draw(theme, "headers", onFx(RequestPicturesTest::headers));
    draw(theme, "query", onFx(RequestPicturesTest::query));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void drawsTheSuggestionsBelowTheirField(Theme theme) throws IOException {
    HeaderRows rows = onFx(() -> new HeaderRows("call-header"));
    Stage stage =
        onFx(
            () -> {
              StackPane root = new StackPane(rows);
              root.getStyleClass().add("editor");
              Scene scene = new Scene(root, 700, 300);
              theme.applyTo(scene);
              Stage shown = new Stage();
              shown.setScene(scene);
              shown.show();
              return shown;
            });
    Operator operator = new Operator(onFx(stage::getScene));
    operator.click("call-header-name-0");
    operator.type("acc");
    operator.until("the popup", () -> popup() != null);
    operator.press(KeyCode.DOWN);
    Window popup = onFx(RequestPicturesTest::popup);
    TextField field = operator.see("call-header-name-0", TextField.class);
    double below =
        onFx(() -> popup.getY() - field.localToScreen(field.getLayoutBounds()).getMaxY());
    write(onFx(() -> popup.getScene().snapshot(null)), "suggestions-" + theme);
    onFx(stage::close);
    assertThat(below).isBetween(0.0, 6.0);
  }

  private static Window popup() {
    return Window.getWindows().stream()
        .filter(Popup.class::isInstance)
        .filter(Window::isShowing)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, CallBody> bodies(Path photo) {
    Map<String, CallBody> bodies = new LinkedHashMap<>();
    bodies.put("none", new CallBody.None());
    bodies.put("text", CallBody.text("Grüße"));
    bodies.put("xml", new CallBody.Text("<order id=\"7\"/>", "application/xml"));
    bodies.put("json", new CallBody.Text("{\n  \"order\": 7\n}", "application/json"));
    bodies.put("json-wrong", new CallBody.Text("{\"order\": }", "application/json"));
    bodies.put(
        "form",
        new CallBody.Form(
            List.of(new CallBody.Field("user", "ada"), new CallBody.Field("page", "2"))));
    bodies.put(
        "multipart",
        new CallBody.Multipart(
            List.of(
                new CallBody.Part("title", "A photo", Optional.empty()),
                new CallBody.Part("photo", "image/png", Optional.of(photo)))));
    bodies.put("file", new CallBody.File(photo, "image/png"));
    bodies.put(
        "file-missing", new CallBody.File(Path.of("/there/is/no/such-file.bin"), "text/plain"));
    bodies.put(
        "binary", new CallBody.Binary(ByteString.encodeUtf8("Hello from the console"), "image/x"));
    return bodies;
  }

  private static Region headers() {
    HeaderRows rows = new HeaderRows("call-header");
    rows.notKeptProperty().set(Set.of("authorization"));
    rows.headersProperty()
        .set(
            List.of(
                new Header("Accept", "text/event-stream"),
                new Header("Authorization", ""),
                new Header("bad name", "x"),
                new Header("X-Greeting", "Grüße")));
    rows.setPadding(new Insets(8, 12, 8, 12));
    return rows;
  }

  private static Region query() {
    QueryRows rows = new QueryRows("call-query");
    rows.queryProperty().set("size=3&q=a%20b");
    rows.setPadding(new Insets(8, 12, 8, 12));
    return rows;
  }

  private static void draw(Theme theme, String name, Region part) throws IOException {
    Scene scene =
        onFx(
            () -> {
              StackPane root = new StackPane(part);
              root.getStyleClass().add("editor");
              Scene made = new Scene(root, 760, 200);
              theme.applyTo(made);
              return made;
            });
    WritableImage image = onFx(() -> scene.snapshot(null));
    assertThat(onFx(() -> clipped(part))).as("%s in %s", name, theme).isEmpty();
    write(image, name + "-" + theme);
  }

  private static void write(WritableImage image, String name) throws IOException {
    Path file = Path.of("target", "request", name + ".png");
    Files.createDirectories(file.getParent());
    assertThat(ImageIO.write(copy(image), "png", file.toFile())).isTrue();
  }

  /** Labels and buttons whose text does not fit. */
  private static List<String> clipped(Region part) {
    List<String> found = new ArrayList<>();
    for (Node node : part.lookupAll(".text")) {
      if (node instanceof javafx.scene.text.Text text
          && text.getText().endsWith("...")
          && text.getParent() instanceof Label label
          && label.isVisible()) {
        found.add(label.getText());
      }
    }
    return found;
  }

  private static BufferedImage copy(WritableImage image) {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    BufferedImage copy = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    return copy;
  }
}
