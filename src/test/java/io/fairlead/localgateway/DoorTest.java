package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.localgateway.RawHttp.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak to the gateway: programs of this machine, no web page, and the operator. */
class DoorTest {

  @TempDir Path folder;
  private GatewayFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(LocalGatewaySettings.in(folder));
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "127.0.0.1:1", "localhost:8080", "LocalHost", "[::1]:9", "[::1]"})
  void aLoopbackHostIsLetIn(String host) throws IOException {
    assertThat(RawHttp.send(fixture.url(), "GET", "/healthz", "", "Host", host).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example", "127.0.0.1:x", ""})
  void aForeignHostIsRefusedEverywhere(String host) throws IOException {
    for (String target : List.of("/healthz", "/system/functions", "/function/echo", "/v2/")) {
      Answer answer = RawHttp.send(fixture.url(), "GET", target, "", "Host", host);
      assertThat(answer.status()).as(target).isEqualTo(403);
      assertThat(answer.header("Content-Type")).hasValue("text/plain; charset=utf-8");
    }
    String metrics = fixture.gateway().metricsUrl();
    assertThat(RawHttp.send(metrics, "GET", "/metrics", "", "Host", host).status()).isEqualTo(403);
  }

  @Test
  void aRequestHasSixtySecondsToArriveAndAnAnswerHasNoEnd() {
    assertThat(System.getProperty("sun.net.httpserver.maxReqTime")).isEqualTo("60");
    assertThat(System.getProperty("sun.net.httpserver.maxRspTime")).isNull();
  }

  @Test
  void twoHostsAreRefused() throws IOException {
    Answer answer =
        RawHttp.send(
            fixture.url(), "GET", "/healthz", "", "Host", "127.0.0.1", "Host", "evil.example");
    assertThat(answer.status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "http://127.0.0.1:8080", "null"})
  void aWebPageIsRefusedEvenWithThePassword(String origin) throws IOException {
    Answer answer =
        RawHttp.send(
            fixture.url(),
            "GET",
            "/system/functions",
            "",
            "Origin",
            origin,
            "Authorization",
            fixture.authorization());
    assertThat(answer.status()).isEqualTo(403);
    assertThat(
            RawHttp.send(fixture.gateway().metricsUrl(), "GET", "/metrics", "", "Origin", origin)
                .status())
        .isEqualTo(403);
  }

  @Test
  void anImageTagOnAForeignPageCannotCallAFunction() throws IOException {
    Answer answer =
        RawHttp.send(fixture.url(), "GET", "/function/echo", "", "Sec-Fetch-Site", "cross-site");
    assertThat(answer.status()).isEqualTo(403);
  }

  @Test
  void functionsRegistryAndHealthNeedNoPasswordAndManagementDoes() throws IOException {
    assertThat(fixture.call("echo", "x").status()).isEqualTo(200);
    assertThat(RawHttp.send(fixture.url(), "GET", "/v2/", "").status()).isEqualTo(200);
    assertThat(RawHttp.send(fixture.url(), "GET", "/system/functions", "").status()).isEqualTo(401);
    assertThat(fixture.manage("GET", "/system/functions", "").status()).isEqualTo(200);
  }
}
