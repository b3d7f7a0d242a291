package io.fairlead.calls.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.net.Trust;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.TestCertificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecureProbeTest {

  private static final String OK = LoopbackServer.response("200 OK", "", "hello");

  private static LoopbackServer serving(String answer) {
    return LoopbackServer.untrusted(
        connection -> {
          while (connection.readRequest() != null) {
            connection.send(answer);
          }
        });
  }

  private static ProbeRun start(ProbePlan plan) throws Exception {
    Trust trust = Trust.systemAnd(List.of(TestCertificate.certificate()));
    return Probe.start(plan, InstantSource.system(), trust).toOptional().orElseThrow();
  }

  private static String url(LoopbackServer server) {
    return server.url().replace("http:", "https:");
  }

  @Test
  void workersCallOverTlsOnKeptConnections() throws Exception {
    try (LoopbackServer server = serving(OK)) {
      ProbeResult result =
          start(
                  Probes.plan(
                      Probes.get(url(server)),
                      new ProbeLoad.Workers(3),
                      new ProbeEnd.Count(60),
                      5_000))
              .await();
      assertThat(result.figures().statuses()).isEqualTo(Map.of(200, 60L));
      assertThat(result.figures().errors()).isEmpty();
      assertThat(result.figures().bytes()).isEqualTo(300);
      assertThat(server.received()).hasSize(60);
      assertThat(server.connections()).isLessThanOrEqualTo(3);
    }
  }

  @Test
  void aRateIsKeptOverTls() throws Exception {
    try (LoopbackServer server = serving(LoopbackServer.response("503 Busy", "", "x"))) {
      ProbeResult result =
          start(
                  Probes.plan(
                      Probes.request("POST", url(server), "x"),
                      new ProbeLoad.Rate(50),
                      new ProbeEnd.After(Duration.ofSeconds(1)),
                      5_000))
              .await();
      assertThat(result.figures().errors()).isEqualTo(Map.of(ProbeError.SERVER_STATUS, 50L));
      assertThat(server.received()).hasSize(50);
    }
  }

  @Test
  void aStopEndsACallOverTls() throws Exception {
    try (LoopbackServer server = LoopbackServer.untrusted(LoopbackServer.Connection::awaitHangUp)) {
      ProbeRun run =
          start(
              Probes.plan(
                  Probes.get(url(server)),
                  new ProbeLoad.Workers(2),
                  new ProbeEnd.Count(5),
                  60_000));
      Await.until("two calls", () -> run.figures().inFlight() == 2);
      run.stop();
      assertThat(run.await().ending()).isEqualTo(ProbeResult.Ending.STOPPED);
      Await.until("no connection is left", () -> server.openConnections() == 0);
    }
  }
}
