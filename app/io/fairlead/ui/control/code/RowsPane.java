package io.fairlead.ui.control.code;

import io.fairlead.ui.fx.Door;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * Shows rows of any number: as many nodes as rows in view, each with the part of its text in view.
 * Whole rows are selected. FX thread only.
 */
final class RowsPane extends Region {

  static final double ROW_HEIGHT = 18;

  private static final double LEAST_THUMB = 0.06;
  private static final int WHEEL_ROWS = 3;
  private static final double WHEEL_STEP = 40;

  private final ScrollBar vertical = new ScrollBar();
  private final ScrollBar horizontal = new ScrollBar();
  private final Pane content = new Pane();
  private final Text probe = new Text("0123456789");
  private final List<RowNode> nodes = new ArrayList<>();
  private final RowsModel model;
  private final BooleanProperty follow = new SimpleBooleanProperty(this, "follow");
  private @Nullable Rows rows;
  private RowSelection selection = RowSelection.NONE;
  private BiFunction<Rows, Row, List<RowNode.Mark>> marks = (of, row) -> List.of();
  private Runnable viewChanged = () -> {};
  private double top;
  private double characterWidth = 7.5;

  RowsPane(Executor worker, Door door, Consumer<IOException> failed) {
    this.model = new RowsModel(worker, door, this::update, failed);
    getStyleClass().add("code-rows");
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    setFocusTraversable(true);
    vertical.setOrientation(Orientation.VERTICAL);
    probe.getStyleClass().add("code-row-text");
    probe.setVisible(false);
    probe.setManaged(false);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(content.widthProperty());
    clip.heightProperty().bind(content.heightProperty());
    content.setClip(clip);
    getChildren().addAll(probe, content, vertical, horizontal);
    vertical.valueProperty().addListener((o, before, now) -> scrollTo(now.doubleValue()));
    horizontal.valueProperty().addListener((o, before, now) -> update());
    addEventHandler(ScrollEvent.SCROLL, this::scrolled);
    addEventHandler(KeyEvent.KEY_PRESSED, event -> RowsKeys.pressed(this, event));
    content.addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    content.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    follow.addListener((o, before, now) -> grown());
  }

  /** Shows other rows, from the first one. */
  void show(@Nullable Rows shown) {
    rows = shown;
    selection = RowSelection.NONE;
    top = 0;
    model.clear();
    horizontal.setValue(0);
    requestLayout();
    update();
  }

  /** What is marked in a row. */
  void setMarks(BiFunction<Rows, Row, List<RowNode.Mark>> marks) {
    this.marks = marks;
    update();
  }

  /** Told when other rows come into view or are selected. */
  void setViewChanged(Runnable viewChanged) {
    this.viewChanged = viewChanged;
  }

  /** Whether the end stays in view while rows are added. */
  BooleanProperty followProperty() {
    return follow;
  }

  @Nullable Rows rows() {
    return rows;
  }

  RowSelection selection() {
    return selection;
  }

  long count() {
    Rows now = rows;
    return now == null ? 0 : now.count();
  }

  /** Rows that are in view as a whole. */
  int visible() {
    return Math.max(1, (int) (content.getHeight() / ROW_HEIGHT));
  }

  /** The first row in view. */
  long firstVisible() {
    return (long) top;
  }

  /** What the rows in view say, for tests. */
  List<RowNode> nodes() {
    return nodes;
  }

  /** There are more rows, or the last one is longer. */
  void grown() {
    Rows now = rows;
    if (now == null) {
      return;
    }
    if (follow.get()) {
      top = mostTop();
    }
    model.want(now, firstVisible(), visible() + 1, touchesEnd());
    layoutBars();
    update();
  }

  private boolean touchesEnd() {
    return firstVisible() + visible() + 2 >= count();
  }

  private double mostTop() {
    return Math.max(0, count() - content.getHeight() / ROW_HEIGHT);
  }

  /** Scrolls by hand: who scrolls back does not follow any more. */
  void scrollBy(double rowsDown) {
    if (rowsDown < 0) {
      follow.set(false);
    }
    scrollTo(top + rowsDown);
  }

  void scrollTo(double row) {
    double wanted = Math.clamp(row, 0, mostTop());
    if (wanted < top && Math.abs(wanted - mostTop()) > 1) {
      follow.set(false);
    }
    if (wanted != top) {
      top = wanted;
      vertical.setValue(wanted);
      update();
    }
  }

  void scrollColumns(int columns) {
    horizontal.setValue(
        Math.clamp(horizontal.getValue() + columns, 0.0, Math.max(0, horizontal.getMax())));
  }

  /** Selects rows and brings the last one into view. */
  void select(RowSelection wanted) {
    selection = wanted;
    if (!wanted.isEmpty()) {
      reveal(wanted.caret());
    }
    update();
    viewChanged.run();
  }

