package io.fairlead.ui.control.chart;

import javafx.scene.paint.Color;

/** The colours of the present theme. */
@FunctionalInterface
public interface ChartPalette {

  /** One colour. */
  Color of(ChartColour colour);

  /** The colour of a series: a later one of the same role is paler. */
  default Color of(SeriesLook look) {
    Color colour = of(look.colour());
    int paler = look.shade() % 4;
    return paler == 0 ? colour : colour.interpolate(of(ChartColour.BACKGROUND), 0.18 * paler);
  }
}
