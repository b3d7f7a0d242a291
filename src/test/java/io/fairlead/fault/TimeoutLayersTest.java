package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.calls.TimeoutLayer;
import io.fairlead.calls.TimeoutXray;
import io.fairlead.calls.TimeoutXray.Confidence;
import io.fairlead.calls.TimeoutXray.Fate;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.RecordedGateway;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that runs out of time as each layer does is told by the layer it imitates. */
@Timeout(30)
class TimeoutLayersTest {

  private static final String STAMPS =
      "X-Call-Id: 1\r\nX-Served-By: openfaas-ce/0.27.12\r\nX-Start-Time: 1795405380699557809";
  private static final CallSpec CALL = CallSpec.of(function("fn")).withBody("x");
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private CallResult send(LoopbackServer server, CallSpec spec) {
    return new Sender(Clients.of(server.url()), InstantSource.system()).send(spec, scope);
  }

  /** Waits for a second and then does that. */
  private static LoopbackServer afterASecond(LoopbackServer.Script then) {
    return LoopbackServer.onRequest(
        (_, connection) -> {
          pass(SECOND);
          then.serve(connection);
        });
  }

  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
    }
  }

  private static LoopbackServer answeringAfterASecond(String status, String headers, String body) {
    return afterASecond(
        connection -> connection.send(LoopbackServer.response(status, headers, body)));
  }

  private TimeoutXray xray(LoopbackServer server) {
    return TimeoutXray.of(send(server, CALL)).orElseThrow();
  }

  private static void names(TimeoutXray xray, TimeoutLayer layer, Confidence confidence) {
    assertThat(xray.culprit()).isEqualTo(layer);
    assertThat(xray.confidence()).isEqualTo(confidence);
    assertThat(xray.fate(layer)).isEqualTo(Fate.CUT_HERE);
  }

  /** How sure it is depends on how late this machine is. */
  private static void isSuspected(TimeoutXray xray, TimeoutLayer layer) {
    assertThat(xray.culprit()).isEqualTo(layer);
    assertThat(xray.confidence()).isNotEqualTo(Confidence.CERTAIN);
    assertThat(xray.alternatives()).isNotEmpty();
  }

  @Test
  void thisConsoleGivesUpFirst() {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      CallSpec impatient = CALL.withTimeout(Duration.ofMillis(200));
      TimeoutXray xray = TimeoutXray.of(send(server, impatient)).orElseThrow();
      names(xray, TimeoutLayer.CLIENT, Confidence.CERTAIN);
      assertThat(xray.explanation()).contains("0.2 s");
    }
  }

  @Test
  void thisConsoleGivesUpWithinTheAnswer() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\n" + STAMPS + "\r\nContent-Length: 9\r\n\r\nhal");
              connection.awaitHangUp();
            })) {
      CallSpec impatient = CALL.withTimeout(Duration.ofMillis(200));
      TimeoutXray xray = TimeoutXray.of(send(server, impatient)).orElseThrow();
      names(xray, TimeoutLayer.CLIENT, Confidence.CERTAIN);
      assertThat(xray.explanation()).contains("The answer had begun");
    }
  }

  @Test
  void aCallThatIsStoppedByHandHasNone() {
    try (LoopbackServer server = LoopbackServer.onRequest((_, connection) -> scope.close())) {
      assertThat(TimeoutXray.of(send(server, CALL))).isEmpty();
    }
  }

  @Test
  void anIngressGivesUp() {
    try (LoopbackServer server =
        answeringAfterASecond(
            "504 Gateway Time-out",
            "Server: nginx\r\nContent-Type: text/html",
            "<html><head><title>504 Gateway Time-out</title></head></html>")) {
      TimeoutXray xray = xray(server);
      names(xray, TimeoutLayer.INGRESS, Confidence.CERTAIN);
      assertThat(xray.setting().name()).contains("proxy_read_timeout");
      assertThat(xray.fate(TimeoutLayer.CLIENT)).isEqualTo(Fate.PASSED);
    }
  }

  @Test
  void theGatewaysUpstreamTimeIsOver() {
    try (LoopbackServer server = answeringAfterASecond("502 Bad Gateway", STAMPS, "")) {
      TimeoutXray xray = xray(server);
      isSuspected(xray, TimeoutLayer.GATEWAY_UPSTREAM);
      assertThat(xray.fate(TimeoutLayer.GATEWAY_WRITE)).isEqualTo(Fate.PASSED);
      assertThat(xray.fate(TimeoutLayer.WATCHDOG)).isEqualTo(Fate.UNKNOWN);
    }
  }

  @Test
  void theGatewaysWritingTimeIsOver() {
    try (LoopbackServer server = afterASecond(LoopbackServer.Connection::close)) {
      names(xray(server), TimeoutLayer.GATEWAY_WRITE, Confidence.POSSIBLE);
    }
  }

  @Test
  void theGatewaysWritingTimeIsOverWithinTheAnswer() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send(
                  "HTTP/1.1 200 OK\r\n"
                      + STAMPS
                      + "\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
              pass(SECOND);
              connection.close();
            })) {
      TimeoutXray xray = xray(server);
      names(xray, TimeoutLayer.GATEWAY_WRITE, Confidence.POSSIBLE);
      assertThat(xray.explanation()).contains("had begun");
    }
  }

  @Test
  void theGatewaysReadingTimeIsOver() {
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              pass(SECOND);
              connection.reset();
            })) {
      CallSpec large = CALL.withBody(new CallBody.Binary(ByteString.of(new byte[64 << 20]), ""));
      names(
          TimeoutXray.of(send(server, large)).orElseThrow(),
          TimeoutLayer.GATEWAY_READ,
          Confidence.POSSIBLE);
    }
  }

  @Test
  void theProviderGivesUp() {
    try (LoopbackServer server =
        answeringAfterASecond(
            "500 Internal Server Error", STAMPS, "Can't reach service for: fn.\n")) {
      isSuspected(xray(server), TimeoutLayer.PROVIDER);
    }
  }

  @Test
  void aWatchdogInHttpModeGivesUp() {
    try (LoopbackServer server =
        answeringAfterASecond(
            "504 Gateway Timeout",
            STAMPS + "\r\nX-Duration-Seconds: 1.000400\r\nX-Openfaas-Internal: of-watchdog",
            "")) {
      TimeoutXray xray = xray(server);
      names(xray, TimeoutLayer.WATCHDOG, Confidence.CERTAIN);
      assertThat(xray.layers().subList(0, 7))
          .extracting(TimeoutXray.LayerVerdict::fate)
          .containsOnly(Fate.PASSED);
    }
  }

  @Test
  void aSerializingWatchdogKillsItsProcess() {
    try (LoopbackServer server =
        answeringAfterASecond(
            "500 Internal Server Error",
            STAMPS + "\r\nX-Duration-Seconds: 1.001802",
            "signal: killed")) {
      names(xray(server), TimeoutLayer.WATCHDOG, Confidence.LIKELY);
    }
  }

  @Test
  void aStreamingWatchdogKillsItsProcess() throws IOException {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\n" + STAMPS + "\r\nContent-Length: 7\r\n\r\nbef");
              pass(SECOND);
              connection.send("ore\n");
            })) {
      CallSpec limited = CALL.withHeaders(List.of(new Header("X-Timeout", "1s")));
      TimeoutXray xray = TimeoutXray.of(send(server, limited)).orElseThrow();
      names(xray, TimeoutLayer.WATCHDOG, Confidence.LIKELY);
      assertThat(xray.setting().name()).isEqualTo("X-Timeout");
    }
  }

  @Test
  void aClassicWatchdogKillsItsProcess() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/40-invoke-classic-timeout")) {
      CallResult result =
          new Sender(Clients.of(gateway.url()), InstantSource.system()).send(CALL, scope);
      names(TimeoutXray.of(result).orElseThrow(), TimeoutLayer.WATCHDOG, Confidence.CERTAIN);
    }
  }

  @Test
  void anOrdinaryAnswerHasNone() {
    try (RecordedGateway gateway =
        RecordedGateway.answering(
            "faasd/40-invoke-post", "faasd/40-invoke-status-502", "faasd/40-invoke-unknown")) {
      Sender sender = new Sender(Clients.of(gateway.url()), InstantSource.system());
      for (int i = 0; i < 3; i++) {
        assertThat(TimeoutXray.of(sender.send(CALL, scope))).isEmpty();
      }
    }
  }
}
