package io.fairlead.ui.control.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ValueTicksTest {

  private static List<String> labels(double min, double max, int most, Unit unit) {
    return ValueTicks.of(min, max, most, unit).ticks().stream()
        .map(ValueTicks.Tick::label)
        .toList();
  }

  @Test
  void labelsAreRoundAndHaveAsManyDecimals() {
    assertThat(labels(1, 9.3, 5, Unit.PER_SECOND))
        .containsExactly("0", "2 /s", "4 /s", "6 /s", "8 /s", "10 /s");
    assertThat(labels(0, 1.4, 4, Unit.PER_SECOND))
        .containsExactly("0", "0.5 /s", "1.0 /s", "1.5 /s");
    assertThat(labels(0, 0.23, 5, Unit.SECONDS))
        .containsExactly("0", "50 ms", "100 ms", "150 ms", "200 ms", "250 ms");
    assertThat(labels(0, 0.12, 3, Unit.RATIO)).containsExactly("0", "5 %", "10 %", "15 %");
    assertThat(labels(0, 4_200, 5, Unit.PER_SECOND))
        .containsExactly("0", "1k /s", "2k /s", "3k /s", "4k /s", "5k /s");
  }

  @Test
  void countsAreWhole() {
    assertThat(labels(0, 2, 8, Unit.COUNT)).containsExactly("0", "1", "2");
    assertThat(labels(0, 0, 8, Unit.COUNT)).containsExactly("0", "1");
  }

  @Test
  void bytesGoByPowersOfTwo() {
    assertThat(labels(0, 100 * 1024 * 1024, 4, Unit.BYTES))
        .containsExactly("0", "32 MiB", "64 MiB", "96 MiB", "128 MiB");
  }

  @Test
  void negativeValuesHaveTicksBelowZero() {
    assertThat(labels(-3, 3, 3, Unit.COUNT)).containsExactly("-4", "-2", "0", "2", "4");
  }

  @Test
  void nothingAndInfinityStillGiveAnAxis() {
    assertThat(labels(Double.NaN, Double.NaN, 4, Unit.SECONDS)).startsWith("0").endsWith("100 ms");
    assertThat(ValueTicks.of(0, Double.POSITIVE_INFINITY, 4, Unit.RATIO).high()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Unit.class)
  void ticksEncloseTheValuesAndAreNotTooMany(Unit unit) {
    Random random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      double max = Math.pow(10, random.nextDouble() * 14 - 5);
      double min = random.nextInt(4) == 0 ? -max * random.nextDouble() : 0;
      int most = 1 + random.nextInt(8);
      ValueTicks axis = ValueTicks.of(min, max, most, unit);
      assertThat(axis.low()).isLessThanOrEqualTo(min + max * 1e-6);
      assertThat(axis.high()).isGreaterThanOrEqualTo(max * (1 - 1e-6)).isGreaterThan(axis.low());
      assertThat(axis.ticks().size()).isBetween(2, most + 3);
      assertThat(axis.ticks().getLast().value()).isCloseTo(axis.high(), within(max * 1e-9));
      assertThat(axis.ticks()).extracting(ValueTicks.Tick::label).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PER_SECOND | 1.2      | 1.2 /s",
        "PER_SECOND | 0        | 0 /s",
        "PER_SECOND | 1234     | 1.23k /s",
        "PER_SECOND | 0.0123   | 0.0123 /s",
        "SECONDS    | 0.25     | 250 ms",
        "SECONDS    | 0.9999   | 1 s",
        "SECONDS    | 0.000045 | 45 µs",
        "SECONDS    | 90       | 90 s",
        "SECONDS    | 600      | 10 min",
        "SECONDS    | 9000     | 2.5 h",
        "SECONDS    | 0        | 0 s",
        "RATIO      | 0.12     | 12 %",
        "RATIO      | 0.005    | 0.5 %",
        "RATIO      | 1        | 100 %",
        "BYTES      | 67108864 | 64 MiB",
        "BYTES      | 512      | 512 B",
        "BYTES      | 1023     | 1023 B",
        "BYTES      | 1073741824 | 1 GiB",
        "BYTES      | 1073741823 | 1 GiB",
        "BYTES      | 1069547520 | 1020 MiB",
        "BYTES      | 1048000  | 1023 KiB",
        "BYTES      | 0        | 0 B",
        "COUNT      | 3        | 3",
        "COUNT      | 1e12     | 1000G",
        "COUNT      | -2       | -2",
        "COUNT      | NaN      | –",
        "COUNT      | Infinity | ∞"
      })
  void aValueIsWrittenWithItsUnit(Unit unit, double value, String text) {
    assertThat(unit.format(value)).isEqualTo(text);
  }
}
