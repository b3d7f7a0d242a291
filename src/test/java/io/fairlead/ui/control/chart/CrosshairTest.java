package io.fairlead.ui.control.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.TimeRange;
import io.fairlead.model.TimeSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrosshairTest {

  private static final SeriesLook LOOK = new SeriesLook(ChartColour.SERIES_1, 0, 0);

  private static PlottedLine line(boolean shown, long[] times, double... values) {
    return new PlottedLine(new TimeSeries("s", Map.of(), times, values), LOOK, shown);
  }

  private final Crosshair crosshair =
      new Crosshair(
          List.of(
              line(true, new long[] {0, 10, 20, 30}, 1, Double.NaN, 3, 4),
              line(true, new long[] {15, 45}, 1, 1),
              line(false, new long[] {12, 28}, 1, 1)),
          TimeRange.ofMillis(5, 40));

  @Test
  void stopsOnlyAtShownPointsWithAValueInTheRange() {
    assertThat(crosshair.first()).hasValue(15);
    assertThat(crosshair.after(15)).hasValue(20);
    assertThat(crosshair.after(20)).hasValue(30);
    assertThat(crosshair.after(30)).isEmpty();
    assertThat(crosshair.last()).hasValue(30);
    assertThat(crosshair.before(20)).hasValue(15);
    assertThat(crosshair.before(15)).isEmpty();
    assertThat(crosshair.nearest(26)).hasValue(30);
    assertThat(crosshair.nearest(24)).hasValue(20);
    assertThat(crosshair.nearest(-100)).hasValue(15);
    assertThat(crosshair.nearest(1_000)).hasValue(30);
  }

  @Test
  void hasNowhereToStandWithoutPoints() {
    Crosshair none = new Crosshair(List.of(), TimeRange.ofMillis(0, 10));

    assertThat(none.nearest(5)).isEmpty();
    assertThat(none.first()).isEmpty();
  }

  @Test
  void readsTheNearestPointWithinTheTolerance() {
    TimeSeries series = line(true, new long[] {0, 10, 20}, 1, Double.NaN, 3).series();

    assertThat(Crosshair.pointAt(series, 9, 100)).isEqualTo(0);
    assertThat(Crosshair.pointAt(series, 17, 3)).isEqualTo(2);
    assertThat(Crosshair.pointAt(series, 16, 3)).isEqualTo(-1);
    assertThat(Crosshair.pointAt(series, 500, 3)).isEqualTo(-1);
  }

  @Test
  void theReadOutTellsTheTwoHoursApart() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    long summer = Instant.parse("2026-10-25T00:30:00Z").toEpochMilli();
    long winter = Instant.parse("2026-10-25T01:30:00Z").toEpochMilli();

    assertThat(Readout.of(List.of(), summer, 1, Unit.COUNT, berlin).time())
        .isEqualTo("Sun 25 Oct, 02:30:00 CEST");
    assertThat(Readout.of(List.of(), winter, 1, Unit.COUNT, berlin).time())
        .isEqualTo("Sun 25 Oct, 02:30:00 CET");
  }
}
