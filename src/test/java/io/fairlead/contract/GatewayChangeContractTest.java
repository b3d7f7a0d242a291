package io.fairlead.contract;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Outcome;
import io.fairlead.model.Resources;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Accepted;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.NamespaceDetail;
import io.fairlead.openfaas.SecretRef;
import io.fairlead.support.Clients;
import io.fairlead.support.ReceivedRequest;
import io.fairlead.support.RecordedGateway;
import io.fairlead.support.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client makes of recorded answers of real gateways: changes. */
class GatewayChangeContractTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  /** A change as the client is asked for it. */
  @FunctionalInterface
  private interface Change {
    Outcome<Accepted> send(GatewayClient client, JsonNode body, Scope scope);
  }

  /**
   * One line of the table.
   *
   * @param expected the status of a success, or the type and the text of a failure
   */
  private record Row(String recording, Change change, String expected) {
    @Override
    public String toString() {
      return recording;
    }
  }

  private static final Change DEPLOY = (client, body, scope) -> client.deploy(spec(body), scope);
  private static final Change UPDATE = (client, body, scope) -> client.update(spec(body), scope);
  private static final Change DELETE =
      (client, body, scope) ->
          client.delete(
              function(body.path("functionName").asText(), body.path("namespace").asText()), scope);
  private static final Change SCALE =
      (client, body, scope) ->
          client.scale(
              function(body.path("serviceName").asText(), body.path("namespace").asText()),
              body.path("replicas").asInt(),
              scope);
  private static final Change CREATE_SECRET =
      (client, body, scope) -> client.createSecret(secret(body), secretValue(body), scope);
  private static final Change REPLACE_SECRET =
      (client, body, scope) -> client.replaceSecret(secret(body), secretValue(body), scope);
  private static final Change DELETE_SECRET =
      (client, body, scope) -> client.deleteSecret(secret(body), scope);
  private static final Change CREATE_NAMESPACE =
      (client, body, scope) -> client.createNamespace(namespace(body), scope);
  private static final Change UPDATE_NAMESPACE =
      (client, body, scope) -> client.updateNamespace(namespace(body), scope);
  private static final Change DELETE_NAMESPACE =
      (client, body, scope) -> client.deleteNamespace(body.path("name").asText(), scope);

  static Stream<Row> faasd() {
    return Stream.of(
        new Row("faasd/10-deploy-http", DEPLOY, "200"),
        new Row("faasd/10-deploy-cat", DEPLOY, "200"),
        new Row("faasd/10-deploy-bad-memory", DEPLOY, "200"),
        new Row(
            "faasd/10-deploy-again-existing", DEPLOY, "Rejected unable to create container: cat"),
        new Row("faasd/10-deploy-bad-image-name", DEPLOY, "Rejected invalid reference format"),
        new Row(
            "faasd/10-deploy-bad-name", DEPLOY, "Rejected unable to create container: Bad_Name!"),
        new Row("faasd/10-deploy-bad-namespace", DEPLOY, "Rejected namespace not valid"),
        new Row("faasd/10-deploy-image-not-found", DEPLOY, "Rejected unable to pull image"),
        new Row(
            "faasd/10-deploy-missing-secret", DEPLOY, "Rejected unable to find secret: nonesuch"),
        new Row("faasd/00-deploy-no-auth", DEPLOY, "Unauthorised The gateway did not accept"),
        new Row(
            "faasd/81-provider-down-deploy", DEPLOY, "OutcomeUnknown The gateway has no answer"),
        new Row("faasd/10-update", UPDATE, "200"),
        new Row("faasd/10-update-unknown", UPDATE, "NotFound service nonesuch not found"),
        new Row("faasd/10-delete", DELETE, "200"),
        new Row("faasd/10-delete-unknown", DELETE, "NotFound service nonesuch not found"),
        new Row("faasd/10-delete-slow", DELETE, "ServerError error deleting container cat"),
        new Row("faasd/10-delete-bad-namespace", DELETE, "Rejected namespace not valid"),
        new Row("faasd/10-scale-0", SCALE, "200"),
        new Row("faasd/10-scale-3", SCALE, "200"),
        new Row("faasd/10-scale-1", SCALE, "200"),
        new Row("faasd/10-scale-unknown", SCALE, "NotFound service nonesuch not found"),
        new Row("faasd/20-secret-create", CREATE_SECRET, "200"),
        new Row("faasd/20-secret-create-duplicate", CREATE_SECRET, "200"),
        new Row("faasd/20-secret-create-rawvalue", CREATE_SECRET, "200"),
        new Row("faasd/20-secret-create-bad-name", CREATE_SECRET, "Rejected directory traversal"),
        new Row("faasd/20-secret-update", REPLACE_SECRET, "200"),
        new Row("faasd/20-secret-delete", DELETE_SECRET, "200"),
        new Row(
            "faasd/20-secret-delete-unknown", DELETE_SECRET, "ServerError remove /var/lib/faasd"),
        new Row("faasd/30-namespace-create", CREATE_NAMESPACE, "201"),
        new Row(
            "faasd/30-namespace-create-again", CREATE_NAMESPACE, "Rejected namespace dev already"),
        new Row("faasd/30-namespace-update", UPDATE_NAMESPACE, "202"),
        new Row(
            "faasd/30-namespace-delete", DELETE_NAMESPACE, "ServerError namespace \"dev\" must be"),
        new Row(
            "faasd/30-namespace-delete-unknown", DELETE_NAMESPACE, "NotFound namespace nonesuch"));
  }

  static Stream<Row> faasNetes() {
    return Stream.of(
        new Row("faas-netes/10-deploy-http", DEPLOY, "202"),
        new Row("faas-netes/10-deploy-image-not-found", DEPLOY, "202"),
        new Row(
            "faas-netes/10-deploy-again-existing", DEPLOY, "ServerError unable create Deployment"),
        new Row(
            "faas-netes/10-deploy-bad-memory", DEPLOY, "Rejected failed create Deployment spec"),
        new Row("faas-netes/10-deploy-bad-name", DEPLOY, "Rejected validation failed: service"),
        new Row("faas-netes/10-deploy-bad-namespace", DEPLOY, "Rejected namespace must be"),
        new Row("faas-netes/10-deploy-missing-secret", DEPLOY, "Rejected unable to fetch secrets"),
        new Row("faas-netes/10-update", UPDATE, "202"),
        new Row("faas-netes/10-update-unknown", UPDATE, "NotFound "),
        new Row("faas-netes/10-delete", DELETE, "202"),
        new Row("faas-netes/10-delete-unknown", DELETE, "NotFound deployments.apps \"nonesuch\""),
        new Row("faas-netes/10-scale-3", SCALE, "202"),
        new Row("faas-netes/10-scale-unknown", SCALE, "ServerError "),
        new Row("faas-netes/20-secret-create", CREATE_SECRET, "202"),
        new Row(
            "faas-netes/20-secret-create-duplicate", CREATE_SECRET, "Rejected The gateway refused"),
        new Row(
            "faas-netes/20-secret-create-bad-name", CREATE_SECRET, "Rejected The gateway refused"),
        new Row("faas-netes/20-secret-update", REPLACE_SECRET, "202"),
        new Row("faas-netes/20-secret-update-unknown", REPLACE_SECRET, "NotFound "),
        new Row("faas-netes/20-secret-delete", DELETE_SECRET, "202"),
        new Row("faas-netes/20-secret-delete-unknown", DELETE_SECRET, "NotFound "),
        new Row(
            "faas-netes/30-namespace-create", CREATE_NAMESPACE, "NotFound This gateway does not"),
        new Row(
            "faas-netes/30-namespace-delete", DELETE_NAMESPACE, "NotFound This gateway does not"));
  }

  @ParameterizedTest
  @MethodSource({"faasd", "faasNetes"})
  void aRecordedChangeIsSentAsRecordedAndUnderstood(Row row) throws IOException {
    Recording recording = Recording.load(row.recording());
    try (RecordedGateway gateway = RecordedGateway.answering(row.recording())) {
      JsonNode body = MAPPER.readTree(recording.requestBody());
      Outcome<Accepted> outcome = row.change().send(Clients.of(gateway.url()), body, scope);
      assertThat(described(outcome)).startsWith(row.expected());
      assertThat(gateway.received()).hasSize(1);
      assertSentAsRecorded(gateway.received().getFirst(), recording, body);
    }
  }

  /** What differs from the recorded requests differs on purpose, and only that. */
  private static void assertSentAsRecorded(ReceivedRequest sent, Recording recording, JsonNode body)
      throws IOException {
    String namespace = body.path("namespace").asText();
    String line = recording.requestLine();
    boolean inQuery = !line.contains("namespace") && !line.endsWith("/system/functions");
    boolean deletes = line.startsWith("DELETE /system/functions");
    if (!namespace.isEmpty() && (inQuery || deletes)) {
      line += "?namespace=" + namespace;
    }
    if (line.startsWith("POST /system/namespace/")) {
      line = "POST /system/namespace/";
    }
    assertThat(sent.line()).isEqualTo(line);
    JsonNode sentBody = MAPPER.readTree(sent.body());
    if (line.contains("/system/namespace/")) {
      assertThat(sentBody.path("name")).isEqualTo(body.path("name"));
      assertThat(sentBody.at("/labels/openfaas").asText()).isEqualTo("1");
      assertThat(sentBody.at("/annotations/openfaas").asText()).isEqualTo("1");
    } else {
      assertThat(sentBody).isEqualTo(body);
    }
    assertThat(sent.header("Authorization")).contains(Clients.CREDENTIALS.headerValue());
  }

  @Test
  void anUpdateAnswered200ByKubernetesIsDoubtful() {
    assertThat(updated("faas-netes/00-info", "faasd/10-update").isDoubtful()).isTrue();
    assertThat(updated("faas-netes/00-info", "faas-netes/10-update").isDoubtful()).isFalse();
    assertThat(updated("faasd/00-info", "faasd/10-update").isDoubtful()).isFalse();
  }

  private Accepted updated(String info, String update) {
    try (RecordedGateway gateway = RecordedGateway.answering(info, update)) {
      GatewayClient client = Clients.of(gateway.url());
      client.info(scope);
      return client.update(FunctionSpec.of("fn", "", "image:1"), scope).toOptional().orElseThrow();
    }
  }

  @Test
  void theNamespaceGoesIntoQueryAndBody() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.answering("faas-netes/10-delete")) {
      Clients.of(gateway.url()).delete(function("cat", "team a"), scope);
      ReceivedRequest sent = gateway.received().getFirst();
      assertThat(sent.line()).isEqualTo("DELETE /system/functions?namespace=team%20a");
      assertThat(MAPPER.readTree(sent.body()).path("namespace").asText()).isEqualTo("team a");
    }
  }

  @Test
  void whatKubernetesAddedToLabelsIsNotSentBack() throws IOException {
    FunctionSpec readBack =
        FunctionSpec.of("fn", "", "image:1")
            .withLabels(Map.of("faas_function", "fn", "uid", "42", "team", "a"));
    try (RecordedGateway gateway = RecordedGateway.answering("faas-netes/10-update")) {
      Clients.of(gateway.url()).update(readBack, scope);
      JsonNode sent = MAPPER.readTree(gateway.received().getFirst().body());
      assertThat(sent.path("labels")).isEqualTo(MAPPER.readTree("{\"team\":\"a\"}"));
    }
  }

  @Test
  void aBinarySecretTravelsAsBase64() throws IOException {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/20-secret-create")) {
      byte[] value = {(byte) 0xff, 0, 1};
      Clients.of(gateway.url()).createSecret(new SecretRef("", "key"), value, scope);
      JsonNode sent = MAPPER.readTree(gateway.received().getFirst().body());
      assertThat(sent).isEqualTo(MAPPER.readTree("{\"name\":\"key\",\"rawValue\":\"/wAB\"}"));
    }
  }

  @Test
  void impossibleNamesAndNumbersAreNotSent() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/10-scale-1")) {
      GatewayClient client = Clients.of(gateway.url());
      List<Outcome<?>> outcomes =
          List.of(
              client.scale(function("fn"), -1, scope),
              client.scale(function(".."), 1, scope),
              client.describe(function(".."), scope),
              client.namespace("..", scope),
              client.deleteNamespace("", scope));
      assertThat(outcomes)
          .allSatisfy(
              outcome ->
                  assertThat(outcome.toFailure().orElseThrow())
                      .isInstanceOf(Failure.Rejected.class));
      assertThat(gateway.received()).isEmpty();
    }
  }

  private static String described(Outcome<Accepted> outcome) {
    return switch (outcome) {
      case Outcome.Ok<Accepted> ok -> Integer.toString(ok.value().status());
      case Outcome.Failed<Accepted> failed ->
          failed.failure().getClass().getSimpleName() + " " + failed.failure().explanation();
    };
  }

  private static FunctionSpec spec(JsonNode body) {
    return new FunctionSpec(
        body.path("service").asText(),
        body.path("namespace").asText(),
        body.path("image").asText(),
        body.path("envProcess").asText(),
        texts(body.path("envVars")),
        List.of(),
        body.path("secrets").valueStream().map(JsonNode::asText).toList(),
        texts(body.path("labels")),
        texts(body.path("annotations")),
        new Resources(texts(body.path("limits"))),
        new Resources(texts(body.path("requests"))),
        false);
  }

  private static Map<String, String> texts(JsonNode object) {
    return object
        .propertyStream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().asText()));
  }

  private static SecretRef secret(JsonNode body) {
    return new SecretRef(body.path("namespace").asText(), body.path("name").asText());
  }

  private static byte[] secretValue(JsonNode body) {
    return body.has("rawValue")
        ? Base64.getDecoder().decode(body.path("rawValue").asText())
        : body.path("value").asText().getBytes(StandardCharsets.UTF_8);
  }

  private static NamespaceDetail namespace(JsonNode body) {
    return new NamespaceDetail(
        body.path("name").asText(), texts(body.path("labels")), texts(body.path("annotations")));
  }
}
