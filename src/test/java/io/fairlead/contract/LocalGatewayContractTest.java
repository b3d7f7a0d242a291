package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.contract.Deviations.Deviation;
import io.fairlead.localgateway.LocalGateway;
import io.fairlead.localgateway.LocalGatewaySettings;
import io.fairlead.localgateway.RawHttp;
import io.fairlead.localgateway.RawHttp.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The requests that faasd was sent, sent to the embedded gateway in the order in which they were
 * recorded. Status, text and the headers that matter must be faasd's, but for {@link Deviations}.
 */
class LocalGatewayContractTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String IMAGE = "127.0.0.1:5000/samples/echo:1.0";

  private static final List<String> SAME_VALUE =
      List.of(
          "Content-Type",
          "Www-Authenticate",
          "X-Content-Type-Options",
          "X-Openfaas-Internal",
          "Location",
          "Allow");
  private static final List<String> SAME_PRESENCE =
      List.of("X-Call-Id", "X-Duration-Seconds", "X-Served-By", "X-Start-Time");

  @TempDir Path folder;
  private LocalGateway gateway;
  private String authorization;

  @BeforeEach
  void startGateway() throws IOException {
    gateway = LocalGateway.start(LocalGatewaySettings.in(folder).withoutStarters());
    authorization =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("admin:" + gateway.password()).getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void closeGateway() {
    gateway.close();
  }

  @TestFactory
  Stream<DynamicTest> authenticationAndRouting() {
    return replay(
        "00-deploy-no-auth 00-functions-no-auth 00-head-functions 00-healthz 00-info-bad-password"
            + " 00-info-bearer 00-info-no-auth 00-info 00-method-not-allowed 00-options-preflight"
            + " 00-root-redirect 00-telemetry 00-unknown-route 70-gateway-metrics-on-8080");
  }

  @TestFactory
  Stream<DynamicTest> functions() {
    return replay(
        "10-list-empty 10-list-unknown-namespace 10-deploy-http 10-deploy-cat"
            + " 10-deploy-again-existing 10-deploy-bad-image-name 10-deploy-bad-memory"
            + " 10-deploy-bad-name 10-deploy-bad-namespace 10-deploy-empty-body"
            + " 10-deploy-image-not-found 10-deploy-invalid-json 10-deploy-missing-secret"
            + " 10-deploy-no-image 10-deploy-no-service 10-deploy-unknown-field 10-list"
            + " 10-list-namespace 10-describe 10-describe-dotted 10-describe-namespace-query"
            + " 10-describe-unknown 10-describe-usage 10-update 10-describe-after-update"
            + " 10-update-invalid-json 10-update-unknown 10-scale-3 10-describe-after-scale-3"
            + " 10-scale-0 10-describe-after-scale-0 10-list-after-scale-0 10-invoke-at-scale-0"
            + " 10-scale-1 10-describe-after-wake 10-scale-empty 10-scale-invalid-json"
            + " 10-scale-mismatched-name 10-scale-negative 10-scale-unknown"
            + " 10-delete-bad-namespace 10-delete-empty-body 10-delete-no-name"
            + " 10-delete-unknown 10-delete 10-delete-slow 10-describe-just-deleted"
            + " 10-invoke-just-deleted");
  }

  @TestFactory
  Stream<DynamicTest> scalingToZeroAndBack() throws IOException {
    deploy("zero", "{\"mode\":\"http\",\"upstream_url\":\"http://127.0.0.1:8082\"}");
    manage("POST", "/system/scale-function/zero", "{\"serviceName\":\"zero\",\"replicas\":0}");
    return replay("15-describe-paused 15-list-paused 15-invoke-paused 15-describe-woken");
  }

  @TestFactory
  Stream<DynamicTest> secrets() {
    return replay(
        "20-secrets-list-initial 20-secret-create 20-secret-create-duplicate"
            + " 20-secret-create-rawvalue 20-secret-create-bad-name 20-secret-create-upper-name"
            + " 20-secret-create-no-name 20-secret-create-no-value"
            + " 20-secret-create-bad-namespace 20-secret-create-invalid-json 20-secrets-list"
            + " 20-secrets-list-bad-namespace 20-secret-update 20-secret-update-unknown"
            + " 20-deploy-with-secret 20-describe-with-secret 20-secret-delete"
            + " 20-secret-delete-unknown 20-secret-delete-in-use 20-secrets-list-after");
  }

  @TestFactory
  Stream<DynamicTest> namespaces() {
    return replay(
        "30-namespaces 30-namespace-create 30-namespace-create-again"
            + " 30-namespace-create-annotation-only 30-namespace-create-body-name-differs"
            + " 30-namespace-create-label-true 30-namespaces-after 30-namespace-get"
            + " 30-namespace-get-default 30-namespace-get-unknown 30-namespace-update"
            + " 30-namespace-get-after-update 30-deploy-in-dev 30-list-dev 30-describe-dev"
            + " 30-invoke-dev 30-list-default-after-dev 30-secret-create-dev"
            + " 30-secrets-list-dev 30-namespace-delete-not-empty 30-delete-in-dev"
            + " 30-namespace-delete-no-label 30-namespace-delete 30-namespace-delete-unknown"
            + " 30-namespaces-end");
  }

  @TestFactory
  Stream<DynamicTest> invocation() throws IOException {
    deploy("fn", "{}");
    deploy("fntimeout", "{\"exec_timeout\":\"2s\"}");
    return replay(
        "40-invoke-bad-name 40-invoke-big-response 40-invoke-binary 40-invoke-chunked-request"
            + " 40-invoke-delete 40-invoke-get 40-invoke-gzip-accept 40-invoke-head"
            + " 40-invoke-json 40-invoke-namespaced 40-invoke-options 40-invoke-patch"
            + " 40-invoke-post 40-invoke-put 40-invoke-redirect 40-invoke-status-201"
            + " 40-invoke-status-204 40-invoke-status-304 40-invoke-status-400"
            + " 40-invoke-status-401 40-invoke-status-404 40-invoke-status-409"
            + " 40-invoke-status-429 40-invoke-status-500 40-invoke-status-502"
            + " 40-invoke-status-503 40-invoke-stream-sse 40-invoke-timeout-http"
            + " 40-invoke-trailing-slash 40-invoke-unknown 40-invoke-unknown-namespace"
            + " 40-invoke-echo-headers 40-invoke-echo-headers-with-auth"
            + " 40-invoke-own-call-id");
  }

  @TestFactory
  Stream<DynamicTest> asynchronousInvocation() throws IOException {
    deploy("fn", "{}");
    return replay(
        "50-async-accepted 50-async-bad-callback-url 50-async-callback-not-a-url"
            + " 50-async-callback-refused 50-async-get 50-async-put"
            + " 50-async-own-call-id-request 50-async-unknown-function-request"
            + " 50-async-with-auth-request");
  }

  @TestFactory
  Stream<DynamicTest> logsAndAlerts() throws IOException {
    deploy("fn", "{}");
    return replay(
        "60-logs-bad-since 60-logs-bad-tail 60-logs-no-auth 60-logs-no-name"
            + " 60-logs-unknown-function 60-logs-unknown-namespace 70-alert-bad-json"
            + " 70-alert-firing 70-alert-no-auth 70-alert-resolved"
            + " 70-alert-unknown-function");
  }

  @Test
  void everyDeviationStandsInTheDocument() throws IOException {
    String document = Files.readString(Path.of("docs", "local-gateway.md")).replaceAll("\\s+", " ");
    Deviations.all()
        .forEach(
            (recording, deviation) ->
                assertThat(document).as(recording).contains(deviation.reason()));
  }

  private Stream<DynamicTest> replay(String names) {
    return Arrays.stream(names.split(" "))
        .map(name -> DynamicTest.dynamicTest(name, () -> replayOne(name)));
  }

  private void replayOne(String name) throws IOException {
    JsonNode recorded = load(name);
    Answer answer = send(recorded.path("request"));
    JsonNode response = recorded.path("response");
    Optional<Deviation> deviation = Deviations.of(name);
    if (deviation.isPresent()) {
      assertThat(answer.status()).isEqualTo(deviation.get().status());
      deviation.get().body().ifPresent(body -> assertThat(answer.text()).isEqualTo(body));
      return;
    }
    assertThat(answer.status()).as(answer.text()).isEqualTo(response.path("status").asInt());
    sameBody(name, answer, response);
    sameHeaders(answer, response);
  }

  private Answer send(JsonNode request) throws IOException {
    List<String[]> head = new ArrayList<>();
    for (JsonNode pair : request.path("headers")) {
      String value = pair.get(1).asText();
      boolean masked = value.equals("Basic <base64 admin:password>");
      if (!pair.get(0).asText().equals("Content-Length")) {
        head.add(new String[] {pair.get(0).asText(), masked ? authorization : value});
      }
    }
    byte[] body =
        request.has("body_base64")
            ? Base64.getDecoder().decode(request.path("body_base64").asText())
            : mapped(request.path("body").asText()).getBytes(StandardCharsets.UTF_8);
    return RawHttp.send(
        gateway.url(),
        request.path("method").asText(),
        request.path("target").asText(),
        body,
        head);
  }

  private void sameBody(String name, Answer answer, JsonNode response) throws IOException {
    if (response.has("body_base64")) {
      assertThat(answer.body())
          .isEqualTo(Base64.getDecoder().decode(response.path("body_base64").asText()));
    } else if (response.has("body_head")) {
      assertThat(answer.body()).hasSize(response.path("body_bytes").asInt());
      assertThat(answer.text()).startsWith(response.path("body_head").asText());
    } else if (name.contains("echo-headers") || name.contains("own-call-id")) {
      assertThat(echoed(answer.text())).isEqualTo(echoed(response.path("body").asText()));
    } else if (header(response, "Content-Type").orElse("").equals("application/json")
        && !name.startsWith("30-namespace-get")) {
      assertThat(plain(JSON.readTree(answer.text())))
          .isEqualTo(plain(JSON.readTree(mapped(response.path("body").asText()))));
    } else {
      assertThat(answer.text()).isEqualTo(mapped(response.path("body").asText()));
    }
  }

  private static void sameHeaders(Answer answer, JsonNode response) {
    for (String name : SAME_VALUE) {
      assertThat(answer.header(name)).as(name).isEqualTo(header(response, name));
    }
    for (String name : SAME_PRESENCE) {
      assertThat(answer.header(name).isPresent())
          .as(name)
          .isEqualTo(header(response, name).isPresent());
    }
  }

  /** What a function was sent, without what depends on time, port and the missing container. */
  private List<String> echoed(String text) {
    return text.replace("\r", "")
        .replace(authorization, "Basic <base64 admin:password>")
        .lines()
        .filter(line -> !line.startsWith("Host: ") && !line.startsWith("Accept-Encoding: "))
        .map(line -> line.replaceAll("^(X-Start-Time|X-Forwarded-For): .*", "$1: *"))
        .map(line -> line.replaceAll("^(X-Call-Id): [0-9a-f-]{36}$", "$1: *"))
        .toList();
  }

  private static JsonNode plain(JsonNode json) {
    if (json instanceof ObjectNode object) {
      object.remove("createdAt");
    }
    json.forEach(LocalGatewayContractTest::plain);
    return json;
  }

  private static Optional<String> header(JsonNode response, String name) {
    for (JsonNode pair : response.path("headers")) {
      if (pair.get(0).asText().equalsIgnoreCase(name)) {
        return Optional.of(pair.get(1).asText());
      }
    }
    return Optional.empty();
  }

  /** The recorded images, replaced by those that this gateway has. */
  private static String mapped(String text) {
    return text.replace("127.0.0.1:5000/bench/fn:1", IMAGE)
        .replace("127.0.0.1:5000/bench/fn:2", "127.0.0.1:5000/samples/echo:1.1");
  }

  private void deploy(String name, String environment) throws IOException {
    manage(
        "POST",
        "/system/functions",
        "{\"service\":\"%s\",\"image\":\"%s\",\"envProcess\":\"/usr/bin/httpfn\",\"envVars\":%s}"
            .formatted(name, IMAGE, environment));
  }

  private void manage(String method, String target, String body) throws IOException {
    Answer answer =
        RawHttp.send(gateway.url(), method, target, body, "Authorization", authorization);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
  }

  private static JsonNode load(String name) throws IOException {
    try (InputStream in =
        LocalGatewayContractTest.class.getResourceAsStream("/recordings/faasd/" + name + ".json")) {
      assertThat(in).as("recording " + name).isNotNull();
      return JSON.readTree(in);
    }
  }
}
