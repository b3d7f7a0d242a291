package io.fairlead.ui.control;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import io.fairlead.ui.control.chart.ChartLegend;
import io.fairlead.ui.control.chart.ChartMessage;
import io.fairlead.ui.control.chart.ChartPalette;
import io.fairlead.ui.control.chart.PlotContent;
import io.fairlead.ui.control.chart.PlotPane;
import io.fairlead.ui.control.chart.PlottedLine;
import io.fairlead.ui.control.chart.Readout;
import io.fairlead.ui.control.chart.SeriesLook;
import io.fairlead.ui.control.chart.Unit;
import io.fairlead.ui.fx.Texts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.CssMetaData;
import javafx.css.PseudoClass;
import javafx.css.Styleable;
import javafx.geometry.Insets;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Series over time as lines, with title, axes, crosshair, legend and zoom.
 *
 * <p>A gap in the data is a gap in the line. The crosshair is shared by binding {@link
 * #crosshairProperty()} of several charts to each other. Keys: Left, Right, Home and End move the
 * crosshair from point to point, plus zooms in around it, Escape takes it away and then zooms back.
 * Drawn at most once a pulse. FX thread only.
 */
public final class TimeSeriesChart extends Region {

  private enum State {
    EMPTY,
    DATA,
    FAILED
  }

  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final int REMEMBERED_NAMES = 256;
  private static final double SPACING = 4;

  private final ChartColours colours = new ChartColours(this, this::coloursChanged);
  private final Label title = label("chart-title");
  private final Label unitLabel = label("chart-unit");
  private final Label note = label("chart-note");
  private final HBox header = new HBox(title, unitLabel, note);
  private final PlotPane plot;
  private final ChartLegend legend;
  private String whenEmpty = "";
  private final ScrollPane legendScroll;
  private final ChartMessage message = new ChartMessage();
  private final ObjectProperty<@Nullable Long> crosshair =
      new SimpleObjectProperty<>(this, "crosshair");
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> hidden = new HashSet<>();

  private final ZoneId zone;
  private Unit unit = Unit.COUNT;
  private List<TimeSeries> series = List.of();
  private @Nullable TimeRange range;
  private @Nullable Duration maxGap;
  private State state = State.EMPTY;
  private boolean stale;
  private @Nullable Consumer<TimeRange> onZoom;
  private @Nullable Runnable onZoomBack;

  /** A chart without data whose time axis shows the clock of a zone. */
  public TimeSeriesChart(ZoneId zone) {
    this.zone = Objects.requireNonNull(zone);
    ChartPalette palette = colours::get;
    this.plot = new PlotPane(palette);
    this.legend = new ChartLegend(palette, this::toggle);
    this.legendScroll = new ScrollPane(legend);
    getStyleClass().add("time-series-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    arrange();
    plot.setFont(unitLabel.getFont());
    unitLabel.fontProperty().subscribe(plot::setFont);
    crosshair.subscribe(plot::setCrosshair);
    new ChartGestures(this, plot).install();
    showEmpty("");
  }

  private void arrange() {
    header.getStyleClass().add("chart-header");
    HBox.setHgrow(unitLabel, Priority.ALWAYS);
    unitLabel.setMaxWidth(Double.MAX_VALUE);
    unitLabel.setMinWidth(USE_PREF_SIZE);
    note.setMinWidth(USE_PREF_SIZE);
    note.setText(Texts.of("chart.stale"));
    show(note, false);
    legendScroll.getStyleClass().addAll("edge-to-edge", "chart-legend-scroll");
    legendScroll.setFitToWidth(true);
    legendScroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    legendScroll.setFocusTraversable(false);
    getChildren().addAll(header, plot, legendScroll, message);
  }

  private static Label label(String styleClass) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    return label;
  }

  /** What stands in place of data without a single number; axes alone where it is empty. */
  public void setEmptyText(String text) {
    whenEmpty = text;
  }

  /** What it shows, above the plot. */
  public void setTitle(String text) {
    title.setText(text);
  }

  /** What its numbers measure. */
  public void setUnit(Unit changed) {
    unit = changed;
    unitLabel.setText(changed.caption());
    refresh();
  }

  /** Points farther apart are not joined; by default three and a half times the usual distance. */
  public void setMaxGap(Duration changed) {
    maxGap = changed;
    refresh();
  }

  /**
   * Shows series over a range, in place of an empty state or a failure. Colours and what the legend
   * switched off stay with a series' name.
   */
  public void setData(List<TimeSeries> changed, TimeRange shown) {
    if (!whenEmpty.isEmpty() && changed.stream().allMatch(one -> Double.isNaN(one.lastValue()))) {
      showEmpty(whenEmpty);
      return;
    }
    series = List.copyOf(changed);
    range = shown;
    enter(State.DATA);
    refresh();
  }

  /** Shows a text in place of the plot: there is nothing yet, or nothing to show. */
  public void showEmpty(String text) {
    message.say(text, "", false);
    enter(State.EMPTY);
  }

  /** Shows why there are no numbers in place of the plot, and what can be done. */
  public void showFailure(String what, String whatToDo) {
    message.say(what, whatToDo, true);
    enter(State.FAILED);
  }

  /** Dims the plot and says that its numbers are old. */
  public void setStale(boolean changed) {
    stale = changed;
    pseudoClassStateChanged(STALE, changed);
    plot.setDimmed(changed);
    show(note, changed && state == State.DATA);
  }

  /** What is said of old numbers: "Not up to date" unless set. */
  public void setStaleNote(String text) {
    note.setText(text);
  }

  /** Where the crosshair stands, milliseconds since 1970; null when it is away. */
  public ObjectProperty<@Nullable Long> crosshairProperty() {
    return crosshair;
  }

  /** Receives the stretch that was selected by dragging; null takes zooming away. */
  public void setOnZoomTo(@Nullable Consumer<TimeRange> receiver) {
    onZoom = receiver;
  }

  /** Runs on a double click and on Escape. */
  public void setOnZoomBack(@Nullable Runnable action) {
    onZoomBack = action;
  }

  /** What the crosshair reads as text, time first, a line for each series; empty without one. */
  public String readoutText() {
    Readout readout = plot.readout();
    return readout == null ? "" : readout.text();
  }

  boolean canZoom() {
    return state == State.DATA && onZoom != null;
  }

  boolean hasData() {
    return state == State.DATA;
  }

  void zoom(TimeRange to) {
    if (onZoom != null) {
      onZoom.accept(to);
    }
  }

  void zoomBack() {
    if (onZoomBack != null) {
      onZoomBack.run();
    }
  }

  private void toggle(String name, boolean shown) {
    if (shown) {
      hidden.remove(name);
    } else {
      hidden.add(name);
    }
    refresh();
  }

  private void enter(State entered) {
    state = entered;
    boolean data = entered == State.DATA;
    plot.setVisible(data);
    show(legendScroll, data);
    show(note, data && stale);
    message.setVisible(!data);
    requestLayout();
  }

  /** Leaves alone what is right already: a change of managed state lays out the window. */
  private static void show(Region node, boolean shown) {
    if (node.isVisible() != shown || node.isManaged() != shown) {
      node.setVisible(shown);
      node.setManaged(shown);
    }
  }

  private void refresh() {
    TimeRange shown = range;
    if (shown == null) {
      return;
    }
    List<SeriesLook> looks = SeriesLook.of(series, places);
    List<PlottedLine> lines = new ArrayList<>(series.size());
    for (int i = 0; i < series.size(); i++) {
      TimeSeries one = series.get(i);
      lines.add(new PlottedLine(one, looks.get(i), !hidden.contains(one.name())));
    }
    if (hidden.size() > REMEMBERED_NAMES) {
      hidden.retainAll(places.keySet());
    }
    plot.show(new PlotContent(lines, shown, unit, gap(), zone));
    legend.show(lines, unit);
  }

  private long gap() {
    return maxGap != null ? maxGap.toMillis() : PlotContent.usualGap(series);
  }

  private void coloursChanged() {
    plot.redraw();
    PlotContent content = plot.content();
    if (content != null) {
      legend.show(content.lines(), unit);
    }
  }

  @Override
  public @Nullable Object queryAccessibleAttribute(
      AccessibleAttribute attribute, Object... parameters) {
    return attribute == AccessibleAttribute.TEXT
        ? description()
        : super.queryAccessibleAttribute(attribute, parameters);
  }

  /** What a screen reader says: title, state, and the crosshair's or the last values. */
  public String description() {
    StringBuilder text = new StringBuilder(title.getText());
    if (state != State.DATA) {
      return text.append(". ").append(message.text()).toString().strip();
    }
    if (stale) {
      text.append(" (").append(note.getText()).append(')');
    }
    Readout readout = plot.readout();
    if (readout != null) {
      return text.append(". ")
          .append(readout.text().replace("\n", ", ").replace("  ", " "))
          .toString();
    }
    String separator = ". ";
    for (TimeSeries one : series) {
      if (!hidden.contains(one.name())) {
        text.append(separator).append(one.name()).append(' ');
        text.append(unit.format(one.lastValue()));
        separator = ", ";
      }
    }
    return text.toString();
  }

  @Override
  protected void layoutChildren() {
    Insets insets = getInsets();
    double left = snapSpaceX(insets.getLeft());
    double top = snapSpaceY(insets.getTop());
    double width = snapSizeX(getWidth() - left - insets.getRight());
    double bottom = getHeight() - insets.getBottom();
    double headerHeight = snapSizeY(header.prefHeight(width));
    header.resizeRelocate(left, top, width, headerHeight);
    double plotTop = top + headerHeight + SPACING;
    double legendHeight = 0;
    if (legendScroll.isManaged() && !series.isEmpty()) {
      // A third at most, in whole rows; beyond that it scrolls.
      double row = Math.max(1, legend.rowHeight());
      double most = Math.max(1, Math.floor((bottom - plotTop) / 3 / row)) * row;
      double wanted = legend.prefHeight(width);
      legendHeight = snapSizeY(Math.min(most, wanted));
      // A part of a pixel too little must not bring a bar, which takes width and makes rows wrap.
      legendScroll.setVbarPolicy(
          wanted > legendHeight + 1
              ? ScrollPane.ScrollBarPolicy.AS_NEEDED
              : ScrollPane.ScrollBarPolicy.NEVER);
      legendScroll.resizeRelocate(left, bottom - legendHeight, width, legendHeight);
    }
    double space = legendHeight > 0 ? SPACING : 0;
    double plotHeight = Math.max(0, bottom - plotTop - legendHeight - space);
    plot.resizeRelocate(left, plotTop, width, plotHeight);
    message.resizeRelocate(left, plotTop, width, Math.max(0, bottom - plotTop));
  }

  @Override
  protected double computePrefWidth(double height) {
    return 480;
  }

  @Override
  protected double computePrefHeight(double width) {
    return 240;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 160;
  }

  @Override
  protected double computeMinHeight(double width) {
    return 96;
  }

  ChartColours colours() {
    return colours;
  }

  @Override
  public String getUserAgentStylesheet() {
    return ChartColours.stylesheet();
  }

  /** The styleable properties of this class. */
  public static List<CssMetaData<? extends Styleable, ?>> getClassCssMetaData() {
    return ChartColours.metaData();
  }

  @Override
  public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
    return getClassCssMetaData();
  }
}
