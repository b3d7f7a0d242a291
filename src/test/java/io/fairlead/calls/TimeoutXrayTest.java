package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.TimeoutSigns.Ending;
import io.fairlead.calls.TimeoutXray.Confidence;
import io.fairlead.calls.TimeoutXray.Fate;
import io.fairlead.model.Header;
import io.fairlead.net.ExchangeProgress.Stage;
import io.fairlead.openfaas.Edition;
import io.fairlead.support.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that ran out of time names its layer; what cannot be known is not claimed. */
class TimeoutXrayTest {

  private static final Header STAMP = new Header("X-Start-Time", "1795405380699557809");
  private static final Header WATCHDOG = new Header("X-Openfaas-Internal", "of-watchdog");

  private static Optional<TimeoutXray> ofRecording(String name, Stage stage) {
    Recording recording = Recording.load(name);
    Duration took =
        Duration.ofNanos(Math.round(recording.json().at("/elapsed_ms").asDouble() * 1e6));
    return new TimeoutRules(
            new TimeoutSigns(
                false,
                recording.isAnswered() ? Ending.ANSWERED : Ending.CUT,
                recording.json().at("/response/status").asInt(),
                recording.isAnswered() ? recording.responseHeaders() : List.of(),
                recording.isAnswered()
                    ? new String(recording.responseBody(), StandardCharsets.UTF_8)
                    : "",
                stage,
                took,
                Duration.ofSeconds(70),
                ""))
        .find();
  }

  private static Optional<TimeoutXray> answered(
      int status, double seconds, String body, Header... headers) {
    return answered(status, seconds, body, "", headers);
  }

  private static Optional<TimeoutXray> answered(
      int status, double seconds, String body, String asked, Header... headers) {
    return new TimeoutRules(
            new TimeoutSigns(
                false,
                Ending.ANSWERED,
                status,
                List.of(headers),
                body,
                Stage.RECEIVE,
                Duration.ofMillis(Math.round(seconds * 1000)),
                Duration.ofSeconds(70),
                asked))
        .find();
  }

