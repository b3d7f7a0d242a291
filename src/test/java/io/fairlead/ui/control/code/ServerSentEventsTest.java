package io.fairlead.ui.control.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules of the HTML standard, section 9.2.6, one by one. */
class ServerSentEventsTest {

  private static final InstantSource NOON =
      InstantSource.fixed(Instant.parse("2026-11-25T12:00:00Z"));

  private static List<EventRow> read(String stream) {
    List<EventRow> rows = new ArrayList<>();
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    new ServerSentEvents(NOON, rows::add).accept(bytes, 0, bytes.length);
    return rows;
  }

  private static List<String> data(String stream) {
    return read(stream).stream().map(EventRow::data).toList();
  }

  @Test
  void anEventHasItsTypeItsIdAndItsLines() {
    assertThat(read("event: add\nid: 7\ndata: one\ndata: two\n\ndata: three\n\n"))
        .containsExactly(
            new EventRow(NOON.instant(), "add", "7", "one\ntwo", false),
            new EventRow(NOON.instant(), "message", "7", "three", false));
  }

  @Test
  void linesEndWithAReturnAFeedOrBoth() {
    assertThat(data("data: a\r\rdata: b\r\n\r\ndata: c\n\n")).containsExactly("a", "b", "c");
  }

  @Test
  void oneSpaceAfterTheColonIsNoPartOfTheValue() {
    assertThat(data("data:a\n\ndata: a\n\ndata:  a\n\ndata: a:b\n\n"))
        .containsExactly("a", "a", " a", "a:b");
  }

  @Test
  void commentsAndUnknownFieldsAreSkipped() {
    assertThat(data(": ping\n\nother: x\ndatax: y\ndata: a\n:\n\n")).containsExactly("a");
  }

  @Test
  void anEventWithoutDataIsNone() {
    assertThat(read("event: add\n\ndata: x\n\n"))
        .extracting(EventRow::event)
        .containsExactly("message");
  }

  @Test
  void dataWithoutAColonIsAnEmptyLine() {
    assertThat(data("data\n\ndata\ndata\n\ndata:\n\n")).containsExactly("", "\n", "");
  }

  @Test
  void anIdWithANulIsIgnoredAndAnEmptyOneForgetsIt() {
    assertThat(read("id: 1\ndata: a\n\nid: x\0y\ndata: b\n\nid\ndata: c\n\n"))
        .extracting(EventRow::id)
        .containsExactly("1", "1", "");
  }

  @Test
  void retryTakesDigitsOnly() {
    ServerSentEvents events = new ServerSentEvents(NOON, row -> {});
    byte[] bytes = "retry: 2500\nretry: soon\nretry: -1\n".getBytes(StandardCharsets.UTF_8);
    events.accept(bytes, 0, bytes.length);
    assertThat(events.retry()).contains(Duration.ofMillis(2500));
  }

  @Test
  void aByteOrderMarkMayLeadAndOnlyOne() {
    assertThat(data("\uFEFFdata: a\n\n")).containsExactly("a");
    assertThat(data("\uFEFF\uFEFFdata: a\n\ndata: b\n\n")).containsExactly("b");
  }

  @Test
  void aStreamThatEndsInsideAnEventDropsIt() {
    assertThat(data("data: a\n\ndata: b\n")).containsExactly("a");
  }

  @Test
  void itDoesNotMatterWhereTheStreamIsCut() {
    String stream =
        "\uFEFFevent: é\r\nid: 😀\r\ndata: äöü\r\ndata: 漢字\r\n\r\n: c\rdata: x\r\rdata: y\n\n";
    List<EventRow> whole = read(stream);
    assertThat(whole).hasSize(3);
    byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      List<EventRow> rows = new ArrayList<>();
      ServerSentEvents events = new ServerSentEvents(NOON, rows::add);
      for (int at = 0; at < bytes.length; ) {
        int length = Math.min(bytes.length - at, random.nextInt(5));
        events.accept(bytes, at, length);
        at += length;
      }
      assertThat(rows).isEqualTo(whole);
    }
  }

  @Test
  void dataThatIsTooLongIsCutAtACharacterAndSaysSo() {
    List<EventRow> rows = new ArrayList<>();
    ServerSentEvents events = new ServerSentEvents(NOON, rows::add, 10);
    byte[] bytes =
        ("data: "
                + "ä".repeat(200)
                + "\n\ndata: 123\ndata: 4567890\n\ndata: 1234567890\n\n: "
                + "x".repeat(500)
                + "\ndata: a\n\n")
            .getBytes(StandardCharsets.UTF_8);
    events.accept(bytes, 0, bytes.length);
    assertThat(rows)
        .extracting(EventRow::data, EventRow::cut)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("äääää", true),
            org.assertj.core.groups.Tuple.tuple("123\n456789", true),
            org.assertj.core.groups.Tuple.tuple("1234567890", false),
            org.assertj.core.groups.Tuple.tuple("a", false));
  }
}
