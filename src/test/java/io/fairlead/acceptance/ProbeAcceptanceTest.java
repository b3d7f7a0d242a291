package io.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.support.Await;
import io.fairlead.support.FairleadProcess;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.RefusedPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe from the command line, as a process of its own. */
class ProbeAcceptanceTest {

  @TempDir private Path folder;

  private static JsonNode lastLine(FairleadProcess.Ended ended) throws IOException {
    return new ObjectMapper().readTree(ended.out().lines().toList().getLast());
  }

  @Test
  void anOperatorProbesAtARateAndReadsTheFigures() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", "hello"))) {
      Path body = Files.writeString(folder.resolve("body.txt"), "hi there");
      FairleadProcess.Ended ended =
          FairleadProcess.run(
              "probe",
              server.url() + "/function/echo",
              "--method",
              "POST",
              "--body-file",
              body.toString(),
              "-H",
              "X-Probe: yes",
              "--rate",
              "100",
              "--duration",
              "2s",
              "--json");

      assertThat(ended.code()).as(ended.err()).isZero();
      JsonNode figures = lastLine(ended);
      assertThat(figures.get("requests").asLong()).isEqualTo(200);
      assertThat(figures.get("errors").asLong()).isZero();
      assertThat(figures.get("rate").asDouble()).isBetween(80.0, 110.0);
      assertThat(figures.get("statuses").get("200").asLong()).isEqualTo(200);
      for (String quantile : new String[] {"p50", "p90", "p99", "p99.9", "max", "mean"}) {
        assertThat(figures.get("latency").get(quantile).asDouble()).as(quantile).isPositive();
        assertThat(figures.get("uncorrected").get(quantile).asDouble()).as(quantile).isPositive();
      }
      assertThat(ended.out()).contains("requests", "errors", "rate", "corrected", "p99.9");
      assertThat(ended.complaints()).anyMatch(line -> line.startsWith("1 s: "));
      assertThat(server.received()).hasSize(200);
      assertThat(server.received().getFirst().headers()).contains("X-Probe: yes");
      assertThat(server.received().getFirst().body()).asString().isEqualTo("hi there");
    }
  }

  @Test
  void errorsOfTheServerAreFiguresAndNotFailuresOfTheProbe() throws Exception {
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("500 Broken", "", "no"))) {
      FairleadProcess.Ended ended =
          FairleadProcess.run("probe", server.url(), "--workers", "2", "--count", "10", "--json");

      assertThat(ended.code()).isZero();
      assertThat(lastLine(ended).get("errors").asLong()).isEqualTo(10);
      assertThat(lastLine(ended).get("errorsByKind").get("server-status").asLong()).isEqualTo(10);
    }
  }

  @Test
  void aProbeThatNobodyAnsweredSaysSo() throws Exception {
    try (RefusedPort port = new RefusedPort()) {
      FairleadProcess.Ended ended =
          FairleadProcess.run("probe", port.url(), "--workers", "1", "--count", "3");

      assertThat(ended.code()).isEqualTo(1);
      assertThat(ended.out()).contains("connect x 3");
    }
  }

  @Test
  void anythingButThisMachineIsNotLoadedUnasked() throws Exception {
    FairleadProcess.Ended fast =
        FairleadProcess.run(
            "probe", "http://me:pw7@192.0.2.1/", "--rate", "51", "--duration", "1s");

    assertThat(fast.code()).isEqualTo(2);
    assertThat(fast.err()).contains("--yes").doesNotContain("pw7");
    assertThat(fast.out()).isEmpty();
  }

  @Test
  void wordsThatMakeNoProbeAreAnsweredWithTheRemedy() throws Exception {
    assertRefused("--rate", "probe", "http://127.0.0.1:1/", "--duration", "1s");
    assertRefused("--count", "probe", "http://127.0.0.1:1/", "--rate", "1");
    assertRefused("--duration", "probe", "http://127.0.0.1:1/", "--rate", "1", "--duration", "1d");
    assertRefused("http://host:port", "probe", "nonsense", "--rate", "1", "--count", "1");
    assertRefused(
        "--body-file",
        "probe",
        "http://127.0.0.1:1/",
        "--rate",
        "1",
        "--count",
        "1",
        "--body-file",
        folder.resolve("absent").toString());
  }

  private static void assertRefused(String named, String... words) throws IOException {
    FairleadProcess.Ended ended = FairleadProcess.run(words);
    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(named);
    assertThat(ended.complaints()).hasSize(1);
  }

  @Test
  void aProbeThatIsInterruptedPrintsItsFiguresSoFar() throws Exception {
    try (LoopbackServer server =
            LoopbackServer.answering(LoopbackServer.response("200 OK", "", "hello"));
        FairleadProcess probe =
            FairleadProcess.start(
                "probe", server.url(), "--rate", "100", "--duration", "5m", "--json")) {
      Await.until("some calls", () -> server.received().size() > 20);
      probe.terminate();
      FairleadProcess.Ended ended = probe.awaitEnd(Duration.ofSeconds(10));
      assertThat(lastLine(ended).get("ending").asText()).isEqualTo("stopped");
      assertThat(lastLine(ended).get("requests").asLong()).isGreaterThan(10);
    }
  }
}
