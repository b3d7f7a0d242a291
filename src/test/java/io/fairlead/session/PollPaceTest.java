package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Politeness towards a gateway, as arithmetic. */
class PollPaceTest {

  private static final Duration SHORTEST = Duration.ofSeconds(2);

  @Test
  void aSteadyCostNeverTakesMoreThanTwoPercentOfTheGatewaysTime() {
    assertThat(costs())
        .allSatisfy(
            cost -> {
              PollPace pace = new PollPace();
              List<Duration> waits =
                  Stream.generate(() -> pace.afterSuccess(cost)).limit(20).toList();
              assertThat(waits.subList(2, 20))
                  .allSatisfy(
                      wait -> {
                        assertThat(wait).isGreaterThanOrEqualTo(SHORTEST);
                        assertThat(cost.multipliedBy(49)).isLessThanOrEqualTo(wait);
                      });
            });
  }

  /** From nothing to half a minute, evenly spread over the orders of magnitude. */
  private static List<Duration> costs() {
    Random random = new Random(42);
    return Stream.concat(
            Stream.of(0L, 1L, 40_000_000L, 40_000_001L, 91_000_000L, 30_000_000_000L),
            IntStream.range(0, 500)
                .mapToObj(_ -> (long) Math.pow(10, 3 + 7.5 * random.nextDouble())))
        .map(Duration::ofNanos)
        .toList();
  }

  @Test
  void aCheapGatewayIsAskedEveryTwoSeconds() {
    assertThat(waits(10, 10, 10, 40, 40, 40)).containsOnly(SHORTEST);
  }

  @Test
  void theFirstRoundsAreShortWhateverTheyCost() {
    assertThat(waits(3_000, 900, 20)).containsExactly(SHORTEST, SHORTEST, SHORTEST);
  }

  @Test
  void oneDisturbedRoundDoesNotSlowTheNextOnesDown() {
    assertThat(waits(10, 10, 10, 2_000, 10, 10)).containsOnly(SHORTEST);
  }

  @Test
  void aCostThatStaysIsFollowedWithinThreeRounds() {
    assertThat(waits(10, 10, 10, 200, 200, 200)).last().isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void towardsASilentGatewayTheWaitDoublesUpToFiveMinutes() {
    PollPace pace = new PollPace();
    List<Long> seconds =
        Stream.generate(pace::afterFailure).limit(100).map(Duration::toSeconds).toList();
    assertThat(seconds.subList(0, 10))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L);
    assertThat(seconds.subList(10, 100)).containsOnly(300L);
  }

  @Test
  void aSuccessBeginsAnew() {
    PollPace pace = new PollPace();
    IntStream.range(0, 8).forEach(_ -> pace.afterFailure());
    assertThat(pace.afterSuccess(Duration.ofSeconds(1))).isEqualTo(SHORTEST);
    assertThat(pace.afterFailure()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void whatAGatewayCostBeforeItWentAwayIsForgotten() {
    PollPace pace = new PollPace();
    IntStream.range(0, 5).forEach(_ -> pace.afterSuccess(Duration.ofSeconds(3)));
    pace.afterFailure();
    assertThat(pace.afterSuccess(Duration.ofMillis(5))).isEqualTo(SHORTEST);
    assertThat(pace.afterSuccess(Duration.ofMillis(5))).isEqualTo(SHORTEST);
    assertThat(pace.afterSuccess(Duration.ofMillis(5))).isEqualTo(SHORTEST);
  }

  private static List<Duration> waits(long... milliseconds) {
    PollPace pace = new PollPace();
    return Arrays.stream(milliseconds)
        .mapToObj(Duration::ofMillis)
        .map(pace::afterSuccess)
        .toList();
  }
}
