package io.fairlead.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Invocation;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.support.Clients;
import io.fairlead.support.ReceivedRequest;
import io.fairlead.support.RecordedGateway;
import io.fairlead.support.Recording;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded calls, synchronous and queued: sent as recorded, read as recorded, and attributed. */
class InvocationContractTest {

  /** What every client adds by itself. */
  private static final Set<String> OWN =
      Set.of("host", "user-agent", "accept", "content-length", "transfer-encoding");

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  @ParameterizedTest
  @CsvSource({
    "40-invoke-bad-name, GATEWAY",
    "40-invoke-big-response, FUNCTION",
    "40-invoke-binary, FUNCTION",
    "40-invoke-cat, FUNCTION",
    "40-invoke-chunked-request, FUNCTION",
    "40-invoke-classic, FUNCTION",
    "40-invoke-classic-fail, WATCHDOG",
    "40-invoke-classic-timeout, WATCHDOG",
    "40-invoke-delete, FUNCTION",
    "40-invoke-echo-headers, FUNCTION",
    "40-invoke-echo-headers-with-auth, FUNCTION",
    "40-invoke-env, FUNCTION",
    "40-invoke-fail-serializing, WATCHDOG",
    "40-invoke-fail-streaming, FUNCTION",
    "40-invoke-get, FUNCTION",
    "40-invoke-gzip-accept, FUNCTION",
    "40-invoke-head, FUNCTION",
    "40-invoke-json, FUNCTION",
    "40-invoke-max-inflight, WATCHDOG",
    "40-invoke-missing-process, WATCHDOG",
    "40-invoke-namespaced, FUNCTION",
    "40-invoke-options, FUNCTION",
    "40-invoke-own-call-id, FUNCTION",
    "40-invoke-patch, FUNCTION",
    "40-invoke-post, FUNCTION",
    "40-invoke-put, FUNCTION",
    "40-invoke-redirect, FUNCTION",
    "40-invoke-slow-start, WATCHDOG",
    "40-invoke-status-201, FUNCTION",
    "40-invoke-status-204, FUNCTION",
    "40-invoke-status-304, FUNCTION",
    "40-invoke-status-400, FUNCTION",
    "40-invoke-status-401, FUNCTION",
    "40-invoke-status-404, FUNCTION",
    "40-invoke-status-409, FUNCTION",
    "40-invoke-status-429, FUNCTION",
    "40-invoke-status-500, FUNCTION",
    "40-invoke-status-502, FUNCTION",
    "40-invoke-status-503, FUNCTION",
    "40-invoke-stream-cgi, FUNCTION",
    "40-invoke-stream-cgi-sse, FUNCTION",
    "40-invoke-stream-plain, FUNCTION",
    "40-invoke-stream-sse, FUNCTION",
    "40-invoke-timeout-http, WATCHDOG",
    "40-invoke-timeout-serializing, WATCHDOG",
    "40-invoke-timeout-streaming, FUNCTION",
    "40-invoke-trailing-slash, FUNCTION",
    "40-invoke-unknown, GATEWAY",
    "40-invoke-unknown-namespace, GATEWAY",
    "50-async-accepted, GATEWAY",
    "50-async-bad-callback-url, GATEWAY",
    "50-async-callback-request, GATEWAY",
    "50-async-echo-headers-request, GATEWAY",
    "50-async-get, GATEWAY",
    "50-async-own-call-id-request, GATEWAY",
    "50-async-put, GATEWAY",
    "50-async-with-auth-request, GATEWAY",
  })
  void aRecordedCallIsRepeatedExactly(String name, Producer producer) {
    for (String provider : List.of("faasd/", "faas-netes/")) {
      replay(provider + name, producer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "80-gateway-upstream-timeout, GATEWAY",
    "81-nats-down-async, GATEWAY",
    "81-provider-down-invoke, GATEWAY",
  })
  void aCallThatThePlatformFailedIsThePlatforms(String name, Producer producer) {
    replay("faasd/" + name, producer);
  }

  private void replay(String name, Producer producer) {
    Recording recording = Recording.load(name);
    try (RecordedGateway gateway = RecordedGateway.answering(name)) {
      Invocation call = call(recording);
      Outcome<InvocationReply> outcome = Clients.of(gateway.url()).invoke(call, scope);
      assertThat(outcome).isInstanceOf(Outcome.Ok.class);
      InvocationReply reply = outcome.toOptional().orElseThrow();
      assertThat(reply.status()).isEqualTo(recording.json().at("/response/status").asInt());
      assertThat(reply.beginning(1 << 20)).isEqualTo(recording.responseBody());
      assertThat(reply.headers()).isEqualTo(recording.responseHeaders());
      assertThat(reply.truncated()).isFalse();
      assertThat(reply.timing().total()).isPositive();

      ReceivedRequest sent = gateway.received().getFirst();
      assertThat(gateway.received()).hasSize(1);
      assertThat(sent.line()).isEqualTo(recording.requestLine());
      assertThat(sent.body()).isEqualTo(recording.requestBody());
      for (Header header : call.headers()) {
        assertThat(sent.header(header.name())).contains(header.value());
      }
      CallSpec.Mode mode = call.async() ? CallSpec.Mode.ASYNC : CallSpec.Mode.SYNC;
      assertThat(Producer.of(outcome, mode)).as(name).isEqualTo(producer);
      assertThat(Producer.reason(outcome, mode)).isNotBlank();
    }
  }

  @Test
  void aReplyTellsWhenAndHowLong() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/40-invoke-post")) {
      InvocationReply reply =
          Clients.of(gateway.url())
              .invoke(call(Recording.load("faasd/40-invoke-post")), scope)
              .toOptional()
              .orElseThrow();
      assertThat(reply.durationSeconds()).hasValue(0.000869);
      assertThat(reply.callId()).isPresent();
      assertThat(reply.startTime())
          .hasValueSatisfying(at -> assertThat(at).isAfter(Instant.parse("2026-11-23T03:38:00Z")));
      assertThat(reply.timing().firstByte()).isGreaterThanOrEqualTo(reply.timing().sent());
      assertThat(reply.timing().total()).isGreaterThanOrEqualTo(reply.timing().firstByte());
    }
  }

  @Test
  void aCallWithoutAnAnswerIsAnUnknownOutcome() {
    for (String name : List.of("80-gateway-write-timeout", "80-gateway-slow-request-body")) {
      try (RecordedGateway gateway = RecordedGateway.answering("faasd/" + name)) {
        Outcome<InvocationReply> outcome =
            Clients.of(gateway.url()).invoke(call(Recording.load("faasd/" + name)), scope);
        assertThat(outcome.toFailure().orElseThrow()).isInstanceOf(Failure.OutcomeUnknown.class);
        assertThat(Producer.of(outcome, CallSpec.Mode.SYNC)).isEqualTo(Producer.UNKNOWN);
        assertThat(gateway.received()).hasSize(1);
      }
    }
  }

  private static Invocation call(Recording recording) {
    String[] line = recording.requestLine().split(" ", 2);
    URI target = URI.create(line[1]);
    String[] parts = target.getRawPath().split("/", 4);
    String name = URI.create("/" + parts[2]).getPath().substring(1);
    int dot = name.lastIndexOf('.');
    FunctionRef function =
        dot < 0
            ? Clients.function(name)
            : Clients.function(name.substring(0, dot), name.substring(dot + 1));
    List<Header> headers = new ArrayList<>(recording.requestHeaders());
    headers.removeIf(header -> OWN.contains(header.name().toLowerCase(Locale.ROOT)));
    return new Invocation(
        function,
        line[0],
        parts.length > 3 ? "/" + parts[3] : "",
        target.getRawQuery() == null ? "" : target.getRawQuery(),
        headers,
        recording.requestBody(),
        parts[1].equals("async-function"));
  }
}
