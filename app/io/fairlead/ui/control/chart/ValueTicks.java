package io.fairlead.ui.control.chart;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Round values for a vertical axis: 1, 2 or 5 times a power of ten in the unit that is read best,
 * powers of two for bytes, whole numbers for counts.
 *
 * @param low the value at the lower edge: zero, or a tick below the smallest value
 * @param high the value at the upper edge, a tick
 * @param ticks ascending
 */
public record ValueTicks(double low, double high, List<Tick> ticks) {

  /** One value of the axis; all labels of an axis have as many decimals. */
  public record Tick(double value, String label) {}

  public ValueTicks {
    ticks = List.copyOf(ticks);
  }

  /**
   * Ticks that enclose two values and zero.
   *
   * @param most how many steps there may be, at least 1
   */
  public static ValueTicks of(double min, double max, int most, Unit unit) {
    double bottom = Double.isFinite(min) ? Math.min(min, 0) : 0;
    double top = Double.isFinite(max) ? Math.max(max, 0) : 0;
    if (top == bottom) {
      top = least(unit);
    }
    Unit.Scale scale = unit.scale(Math.max(top, -bottom));
    double step = step((top - bottom) / Math.max(1, most) / scale.factor(), unit);
    long first = (long) Math.floor(bottom / scale.factor() / step + 1e-9 * Math.signum(bottom));
    long last = (long) Math.ceil(top / scale.factor() / step - 1e-9);
    int decimals = Math.max(0, BigDecimal.valueOf(step).stripTrailingZeros().scale());
    List<Tick> ticks = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      double scaled = i * step;
      String label =
          i == 0
              ? "0"
              : BigDecimal.valueOf(scaled).setScale(decimals, RoundingMode.HALF_UP).toPlainString()
                  + scale.suffix();
      ticks.add(new Tick(scaled * scale.factor(), label));
    }
    return new ValueTicks(first * step * scale.factor(), last * step * scale.factor(), ticks);
  }

  /** What an axis of nothing but zeros reaches up to. */
  private static double least(Unit unit) {
    return switch (unit) {
      case PER_SECOND, COUNT, RATIO -> 1;
      case SECONDS -> 0.1;
      case BYTES -> 1024;
    };
  }

  private static double step(double wanted, Unit unit) {
    double base = unit == Unit.BYTES ? 2 : 10;
    double power = Math.pow(base, Math.floor(Math.log(wanted) / Math.log(base) + 1e-9));
    double[] steps = unit == Unit.BYTES ? new double[] {1, 2} : new double[] {1, 2, 5, 10};
    double least = unit == Unit.COUNT && wanted < 1 ? 1 : 0;
    for (double candidate : steps) {
      double step = candidate * power;
      if (step >= wanted * (1 - 1e-9)) {
        return Math.max(step, least);
      }
    }
    return Math.max(steps[steps.length - 1] * power, least);
  }
}