  /** Brings a row into view, with some around it where it was not. */
  void reveal(long row) {
    if (row < top) {
      scrollTo(row < top - 1 ? row - visible() / 3.0 : row);
    } else if (row > top + visible() - 1) {
      scrollTo(row > top + visible() ? row - visible() * 2 / 3.0 : row - visible() + 1.0);
    }
  }

  /** Brings a column into view. */
  void revealColumn(int from, int to) {
    int left = (int) horizontal.getValue();
    if (from < left || to > left + columns() - 2) {
      horizontal.setValue(Math.clamp(from - columns() / 3.0, 0, horizontal.getMax()));
    }
  }

  private int columns() {
    return Math.max(1, (int) Math.ceil((content.getWidth() - gutter()) / characterWidth));
  }

  private double gutter() {
    Rows now = rows;
    return RowNode.gutter(now == null ? 0 : now.labelLength(), characterWidth);
  }

  private void scrolled(ScrollEvent event) {
    if (event.getDeltaX() != 0 || event.isShiftDown()) {
      double delta = event.getDeltaX() != 0 ? event.getDeltaX() : event.getDeltaY();
      scrollColumns((int) Math.round(-delta / characterWidth));
    } else {
      scrollBy(-event.getDeltaY() / WHEEL_STEP * WHEEL_ROWS);
    }
    event.consume();
  }

  private void pressed(MouseEvent event) {
    requestFocus();
    if (event.isPrimaryButtonDown() && count() > 0) {
      select(selection.to(rowAt(event.getY()), event.isShiftDown()));
    }
    event.consume();
  }

  private void dragged(MouseEvent event) {
    if (event.isPrimaryButtonDown() && count() > 0) {
      select(selection.to(rowAt(event.getY()), true));
    }
    event.consume();
  }

  private long rowAt(double y) {
    return Math.clamp((long) Math.floor(top + y / ROW_HEIGHT), 0, count() - 1);
  }

  @Override
  protected void layoutChildren() {
    double bar = vertical.prefWidth(-1);
    double width = Math.max(0, getWidth() - bar);
    double height = Math.max(0, getHeight() - bar);
    characterWidth = Math.max(1, probe.getLayoutBounds().getWidth() / 10);
    content.resizeRelocate(0, 0, width, height);
    vertical.resizeRelocate(width, 0, bar, height);
    horizontal.resizeRelocate(0, height, width, bar);
    int needed = (int) Math.ceil(height / ROW_HEIGHT) + 1;
    while (nodes.size() < needed) {
      RowNode node = new RowNode();
      nodes.add(node);
      content.getChildren().add(node);
    }
    while (nodes.size() > needed) {
      content.getChildren().remove(nodes.removeLast());
    }
    if (follow.get()) {
      top = mostTop();
    }
    layoutBars();
    update();
  }

  private void layoutBars() {
    double most = mostTop();
    top = Math.min(top, most);
    vertical.setMax(most);
    vertical.setVisibleAmount(most * portion(visible(), count()));
    vertical.setUnitIncrement(1);
    vertical.setBlockIncrement(visible());
    vertical.setValue(top);
    vertical.setVisible(most > 0);
    Rows now = rows;
    int longest = now == null ? 0 : now.columns();
    int mostLeft = Math.max(0, longest - columns() + 4);
    horizontal.setMax(mostLeft);
    horizontal.setVisibleAmount(mostLeft * portion(columns(), longest));
    horizontal.setUnitIncrement(4);
    horizontal.setBlockIncrement(columns());
    horizontal.setVisible(mostLeft > 0);
  }

  /** How much of its track a thumb takes: enough to be seen and caught. */
  private static double portion(int shown, long all) {
    return Math.clamp((double) shown / Math.max(1, all), LEAST_THUMB, 1.0);
  }

  /** Marks anew what is in view. */
  void refresh() {
    update();
  }

  /** Where the first row in view begins, in bytes; 0 where it is not read yet. */
  long offsetInView() {
    Rows now = rows;
    Row row = now == null ? null : model.get(now, firstVisible());
    return row == null ? 0 : row.from();
  }

  /** Shows what is in view now. */
  private void update() {
    Rows now = rows;
    long first = firstVisible();
    if (now != null && !nodes.isEmpty()) {
      model.want(now, first, nodes.size(), false);
    }
    double gutter = gutter();
    int left = (int) horizontal.getValue();
    int columns = columns() + 1;
    double width = content.getWidth();
    for (int i = 0; i < nodes.size(); i++) {
      RowNode node = nodes.get(i);
      Row row = now == null ? null : model.get(now, first + i);
      double y = Math.rint((i - (top - first)) * ROW_HEIGHT);
      node.resizeRelocate(0, y, width, ROW_HEIGHT);
      node.show(
          row,
          left,
          columns,
          gutter,
          row == null || now == null ? List.of() : marks.apply(now, row));
      node.setSelected(selection.contains(first + i));
    }
    viewChanged.run();
  }
}
