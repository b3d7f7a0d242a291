package io.fairlead.calls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.probe.ProbeComparison.Measure;
import io.fairlead.calls.probe.ProbeComparison.Verdict;
import io.fairlead.support.ScriptedProbes;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeComparisonTest {

  private static Verdict verdict(Measure measure, ProbeFigures base, ProbeFigures other) {
    return ProbeComparison.of(measure, base, other).verdict();
  }

  private static ProbeFigures failing(long requests, long errors) {
    ProbeFigures good = ScriptedProbes.figures(requests, 10);
    return new ProbeFigures(
        good.phase(),
        Duration.ofSeconds(10),
        requests,
        Map.of(ProbeError.SERVER_STATUS, errors),
        Map.of(),
        good.rate(),
        0,
        0,
        good.latency(),
        good.uncorrected(),
        good.lateness());
  }

  @Test
  void aTailThatDoubledIsWorseAndOneThatHalvedIsBetter() {
    ProbeFigures slow = ScriptedProbes.figures(10_000, 20);
    ProbeFigures fast = ScriptedProbes.figures(10_000, 10);
    assertThat(verdict(Measure.P99, fast, slow)).isEqualTo(Verdict.WORSE);
    assertThat(verdict(Measure.P99, slow, fast)).isEqualTo(Verdict.BETTER);
    assertThat(ProbeComparison.of(Measure.P99, fast, slow).change()).isEqualTo(1.0);
  }

  @Test
  void fewCallsSayNothingOfATail() {
    assertThat(verdict(Measure.P99, ScriptedProbes.figures(60, 10), ScriptedProbes.figures(60, 20)))
        .isEqualTo(Verdict.SAME);
  }

  @Test
  void aFewPerCentAreNoise() {
    assertThat(
            verdict(
                Measure.P50,
                ScriptedProbes.figures(100_000, 10),
                ScriptedProbes.figures(100_000, 10.4)))
        .isEqualTo(Verdict.SAME);
  }

  @Test
  void theSlowestCallAloneDecidesNothing() {
    assertThat(
            verdict(
                Measure.MAX, ScriptedProbes.figures(9_000, 10), ScriptedProbes.figures(9_000, 90)))
        .isEqualTo(Verdict.SAME);
  }

  @Test
  void errorsCountBeyondChance() {
    assertThat(verdict(Measure.ERRORS, failing(1_000, 10), failing(1_000, 14)))
        .isEqualTo(Verdict.SAME);
    assertThat(verdict(Measure.ERRORS, failing(1_000, 10), failing(1_000, 100)))
        .isEqualTo(Verdict.WORSE);
    assertThat(verdict(Measure.ERRORS, failing(1_000, 100), failing(1_000, 0)))
        .isEqualTo(Verdict.BETTER);
    assertThat(verdict(Measure.ERRORS, failing(0, 0), failing(0, 0))).isEqualTo(Verdict.SAME);
  }
}
