package io.fairlead.ui.control.chart;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Round times for a horizontal axis in a time zone. Steps up to an hour go by elapsed time, so an
 * hour that occurs twice is marked twice; longer ones go by the local clock, so a day begins at its
 * midnight whatever its length.
 */
public final class TimeTicks {

  /**
   * One time of the axis.
   *
   * @param time milliseconds since 1970
   * @param label the time of day, or the date where a new day begins
   * @param newDay whether the label is a date
   */
  public record Tick(long time, String label, boolean newDay) {}

  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private static final long[] STEPS = {
    SECOND,
    2 * SECOND,
    5 * SECOND,
    10 * SECOND,
    15 * SECOND,
    30 * SECOND,
    MINUTE,
    2 * MINUTE,
    5 * MINUTE,
    10 * MINUTE,
    15 * MINUTE,
    30 * MINUTE,
    HOUR,
    2 * HOUR,
    3 * HOUR,
    6 * HOUR,
    12 * HOUR,
    DAY,
    2 * DAY,
    7 * DAY,
    14 * DAY,
    30 * DAY,
    91 * DAY,
    365 * DAY
  };

  private static final int BOUND = 200;

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);
  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("MMM yyyy", Locale.ENGLISH);

  private TimeTicks() {}

  /**
   * The ticks of a range.
   *
   * @param from its beginning, milliseconds since 1970
   * @param to its end
   * @param most about how many there may be, at least 1
   */
  public static List<Tick> of(long from, long to, int most, ZoneId zone) {
    long step = step((to - from) / (double) Math.max(1, most));
    List<Long> times = new ArrayList<>();
    if (step <= HOUR) {
      byElapsedTime(from, to, step, zone, times);
    } else if (step < DAY) {
      byHours(from, to, (int) (step / HOUR), zone, times);
    } else {
      byDays(from, to, step, zone, times);
    }
    return labelled(from, times, step, zone);
  }

  private static long step(double wanted) {
    for (long step : STEPS) {
      if (step >= wanted) {
        return step;
      }
    }
    long last = STEPS[STEPS.length - 1];
    return (long) Math.ceil(wanted / last) * last;
  }

  private static void byElapsedTime(long from, long to, long step, ZoneId zone, List<Long> times) {
    // Offsets are not whole hours everywhere: the grid is that of the local clock at the start.
    long offset = offset(from, zone);
    long time = Math.ceilDiv(from + offset, step) * step - offset;
    for (; time <= to && times.size() < BOUND; time += step) {
      times.add(time);
    }
  }

  private static long offset(long time, ZoneId zone) {
    ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochMilli(time));
    return offset.getTotalSeconds() * SECOND;
  }

  private static void byHours(long from, long to, int hours, ZoneId zone, List<Long> times) {
    LocalDateTime local = local(from, zone).toLocalDate().atStartOfDay();
    while (times.size() < BOUND) {
      long time = local.atZone(zone).toInstant().toEpochMilli();
      if (time > to) {
        return;
      }
      if (time >= from && (times.isEmpty() || time > times.getLast())) {
        times.add(time);
      }
      local = local.plusHours(hours);
    }
  }

  private static void byDays(long from, long to, long step, ZoneId zone, List<Long> times) {
    int months = step >= 365 * DAY ? 12 * (int) (step / (365 * DAY)) : step >= 91 * DAY ? 3 : 1;
    int days = (int) (step / DAY);
    boolean byMonths = days >= 30;
    LocalDate day = local(from, zone).toLocalDate();
    if (byMonths) {
      day = months >= 12 ? day.withDayOfYear(1) : day.withDayOfMonth(1);
      day = months == 3 ? day.withMonth((day.getMonthValue() - 1) / 3 * 3 + 1) : day;
    } else {
      // Weeks begin on Monday; 1970 began on a Thursday.
      day = LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay() + 3, days) * days - 3);
    }
    while (times.size() < BOUND) {
      long time = day.atStartOfDay(zone).toInstant().toEpochMilli();
      if (time > to) {
        return;
      }
      if (time >= from) {
        times.add(time);
      }
      day = byMonths ? day.plusMonths(months) : day.plusDays(days);
    }
  }

  private static List<Tick> labelled(long from, List<Long> times, long step, ZoneId zone) {
    List<Tick> ticks = new ArrayList<>(times.size());
    LocalDate before = local(from, zone).toLocalDate();
    for (long time : times) {
      ZonedDateTime local = local(time, zone);
      LocalDate day = local.toLocalDate();
      boolean newDay = !day.equals(before) || isDayStart(local, zone);
      ticks.add(new Tick(time, label(local, step, newDay, zone), newDay && step < DAY));
      before = day;
    }
    return ticks;
  }

  private static String label(ZonedDateTime local, long step, boolean newDay, ZoneId zone) {
    if (step >= 30 * DAY) {
      return MONTH.format(local);
    }
    if (step >= DAY || (newDay && isDayStart(local, zone))) {
      return DATE.format(local);
    }
    String time = (step < MINUTE ? SECONDS : MINUTES).format(local);
    return newDay ? DATE.format(local) + " " + time : time;
  }

  private static boolean isDayStart(ZonedDateTime local, ZoneId zone) {
    return local.toLocalDate().atStartOfDay(zone).isEqual(local);
  }

  private static ZonedDateTime local(long time, ZoneId zone) {
    return Instant.ofEpochMilli(time).atZone(zone);
  }
}
