package io.fairlead.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.LogLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One log out of many overlapping reads. */
class LogTailTest {

  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final LogTail tail = new LogTail(100);

  @Test
  void theNextReadBeginsTwoSecondsBeforeTheNewestLine() {
    assertThat(tail.resumeFrom()).isNull();
    tail.add(List.of(line(10_000, "a"), line(4_000, "b")));
    assertThat(tail.resumeFrom()).isEqualTo(NOON.plusSeconds(8));
  }

  @Test
  void whatTwoReadsShareIsKeptOnce() {
    tail.add(List.of(line(0, "a"), line(1_000, "b"), line(2_000, "c")));
    int added =
        tail.add(List.of(line(0, "a"), line(1_000, "b"), line(2_000, "c"), line(2_500, "d")));
    assertThat(added).isEqualTo(1);
    assertThat(texts()).containsExactly("a", "b", "c", "d");
  }

  @Test
  void theSameLineTwiceAtTheSameInstantIsTwoLines() {
    tail.add(List.of(line(0, "tick"), line(0, "tick")));
    assertThat(texts()).containsExactly("tick", "tick");
    assertThat(tail.add(List.of(line(0, "tick"), line(0, "tick"), line(0, "tick")))).isEqualTo(1);
    assertThat(tail.add(List.of(line(0, "tick"), line(0, "tick"), line(0, "tick")))).isZero();
    assertThat(texts()).containsExactly("tick", "tick", "tick");
  }

  @Test
  void theSameTextOfAnotherReplicaIsAnotherLine() {
    tail.add(List.of(line("pod-1", 0, "ready")));
    assertThat(tail.add(List.of(line("pod-1", 0, "ready"), line("pod-2", 0, "ready"))))
        .isEqualTo(1);
  }

  @Test
  void aLineOfASlowReplicaThatComesLateIsKept() {
    tail.add(List.of(line("pod-1", 5_000, "fast")));
    assertThat(tail.add(List.of(line("pod-2", 3_500, "slow"), line("pod-1", 5_000, "fast"))))
        .isEqualTo(1);
    assertThat(texts()).containsExactly("fast", "slow");
  }

  @Test
  void whatIsOlderThanTheOverlapWasReadBefore() {
    tail.add(List.of(line(5_000, "a")));
    assertThat(tail.add(List.of(line(2_999, "old"), line(3_000, "just in")))).isEqualTo(1);
    assertThat(texts()).containsExactly("a", "just in");
  }

  @Test
  void onlyTheLatestLinesAreKeptAndTheOthersCounted() {
    tail.add(IntStream.range(0, 130).mapToObj(i -> line(i, "line " + i)).toList());
    assertThat(texts()).hasSize(100).startsWith("line 30").endsWith("line 129");
    assertThat(tail.dropped()).isEqualTo(30);
    assertThat(tail.add(List.of(line(5, "line 5"), line(129, "line 129")))).isZero();
  }

  @Test
  void clearingForgetsTheLinesButNotWhatWasSeen() {
    tail.add(IntStream.range(0, 130).mapToObj(i -> line(i, "line " + i)).toList());
    tail.clear();
    assertThat(tail.lines()).isEmpty();
    assertThat(tail.dropped()).isZero();
    assertThat(tail.add(List.of(line(129, "line 129"), line(140, "next")))).isEqualTo(1);
    assertThat(texts()).containsExactly("next");
  }

  private List<String> texts() {
    return tail.lines().stream().map(LogLine::text).toList();
  }

  private static LogLine line(long millis, String text) {
    return line("pod-1", millis, text);
  }

  private static LogLine line(String instance, long millis, String text) {
    return new LogLine(NOON.plusMillis(millis), "echo", instance, text);
  }
}
