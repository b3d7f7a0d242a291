package io.fairlead.ui.control.chart;

import io.fairlead.model.TimeSeries;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a crosshair reads: a time, and the value of each shown series.
 *
 * @param time in words
 * @param rows one per shown series, in the legend's order
 */
public record Readout(String time, List<Row> rows) {

  /**
   * One series.
   *
   * @param point the index of its point, -1 where it has none near
   * @param value in words; a dash where there is none
   */
  public record Row(PlottedLine line, int point, String value) {}

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter ZONED =
      DateTimeFormatter.ofPattern("EEE d MMM, HH:mm:ss z", Locale.ENGLISH);

  public Readout {
    rows = List.copyOf(rows);
  }

  /**
   * The values at a time.
   *
   * @param tolerance how far a point may be, in milliseconds
   */
  public static Readout of(
      List<PlottedLine> lines, long time, long tolerance, Unit unit, ZoneId zone) {
    List<Row> rows = new ArrayList<>();
    for (PlottedLine line : lines) {
      if (line.shown()) {
        TimeSeries series = line.series();
        int point = Crosshair.pointAt(series, time, tolerance);
        double value = point < 0 ? Double.NaN : series.valueAt(point);
        rows.add(new Row(line, point, unit.format(value)));
      }
    }
    return new Readout(timeText(time, zone), rows);
  }

  private static String timeText(long time, ZoneId zone) {
    ZonedDateTime local = Instant.ofEpochMilli(time).atZone(zone);
    // An hour that occurs twice needs its zone's name to be told apart.
    boolean twice = zone.getRules().getValidOffsets(local.toLocalDateTime()).size() > 1;
    return (twice ? ZONED : TIME).format(local);
  }

  /** All of it as one text, a line each. */
  public String text() {
    StringBuilder text = new StringBuilder(time);
    for (Row row : rows) {
      text.append('\n').append(row.line.series().name()).append("  ").append(row.value);
    }
    return text.toString();
  }
}
