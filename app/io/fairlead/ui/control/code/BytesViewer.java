package io.fairlead.ui.control.code;

import io.fairlead.files.Bytes;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.model.TwoDimensional;
import org.jspecify.annotations.Nullable;

/**
 * Shows bytes of any size, as text or in hexadecimal, while they grow: only the rows in view exist,
 * and what is needed to find them is bounded whatever the size. A text of less than 512 KiB without
 * a long line is coloured, once it is whole, and selected by the character. Ctrl+F searches all of
 * it, Ctrl+C copies what is selected, up to 4 MiB.
 *
 * <p>FX thread only, but for {@link #grown()} and {@link #complete()}.
 */
public final class BytesViewer extends BorderPane {

  /** A larger text is shown as rows. */
  public static final int MOST_COLOURED = 512 << 10;

  private final Door door;
  private final HighlightedArea area;
  private final VirtualizedScrollPane<HighlightedArea> scrolled;
  private final RowsPane pane;
  private final StackPane place = new StackPane();
  private final ViewerStrip strip;
  private final FindBar findBar;
  private final Finder finder;
  private final RowsCopy copy;
  private final Recomputation indexing;
  private final Recomputation jumping;
  private final BooleanProperty hex = new SimpleBooleanProperty(this, "hex");
  private volatile @Nullable ShownBytes shown;
  private volatile @Nullable Match wanted;
  private boolean coloured;

  /**
   * An empty viewer.
   *
   * @param prefix its id; the parts are called {@code PREFIX-rows}, {@code PREFIX-find} and so on
   * @param accessibleText what a screen reader calls it
   * @param worker reads, indexes and searches, off the FX thread
   * @param door the way back
   */
  public BytesViewer(String prefix, String accessibleText, Executor worker, Door door) {
    this.door = door;
    this.area = new HighlightedArea(worker, door);
    this.scrolled = new VirtualizedScrollPane<>(area);
    this.pane = new RowsPane(worker, door, this::failed);
    this.strip = new ViewerStrip(prefix, hex, pane.followProperty());
    this.copy = new RowsCopy(worker, door, strip::note);
    this.indexing = new Recomputation(worker, this::index);
    this.jumping = new Recomputation(worker, this::locate);
    // The bar and the finder know each other: the finder is told of words through the field.
    this.finder = new Finder(worker, door, new Matches(), this::sayMatches);
    this.findBar = new FindBar(prefix, finder);
    setId(prefix);
    getStyleClass().add("bytes-viewer");
    getStylesheets().add(CodeSheet.url());
    area.setEditable(false);
    area.setId(prefix + "-text");
    area.describe(accessibleText, "");
    EditorKeys.leaveBy(area);
    pane.setId(prefix + "-rows");
    pane.setAccessibleText(accessibleText);
    place.getStyleClass().add("code-place");
    place.getChildren().setAll(pane, scrolled);
    setVisible(scrolled, false);
    setTop(findBar);
    setCenter(place);
    setBottom(strip);
    listen();
  }

  private void listen() {
    pane.setMarks((rows, row) -> MatchMarks.of(rows, row, finder.needle(), finder.current()));
    pane.setViewChanged(() -> strip.selected(pane.selection()));
    hex.addListener((o, before, now) -> arrange());
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    MenuItem copyItem = new MenuItem(Texts.of("viewer.copy"));
    copyItem.setOnAction(event -> copySelection());
    MenuItem findItem = new MenuItem(Texts.of("viewer.find"));
    findItem.setOnAction(event -> find());
    ContextMenu menu = new ContextMenu(copyItem, findItem);
    place.setOnContextMenuRequested(
        event -> {
          menu.show(place, event.getScreenX(), event.getScreenY());
          event.consume();
        });
  }

  /** Shows bytes that are whole. */
  public void show(Bytes content, Charset charset, Language language) {
    show(new ShownBytes(content, charset, language, true));
  }

  /** Shows bytes that still grow; {@link #grown()} and {@link #complete()} tell of it. */
  public void showGrowing(Bytes content, Charset charset, Language language) {
    show(new ShownBytes(content, charset, language, false));
  }

  /** Shows nothing, and reads no more of what was shown. */
  public void clear() {
    shown = null;
    wanted = null;
    emptyArea();
    pane.show(null);
    finder.lookIn(null, null);
    strip.clear();
    arrange();
  }

  private void show(ShownBytes content) {
    shown = content;
    wanted = null;
    emptyArea();
    strip.clear();
    pane.show(null);
    arrange();
    finder.lookIn(content.bytes(), content.charset());
    indexing.request();
  }

  private void emptyArea() {
    if (area.getLength() > 0) {
      area.clear();
    }
    coloured = false;
  }

  /** There are more bytes; from any thread, returns at once. */
  public void grown() {
    indexing.request();
  }

  /** No more bytes come; from any thread. */
  public void complete() {
    ShownBytes now = shown;
    if (now != null) {
      now.complete();
      indexing.request();
    }
  }

  /** Whether the bytes are shown in hexadecimal. */
  public BooleanProperty hexProperty() {
    return hex;
  }

  /** Whether the viewer itself offers hexadecimals; a screen may have its own choice. */
  public void setHexOffered(boolean offered) {
    strip.setHexOffered(offered);
  }

