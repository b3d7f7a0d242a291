package io.fairlead.ui.control.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.scene.layout.FlowPane;

/** Names the series of a chart, shows their last values and switches them on and off. FX thread. */
public final class ChartLegend extends FlowPane {

  private final ChartPalette palette;
  private final BiConsumer<String, Boolean> onToggle;
  private Map<String, LegendEntry> entries = new HashMap<>();
  private boolean updating;

  /**
   * An empty legend.
   *
   * @param onToggle receives a name and whether its series is to be shown
   */
  public ChartLegend(ChartPalette palette, BiConsumer<String, Boolean> onToggle) {
    this.palette = palette;
    this.onToggle = onToggle;
    getStyleClass().add("chart-legend");
  }

  /** Shows these series; nodes are made and laid out only for names that are new. */
  public void show(List<PlottedLine> lines, Unit unit) {
    updating = true;
    try {
      Map<String, LegendEntry> now = HashMap.newHashMap(lines.size());
      List<LegendEntry> order = new ArrayList<>(lines.size());
      for (PlottedLine line : lines) {
        String name = line.series().name();
        LegendEntry known = entries.get(name);
        LegendEntry entry = known == null ? entry(name) : known;
        if (now.putIfAbsent(name, entry) == null) {
          order.add(entry);
        }
        entry.show(line, palette.of(line.look()), unit.format(line.series().lastValue()));
      }
      entries = now;
      if (!getChildren().equals(order)) {
        getChildren().setAll(order);
      }
    } finally {
      updating = false;
    }
  }

  /** How high one row is, or 0 without entries. */
  public double rowHeight() {
    return getChildren().isEmpty() ? 0 : getChildren().getFirst().prefHeight(-1);
  }

  private LegendEntry entry(String name) {
    LegendEntry entry = new LegendEntry(name);
    // The scroll pane around takes the focus when it is pressed; the next key is meant for the
    // entry.
    entry.setOnAction(_ -> entry.requestFocus());
    entry
        .selectedProperty()
        .subscribe(
            selected -> {
              if (!updating) {
                onToggle.accept(name, selected);
              }
            });
    return entry;
  }
}
