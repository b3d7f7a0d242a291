package io.fairlead.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.probe.ProbeEnd;
import io.fairlead.calls.probe.ProbeError;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.Probes;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.RefusedPort;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server can do wrong under a probe, and what the probe calls it. */
class ProbeFaultTest {

  private static final String OK = LoopbackServer.response("200 OK", "", "hello");

  private static ProbeFigures probe(LoopbackServer server, int count) throws InterruptedException {
    return Probes.run(Probes.count(Probes.get(server.url()), count)).figures();
  }

  private static void assertAll(ProbeError kind, LoopbackServer server) throws Exception {
    try (server) {
      ProbeFigures figures = probe(server, 5);
      assertThat(figures.requests()).isEqualTo(5);
      assertThat(figures.errors()).isEqualTo(Map.of(kind, 5L));
    }
  }

  private static LoopbackServer sendsAndCloses(String bytes) {
    return LoopbackServer.onRequest(
        (_, connection) -> {
          connection.send(bytes);
          connection.close();
        });
  }

  @Test
  void halfAnAnswerIsTruncated() throws Exception {
    assertAll(
        ProbeError.TRUNCATED, sendsAndCloses("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello"));
  }

  @Test
  void chunksWithoutTheLastAreTruncated() throws Exception {
    assertAll(
        ProbeError.TRUNCATED,
        sendsAndCloses("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"));
  }

  @Test
  void garbageIsMalformed() throws Exception {
    assertAll(ProbeError.MALFORMED, sendsAndCloses("220 mail.example ESMTP\r\n"));
  }

  @Test
  void lengthsThatContradictEachOtherAreMalformed() throws Exception {
    assertAll(
        ProbeError.MALFORMED,
        LoopbackServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello"));
  }

  @Test
  void aResetIsCountedAsOne() throws Exception {
    assertAll(ProbeError.RESET, LoopbackServer.onRequest((_, connection) -> connection.reset()));
  }

  @Test
  void aCloseWithoutAnAnswerIsAReset() throws Exception {
    assertAll(ProbeError.RESET, LoopbackServer.onRequest((_, connection) -> connection.close()));
  }

  @Test
  void aPortThatRefusesIsToldApart() throws Exception {
    try (RefusedPort port = new RefusedPort()) {
      ProbeFigures figures = Probes.run(Probes.count(Probes.get(port.url()), 5)).figures();
      assertThat(figures.errors()).isEqualTo(Map.of(ProbeError.CONNECT, 5L));
    }
  }

  @Test
  void noAnswerIsATimeOutAtItsAge() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      ProbeFigures figures =
          Probes.run(
                  Probes.plan(
                      Probes.get(server.url()),
                      new ProbeLoad.Workers(2),
                      new ProbeEnd.Count(4),
                      200))
              .figures();
      assertThat(figures.errors()).isEqualTo(Map.of(ProbeError.TIMEOUT, 4L));
      assertThat(figures.uncorrected().p50()).isBetween(199.0, 400.0);
    }
  }

  @Test
  void anAnswerThatDripsBeyondTheTimeOutTimesOut() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
              for (int i = 0; i < 100_000; i++) {
                connection.send("x");
                drip();
              }
            })) {
      ProbeFigures figures =
          Probes.run(
                  Probes.plan(
                      Probes.get(server.url()),
                      new ProbeLoad.Workers(1),
                      new ProbeEnd.Count(2),
                      200))
              .figures();
      assertThat(figures.errors()).isEqualTo(Map.of(ProbeError.TIMEOUT, 2L));
    }
  }

  private static void drip() throws IOException {
    long end = System.nanoTime() + 10_000_000;
    Await.until("the next drop", () -> System.nanoTime() > end);
  }

  @Test
  void aServerThatClosesIdleConnectionsCausesNoError() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send(OK);
              connection.close();
            })) {
      ProbeFigures workers = probe(server, 50);
      ProbeFigures rate =
          Probes.run(
                  Probes.plan(
                      Probes.request("POST", server.url(), "x"),
                      new ProbeLoad.Rate(100),
                      new ProbeEnd.Count(50),
                      1_000))
              .figures();
      assertThat(workers.errors()).isEmpty();
      assertThat(workers.statuses()).isEqualTo(Map.of(200, 50L));
      assertThat(rate.errors()).isEmpty();
      assertThat(rate.statuses()).isEqualTo(Map.of(200, 50L));
    }
  }

  @Test
  void answersInChunksAndOfOldServersAreWhole() throws Exception {
    try (LoopbackServer chunked =
            LoopbackServer.answering(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                    + "5;x=1\r\nhello\r\n0\r\nX-T: 1\r\n\r\n");
        LoopbackServer old = sendsAndCloses("HTTP/1.0 200 OK\r\n\r\nhello")) {
      ProbeFigures first = probe(chunked, 20);
      ProbeFigures second = probe(old, 20);
      assertThat(first.errors()).isEmpty();
      assertThat(first.bytes()).isEqualTo(100);
      assertThat(chunked.connections()).isEqualTo(1);
      assertThat(second.errors()).isEmpty();
      assertThat(second.bytes()).isEqualTo(100);
      assertThat(old.connections()).isEqualTo(20);
    }
  }

  @Test
  void statusesOfFailureAreErrorsAndNeverRepeated() throws Exception {
    try (LoopbackServer busy =
        LoopbackServer.answering(LoopbackServer.response("503 Busy", "Retry-After: 0", "later"))) {
      ProbeFigures figures = probe(busy, 7);
      assertThat(figures.errors()).isEqualTo(Map.of(ProbeError.SERVER_STATUS, 7L));
      assertThat(figures.statuses()).isEqualTo(Map.of(503, 7L));
      assertThat(busy.received()).hasSize(7);
    }
  }

  @Test
  void callsForWhichThereIsNoConnectionWaitAndAreThenGivenUp() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      ProbePlan plan =
          new ProbePlan(
              Probes.get(server.url()),
              new ProbeLoad.Rate(100),
              new ProbeEnd.Count(60),
              Duration.ZERO,
              Duration.ofMillis(200),
              new ProbePlan.Ceiling(2, 1_000, 1_000, Duration.ofMinutes(1)));
      ProbeFigures figures = Probes.run(plan).figures();
      assertThat(figures.requests()).isEqualTo(60);
      assertThat(figures.errors()).containsOnlyKeys(ProbeError.TIMEOUT, ProbeError.NOT_SENT);
      assertThat(figures.errors().get(ProbeError.NOT_SENT)).isGreaterThan(40);
      assertThat(server.connections()).isLessThan(20);
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsNotIgnored() throws Exception {
    try (LoopbackServer server = LoopbackServer.untrusted(connection -> connection.send(OK))) {
      String url = server.url().replace("http:", "https:");
      ProbeFigures figures = Probes.run(Probes.count(Probes.get(url), 3)).figures();
      assertThat(figures.errors()).isEqualTo(Map.of(ProbeError.CONNECT, 3L));
      assertThat(server.received()).isEmpty();
    }
  }
}
