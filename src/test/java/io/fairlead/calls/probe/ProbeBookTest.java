package io.fairlead.calls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.support.Await;
import io.fairlead.support.ScriptedProbes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProbeBookTest {

  private static final FunctionRef ECHO =
      new FunctionRef(new GatewayId("prod"), "openfaas-fn", "echo");

  @TempDir private Path folder;

  private ProbeBook open() {
    return ProbeBook.open(folder, GatewayId::value);
  }

  private static ProbeRequest request(String url, String body, Header... headers) {
    return new ProbeRequest(
        "POST", HttpUrl.get(url), List.of(headers), ByteString.encodeUtf8(body));
  }

  private static ProbeResult result(Instant at, ProbeRequest request) {
    ProbePlan plan =
        new ProbePlan(
            request,
            new ProbeLoad.Rate(20),
            new ProbeEnd.After(Duration.ofSeconds(10)),
            Duration.ofSeconds(1),
            Duration.ofMillis(1500),
            ProbePlan.Ceiling.DEFAULT);
    return new ProbeResult(
        at,
        plan,
        ScriptedProbes.figures(200, 12),
        List.of(new ProbeTick(at, 20, 1, 4.5, 12.25, 20)),
        ProbeResult.Ending.STOPPED);
  }

  private static ProbeResult result(int number) {
    return result(Instant.ofEpochSecond(1_790_000_000L + number), request("http://h/f", ""));
  }

  @Test
  void aResultSurvivesARestart() {
    ProbeResult result = result(Instant.parse("2026-11-25T07:00:00Z"), request("http://h/f", "x"));
    try (ProbeBook book = open()) {
      book.expect(ECHO).keep(result);
    }
    try (ProbeBook book = open()) {
      assertThat(book.problem()).isEmpty();
      KeptProbe read = book.of(ECHO).getFirst();
      assertThat(read.result().plan()).isEqualTo(result.plan());
      assertThat(read.result().ticks()).isEqualTo(result.ticks());
      assertThat(read.result().figures().latency()).isEqualTo(result.figures().latency());
      assertThat(read.result().ending()).isEqualTo(ProbeResult.Ending.STOPPED);
      assertThat(book.of(new FunctionRef(ECHO.gateway(), "other", "echo"))).isEmpty();
    }
  }

  @Test
  void secretsAndLongBodiesNeverReachTheDisk() throws IOException {
    try (ProbeBook book = open()) {
      book.expect(ECHO)
          .keep(
              result(
                  Instant.EPOCH,
                  request(
                      "http://user:hidden-1@h/f?token=hidden-2&size=3",
                      "hidden-3".repeat(10_000),
                      new Header("Authorization", "Bearer hidden-4"),
                      new Header("X-Harbour", "Hamburg"))));
      KeptProbe kept = book.of(ECHO).getFirst();
      assertThat(kept.leftOut()).containsExactly("Authorization", "token", "body");
      assertThat(kept.bodyBytes()).isEqualTo(80_000);
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String text = Files.readString(file);
        assertThat(text).contains("Hamburg", "size=3").doesNotContain("hidden");
        assertThat(text.length()).isLessThan(10_000);
      }
    }
  }

  @Test
  void theOldestGoesWhenThereAreTooMany() throws IOException {
    try (ProbeBook book = open()) {
      for (int i = 0; i < ProbeBook.MOST + 3; i++) {
        book.expect(ECHO).keep(result(i));
      }
      assertThat(book.of(ECHO)).hasSize(ProbeBook.MOST);
      assertThat(book.of(ECHO).getLast().result().at())
          .isEqualTo(Instant.ofEpochSecond(1_790_000_003L));
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.count()).isEqualTo(ProbeBook.MOST);
    }
  }

  @Test
  void aDamagedFileIsSetAsideAndTheOthersAreThere() throws IOException {
    try (ProbeBook book = open()) {
      book.expect(ECHO).keep(result(1));
      book.expect(ECHO).keep(result(2));
    }
    Path damaged;
    try (Stream<Path> files = Files.list(folder)) {
      damaged = files.sorted().findFirst().orElseThrow();
    }
    Files.writeString(damaged, Files.readString(damaged).substring(0, 200));
    try (ProbeBook book = open()) {
      assertThat(book.of(ECHO)).hasSize(1);
      assertThat(book.problem().orElseThrow()).contains("set aside");
    }
    assertThat(damaged.resolveSibling(damaged.getFileName() + ".damaged-1")).exists();
  }

  @Test
  void whatIsDeletedStaysAway() {
    try (ProbeBook book = open()) {
      book.expect(ECHO).keep(result(1));
      book.expect(ECHO).keep(result(2));
      book.delete(List.of(book.of(ECHO).getFirst().id()));
      assertThat(book.of(ECHO)).hasSize(1);
    }
    try (ProbeBook book = open()) {
      assertThat(book.of(ECHO))
          .singleElement()
          .satisfies(
              left ->
                  assertThat(left.result().at()).isEqualTo(Instant.ofEpochSecond(1_790_000_001L)));
    }
  }

  @Test
  void closingWaitsForAResultThatIsAnnounced() {
    ProbeBook book = open();
    ProbeBook.Expected expected = book.expect(ECHO);
    Thread end = Thread.ofVirtual().start(() -> expected.keep(result(1)));
    book.close();
    assertThat(book.of(ECHO)).hasSize(1);
    Await.until("the thread", () -> !end.isAlive());
  }

  @Test
  void aFullDiskIsSaidAndTheResultIsRememberedUntilTheEnd() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    try (ProbeBook book = ProbeBook.open(file.resolve("probes"), GatewayId::value)) {
      book.expect(ECHO).keep(result(1));
      assertThat(book.of(ECHO)).hasSize(1);
      assertThat(book.problem().orElseThrow()).contains("could not be kept");
    }
  }
}
