package io.fairlead.bench;

import io.fairlead.files.Spool;
import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import io.fairlead.support.FxRuntime;
import io.fairlead.ui.control.code.BytesViewer;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.control.code.Language;
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import javafx.animation.AnimationTimer;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.CodeArea;

/** What a large answer and a typed key cost the FX thread. */
final class TextBench implements Benchmark {

  private static final int ANSWER = 100 << 20;
  private static final int WARM_UP = 12 << 20;
  private static final int CHUNK = 64 << 10;
  private static final int KEYS = 31;
  private static final int WARM_UP_KEYS = 31;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @Override
  public String group() {
    return "text";
  }

  @Override
  public List<Measurement> run() throws Exception {
    FxRuntime.start();
    List<Measurement> measured = new ArrayList<>();
    answer(WARM_UP, new StringBuilder());
    answer(WARM_UP, new StringBuilder());
    StringBuilder longest = new StringBuilder();
    Samples tasks = answer(ANSWER, longest);
    measured.add(
        new Measurement(
            "longest FX task while a 100 MiB answer arrives, is scrolled and searched",
            tasks.maximum(),
            "ms",
            16,
            true,
            String.format(
                Locale.ROOT,
                "900x640, lines of 100 bytes in chunks of 64 KiB to disk; each pulse up to the end"
                    + " of its layout and each key or wheel event, %d tasks, median %.2f; the"
                    + " longest %s",
                tasks.count(),
                tasks.median(),
                longest)));
    for (int size : new int[] {64 << 10, 1 << 20}) {
      measured.addAll(keys(size));
    }
    return measured;
  }

  /** A viewer in a window, from the first byte to the last match; how long each FX task took. */
  private static Samples answer(int size, StringBuilder longest) throws Exception {
    try (Scope scope = new Scope("bench");
        Spool spool = new Spool();
        Window<BytesViewer> window =
            Window.of(() -> new BytesViewer("answer", "Answer", scope::run, new FxDoor()))) {
      BytesViewer viewer = window.control;
      window.task(
          () -> {
            viewer.showGrowing(spool, StandardCharsets.UTF_8, Language.TEXT);
            viewer.followProperty().set(true);
          });
      window.phase = "while it arrived";
      byte[] chunk = chunk();
      for (int written = 0; written < size; written += chunk.length) {
        spool.append(chunk, 0, chunk.length);
        viewer.grown();
      }
      viewer.complete();
      window.phase = "while it was indexed";
      window.until("the index", () -> says(viewer, "answer-info", " lines"));
      window.phase = "while it was scrolled";
      window.task(() -> viewer.requestFocus());
      for (KeyCode key : new KeyCode[] {KeyCode.HOME, KeyCode.END, KeyCode.HOME}) {
        window.key(key);
        window.pulse();
      }
      for (int i = 0; i < 60; i++) {
        window.key(KeyCode.PAGE_DOWN);
        window.pulse();
        window.wheel(viewer.lookup("#answer-rows"));
        window.pulse();
      }
      search(window, viewer);
      longest.append(window.longestDuring);
      return window.tasks();
    }
  }

  private static void search(Window<BytesViewer> window, BytesViewer viewer) {
    window.phase = "while it was searched";
    window.task(viewer::find);
    TextField field = (TextField) viewer.lookup("#answer-find");
    for (String text : List.of("n", "ne", "need", "needle")) {
      window.task(() -> field.setText(text));
      window.pulse();
    }
    window.until("the count", () -> says(viewer, "answer-find-count", "of"));
    for (int i = 0; i < 10; i++) {
      window.key(KeyCode.ENTER);
      window.pulse();
    }
  }

  private static boolean says(BytesViewer viewer, String id, String words) {
    String text = ((Labeled) viewer.lookup("#" + id)).getText();
    return text.contains(words) && !text.contains("so far");
  }

