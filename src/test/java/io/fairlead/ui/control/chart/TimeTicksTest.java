package io.fairlead.ui.control.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTicksTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static List<TimeTicks.Tick> ticks(String from, String to, int most, ZoneId zone) {
    return TimeTicks.of(millis(from), millis(to), most, zone);
  }

  private static long millis(String time) {
    return Instant.parse(time).toEpochMilli();
  }

  private static List<String> labels(List<TimeTicks.Tick> ticks) {
    return ticks.stream().map(TimeTicks.Tick::label).toList();
  }

  @Test
  void anHourHasATickEachTenMinutes() {
    assertThat(labels(ticks("2026-11-24T11:03:00Z", "2026-11-24T12:03:00Z", 8, BERLIN)))
        .containsExactly("12:10", "12:20", "12:30", "12:40", "12:50", "13:00");
  }

  @Test
  void aMinuteShowsSeconds() {
    assertThat(labels(ticks("2026-11-24T11:00:00Z", "2026-11-24T11:01:00Z", 4, BERLIN)))
        .containsExactly("12:00:00", "12:00:15", "12:00:30", "12:00:45", "12:01:00");
  }

  @Test
  void aNewDayShowsItsDate() {
    List<TimeTicks.Tick> ticks = ticks("2026-11-24T20:00:00Z", "2026-11-25T02:00:00Z", 6, BERLIN);

    assertThat(labels(ticks))
        .containsExactly("21:00", "22:00", "23:00", "25 Nov", "01:00", "02:00", "03:00");
    assertThat(ticks).filteredOn(TimeTicks.Tick::newDay).hasSize(1);
  }

  @Test
  void theHourThatOccursTwiceIsMarkedTwice() {
    // Clocks go back from 03:00 CEST to 02:00 CET at 01:00 UTC.
    assertThat(labels(ticks("2026-10-24T23:00:00Z", "2026-10-25T03:00:00Z", 5, BERLIN)))
        .containsExactly("01:00", "02:00", "02:00", "03:00", "04:00");
  }

  @Test
  void theHourThatIsLeftOutHasNoTick() {
    // Clocks go forward from 02:00 CET to 03:00 CEST at 01:00 UTC.
    assertThat(labels(ticks("2026-03-28T23:30:00Z", "2026-03-29T03:00:00Z", 5, BERLIN)))
        .containsExactly("01:00", "03:00", "04:00", "05:00");
  }

  @Test
  void daysBeginAtTheirMidnightOnBothSidesOfTheChange() {
    List<TimeTicks.Tick> ticks = ticks("2026-10-23T10:00:00Z", "2026-10-27T10:00:00Z", 5, BERLIN);

    assertThat(labels(ticks)).containsExactly("24 Oct", "25 Oct", "26 Oct", "27 Oct");
    assertThat(ticks.get(2).time() - ticks.get(1).time()).isEqualTo(25 * 3_600_000L);
    assertThat(ticks.get(1).time() - ticks.get(0).time()).isEqualTo(24 * 3_600_000L);
  }

  @Test
  void sixHourStepsFollowTheLocalClockAcrossTheChange() {
    assertThat(labels(ticks("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", 5, BERLIN)))
        .containsExactly("25 Oct", "06:00", "12:00", "18:00", "26 Oct");
  }

  @Test
  void offsetsThatAreNotWholeHoursKeepRoundTimes() {
    assertThat(
            labels(
                ticks(
                    "2026-11-24T11:00:00Z",
                    "2026-11-24T14:00:00Z",
                    4,
                    ZoneId.of("Asia/Kathmandu"))))
        .containsExactly("17:00", "18:00", "19:00");
  }

  @Test
  void aDayWithoutMidnightShowsItsDateAtItsFirstTick() {
    // In Cairo the clock goes from 23:59:59 to 01:00 on 24 April 2026.
    List<String> labels =
        labels(ticks("2026-04-23T19:00:00Z", "2026-04-24T01:00:00Z", 7, ZoneId.of("Africa/Cairo")));

    assertThat(labels).contains("24 Apr").doesNotContain("00:00");
  }

  @Test
  void weeksMonthsAndYearsHaveTicksToo() {
    assertThat(labels(ticks("2026-01-10T00:00:00Z", "2026-06-10T00:00:00Z", 6, BERLIN)))
        .containsExactly("Feb 2026", "Mar 2026", "Apr 2026", "May 2026", "Jun 2026");
    assertThat(labels(ticks("2020-01-10T00:00:00Z", "2026-06-10T00:00:00Z", 7, BERLIN)))
        .containsExactly("Jan 2021", "Jan 2022", "Jan 2023", "Jan 2024", "Jan 2025", "Jan 2026");
    assertThat(ticks("2026-11-01T00:00:00Z", "2026-11-29T00:00:00Z", 5, BERLIN)).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Europe/Berlin", "UTC", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kolkata"})
  void ticksAreInsideAscendingAndNeverTooMany(String zone) {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      long from = millis("2026-01-01T00:00:00Z") + (long) (random.nextDouble() * 3.15e10);
      long to = from + 1 + (long) Math.pow(10, 1 + random.nextDouble() * 11);
      int most = 1 + random.nextInt(15);
      List<TimeTicks.Tick> ticks = TimeTicks.of(from, to, most, ZoneId.of(zone));
      long before = from - 1;
      for (TimeTicks.Tick tick : ticks) {
        assertThat(tick.time()).isGreaterThan(before).isLessThanOrEqualTo(to);
        before = tick.time();
      }
      assertThat(ticks.size()).isLessThanOrEqualTo(most * 2 + 2);
    }
  }
}
