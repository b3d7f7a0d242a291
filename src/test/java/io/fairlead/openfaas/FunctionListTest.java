package io.fairlead.openfaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.Known;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists that are odd, broken, foreign or large. */
class FunctionListTest {

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private Outcome<FunctionList> outcome(String json) {
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", json))) {
      return Clients.of(server.url()).list("ns", scope);
    }
  }

  private FunctionList list(String json) {
    return outcome(json).toOptional().orElseThrow();
  }

  @Test
  void oneBrokenFunctionDoesNotHideTheOthers() {
    FunctionList list =
        list(
            """
            [{"name":"a","replicas":1},
             {"name":"b","replicas":"many"},
             {"image":"nameless"},
             {"name":"c","labels":[1,2]},
             42, null, "text",
             {"name":"d"}]
            """);
    assertThat(list.functions()).extracting(f -> f.ref().name()).containsExactly("a", "d");
    assertThat(list.broken()).hasSize(6);
    BrokenEntry many = list.broken().getFirst();
    assertThat(many.name()).isEqualTo("b");
    assertThat(many.json()).contains("many");
    assertThat(many.reason()).isNotBlank();
  }

  @Test
  void absentAndNullFieldsAreReadAsTheirEmptyValues() {
    FunctionList list =
        list(
            """
            [{"name":"a","labels":null,"annotations":{"k":null},"secrets":[null,"s"],
              "createdAt":"0001-01-01T00:00:00Z","usage":{"cpu":1.5},"unheardOf":{"x":[1]}}]
            """);
    FunctionStatus status = list.functions().getFirst();
    assertThat(status.ref().namespace()).isEqualTo("ns");
    assertThat(status.image()).isEmpty();
    assertThat(status.labels()).isEmpty();
    assertThat(status.annotations()).isEqualTo(Map.of("k", ""));
    assertThat(status.secrets()).isEqualTo(List.of("s"));
    assertThat(status.createdAt()).isEmpty();
    assertThat(status.usage()).contains(new FunctionStatus.Usage(1.5, 0));
    assertThat(status.readyReplicas()).isEqualTo(Known.live(0));
  }

  @Test
  void aListInWhichAnyFunctionTellsReadyReplicasTellsItOfAll() {
    FunctionList list =
        list(
            """
            [{"name":"a","replicas":1},{"name":"b","replicas":1,"availableReplicas":1}]
            """);
    assertThat(list.functions().getFirst().readyReplicas()).isEqualTo(Known.live(0));
  }

  @Test
  void timesWithAnOffsetAndNonsenseTimesAreTaken() {
    FunctionList list =
        list(
            """
            [{"name":"a","createdAt":"2026-01-02T03:04:05.5+02:00"},
             {"name":"b","createdAt":"yesterday"}]
            """);
    assertThat(list.functions().get(0).createdAt())
        .hasToString("Optional[2026-01-02T01:04:05.500Z]");
    assertThat(list.functions().get(1).createdAt()).isEmpty();
  }

  @Test
  void whatIsNoListIsABadPayloadWithItsEvidence() {
    for (String json : List.of("{\"error\":\"x\"}", "", "[{\"name\":\"a\"}", "[1,", "nonsense")) {
      Failure failure = outcome(json).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.BadPayload.class);
      assertThat(failure.evidence()).isEqualTo(json.strip());
    }
    assertThat(list("null").functions()).isEmpty();
    assertThat(list("[]").functions()).isEmpty();
  }

  @Test
  void jsonNestedWithoutEndIsABadPayload() {
    Failure failure = outcome("[".repeat(100_000)).toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(Failure.BadPayload.class);
    assertThat(failure.evidence().length()).isLessThan(5_000);
  }

  @Test
  void aListLargerThanTheLimitIsRefused() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
              byte[] chunk = ("100000\r\n" + " ".repeat(1 << 20) + "\r\n").getBytes();
              for (int i = 0; i < 70; i++) {
                connection.send(chunk);
              }
              connection.send("0\r\n\r\n");
            })) {
      Failure failure = Clients.of(server.url()).list("", scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.BadPayload.class);
      assertThat(failure.explanation()).contains("64 MB");
    }
  }

  @Test
  void tenThousandFunctionsAreRead() {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < 10_000; i++) {
      json.append(i == 0 ? "" : ",").append(function(i));
    }
    FunctionList list = list(json.append("]").toString());
    assertThat(list.functions()).hasSize(10_000);
    assertThat(list.bytes()).isGreaterThan(3_000_000);
  }

  private static String function(int i) {
    return """
    {"name":"function-%d","image":"registry.example/team/function:1.2.3","namespace":"openfaas-fn",\
    "envProcess":"node index.js","labels":{"faas_function":"function-%d","team":"a","tier":"b"},\
    "annotations":{"prometheus.io.scrape":"false","topic":"orders"},"limits":{"memory":"64Mi","cpu":"0"},\
    "replicas":1,"availableReplicas":1,"invocationCount":12,"createdAt":"2026-11-23T03:48:50Z"}\
    """
        .formatted(i, i);
  }

  @Test
  void foreignJsonIsNoGateway() {
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", "{\"ok\":true}"))) {
      Failure failure = Clients.of(server.url()).info(scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.BadPayload.class);
      assertThat(failure.explanation()).contains("neither a provider nor a version");
    }
  }

  @Test
  void namespacesAreListedOnce() {
    String json = "[\"openfaas-fn\",\"dev\",\"openfaas-fn\",\"\",null]";
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", json))) {
      assertThat(Clients.of(server.url()).namespaces(scope))
          .isEqualTo(Outcome.ok(List.of("openfaas-fn", "dev")));
    }
  }
}
