package io.fairlead.calls.probe;

/**
 * One figure of a probe against the same figure of another.
 *
 * @param value of the probe that is compared
 * @param change relative to the other: 0.1 is a tenth more; {@code NaN} where the other is zero
 * @param verdict whether that is more than chance
 */
public record ProbeComparison(double value, double change, Verdict verdict) {

  /** Whether a difference says something. */
  public enum Verdict {
    BETTER,
    WORSE,
    /** Within what the same probe would differ by when run twice. */
    SAME
  }

  /** What is compared. */
  public enum Measure {
    RATE(0),
    ERRORS(0),
    P50(0.5),
    P90(0.9),
    P99(0.99),
    P999(0.999),
    MAX(1);

    private final double quantile;

    Measure(double quantile) {
      this.quantile = quantile;
    }

    /** Requests per second, a share, or milliseconds. */
    public double of(ProbeFigures figures) {
      return switch (this) {
        case RATE -> figures.rate();
        case ERRORS -> errorShare(figures);
        case P50 -> figures.latency().p50();
        case P90 -> figures.latency().p90();
        case P99 -> figures.latency().p99();
        case P999 -> figures.latency().p999();
        case MAX -> figures.latency().max();
      };
    }
  }

  /** Below this share a difference says nothing, however many calls were made. */
  private static final double NOISE = 0.05;

  /** Below a tenth of a millisecond clocks and schedulers decide. */
  private static final double NOISE_MILLIS = 0.1;

  /** Compares one figure of two probes. */
  public static ProbeComparison of(Measure measure, ProbeFigures base, ProbeFigures other) {
    double was = measure.of(base);
    double is = measure.of(other);
    double change = was == 0 ? (is == 0 ? 0 : Double.NaN) : is / was - 1;
    return new ProbeComparison(
        is,
        change,
        switch (measure) {
          case RATE -> Math.abs(change) > NOISE ? lessIsWorse(is - was) : Verdict.SAME;
          case ERRORS -> errors(base, other);
          // One call alone decides it.
          case MAX -> Verdict.SAME;
          default -> latency(measure, base, other, is - was, change);
        });
  }

  private static Verdict lessIsWorse(double difference) {
    return difference < 0 ? Verdict.WORSE : Verdict.BETTER;
  }

  /** The fewer calls lie beyond a quantile, the more it moves from run to run. */
  private static Verdict latency(
      Measure measure, ProbeFigures base, ProbeFigures other, double difference, double change) {
    double beyond =
        Math.min(base.requests(), other.requests()) * Math.min(1 - measure.quantile, 0.5);
    if (beyond < 5
        || Math.abs(difference) < NOISE_MILLIS
        || !(Math.abs(change) > NOISE + 1 / Math.sqrt(beyond))) {
      return Verdict.SAME;
    }
    return lessIsWorse(-difference);
  }

  /** Beyond three standard errors of the difference of two shares. */
  private static Verdict errors(ProbeFigures base, ProbeFigures other) {
    if (base.requests() == 0 || other.requests() == 0) {
      return Verdict.SAME;
    }
    double was = errorShare(base);
    double is = errorShare(other);
    double all = base.requests() + (double) other.requests();
    double pooled = (base.errorCount() + (double) other.errorCount()) / all;
    double error =
        Math.sqrt(pooled * (1 - pooled) * (1.0 / base.requests() + 1.0 / other.requests()));
    return Math.abs(is - was) > 3 * error ? lessIsWorse(was - is) : Verdict.SAME;
  }

  private static double errorShare(ProbeFigures figures) {
    return figures.requests() == 0 ? 0 : (double) figures.errorCount() / figures.requests();
  }
}
