package io.fairlead.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Prints the figures; the limits are held by the benchmark run, with room here for a busy machine.
 */
class CallBenchTest {

  @Test
  void aCallCostsLittleMoreThanTheLibraryAndIsStoppedAtOnce() throws Exception {
    for (Measurement m : new CallBench().run()) {
      System.out.printf("%s: %.3f %s (%s)%n", m.name(), m.value(), m.unit(), m.how());
      assertThat(m.value()).as(m.name()).isLessThan(m.limit() * 5);
    }
  }
}