  /** Whether the end stays in view while the bytes grow. */
  public BooleanProperty followProperty() {
    return pane.followProperty();
  }

  /** Opens the bar that searches. */
  public void find() {
    findBar.open(true);
  }

  /** Whether colours are shown, not rows. */
  public boolean isHighlighting() {
    return coloured && !hex.get();
  }

  /** The rows, for tests and benchmarks. */
  RowsPane pane() {
    return pane;
  }

  /** The coloured area, for tests and benchmarks. */
  HighlightedArea area() {
    return area;
  }

  /** How many of the bytes are indexed, for tests and benchmarks. */
  long indexed() {
    ShownBytes now = shown;
    return now == null ? 0 : now.text().indexed();
  }

  @Override
  public void requestFocus() {
    (isHighlighting() ? area : pane).requestFocus();
  }

  private void index() {
    ShownBytes now = shown;
    if (now == null) {
      return;
    }
    try {
      while (shown == now && now.index()) {
        door.post(this, () -> progressed(now));
      }
      String small = now.smallText();
      door.post(this, () -> progressed(now));
      if (small != null) {
        // Handed over once: under a key of its own, so that no later progress replaces it.
        door.post(List.of(this, "colour"), () -> colour(now, small));
      }
    } catch (IOException e) {
      door.post(this, () -> failed(e));
    }
  }

  private void progressed(ShownBytes now) {
    if (shown != now) {
      return;
    }
    if (pane.rows() == null) {
      arrange();
    }
    pane.grown();
    strip.tell(now, hex.get());
    if (now.isIndexed()) {
      finder.grown();
    }
    if (wanted != null) {
      jumping.request();
    }
  }

  /** In the scene first: what is laid out outside of it finds no colours of the theme. */
  private void colour(ShownBytes now, String text) {
    if (shown != now) {
      return;
    }
    coloured = true;
    arrange();
    area.replaceText(text);
    area.setLanguage(now.language());
    area.getUndoManager().forgetHistory();
    area.moveTo(0);
    area.requestFollowCaret();
  }

  private void failed(IOException e) {
    strip.fail(Texts.of("viewer.unreadable", String.valueOf(e.getMessage())));
  }

  private void arrange() {
    boolean focused = area.isFocused() || pane.isFocused();
    setVisible(scrolled, isHighlighting());
    setVisible(pane, !isHighlighting());
    ShownBytes now = shown;
    Rows rows = now == null ? null : hex.get() ? now.hex() : now.text();
    if (!Objects.equals(pane.rows(), rows)) {
      pane.show(rows);
    }
    if (now != null) {
      strip.tell(now, hex.get());
    }
    strip.setFollowShown(now != null && !isHighlighting());
    if (focused) {
      requestFocus();
    }
    if (wanted != null) {
      jumping.request();
    }
  }

  private static void setVisible(Node node, boolean visible) {
    node.setVisible(visible);
    node.setManaged(visible);
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() && event.getCode() == KeyCode.F) {
      find();
      event.consume();
    } else if (event.isShortcutDown() && event.getCode() == KeyCode.C && pane.isFocused()) {
      copySelection();
      event.consume();
    }
  }

  private void copySelection() {
    Rows rows = pane.rows();
    if (isHighlighting()) {
      area.copy();
    } else if (rows != null && !pane.selection().isEmpty()) {
      copy.copy(rows, pane.selection());
    }
  }

  private void sayMatches(String words) {
    findBar.say(words);
  }

  private final class Matches implements Finder.Place {

    @Override
    public long start() {
      return pane.offsetInView();
    }

    @Override
    public void show(@Nullable Match match) {
      wanted = match;
      pane.refresh();
      if (match != null) {
        jumping.request();
      }
    }

    @Override
    public void close() {
      findBar.open(false);
      pane.refresh();
      requestFocus();
    }
  }

  /** On the worker: where a match is shown. */
  private void locate() {
    Match match = wanted;
    ShownBytes now = shown;
    if (match == null || now == null) {
      return;
    }
    try {
      if (coloured && !hex.get()) {
        int from = now.characterOf(match.from());
        int to = now.characterOf(match.to());
        door.post(jumping, () -> selectCharacters(match, from, to));
        return;
      }
      Rows rows = hex.get() ? now.hex() : now.text();
      long row = rows.rowOf(match.from());
      List<Row> read = row < 0 ? List.of() : rows.read(row, 1);
      if (!read.isEmpty()) {
        int from = rows.columnOf(read.getFirst(), match.from());
        int to = rows.columnOf(read.getFirst(), match.to());
        door.post(jumping, () -> reveal(match, row, from, to));
      }
    } catch (IOException e) {
      door.post(this, () -> failed(e));
    }
  }

  private void reveal(Match match, long row, int from, int to) {
    if (match.equals(wanted)) {
      wanted = null;
      pane.followProperty().set(false);
      pane.reveal(row);
      pane.revealColumn(from, to);
      pane.refresh();
    }
  }

  private void selectCharacters(Match match, int from, int to) {
    if (match.equals(wanted) && to <= area.getLength()) {
      wanted = null;
      area.selectRange(from, to);
      area.showParagraphInViewport(
          area.offsetToPosition(from, TwoDimensional.Bias.Forward).getMajor());
      area.requestFollowCaret();
    }
  }
}
