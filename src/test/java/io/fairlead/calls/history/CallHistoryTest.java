package io.fairlead.calls.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.history.HistoryEntry.Answered;
import io.fairlead.calls.history.HistoryEntry.Queued;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallHistoryTest {

  @TempDir private Path folder;

  @Test
  void whatWasCalledIsThereAgainAfterARestart() {
    CallSpec spec =
        Made.spec("echo")
            .withPath("/a/b")
            .withQuery("x=1")
            .withHeaders(List.of(new Header("X-Shape", "round")))
            .withBody(new CallBody.Text("grüße", "text/plain"));
    with(history -> record(history, Made.answered(spec, 201, "done")));
    with(
        history -> {
          HistoryEntry entry = only(history, HistoryQuery.ALL);
          assertThat(entry.call().spec()).isEqualTo(spec);
          assertThat(entry.call().gaps()).isEmpty();
          assertThat(entry.status()).isEqualTo(201);
          assertThat(((Answered) entry.ending()).body().bytes().utf8()).isEqualTo("done");
          assertThat(entry.origin()).isEqualTo(Made.ORIGIN);
          assertThat(history.note()).isEmpty();
        });
  }

  @Test
  void callsAreFoundByFunctionStatusAndTextInAnyCase() {
    with(
        history -> {
          record(history, Made.answered(Made.spec("echo"), 200, "Schöne GRÜSSE aus Ålesund"));
          record(history, Made.answered(Made.spec("env").withQuery("a=Needle"), 404, "no"));
          record(
              history,
              Made.failed(
                  Made.spec("slow"),
                  new Failure.Unreachable("Call", "there", "Refused.", "Wait.")));

          assertThat(functions(history, HistoryQuery.ALL)).containsExactly("slow", "env", "echo");
          assertThat(functions(history, HistoryQuery.ofText("grüsse"))).containsExactly("echo");
          assertThat(functions(history, HistoryQuery.ofText("åLE"))).containsExactly("echo");
          assertThat(functions(history, HistoryQuery.ofText("nEEdle"))).containsExactly("env");
          assertThat(functions(history, HistoryQuery.ofText("refused"))).containsExactly("slow");
          assertThat(functions(history, HistoryQuery.ofText("absent"))).isEmpty();
          assertThat(functions(history, HistoryQuery.ofText("Å"))).containsExactly("echo");
          assertThat(functions(history, HistoryQuery.ALL.withFunction("e"))).hasSize(3);
          assertThat(functions(history, HistoryQuery.ALL.withFunction("ENV.")))
              .containsExactly("env");
          assertThat(functions(history, status("4xx"))).containsExactly("env");
          assertThat(functions(history, status("200"))).containsExactly("echo");
          assertThat(functions(history, status("failed"))).containsExactly("slow");
          assertThat(functions(history, status("40"))).containsExactly("env");
          assertThat(HistoryQuery.Status.parse("often")).isEmpty();
        });
  }

  @Test
  void aTextThatBeginsABodyIsFoundWhateverItsCase() {
    with(
        history -> {
          record(history, Made.answered(Made.spec("f").withBody("Überseehafen"), 503, ""));
          for (String text : List.of("überSEE", "ÜBER", "hafen", "Ü", "seeH")) {
            assertThat(functions(history, HistoryQuery.ofText(text))).as(text).hasSize(1);
          }
        });
  }

  @Test
  void pagesGoOnWhereTheOneBeforeEnded() {
    with(
        history -> {
          for (int i = 0; i < 25; i++) {
            record(history, Made.answered(Made.spec("f" + i), 200, "answer"));
          }
          HistoryPage first = history.search(HistoryQuery.ofText("answer"), 10);
          HistoryPage second =
              history.search(HistoryQuery.ofText("answer"), first.next(), 10, () -> false);
          HistoryPage third =
              history.search(HistoryQuery.ofText("answer"), second.next(), 10, () -> false);
          List<HistoryRow> all = new ArrayList<>(first.rows());
          all.addAll(second.rows());
          all.addAll(third.rows());
          assertThat(all).extracting(HistoryRow::id).doesNotHaveDuplicates().hasSize(25);
          assertThat(third.next()).isZero();
        });
  }

  @Test
  void aQueuedCallBecomesItsResultAndStaysOneCall() {
    MadeCall queued =
        MadeCall.queued(
            Made.ORIGIN,
            Instant.now(),
            Made.spec("echo").withBody("job"),
            "id-1",
            Queued.State.ACCEPTED,
            Duration.ofMillis(3),
            List.of());
    with(
        history -> {
          record(history, queued);
          record(history, Made.answered(Made.spec("later"), 200, "x"));
          assertThat(history.search(HistoryQuery.ofText("the result"), 10).rows()).isEmpty();
          record(history, queued.refused(new Failure.Cancelled("Queue", "there")));
          assertThat(functions(history, HistoryQuery.ALL)).containsExactly("later", "echo");
        });
    with(
        history -> {
          assertThat(functions(history, HistoryQuery.ALL)).containsExactly("later", "echo");
          HistoryEntry entry = only(history, HistoryQuery.ofText("id-1"));
          assertThat(entry.queued().orElseThrow().state()).isEqualTo(Queued.State.REFUSED);
          assertThat(entry.call().spec().body()).isEqualTo(CallBody.text("job"));
        });
  }

  @Test
  void aLongBodyIsKeptInPartAndSaysSo() {
    String body = "ü".repeat(50_000);
    with(
        history -> {
          record(history, Made.answered(Made.spec("echo").withBody(body), 200, body));
          HistoryEntry entry = only(history, HistoryQuery.ALL);
          assertThat(entry.isBodyMissing()).isTrue();
          assertThat(entry.sent().isCut()).isTrue();
          KeptBody answer = ((Answered) entry.ending()).body();
          assertThat(answer.isCut()).isTrue();
          assertThat(answer.size()).isEqualTo(100_000);
          assertThat(answer.bytes().size()).isBetween(65_530, 65_536);
          assertThat(answer.bytes().utf8()).doesNotContain("\uFFFD");
        });
  }

  @Test
  void theOldestGoesWhereThereIsTooMuch() {
    HistoryLimits small =
        new HistoryLimits(256 << 10, 1000, Duration.ofDays(1), 32 << 10, 4 << 10, 64 << 10);
    with(
        small,
        history -> {
          for (int i = 0; i < 120; i++) {
            record(history, Made.answered(Made.spec("f" + i), 200, "a".repeat(3000)));
          }
          assertThat(functions(history, HistoryQuery.ALL)).contains("f119").doesNotContain("f0");
          assertThat(size(folder)).isLessThan(256 << 10);
        });
  }

  @Test
  void clearingLeavesNothingOnTheDisk() {
    with(
        history -> {
          record(history, Made.answered(Made.spec("echo"), 200, "something to forget"));
          history.clear();
          assertThat(history.size()).isZero();
          assertThat(size(folder)).isZero();
          record(history, Made.answered(Made.spec("next"), 200, "new"));
          assertThat(functions(history, HistoryQuery.ALL)).containsExactly("next");
        });
  }

  private static long size(Path folder) {
    long size = 0;
    for (java.io.File file : folder.toFile().listFiles()) {
      size += file.length();
    }
    return size;
  }

  private static HistoryQuery status(String text) {
    return HistoryQuery.ALL.withStatus(HistoryQuery.Status.parse(text).orElseThrow());
  }

  private void with(Consumer<CallHistory> story) {
    with(HistoryLimits.DEFAULT, story);
  }

  private void with(HistoryLimits limits, Consumer<CallHistory> story) {
    try (CallHistory history =
        CallHistory.in(folder, limits, InstantSource.system(), (delay, task) -> {})) {
      history.open();
      story.accept(history);
    }
  }

  static void record(CallHistory history, MadeCall made) {
    history.record(made);
    assertThat(history.awaitWritten(Duration.ofSeconds(5))).isTrue();
  }

  private static HistoryEntry only(CallHistory history, HistoryQuery query) {
    List<HistoryRow> rows = history.search(query, 10).rows();
    assertThat(rows).hasSize(1);
    return history.find(rows.getFirst().id()).orElseThrow();
  }

  private static List<String> functions(CallHistory history, HistoryQuery query) {
    return history.search(query, 100).rows().stream().map(row -> row.function().name()).toList();
  }
}
