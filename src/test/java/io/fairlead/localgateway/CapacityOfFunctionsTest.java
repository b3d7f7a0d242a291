package io.fairlead.localgateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.localgateway.RawHttp.Answer;
import io.fairlead.support.Await;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replica is real capacity. */
class CapacityOfFunctionsTest {

  @TempDir Path folder;
  private GatewayFixture fixture;
  private ExecutorService callers;

  @BeforeEach
  void start() throws IOException {
    fixture = new GatewayFixture(LocalGatewaySettings.in(folder).withoutStarters());
    callers = Executors.newVirtualThreadPerTaskExecutor();
  }

  @AfterEach
  void close() {
    callers.shutdownNow();
    fixture.close();
  }

  @Test
  void aBusyReplicaAnswers429InTheWatchdogsWords() throws Exception {
    fixture.deploy("busy", "samples/sleep", "{\"max_inflight\":\"1\",\"duration\":\"10s\"}");
    inBackground("busy?ms=3000", 1);
    awaitInflight("busy", 1);
    Answer refused = fixture.call("busy", "x");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.text())
        .isEqualTo("Concurrent request limit exceeded. Max concurrent requests: 1\n");
    assertThat(refused.header("X-Openfaas-Internal")).hasValue("faas-middleware");
    assertThat(refused.header("Content-Type")).hasValue("text/plain");
    assertThat(refused.header("X-Duration-Seconds")).isEmpty();
  }

  @Test
  void aSecondReplicaDoublesWhatIsServedAtOnce() throws Exception {
    fixture.deploy("busy", "samples/sleep", "{\"max_inflight\":\"1\"}");
    fixture.scale("busy", 2);
    Await.until(
        "two replicas", () -> fixture.describe("busy").path("availableReplicas").asInt() == 2);
    List<Future<Answer>> calls = inBackground("busy?ms=1200", 2);
    awaitInflight("busy", 2);
    assertThat(fixture.call("busy?ms=1", "").status()).isEqualTo(429);
    for (Future<Answer> call : calls) {
      assertThat(call.get().status()).isEqualTo(200);
    }
  }

  @Test
  void callsWaitInTheQueueAndThoseBeyondItAreRefused() throws Exception {
    fixture.deploy("queue", "samples/sleep", "{\"max_inflight\":\"1\",\"max_queue\":\"2\"}");
    List<Integer> answers = new ArrayList<>();
    for (Future<Answer> call : inBackground("queue?ms=700", 5)) {
      answers.add(call.get().status());
    }
    assertThat(answers).containsExactlyInAnyOrder(200, 200, 200, 429, 429);
  }

  @Test
  void manyCallsWakeAFunctionAtZeroAndAllAreAnswered() throws Exception {
    fixture.deploy("zero", "samples/echo", "{\"start_delay\":\"150ms\"}");
    fixture.scale("zero", 0);
    assertThat(fixture.describe("zero").has("replicas")).isFalse();
    assertThat(fixture.describe("zero").has("availableReplicas")).isFalse();
    List<Future<Answer>> calls = inBackground("zero", 20);
    for (Future<Answer> call : calls) {
      assertThat(call.get().text()).isEqualTo("hello");
    }
    assertThat(fixture.describe("zero").path("replicas").asInt()).isEqualTo(1);
  }

  @Test
  void moreReplicasThanTheLimitAreLoweredToIt() throws IOException {
    fixture.deploy("many", "samples/echo", "{}");
    fixture.scale("many", 50);
    assertThat(fixture.describe("many").path("replicas").asInt()).isEqualTo(5);
  }

  @Test
  void aRefusedUpdateLeavesTheFunctionServing() throws IOException {
    fixture.deploy("keep", "samples/echo:1.0", "{}");
    Answer refused =
        fixture.manage(
            "PUT", "/system/functions", "{\"service\":\"keep\",\"image\":\"samples/none:1\"}");
    assertThat(refused.status()).isEqualTo(500);
    assertThat(refused.text()).startsWith("unable to pull image samples/none:1: ");
    assertThat(fixture.call("keep", "alive").text()).isEqualTo("alive");
    assertThat(fixture.describe("keep").path("image").asText()).isEqualTo("samples/echo:1.0");
  }

  @Test
  void noCallFailsWhileAFunctionIsUpdated() throws Exception {
    fixture.deploy("roll", "samples/echo:1.0", "{\"start_delay\":\"100ms\"}");
    Future<Answer> update =
        callers.submit(
            () ->
                fixture.manage(
                    "PUT",
                    "/system/functions",
                    "{\"service\":\"roll\",\"image\":\"samples/echo:1.1\",\"envVars\":{\"start_delay\":\"100ms\"}}"));
    do {
      assertThat(fixture.call("roll", "x").status()).isEqualTo(200);
    } while (!update.isDone());
    assertThat(update.get().status()).isEqualTo(200);
  }

  @Test
  void theFormerReplicasServeUntilASlowNewOneIsReadyAndTheirNumberStays() throws Exception {
    fixture.deploy("slow", "samples/echo:1.0", "{\"start_delay\":\"0ms\"}");
    fixture.scale("slow", 2);
    Answer update =
        fixture.manage(
            "PUT",
            "/system/functions",
            "{\"service\":\"slow\",\"image\":\"samples/echo:1.1\",\"envVars\":{\"start_delay\":\"25s\"}}");
    assertThat(update.status()).isEqualTo(200);
    assertThat(callers.submit(() -> fixture.call("slow", "x")).get(5, TimeUnit.SECONDS).text())
        .isEqualTo("x");
    assertThat(fixture.describe("slow").path("replicas").asInt()).isEqualTo(2);
    assertThat(fixture.describe("slow").path("image").asText()).isEqualTo("samples/echo:1.1");
  }

  @Test
  void noNamespaceIsDeletedWhileAFunctionIsDeployedIntoIt() throws Exception {
    String namespace = "{\"name\":\"race\",\"labels\":{\"openfaas\":\"1\"}}";
    String function =
        "{\"service\":\"in\",\"image\":\"samples/echo\",\"namespace\":\"race\","
            + "\"envVars\":{\"start_delay\":\"0ms\"}}";
    for (int round = 0; round < 30; round++) {
      fixture.manage("POST", "/system/namespace/", namespace);
      Future<Answer> deploy =
          callers.submit(() -> fixture.manage("POST", "/system/functions", function));
      Future<Answer> delete =
          callers.submit(() -> fixture.manage("DELETE", "/system/namespace/race", namespace));
      assertThat(deploy.get().status() == 200 && delete.get().status() == 202).isFalse();
      fixture.manage(
          "DELETE", "/system/functions", "{\"functionName\":\"in\",\"namespace\":\"race\"}");
    }
  }

  @Test
  void aCallLongerThanExecTimeoutIs504AndTheNextOneIsServed() throws IOException {
    fixture.deploy("late", "samples/sleep", "{\"exec_timeout\":\"100ms\",\"max_inflight\":\"1\"}");
    Answer late = fixture.call("late?ms=5000", "");
    assertThat(late.status()).isEqualTo(504);
    assertThat(late.body()).isEmpty();
    assertThat(late.header("X-Openfaas-Internal")).hasValue("of-watchdog");
    assertThat(fixture.call("late?ms=1", "").status()).isEqualTo(200);
  }

  @Test
  void anImageFromElsewhereIsRefusedWithTheReason() throws IOException {
    Answer refused =
        fixture.manage(
            "POST",
            "/system/functions",
            "{\"service\":\"nodeinfo\",\"image\":\"ghcr.io/openfaas/nodeinfo:latest\"}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.text())
        .startsWith("unable to pull image ghcr.io/openfaas/nodeinfo:latest: cannot pull: ")
        .contains("only the images of its own registry");
  }

  private List<Future<Answer>> inBackground(String target, int count) {
    List<Future<Answer>> calls = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      calls.add(callers.submit(() -> fixture.call(target, "hello")));
    }
    return calls;
  }

  private void awaitInflight(String name, int count) {
    Await.until(
        count + " in flight",
        () ->
            fixture
                .metrics()
                .contains(
                    "gateway_function_invocation_inflight{function_name=\"%s.openfaas-fn\"} %d"
                        .formatted(name, count)));
  }
}