  private static TimeoutXray ended(Ending ending, Stage stage, double seconds) {
    return new TimeoutRules(
            new TimeoutSigns(
                false,
                ending,
                0,
                List.of(),
                "",
                stage,
                Duration.ofMillis(Math.round(seconds * 1000)),
                Duration.ofMillis(Math.round(seconds * 1000)),
                ""))
        .find()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "faasd/40-invoke-timeout-http, WATCHDOG, CERTAIN",
    "faas-netes/40-invoke-timeout-http, WATCHDOG, CERTAIN",
    "faasd/40-invoke-timeout-serializing, WATCHDOG, LIKELY",
    "faas-netes/40-invoke-timeout-serializing, WATCHDOG, LIKELY",
    "faasd/40-invoke-timeout-streaming, WATCHDOG, POSSIBLE",
    "faas-netes/40-invoke-timeout-streaming, WATCHDOG, POSSIBLE",
    "faasd/40-invoke-classic-timeout, WATCHDOG, CERTAIN",
    "faas-netes/40-invoke-classic-timeout, WATCHDOG, CERTAIN",
    "faasd/80-gateway-upstream-timeout, GATEWAY_UPSTREAM, LIKELY",
    "faasd/80-gateway-write-timeout, GATEWAY_WRITE, POSSIBLE",
  })
  void aRecordedTimeOutNamesItsLayer(String name, TimeoutLayer culprit, Confidence confidence) {
    TimeoutXray xray = ofRecording(name, Stage.WAIT).orElseThrow();
    assertThat(xray.culprit()).isEqualTo(culprit);
    assertThat(xray.confidence()).isEqualTo(confidence);
    assertThat(xray.fate(culprit)).isEqualTo(Fate.CUT_HERE);
    assertThat(xray.setting()).isEqualTo(culprit.setting());
    assertThat(xray.explanation()).isNotBlank();
    assertThat(xray.advice()).contains("exec_timeout");
    assertThat(xray.alternatives().isEmpty()).isEqualTo(confidence == Confidence.CERTAIN);
  }

  @Test
  void aRecordedSlowBodyIsCutByTheReadingGateway() {
    TimeoutXray xray = ofRecording("faasd/80-gateway-slow-request-body", Stage.SEND).orElseThrow();
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.GATEWAY_READ);
    assertThat(xray.setting().name()).isEqualTo("read_timeout");
    assertThat(xray.explanation()).contains("10 s");
    assertThat(xray.fate(TimeoutLayer.CLIENT)).isEqualTo(Fate.PASSED);
    assertThat(xray.fate(TimeoutLayer.INGRESS)).isEqualTo(Fate.UNKNOWN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "40-invoke-post",
        "40-invoke-cat",
        "40-invoke-binary",
        "40-invoke-fail-serializing",
        "40-invoke-fail-streaming",
        "40-invoke-classic-fail",
        "40-invoke-max-inflight",
        "40-invoke-slow-start",
        "40-invoke-status-502",
        "40-invoke-status-503",
        "40-invoke-unknown",
        "50-async-accepted",
        "50-async-bad-callback-url",
      })
  void aRecordedCallThatEndedByItselfHasNone(String name) {
    for (String provider : List.of("faasd/", "faas-netes/")) {
      assertThat(ofRecording(provider + name, Stage.RECEIVE)).isEmpty();
    }
  }

  @Test
  void theGatewaysYesToAQueuedCallIsNoTimeOut() {
    assertThat(ofRecording("faasd/80-async-upstream-timeout-request", Stage.RECEIVE)).isEmpty();
    assertThat(ofRecording("faasd/50-async-timeout-request", Stage.RECEIVE)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"faasd", "faas-netes"})
  void aRecordedCallbackOfATimeOutNamesTheWatchdog(String provider) {
    Recording recording = Recording.load(provider + "/50-async-timeout-callback");
    TimeoutXray xray =
        TimeoutXray.ofCallback(
                504, recording.requestHeaders(), new byte[0], OptionalDouble.of(2.012896))
            .orElseThrow();
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.WATCHDOG);
    assertThat(xray.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(xray.fate(TimeoutLayer.QUEUE_WORKER)).isEqualTo(Fate.PASSED);
    assertThat(xray.layers())
        .extracting(TimeoutXray.LayerVerdict::layer)
        .doesNotContain(TimeoutLayer.CLIENT, TimeoutLayer.INGRESS);
  }

  @Test
  void aCallbackOfAFunctionThatDoesNotExistIsNoTimeOut() {
    Recording recording = Recording.load("faasd/50-async-unknown-function-callback");
    assertThat(
            TimeoutXray.ofCallback(
                404, recording.requestHeaders(), recording.requestBody(), OptionalDouble.of(0.002)))
        .isEmpty();
  }

  @Test
  void aCallbackWithTheWorkersOwn503HadNoAnswer() {
    List<Header> headers = List.of(new Header("X-Call-Id", "1"));
    TimeoutXray xray =
        TimeoutXray.ofCallback(503, headers, new byte[0], OptionalDouble.of(61)).orElseThrow();
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.GATEWAY_WRITE);
    assertThat(xray.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(TimeoutXray.ofCallback(503, headers, new byte[0], OptionalDouble.of(0.01)))
        .isEmpty();
  }

  @Test
  void aCallbackOfAGatewaysUpstreamTimeOutIsToldFromItsEmpty502() {
    TimeoutXray xray =
        TimeoutXray.ofCallback(
                502,
                List.of(STAMP, new Header("X-Duration-Seconds", "60.02")),
                new byte[0],
                OptionalDouble.of(60.02))
            .orElseThrow();
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.GATEWAY_UPSTREAM);
    assertThat(xray.confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void aLimitHereIsCertainAndTheLayersBehindItAreUnknown() {
    TimeoutXray xray = ended(Ending.OUR_LIMIT, Stage.WAIT, 5);
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.CLIENT);
    assertThat(xray.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(xray.layers().subList(1, 8))
        .extracting(TimeoutXray.LayerVerdict::fate)
        .containsOnly(Fate.UNKNOWN);
    assertThat(xray.explanation()).contains("5 s").contains("may still run");
    assertThat(xray.advice()).contains("upstream_timeout");
  }

  @Test
  void aLongLimitHereThinksOfAColdStart() {
    TimeoutXray xray = ended(Ending.OUR_LIMIT, Stage.WAIT, 75);
    assertThat(xray.advice()).contains("replica");
    assertThat(xray.layers())
        .filteredOn(verdict -> verdict.layer() == TimeoutLayer.COLD_START)
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.note()).contains("100 s"));
  }

  @Test
  void aConnectionThatNeverStoodReachedNothing() {
    TimeoutXray xray = ended(Ending.OUR_LIMIT, Stage.CONNECT, 5);
    assertThat(xray.fate(TimeoutLayer.GATEWAY_UPSTREAM)).isEqualTo(Fate.NOT_REACHED);
    assertThat(xray.explanation()).contains("nothing was sent");
  }

  @Test
  void aCutAtAUsualLimitIsLikelyAndAnyOtherIsOnlyPossible() {
    assertThat(ended(Ending.CUT, Stage.WAIT, 60.1).confidence()).isEqualTo(Confidence.LIKELY);
    TimeoutXray odd = ended(Ending.CUT, Stage.WAIT, 12.4);
    assertThat(odd.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(odd.alternatives()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(ended(Ending.CUT_IN_BODY, Stage.RECEIVE, 65.2).culprit())
        .isEqualTo(TimeoutLayer.GATEWAY_WRITE);
  }

  @Test
  void aQuickErrorIsNoTimeOut() {
    assertThat(answered(502, 0.02, "", STAMP)).isEmpty();
    assertThat(answered(500, 0.02, "Can't reach service for: fn.", STAMP)).isEmpty();
    assertThat(answered(503, 0.02, "no healthy upstream")).isEmpty();
    assertThat(answered(502, 0.02, "<html>502 Bad Gateway</html>")).isEmpty();
    assertThat(answered(404, 0.02, "error finding function fn.openfaas-fn: not found")).isEmpty();
  }

  @Test
  void anEmpty502BetweenTheSecondsIsOnlyPossible() {
    assertThat(answered(502, 3.01, "", STAMP).orElseThrow().confidence())
        .isEqualTo(Confidence.LIKELY);
    TimeoutXray xray = answered(502, 3.47, "", STAMP).orElseThrow();
    assertThat(xray.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(xray.alternatives().getFirst().tell()).contains("times of several calls");
  }

  @Test
  void aColdStartBeforeTheGatewaysLimitIsToldFromTheClustersOwnClock() {
    // Stamped at 03:43:00.7 and answered at 03:44:00, and 80 s had passed here.
    TimeoutXray xray =
        answered(502, 80.4, "", STAMP, new Header("Date", "Mon, 23 Nov 2026 03:44:00 GMT"))
            .orElseThrow();
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.GATEWAY_UPSTREAM);
    assertThat(xray.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(xray.layers())
        .filteredOn(verdict -> verdict.layer() == TimeoutLayer.COLD_START)
        .singleElement()
        .satisfies(verdict -> assertThat(verdict.note()).startsWith("At least 20"));
  }

  @Test
  void aReplicaThatNeverBecameReadyIsAColdStart() {
    TimeoutXray xray = answered(503, 101, "No endpoints available for: fn.", STAMP).orElseThrow();
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.COLD_START);
    assertThat(xray.fate(TimeoutLayer.WATCHDOG)).isEqualTo(Fate.NOT_REACHED);
    assertThat(answered(503, 1.2, "No endpoints available for: fn.", STAMP)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "504|nginx/1.25|<html><h1>504 Gateway Time-out</h1><center>nginx</center></html>|nginx",
        "504|awselb/2.0|<html><h1>504 Gateway Time-out</h1></html>|The AWS load balancer",
        "504|envoy|upstream request timeout|Envoy",
        "504|''|stream timeout|Envoy",
        "504|''|Gateway Timeout|Traefik",
        "524|cloudflare|<html>a timeout occurred</html>|Cloudflare",
        "504|CloudFront|<html>504 ERROR</html>|Amazon CloudFront",
        "504|''|<html><body><h1>504 Gateway Time-out</h1> x</body></html>|HAProxy",
      })
  void aProxyThatGaveUpIsNamed(int status, String server, String body, String title) {
    TimeoutXray xray = answered(status, 60, body, new Header("Server", server)).orElseThrow();
    assertThat(xray.culprit()).isEqualTo(TimeoutLayer.INGRESS);
    assertThat(xray.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(xray.explanation()).startsWith(title);
    assertThat(xray.setting()).isNotEqualTo(TimeoutLayer.INGRESS.setting());
    assertThat(xray.fate(TimeoutLayer.WATCHDOG)).isEqualTo(Fate.UNKNOWN);
  }

  @Test
  void aProxyWhoseGatewayHungUpPointsToTheGatewaysWriteTimeout() {
    for (String body :
        List.of("<html><h1>502 Bad Gateway</h1><center>nginx</center></html>", "Bad Gateway")) {
      TimeoutXray xray = answered(502, 65.1, body).orElseThrow();
      assertThat(xray.culprit()).isEqualTo(TimeoutLayer.GATEWAY_WRITE);
      assertThat(xray.confidence()).isEqualTo(Confidence.LIKELY);
      assertThat(xray.alternatives()).isNotEmpty();
    }
  }

  @Test
  void a504ThatComesAtOnceIsPerhapsNoTimeOut() {
    TimeoutXray xray =
        answered(504, 0.02, "<html><h1>504 Gateway Time-out</h1><center>nginx</center></html>")
            .orElseThrow();
    assertThat(xray.confidence()).isEqualTo(TimeoutXray.Confidence.POSSIBLE);
    assertThat(xray.alternatives())
        .anySatisfy(other -> assertThat(other.what()).contains("Nothing was waited for"));
  }

  @Test
  void aFunctionsOwn504IsItsOwnAffair() {
    assertThat(answered(504, 2.3, "too slow", STAMP, new Header("X-Duration-Seconds", "2.29")))
        .isEmpty();
  }

  @Test
  void aKilledProcessMayHaveHadTooLittleMemory() {
    TimeoutXray xray =
        answered(500, 2.5, "signal: killed", STAMP, new Header("X-Duration-Seconds", "2.437"))
            .orElseThrow();
    assertThat(xray.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(xray.alternatives().getFirst().tell()).contains("OOMKilled");
  }

  @Test
  void aCallThatAskedForItsOwnLimitIsToldSo() {
    TimeoutXray xray = answered(504, 2.01, "", "2s", STAMP, WATCHDOG).orElseThrow();
    assertThat(xray.setting().name()).isEqualTo("X-Timeout");
    assertThat(xray.advice()).contains("X-Timeout: 2s");
    assertThat(answered(200, 1.5, "part", "1500ms", STAMP).orElseThrow().confidence())
        .isEqualTo(Confidence.LIKELY);
    assertThat(answered(200, 3.0, "all", "1m", STAMP)).isEmpty();
  }

  @Test
  void aGoodAnswerThatAWatchdogTimedIsNeverSuspected() {
    Header timed = new Header("X-Duration-Seconds", "30.001");
    assertThat(answered(200, 30.01, "ok", STAMP, timed)).isEmpty();
    assertThat(answered(200, 30.01, "ok", STAMP)).isPresent();
    assertThat(answered(200, 2.47, "ok", STAMP)).isEmpty();
    assertThat(
            answered(200, 3.01, "data: 1", STAMP, new Header("Content-Type", "text/event-stream")))
        .isEmpty();
  }

  @Test
  void aSilentQueueAndARepeatedResultAreExplained() {
    TimeoutXray silence = TimeoutXray.ofSilence(Duration.ofMinutes(10));
    assertThat(silence.culprit()).isEqualTo(TimeoutLayer.QUEUE_WORKER);
    assertThat(silence.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(silence.alternatives()).hasSize(3);
    TimeoutXray repeat = TimeoutXray.ofRepeat(Duration.ofSeconds(31), OptionalDouble.of(40));
    assertThat(repeat.setting().name()).isEqualTo("ack_wait");
    assertThat(repeat.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(TimeoutXray.ofRepeat(Duration.ofSeconds(3), OptionalDouble.of(0.2)).confidence())
        .isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void aSettingsUsualValueDependsOnTheEdition() {
    TimeoutSetting upstream = TimeoutLayer.GATEWAY_UPSTREAM.setting();
    assertThat(upstream.usual(Edition.KUBERNETES_COMMUNITY)).isEqualTo("60 s");
    assertThat(upstream.usual(Edition.FAASD_COMMUNITY)).isEqualTo("65 s");
    assertThat(TimeoutLayer.QUEUE_WORKER.setting().usual(Edition.FAASD)).isEqualTo("305 s");
  }
}
