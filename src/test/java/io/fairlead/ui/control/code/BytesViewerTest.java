package io.fairlead.ui.control.code;

import static io.fairlead.support.FxRuntime.onFx;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Bytes;
import io.fairlead.files.Spool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BytesViewerTest {

  private Shown<BytesViewer> window;
  private BytesViewer viewer;

  @BeforeEach
  void show() {
    window = new Shown<>((worker, door) -> new BytesViewer("answer", "Answer", worker, door));
    viewer = window.control;
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void show(Bytes bytes) {
    onFx(() -> viewer.show(bytes, StandardCharsets.UTF_8, Language.JSON));
    window.until("the index", () -> viewer.indexed() == bytes.size());
  }

  private List<String> rows() {
    return viewer.pane().nodes().stream().map(RowNode::shown).toList();
  }

  private void untilShown(String beginning) {
    window.until(
        "a row that begins with " + beginning,
        () -> rows().stream().anyMatch(row -> row.startsWith(beginning)));
  }

  private String info() {
    return onFx(() -> ((Label) window.find("answer-info")).getText());
  }

  private String count() {
    return onFx(() -> ((Label) window.find("answer-find-count")).getText());
  }

  private void find(String text) {
    onFx(() -> viewer.find());
    onFx(() -> ((TextField) window.find("answer-find")).setText(text));
  }

  @Test
  void aSmallTextIsColoured() {
    show(Bytes.of("{\"a\": 1,\r\n\"b\": 2}"));
    window.until("colours", () -> viewer.isHighlighting());
    assertThat(onFx(() -> viewer.area().getText())).isEqualTo("{\"a\": 1,\n\"b\": 2}");
    window.until("the size", () -> info().equals("17 B, 2 lines"));
    window.until("a key", () -> viewer.area().getStyleOfChar(2).contains("code-key"));
  }

  @Test
  void aTextThatIsShownAgainAtOnceIsColouredAllTheSame() {
    for (int i = 0; i < 40; i++) {
      String text = "{\"turn\": " + i + "}";
      onFx(() -> viewer.show(Bytes.of(text), StandardCharsets.UTF_8, Language.JSON));
      onFx(() -> viewer.show(Bytes.of(text), StandardCharsets.UTF_8, Language.JSON));
      viewer.grown();
      window.until(
          "colours", () -> viewer.isHighlighting() && viewer.area().getText().equals(text));
    }
  }

  @Test
  void utf16IsReadInTheOrderOfItsMark() {
    byte[] little = "\uFEFFline one\nline two\n".repeat(9_000).getBytes(StandardCharsets.UTF_16LE);
    onFx(() -> viewer.show(Bytes.of(little), StandardCharsets.UTF_16, Language.TEXT));
    window.until("the text", () -> viewer.isHighlighting());
    assertThat(onFx(() -> viewer.area().getParagraph(7).getText())).isEqualTo("line two");
  }

  @Test
  void aMatchInASmallTextIsSelected() {
    show(Bytes.of("{\"ä\": 1,\r\n\"b\": [2, 22]}"));
    window.until("colours", () -> viewer.isHighlighting());
    find("2");
    window.until("the first", () -> viewer.area().getSelectedText().equals("2"));
    window.until("the count", () -> count().equals("1 of 3"));
    window.press(KeyCode.ENTER, "");
    window.press(KeyCode.ENTER, "");
    window.until("the last", () -> count().equals("3 of 3"));
    window.until("its place", () -> viewer.area().getCaretPosition() == 20);
    window.press(KeyCode.ESCAPE, "");
    assertThat(onFx(() -> viewer.area().isFocused())).isTrue();
  }

  @Test
  void aGigabyteIsShownFromItsFirstLineToItsLast() {
    LongBytes bytes = new LongBytes(1_000_000_000);
    onFx(() -> viewer.show(bytes, StandardCharsets.UTF_8, Language.TEXT));
    untilShown("0.");
    window.until("the index", () -> viewer.indexed() == bytes.size());
    window.until("the size", () -> info().equals("954 MiB, 20,000,000 lines"));
    onFx(() -> viewer.requestFocus());
    window.press(KeyCode.END, "");
    untilShown("19999999.");
    window.press(KeyCode.PAGE_UP, "");
    window.press(KeyCode.HOME, "");
    untilShown("0.");
    find("NEEDLE");
    untilShown("99999.");
    window.until("the count", () -> count().equals("1 of 200"));
    window.press(KeyCode.ENTER, "S");
    untilShown("19999999.");
    window.until("the number", () -> count().equals("200 of 200"));
    assertThat(viewer.pane().nodes()).anyMatch(RowNode::hasMarks);
    onFx(() -> ((ToggleButton) window.find("answer-find-case")).setSelected(true));
    find("NEEDLE");
    window.until("none", () -> count().equals("No match"));
  }

  @Test
  void twentyMegabytesInOneLineAreShownInParts() {
    show(Bytes.of("[" + "\"0123456789\",".repeat(1_600_000) + "0]"));
    untilShown("[\"0123");
    window.until("the size", () -> info().endsWith("1 line"));
    onFx(() -> viewer.requestFocus());
    window.press(KeyCode.END, "C");
    window.until("the end", () -> rows().stream().anyMatch(row -> !row.isEmpty()));
    onFx(() -> viewer.pane().scrollColumns(4_096));
    find("0]");
    window.until("its mark", () -> viewer.pane().nodes().stream().anyMatch(RowNode::hasMarks));
    window.until("the count", () -> count().equals("1 of 1"));
  }

  @Test
  void whatGrowsIsFollowedUntilTheOperatorScrollsBack() throws IOException {
    try (Spool spool = new Spool(1_000, 1L << 30)) {
      onFx(() -> viewer.showGrowing(spool, StandardCharsets.UTF_8, Language.TEXT));
      onFx(() -> viewer.followProperty().set(true));
      for (int i = 0; i < 500; i++) {
        byte[] line = ("line " + i + "\n").getBytes(StandardCharsets.UTF_8);
        spool.append(line, 0, line.length);
        viewer.grown();
      }
      untilShown("line 499");
      onFx(() -> viewer.pane().scrollBy(-50));
      assertThat(onFx(() -> viewer.followProperty().get())).isFalse();
      long top = onFx(() -> viewer.pane().firstVisible());
      byte[] line = "the last\n".getBytes(StandardCharsets.UTF_8);
      spool.append(line, 0, line.length);
      viewer.grown();
      window.until("the last", () -> viewer.pane().count() == 501);
      assertThat(onFx(() -> viewer.pane().firstVisible())).isEqualTo(top);
      viewer.complete();
      window.until("colours, as it is small", () -> viewer.isHighlighting());
    }
  }

  @Test
  void whatArrivesLateIsFoundToo() throws IOException {
    try (Spool spool = new Spool()) {
      byte[] early = "early\n".getBytes(StandardCharsets.UTF_8);
      spool.append(early, 0, early.length);
      onFx(() -> viewer.showGrowing(spool, StandardCharsets.UTF_8, Language.TEXT));
      untilShown("early");
      find("late");
      window.until("none", () -> count().equals("No match"));
      byte[] late = "late\n".getBytes(StandardCharsets.UTF_8);
      spool.append(late, 0, late.length);
      viewer.grown();
      window.until("one", () -> count().equals("1 match"));
      window.press(KeyCode.ENTER, "");
      window.until("its number", () -> count().equals("1 of 1"));
    }
  }

  @Test
  void bytesAreShownInHex() {
    show(Bytes.of("Hello, world of bytes"));
    onFx(() -> viewer.hexProperty().set(true));
    untilShown("48 65 6c 6c 6f");
    find("byte");
    window.until("its mark", () -> viewer.pane().nodes().get(1).hasMarks());
    onFx(() -> viewer.hexProperty().set(false));
    window.until("the text again", () -> viewer.isHighlighting());
  }

  @Test
  void selectedLinesAreCopiedAndTooManyAreCutAndSaidSo() {
    LongBytes bytes = new LongBytes(20_000_000);
    show(bytes);
    untilShown("0.");
    onFx(() -> viewer.requestFocus());
    window.press(KeyCode.HOME, "");
    window.press(KeyCode.DOWN, "");
    window.press(KeyCode.DOWN, "S");
    window.press(KeyCode.C, "C");
    window.until("the copy", () -> clipboard().startsWith("1."));
    assertThat(clipboard().lines()).hasSize(2);
    window.press(KeyCode.A, "C");
    window.press(KeyCode.C, "C");
    window.until("the cut copy", () -> clipboard().length() == RowsCopy.MOST);
    window.until(
        "the word",
        () -> ((Label) window.scene.lookup("#answer-copied")).getText().contains("only the first"));
  }

  private static String clipboard() {
    return onFx(() -> String.valueOf(Clipboard.getSystemClipboard().getString()));
  }

  @Test
  void whatCannotBeReadAnyMoreIsSaidSo() throws IOException {
    Spool spool = new Spool(10, 1L << 30);
    byte[] content = "x\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    spool.append(content, 0, content.length);
    onFx(() -> viewer.showGrowing(spool, StandardCharsets.UTF_8, Language.TEXT));
    untilShown("x");
    spool.close();
    onFx(() -> viewer.requestFocus());
    window.press(KeyCode.END, "");
    window.until("the word", () -> info().startsWith("This can no longer be read"));
  }

  @Test
  void anEmptyAnswerAndNothingAtAllAreCalm() {
    show(Bytes.of(""));
    window.until("the size", () -> info().equals("0 B, no lines"));
    onFx(() -> viewer.clear());
    assertThat(info()).isEmpty();
    window.press(KeyCode.END, "");
    find("x");
    window.press(KeyCode.ENTER, "");
  }

  /** Far under what the bytes themselves would need, whatever else lives in this JVM. */
  @Test
  void aGigabyteCostsLessThan32MegabytesOfHeap() {
    long before = usedHeap();
    LongBytes bytes = new LongBytes(1L << 30);
    show(bytes);
    onFx(() -> viewer.requestFocus());
    window.press(KeyCode.END, "");
    find("needle");
    window.until("the count", () -> count().endsWith("of 214"));
    window.until("the last", () -> viewer.pane().nodes().stream().anyMatch(RowNode::hasMarks));
    double grown = (usedHeap() - before) / 1024.0 / 1024.0;
    System.out.printf("heap grown by a viewer of 1 GiB: %.1f MiB%n", grown);
    assertThat(grown).isLessThan(32);
  }

  private static long usedHeap() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      System.gc();
      used =
          Math.min(
              used,
              java.lang.management.ManagementFactory.getMemoryMXBean()
                  .getHeapMemoryUsage()
                  .getUsed());
    }
    return used;
  }
}
