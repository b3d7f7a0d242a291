package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.localgateway.function.LogEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A function's log, whole and followed. */
class LogsTest {

  @TempDir Path folder;
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(LocalGatewaySettings.in(folder).withoutStarters());
    fixture.deploy("talk", "samples/log-lines", "{}");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void tailGivesTheNewestLinesAndTheCallsOwnLineIsTheLast() throws IOException {
    fixture.call("talk?lines=5", "hello");
    List<JsonNode> lines = logs("name=talk&tail=2");
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst().path("text").asText()).isEqualTo("hello 5 of 5");
    assertThat(lines.getLast().path("text").asText())
        .matches(
            "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d POST / - 200 OK - ContentLength: 16B"
                + " \\(\\d+\\.\\d{4}s\\)");
    assertThat(lines.getLast().path("instance").asText()).isEqualTo("talk-1");
    assertThat(lines.getLast().path("namespace").asText()).isEqualTo("openfaas-fn");
  }

  @Test
  void sinceAndInstanceLeaveOutTheRest() throws IOException {
    fixture.call("talk?lines=1", "early");
    Instant between =
        Instant.parse(logs("name=talk").getLast().path("timestamp").asText()).plusNanos(1000);
    fixture.call("talk?lines=1", "later");
    assertThat(logs("name=talk&since=" + between))
        .noneMatch(line -> line.toString().contains("early"));
    assertThat(logs("name=talk&since=" + between))
        .anyMatch(line -> line.toString().contains("later"));
    assertThat(logs("name=talk&instance=talk-9")).isEmpty();
  }

  @Test
  void aFollowerGetsEachLineWhileItHappensAndTheEndWhenTheFunctionIsDeleted() throws IOException {
    try (RawHttp follower = RawHttp.open(fixture.url())) {
      follower.request(
          "GET",
          "/system/logs?name=talk&follow=1&tail=1",
          new byte[0],
          List.<String[]>of(new String[] {"Authorization", fixture.authorization()}));
      assertThat(follower.readHead()).isEqualTo(200);
      assertThat(text(follower.chunk())).contains("Ready: samples/log-lines");
      fixture.call("talk?lines=1", "now");
      StringBuilder seen = new StringBuilder();
      while (!seen.toString().contains("POST / - 200 OK")) {
        seen.append(text(follower.chunk()));
      }
      assertThat(seen).contains("now 1 of 1");
      fixture.manage("DELETE", "/system/functions", "{\"functionName\":\"talk\"}");
      byte[] last = follower.chunk();
      while (last.length > 0) {
        last = follower.chunk();
      }
    }
  }

  @Test
  void aLongPathAndALongLineAreCutAndSaySo() throws IOException {
    fixture.call("talk/" + "p".repeat(5000) + "?lines=1", "x");
    assertThat(logs("name=talk&tail=1").getFirst().path("text").asText())
        .contains(" POST /" + "p".repeat(1023) + "… (cut) - 200 OK");
    LogEntry line = new LogEntry.Output(Instant.EPOCH, "talk-1", "x".repeat(20_000));
    assertThat(line.text()).isEqualTo("x".repeat(8192) + "… (cut)");
  }

  @Test
  void aFloodKeepsTheNewestLinesOnly() throws IOException {
    fixture.call("talk?lines=9000", "flood");
    List<JsonNode> lines = logs("name=talk");
    assertThat(lines).hasSize(4096);
    assertThat(lines.get(lines.size() - 2).path("text").asText()).isEqualTo("flood 9000 of 9000");
  }

  private List<JsonNode> logs(String query) throws IOException {
    return fixture
        .manage("GET", "/system/logs?" + query, "")
        .text()
        .lines()
        .map(LogsTest::json)
        .toList();
  }

  private static JsonNode json(String line) {
    try {
      return GatewayFixture.JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }

  private static String text(byte[] chunk) {
    return new String(chunk, StandardCharsets.UTF_8);
  }
}
