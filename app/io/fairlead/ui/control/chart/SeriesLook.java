package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeSeries;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a series is told from the others: a colour of the palette and a pattern.
 *
 * @param colour which colour of the theme
 * @param shade how many series of the same role came before: each is paler than the last
 * @param pattern 0 is solid; dashes keep apart what shares a colour or comes late
 */
public record SeriesLook(ChartColour colour, int shade, int pattern) {

  private static final double[][] DASHES = {{}, {6, 3}, {2, 3}, {8, 3, 2, 3}};

  /** Lengths of line and space in pixels; empty for a solid line. */
  public double[] dashes() {
    return DASHES[pattern % DASHES.length].clone();
  }

  /**
   * Gives each series a look: by the class of its status code where it has the label {@code code},
   * else the next colour of the palette. A series keeps the place that its name had before.
   *
   * @param places places by name, changed in place: names that are gone free theirs
   */
  public static List<SeriesLook> of(List<TimeSeries> series, Map<String, Integer> places) {
    Set<String> names = new HashSet<>();
    series.forEach(one -> names.add(one.name()));
    places.keySet().retainAll(names);
    Set<Integer> taken = new HashSet<>(places.values());
    Map<ChartColour, Integer> roles = new HashMap<>();
    List<SeriesLook> looks = new ArrayList<>(series.size());
    int next = 0;
    for (TimeSeries one : series) {
      ChartColour role = role(one.labels().getOrDefault("code", ""));
      if (role != null) {
        int before = roles.merge(role, 1, Integer::sum) - 1;
        looks.add(new SeriesLook(role, before, before));
        continue;
      }
      Integer place = places.get(one.name());
      if (place == null) {
        while (taken.contains(next)) {
          next++;
        }
        place = next;
        taken.add(place);
        places.put(one.name(), place);
      }
      looks.add(ofPlace(place));
    }
    return looks;
  }

  private static SeriesLook ofPlace(int place) {
    int colours = ChartColour.PALETTE.size();
    // Four solid lines; then dashes help where hues come close.
    return new SeriesLook(
        ChartColour.PALETTE.get(place % colours), place / colours, place / (colours / 2));
  }

  private static @Nullable ChartColour role(String code) {
    return switch (code.isEmpty() ? ' ' : code.charAt(0)) {
      case '1', '2' -> ChartColour.CODE_OK;
      case '3' -> ChartColour.CODE_REDIRECT;
      case '4' -> ChartColour.CODE_CLIENT_ERROR;
      case '5' -> ChartColour.CODE_SERVER_ERROR;
      default -> null;
    };
  }
}