  /** Lines of 100 bytes, one of them with the word that is looked for. */
  private static byte[] chunk() {
    StringBuilder text = new StringBuilder();
    while (text.length() < CHUNK) {
      String word = text.isEmpty() ? "needle" : "answer";
      text.append("2026-11-25T12:00:00Z ").append(word).append(' ').append(text.length());
      text.append(".".repeat(99 - text.length() % 100)).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private static List<Measurement> keys(int size) throws Exception {
    String json = json(size);
    Samples bare;
    try (Window<Parent> window =
        Window.of(
            () -> {
              CodeArea area = new CodeArea();
              area.setId("area");
              return new VirtualizedScrollPane<>(area);
            })) {
      CodeArea area = (CodeArea) FxRuntime.onFx(() -> window.control.lookup("#area"));
      window.task(() -> area.replaceText(json));
      bare = typed(window, area);
    }
    Samples ours;
    try (Scope scope = new Scope("bench");
        Window<CodeEditor> window =
            Window.of(() -> new CodeEditor("body", "Body", scope::run, new FxDoor()))) {
      window.task(
          () -> {
            window.control.languageProperty().set(Language.JSON);
            window.control.setText(json);
          });
      ours = typed(window, (CodeArea) window.control.lookup("#body-text"));
    }
    String label = (size >> 10) + " KiB of JSON";
    String how =
        "FX thread: key typed, applyCss, layout; then the pulse that colours; median of " + KEYS;
    return List.of(
        Measurement.withoutLimit("a key in " + label, ours.median(), "ms", how),
        new Measurement(
            "a key in " + label + ", beyond a bare RichTextFX area",
            ours.median() - bare.median(),
            "ms",
            16,
            true,
            how + String.format(Locale.ROOT, "; bare %.1f", bare.median())));
  }

  /** Each key with the colours that follow it, typed at lines in the middle. */
  private static Samples typed(Window<?> window, CodeArea area) {
    window.task(
        () -> {
          area.moveTo(area.getParagraphs().size() / 2, 0);
          area.requestFollowCaret();
          area.requestFocus();
        });
    window.pulse();
    Samples samples = new Samples();
    for (int i = 0; i < WARM_UP_KEYS + KEYS; i++) {
      window.forget();
      window.type(area, "x");
      window.pulse();
      window.pulse();
      if (i >= WARM_UP_KEYS) {
        samples.add(window.tasks().maximum());
      }
    }
    return samples;
  }

  private static String json(int size) {
    StringBuilder text = new StringBuilder("[\n");
    for (int i = 0; text.length() < size; i++) {
      text.append("  {\n    \"name\": \"function-").append(i);
      text.append("\",\n    \"replicas\": ").append(i % 7).append(",\n    \"ready\": true\n  },\n");
    }
    return text.append("  null\n]").toString();
  }

  /** A window that notes how long the FX thread was held, task by task. */
  private static final class Window<T extends Parent> implements AutoCloseable {

    private final T control;
    private final Stage stage;
    private final AnimationTimer timer;
    private Samples samples = new Samples();
    private long pulseBegan;
    private long pulses;
    private volatile String phase = "at first";
    private String longestDuring = "";

    private Window(T control) {
      this.control = control;
      Scene scene = new Scene(control, 900, 640);
      Theme.LIGHT.applyTo(scene);
      this.stage = new Stage();
      stage.setScene(scene);
      stage.show();
      timer =
          new AnimationTimer() {
            @Override
            public void handle(long now) {
              pulseBegan = System.nanoTime();
            }
          };
      timer.start();
      scene.addPostLayoutPulseListener(
          () -> {
            if (pulseBegan != 0) {
              note("a pulse", pulseBegan);
            }
            pulses++;
          });
    }

    static <T extends Parent> Window<T> of(Callable<T> create) {
      return FxRuntime.onFx(() -> new Window<>(create.call()));
    }

    void task(Runnable work) {
      FxRuntime.onFx(() -> timed(work));
    }

    private void timed(Runnable work) {
      long begin = System.nanoTime();
      work.run();
      note("an event", begin);
    }

    private void note(String what, long begin) {
      double took = (System.nanoTime() - begin) / 1e6;
      if (samples.count() == 0 || took > samples.maximum()) {
        longestDuring = what + " " + phase;
      }
      samples.add(took);
    }

    void key(KeyCode code) {
      task(
          () ->
              Objects.requireNonNull(stage.getScene().getFocusOwner())
                  .fireEvent(
                      new KeyEvent(
                          KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false)));
    }

    /** A key with the layout that it causes, as one task. */
    void type(Node node, String character) {
      task(
          () -> {
            node.fireEvent(
                new KeyEvent(
                    KeyEvent.KEY_TYPED,
                    character,
                    "",
                    KeyCode.UNDEFINED,
                    false,
                    false,
                    false,
                    false));
            control.applyCss();
            control.layout();
          });
    }

    void wheel(Node node) {
      task(
          () ->
              node.fireEvent(
                  new ScrollEvent(
                      ScrollEvent.SCROLL,
                      100,
                      100,
                      100,
                      100,
                      false,
                      false,
                      false,
                      false,
                      false,
                      false,
                      0,
                      -120,
                      0,
                      -120,
                      ScrollEvent.HorizontalTextScrollUnits.NONE,
                      0,
                      ScrollEvent.VerticalTextScrollUnits.NONE,
                      0,
                      0,
                      null)));
    }

    /** Waits for two pulses: what the worker brought and what it caused are then on screen. */
    void pulse() {
      long before = FxRuntime.onFx(() -> pulses);
      until("a pulse", () -> pulses > before + 1);
    }

    void until(String what, Callable<Boolean> condition) {
      Await.until(what, PATIENCE, () -> FxRuntime.onFx(condition));
    }

    void forget() {
      FxRuntime.onFx(() -> samples = new Samples());
    }

    Samples tasks() {
      return FxRuntime.onFx(() -> samples);
    }

    @Override
    public void close() {
      FxRuntime.onFx(
          () -> {
            timer.stop();
            stage.close();
          });
    }
  }
}
