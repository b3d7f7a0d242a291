package io.fairlead.ui.control.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.TimeSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesLookTest {

  private final Map<String, Integer> places = new HashMap<>();

  private static TimeSeries named(String name) {
    return new TimeSeries(name, Map.of(), new long[] {}, new double[] {});
  }

  private static TimeSeries code(String code) {
    return new TimeSeries(code, Map.of("code", code), new long[] {}, new double[] {});
  }

  @Test
  void statusCodesHaveTheColourOfTheirClass() {
    List<SeriesLook> looks =
        SeriesLook.of(List.of(code("200"), code("204"), code("404"), code("502")), places);

    assertThat(looks)
        .extracting(SeriesLook::colour)
        .containsExactly(
            ChartColour.CODE_OK,
            ChartColour.CODE_OK,
            ChartColour.CODE_CLIENT_ERROR,
            ChartColour.CODE_SERVER_ERROR);
    assertThat(looks.get(0)).isNotEqualTo(looks.get(1));
  }

  @Test
  void thirtyTwoSeriesAllLookDifferent() {
    List<TimeSeries> many = IntStream.range(0, 32).mapToObj(i -> named("s" + i)).toList();

    assertThat(SeriesLook.of(many, places)).doesNotHaveDuplicates();
  }

  @Test
  void aSeriesKeepsItsColourWhenOthersComeAndGo() {
    SeriesLook before = SeriesLook.of(List.of(named("a"), named("b"), named("c")), places).get(2);

    List<SeriesLook> after = SeriesLook.of(List.of(named("c"), named("d")), places);

    assertThat(after.get(0)).isEqualTo(before);
    assertThat(after.get(1).colour()).as("a free place is taken").isEqualTo(ChartColour.SERIES_1);
    assertThat(places).containsOnlyKeys("c", "d");
  }
}
