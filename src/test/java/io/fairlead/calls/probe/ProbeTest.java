package io.fairlead.calls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Header;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.Test;

class ProbeTest {

  private static final String OK = LoopbackServer.response("200 OK", "", "hello");

  private static void pause(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  @Test
  void aCountIsMadeExactlyAndEachAnswerIsCounted() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(OK)) {
      ProbeResult result =
          Probes.run(
              Probes.plan(
                  Probes.get(server.url() + "/a?b=c"),
                  new ProbeLoad.Workers(4),
                  new ProbeEnd.Count(500),
                  2_000));

      assertThat(result.figures().requests()).isEqualTo(500);
      assertThat(result.figures().errors()).isEmpty();
      assertThat(result.figures().statuses()).isEqualTo(Map.of(200, 500L));
      assertThat(result.figures().bytes()).isEqualTo(2_500);
      assertThat(result.ending()).isEqualTo(ProbeResult.Ending.COMPLETE);
      assertThat(server.received()).hasSize(500);
      assertThat(server.connections()).isEqualTo(4);
      assertThat(server.received().getFirst().target()).isEqualTo("/a?b=c");
    }
  }

  @Test
  void aRateIsKeptWhateverTheAnswersTake() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              pause(200);
              connection.send(OK);
            })) {
      ProbeResult result =
          Probes.run(
              Probes.plan(
                  Probes.get(server.url()),
                  new ProbeLoad.Rate(100),
                  new ProbeEnd.After(Duration.ofSeconds(1)),
                  5_000));

      assertThat(result.figures().requests()).isEqualTo(100);
      assertThat(result.figures().errorCount()).isZero();
      assertThat(result.figures().uncorrected().p50()).isBetween(200.0, 400.0);
    }
  }

  @Test
  void aStallOfASecondShowsInTheCorrectedLatencyAlone() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              if (calls.incrementAndGet() == 50) {
                pause(1_000);
              }
              connection.send(OK);
            })) {
      ProbePlan plan =
          new ProbePlan(
              Probes.get(server.url()),
              new ProbeLoad.Rate(100),
              new ProbeEnd.Count(200),
              Duration.ZERO,
              Duration.ofSeconds(5),
              new ProbePlan.Ceiling(1, 1_000, 1_000, Duration.ofMinutes(1)));
      ProbeFigures figures = Probes.run(plan).figures();

      assertThat(figures.requests()).isEqualTo(200);
      assertThat(figures.latency().p99()).isGreaterThan(900);
      assertThat(figures.latency().p90()).isGreaterThan(500);
      assertThat(figures.uncorrected().p99()).isLessThan(500);
    }
  }

  @Test
  void workersAreCorrectedForTheCallsThatAStallKeptThemFromMaking() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              pause(calls.incrementAndGet() == 50 ? 1_000 : 5);
              connection.send(OK);
            })) {
      ProbeFigures figures = Probes.run(Probes.count(Probes.get(server.url()), 200)).figures();
      // The time-out of a second may or may not be reached: it counts at its age either way.
      assertThat(figures.latency().p99()).isGreaterThan(900);
      assertThat(figures.uncorrected().p99()).isLessThan(500);
    }
  }

  @Test
  void theWarmUpIsCalledAndNotCounted() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(OK)) {
      ProbePlan plan =
          new ProbePlan(
              Probes.get(server.url()),
              new ProbeLoad.Rate(100),
              new ProbeEnd.Count(20),
              Duration.ofMillis(500),
              Duration.ofSeconds(1),
              ProbePlan.Ceiling.DEFAULT);
      ProbeResult result = Probes.run(plan);

      assertThat(result.figures().requests()).isEqualTo(20);
      assertThat(server.received()).hasSize(70);
    }
  }

  @Test
  void aStopEndsAtOnceWhateverIsUnderWay() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      ProbeRun run =
          Probes.start(
              Probes.plan(
                  Probes.get(server.url()),
                  new ProbeLoad.Workers(8),
                  new ProbeEnd.After(Duration.ofMinutes(1)),
                  30_000));
      Await.until("eight calls", () -> server.received().size() == 8);
      assertThat(run.figures().inFlight()).isEqualTo(8);
      long began = System.nanoTime();
      run.stop();
      ProbeResult result = run.await();
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
      assertThat(result.ending()).isEqualTo(ProbeResult.Ending.STOPPED);
      assertThat(result.figures().requests()).isZero();
      Await.until("no connection is left", () -> server.openConnections() == 0);
    }
  }

  @Test
  void theCeilingHoldsWhateverWasAsked() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(OK)) {
      ProbePlan plan =
          new ProbePlan(
              Probes.get(server.url()),
              new ProbeLoad.Workers(50),
              new ProbeEnd.After(Duration.ofMinutes(1)),
              Duration.ZERO,
              Duration.ofSeconds(1),
              new ProbePlan.Ceiling(2, 200, 100, Duration.ofSeconds(20)));
      ProbeResult result = Probes.run(plan);

      assertThat(result.ending()).isEqualTo(ProbeResult.Ending.CEILING);
      assertThat(server.received()).hasSize(100);
      assertThat(server.connections()).isLessThanOrEqualTo(2);
      assertThat(result.figures().elapsed()).isGreaterThan(Duration.ofMillis(450));
    }
  }

  @Test
  void theCeilingOfTimeGivesUpWhatIsUnderWay() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      ProbePlan plan =
          new ProbePlan(
              Probes.get(server.url()),
              new ProbeLoad.Workers(2),
              new ProbeEnd.Count(10),
              Duration.ZERO,
              Duration.ofMinutes(1),
              new ProbePlan.Ceiling(2, 200, 100, Duration.ofMillis(300)));
      assertThat(Probes.run(plan).ending()).isEqualTo(ProbeResult.Ending.CEILING);
    }
  }

  @Test
  void aBodyAndHeadersAreSentAsTheyAre() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(OK)) {
      String body = "x".repeat(3 << 20);
      ProbeRequest request =
          new ProbeRequest(
              "POST",
              HttpUrl.get(server.url().replace("http://", "http://me:secret@")),
              List.of(new Header("X-Two", "1"), new Header("X-Two", "2")),
              ByteString.encodeUtf8(body));
      Probes.run(Probes.count(request, 3));

      ReceivedRequest received = server.received().getLast();
      assertThat(received.method()).isEqualTo("POST");
      assertThat(received.headers())
          .contains("X-Two: 1", "X-Two: 2", "Content-Length: " + body.length())
          .contains("Authorization: Basic bWU6c2VjcmV0");
      assertThat(received.body()).hasSize(body.length());
    }
  }

  @Test
  void aRequestThatNoServerMayBeSentIsRefusedBeforehand() {
    String url = "http://127.0.0.1:1/";
    assertThat(Probes.complaint(Probes.count(Probes.request("CONNECT", url, ""), 1)))
        .contains("CONNECT");
    assertThat(Probes.complaint(Probes.count(Probes.request("GET /x", url, ""), 1)))
        .contains("no HTTP method");
    ProbeRequest injected =
        new ProbeRequest(
            "GET", HttpUrl.get(url), List.of(new Header("A", "b\r\nC: d")), ByteString.EMPTY);
    assertThat(Probes.complaint(Probes.count(injected, 1))).contains("control character");
  }

  @Test
  void secondsAreKeptForDrawing() throws Exception {
    try (LoopbackServer server = LoopbackServer.answering(OK)) {
      ProbeResult result =
          Probes.run(
              Probes.plan(
                  Probes.get(server.url()),
                  new ProbeLoad.Rate(50),
                  new ProbeEnd.Count(120),
                  1_000));
      assertThat(result.ticks()).hasSize(3);
      assertThat(result.ticks().stream().mapToLong(ProbeTick::requests).sum()).isEqualTo(120);
      assertThat(result.ticks().getFirst().max()).isPositive();
    }
  }
}
