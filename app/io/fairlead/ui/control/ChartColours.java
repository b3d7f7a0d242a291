package io.fairlead.ui.control;

import io.fairlead.ui.control.chart.ChartColour;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.css.CssMetaData;
import javafx.css.SimpleStyleableObjectProperty;
import javafx.css.Styleable;
import javafx.css.StyleableObjectProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** The colours of one chart, set by style sheets. */
final class ChartColours {

  private static final StyleablePropertyFactory<TimeSeriesChart> FACTORY =
      new StyleablePropertyFactory<>(Region.getClassCssMetaData());
  private static final Map<ChartColour, CssMetaData<TimeSeriesChart, Color>> META = describe();

  private final Map<ChartColour, StyleableObjectProperty<Color>> values =
      new EnumMap<>(ChartColour.class);

  ChartColours(TimeSeriesChart owner, Runnable onChange) {
    META.forEach(
        (colour, meta) -> {
          var value =
              new SimpleStyleableObjectProperty<>(
                  meta, owner, colour.property(), Color.web(colour.fallback()));
          values.put(colour, value);
          value.addListener((_, _, _) -> onChange.run());
        });
  }

  private static Map<ChartColour, CssMetaData<TimeSeriesChart, Color>> describe() {
    Map<ChartColour, CssMetaData<TimeSeriesChart, Color>> all = new EnumMap<>(ChartColour.class);
    for (ChartColour colour : ChartColour.values()) {
      all.put(
          colour,
          FACTORY.createColorCssMetaData(
              colour.property(),
              chart -> chart.colours().property(colour),
              Color.web(colour.fallback())));
    }
    return all;
  }

  Color get(ChartColour colour) {
    return property(colour).get();
  }

  private StyleableObjectProperty<Color> property(ChartColour colour) {
    return Objects.requireNonNull(values.get(colour));
  }

  static List<CssMetaData<? extends Styleable, ?>> metaData() {
    return FACTORY.getCssMetaData();
  }

  /** Where chart.css lies; charts and sparklines bring it along. */
  static String stylesheet() {
    return Objects.requireNonNull(ChartColours.class.getResource("/views/control/chart.css"))
        .toExternalForm();
  }
}
