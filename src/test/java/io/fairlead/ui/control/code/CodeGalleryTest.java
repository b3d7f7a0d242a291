package io.fairlead.ui.control.code;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Bytes;
import io.fairlead.ui.fx.Theme;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Draws the text controls in each of their states, in light and dark, to {@code target/code}. */
class CodeGalleryTest {

  private static final String JSON =
      """
      {
        "name": "figlet",
        "replicas": 3,
        "ratio": -0.25e3,
        "ready": true,
        "labels": { "com.openfaas.scale.min": "1", "owner": null },
        "broken": [ 1, 2, oops, "open
        ],
        "text": "a \\"quoted\\" word, ä漢😀"
      }\
      """;

  private static final String YAML =
      """
      # a stack
      provider:
        name: openfaas
        gateway: http://127.0.0.1:8080
      functions:
        figlet: &f
          image: "ghcr.io/openfaas/figlet:latest"
          limits: { memory: 128Mi, cpu: 100m }
          replicas: 3
          debug: false
          script: |
            echo hello
      """;

  private static final String XML =
      """
      <?xml version="1.0"?>
      <!-- an order -->
      <order id="7" open="true">
        <item sku='a-1'>Tea &amp; cake</item>
        <note><![CDATA[ <as is> ]]></note>
      </order>
      """;

  @ParameterizedTest
  @EnumSource
  void theEditorInEachLanguage(Theme theme) throws IOException {
    for (Language language : new Language[] {Language.JSON, Language.YAML, Language.XML}) {
      String text = language == Language.JSON ? JSON : language == Language.YAML ? YAML : XML;
      editor(
          theme,
          "editor-" + language.name().toLowerCase(Locale.ROOT),
          editor -> {
            editor.languageProperty().set(language);
            editor.setText(text);
            editor.requestFocus();
            editor.area().selectRange(30, 60);
          });
    }
    editor(theme, "editor-empty", editor -> editor.promptTextProperty().set("Request body"));
    editor(theme, "editor-long-line", editor -> editor.setText("long ".repeat(2_000)));
    editor(
        theme,
        "editor-broken",
        editor -> {
          editor.languageProperty().set(Language.JSON);
          editor.setText(JSON);
          editor.format();
        });
    editor(theme, "editor-held", editor -> editor.setText("x\n".repeat(1_500_000)));
  }

  private static void editor(Theme theme, String name, Consumer<CodeEditor> state)
      throws IOException {
    try (Shown<CodeEditor> window =
        new Shown<>(
            560,
            250,
            theme,
            (worker, door) -> new CodeEditor("body", "Request body", worker, door))) {
      onFx(() -> state.accept(window.control));
      window.until("colours", () -> window.control.isHighlighted());
      if (name.endsWith("broken")) {
        window.until("the notice", () -> !window.control.noticeProperty().get().isEmpty());
      }
      save(window, name, theme);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theViewerInEachState(Theme theme) throws IOException {
    viewer(theme, "viewer-json", Bytes.of(JSON), v -> {}, BytesViewer::isHighlighting);
    viewer(theme, "viewer-hex", Bytes.of(JSON), v -> v.hexProperty().set(true), v -> true);
    viewer(
        theme,
        "viewer-find",
        new LongBytes(100_000_000),
        v -> {
          v.find();
          ((TextField) v.lookup("#answer-find")).setText("99");
        },
        v -> v.pane().nodes().stream().anyMatch(RowNode::hasMarks) && v.indexed() == 100_000_000);
    viewer(
        theme,
        "viewer-selected",
        new LongBytes(40_000_000),
        v -> {
          v.requestFocus();
          v.pane().select(new RowSelection(3, 6));
        },
        v -> v.indexed() == 40_000_000);
    viewer(
        theme,
        "viewer-long-line",
        Bytes.of("first\n" + "one long line ".repeat(2_000) + "\nlast"),
        v -> {},
        v -> true);
    viewer(theme, "viewer-empty", Bytes.of(""), v -> {}, v -> true);
  }

  private static void viewer(
      Theme theme,
      String name,
      Bytes bytes,
      Consumer<BytesViewer> state,
      Predicate<BytesViewer> ready)
      throws IOException {
    try (Shown<BytesViewer> window =
        new Shown<>(
            700, 280, theme, (worker, door) -> new BytesViewer("answer", "Answer", worker, door))) {
      onFx(() -> window.control.show(bytes, StandardCharsets.UTF_8, Language.JSON));
      window.until("the index", () -> window.control.indexed() == bytes.size());
      onFx(() -> state.accept(window.control));
      window.until("its state", () -> ready.test(window.control));
      save(window, name, theme);
    }
  }

  @ParameterizedTest
  @EnumSource
  void theEventsOfAStream(Theme theme) throws IOException {
    try (Shown<EventStreamViewer> window =
        new Shown<>(
            700,
            360,
            theme,
            (worker, door) -> new EventStreamViewer("events", ZoneOffset.UTC, worker, door))) {
      Instant noon = Instant.parse("2026-11-25T12:00:00Z");
      for (int i = 0; i < 40; i++) {
        window.control.add(
            new EventRow(
                noon.plusMillis(i * 317L),
                i % 3 == 0 ? "progress" : "message",
                String.valueOf(i),
                "{\"step\":" + i + ",\"of\":40,\"state\":\"running\"}",
                false));
      }
      window.until("all", () -> window.control.received() == 40);
      onFx(() -> ((TableView<?>) window.find("events-table")).getSelectionModel().select(38));
      save(window, "events", theme);
    }
  }

  private static void save(Shown<?> window, String name, Theme theme) throws IOException {
    // Two pulses: one for what the worker brought, one for its colours.
    for (int i = 0; i < 4; i++) {
      int[] pulses = {0};
      onFx(() -> window.scene.addPostLayoutPulseListener(() -> pulses[0]++));
      onFx(() -> window.control.requestLayout());
      window.until("a pulse", () -> pulses[0] > 0);
    }
    WritableImage image = onFx(() -> window.scene.snapshot(null));
    BufferedImage copy =
        new BufferedImage(
            (int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < copy.getHeight(); y++) {
      for (int x = 0; x < copy.getWidth(); x++) {
        copy.setRGB(x, y, image.getPixelReader().getArgb(x, y));
      }
    }
    Path file =
        Path.of("target", "code", name + "-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
    Files.createDirectories(file.getParent());
    ImageIO.write(copy, "png", file.toFile());
    assertThat(Files.size(file)).isPositive();
  }
}
