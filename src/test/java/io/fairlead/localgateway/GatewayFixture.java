package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.localgateway.RawHttp.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A running gateway, spoken to as its operator. */
final class GatewayFixture implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private final LocalGateway gateway;

  GatewayFixture(LocalGatewaySettings settings) throws IOException {
    gateway = LocalGateway.start(settings);
  }

  LocalGateway gateway() {
    return gateway;
  }

  String url() {
    return gateway.url();
  }

  String authorization() {
    String pair = gateway.username() + ":" + gateway.password();
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  Answer manage(String method, String target, String body) throws IOException {
    return RawHttp.send(url(), method, target, body, "Authorization", authorization());
  }

  Answer call(String target, String body, String... head) throws IOException {
    return RawHttp.send(url(), "POST", "/function/" + target, body, head);
  }

  void deploy(String name, String image, String environment) throws IOException {
    Answer answer =
        manage(
            "POST",
            "/system/functions",
            "{\"service\":\"%s\",\"image\":\"%s\",\"envVars\":%s}"
                .formatted(name, image, environment));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  void scale(String name, int replicas) throws IOException {
    String body = "{\"serviceName\":\"%s\",\"replicas\":%d}".formatted(name, replicas);
    assertThat(manage("POST", "/system/scale-function/" + name, body).status()).isEqualTo(200);
  }

  JsonNode describe(String name) {
    return json("/system/function/" + name);
  }

  JsonNode json(String target) {
    try {
      return JSON.readTree(manage("GET", target, "").text());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String metrics() {
    try {
      return RawHttp.send(gateway.metricsUrl(), "GET", "/metrics", "").text();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    gateway.close();
  }
}
