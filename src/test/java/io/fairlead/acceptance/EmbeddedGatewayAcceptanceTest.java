package io.fairlead.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.localgateway.RawHttp;
import io.fairlead.localgateway.RawHttp.Answer;
import io.fairlead.support.Await;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody with curl sees of the embedded gateway, byte by byte over a socket. */
class EmbeddedGatewayAcceptanceTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LocalGateway gateway;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    gateway = LocalGateway.start(LocalGatewaySettings.in(folder).withoutStarters());
  }

  @AfterEach
  void stop() {
    gateway.close();
  }

  private Answer manage(String method, String target, String body) {
    String pair = gateway.username() + ":" + gateway.password();
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return send(gateway.url(), method, target, body, "Authorization", "Basic " + basic);
  }

  private static Answer send(
      String url, String method, String target, String body, String... headers) {
    try {
      return RawHttp.send(url, method, target, body, headers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode json(Answer answer) {
    try {
      return JSON.readTree(answer.text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer call(String function, String body, String... headers) {
    return send(gateway.url(), "POST", "/function/" + function, body, headers);
  }

  private void deploy(String name, String image) {
    String host = URI.create(gateway.registryUrl()).getAuthority();
    String body = "{\"service\":\"%s\",\"image\":\"%s/%s\"}".formatted(name, host, image);
    Answer answer = manage("POST", "/system/functions", body);
    assertThat(answer.status()).as(answer.text()).isIn(200, 202);
    Await.until(name + " to serve", () -> available(name) == 1);
  }

  private int available(String name) {
    return json(manage("GET", "/system/function/" + name, "")).path("availableReplicas").asInt();
  }

  @Test
  void anImageOfItsRegistryBecomesAFunctionThatAnswers() {
    JsonNode tags =
        json(send(gateway.registryUrl(), "GET", "/v2/samples/word-count/tags/list", ""));
    assertThat(tags.path("tags").toString()).contains("1.1");
    assertThat(call("counter", "a b c").status()).as("not there yet").isEqualTo(404);

    deploy("counter", "samples/word-count:1.1");

    Answer answer = call("counter", "a b c");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("3");
    assertThat(answer.header("X-Call-Id")).isPresent();
    assertThat(json(manage("GET", "/system/functions", "")).findValuesAsText("name"))
        .containsExactly("counter");
    assertThat(send(gateway.url(), "GET", "/system/functions", "").status()).isEqualTo(401);
  }

  @Test
  void anAsynchronousCallIsAcceptedAtOnceAndCalledBack() {
    deploy("parrot", "samples/echo:1.1");
    String accepted = LoopbackServer.response("200 OK", "", "");
    try (LoopbackServer callbacks = LoopbackServer.answering(accepted)) {
      Answer answer =
          send(
              gateway.url(),
              "POST",
              "/async-function/parrot",
              "pieces of eight",
              "X-Callback-Url",
              callbacks.url() + "/done");
      assertThat(answer.status()).isEqualTo(202);
      assertThat(answer.body()).isEmpty();

      Await.until("the callback", () -> !callbacks.received().isEmpty());
      ReceivedRequest back = callbacks.received().getFirst();
      assertThat(back.line()).isEqualTo("POST /done");
      assertThat(back.bodyText()).isEqualTo("pieces of eight");
      assertThat(back.header("X-Function-Status")).contains("200");
      assertThat(back.header("X-Call-Id")).isEqualTo(answer.header("X-Call-Id"));
    }
  }

  @Test
  void logsAndMetricsTellOfTheCalls() {
    deploy("lookout", "samples/log-lines:1.1");
    for (int i = 0; i < 3; i++) {
      assertThat(call("lookout?lines=2", "sail").status()).isEqualTo(200);
    }

    String log = manage("GET", "/system/logs?name=lookout&follow=false", "").text();
    assertThat(log.lines().filter(line -> line.contains("sail 2 of 2"))).hasSize(3);
    assertThat(log.lines().map(String::strip)).allMatch(line -> line.startsWith("{"));

    String page = URI.create(gateway.metricsUrl()).getPath();
    String metrics = send(gateway.metricsUrl(), "GET", page, "").text();
    assertThat(metrics.lines())
        .anyMatch(
            line ->
                line.startsWith("gateway_function_invocation_total{")
                    && line.contains("function_name=\"lookout.openfaas-fn\"")
                    && line.contains("code=\"200\"")
                    && line.endsWith(" 3"));
  }

  @Test
  void aFunctionScaledToZeroWakesForACall() {
    deploy("sleeper", "samples/echo:1.1");
    String none = "{\"serviceName\":\"sleeper\",\"replicas\":0}";
    assertThat(manage("POST", "/system/scale-function/sleeper", none).status()).isIn(200, 202);
    Await.until("no replicas", () -> available("sleeper") == 0);

    assertThat(call("sleeper", "good morning").text()).isEqualTo("good morning");
    assertThat(available("sleeper")).isEqualTo(1);
  }

  @Test
  void aDeletedFunctionIsGone() {
    deploy("brief", "samples/echo:1.1");
    String name = "{\"functionName\":\"brief\"}";
    assertThat(manage("DELETE", "/system/functions", name).status()).isIn(200, 202);

    assertThat(call("brief", "").status()).isEqualTo(404);
    assertThat(manage("GET", "/system/functions", "").text().strip()).isEqualTo("[]");
  }
}
