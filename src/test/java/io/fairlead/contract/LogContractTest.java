package io.fairlead.contract;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.LogLine;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.LogEnd;
import io.fairlead.openfaas.LogQuery;
import io.fairlead.openfaas.LogSlice;
import io.fairlead.support.Clients;
import io.fairlead.support.RecordedGateway;
import io.fairlead.support.Recording;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recorded log answers: whole, cut, empty and refused. */
class LogContractTest {

  private static final LogQuery FN = LogQuery.of(function("fn"));

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private Outcome<LogSlice> logs(String recording, LogQuery query) {
    try (RecordedGateway gateway = RecordedGateway.answering(recording)) {
      Outcome<LogSlice> outcome = Clients.of(gateway.url()).logs(query, scope);
      assertThat(gateway.received().getFirst().line())
          .isEqualTo(Recording.load(recording).requestLine());
      return outcome;
    }
  }

  private LogSlice slice(String recording, LogQuery query) {
    return logs(recording, query).toOptional().orElseThrow();
  }

  private static long linesOf(String recording) {
    byte[] body = Recording.load(recording).responseBody();
    return new String(body, StandardCharsets.UTF_8).lines().count();
  }

  @Test
  void everyLineOfAnAnswerIsRead() {
    for (String recording : List.of("faasd/60-logs", "faas-netes/60-logs")) {
      LogSlice slice = slice(recording, FN);
      assertThat(slice.lines()).hasSize((int) linesOf(recording));
      assertThat(slice.broken()).isZero();
      assertThat(slice.truncated()).isFalse();
      assertThat(slice.end()).isEqualTo(LogEnd.COMPLETE);
    }
  }

  @Test
  void aLineHasItsTimeItsInstanceAndItsTextWithoutTheEnd() {
    LogSlice slice = slice("faas-netes/60-logs-tail-3", FN.withTail(3));
    assertThat(slice.lines()).hasSize(3);
    assertThat(slice.lines().getFirst())
        .isEqualTo(
            new LogLine(
                Instant.parse("2026-11-23T03:49:49.517097033Z"),
                "fn",
                "fn-hl2rgwfjs-t8264",
                "2026/11/23 03:49:48 stdout: stdout: POST / 6 bytes"));
  }

  @Test
  void linesSinceATimeAreAskedForWithItsZone() {
    LogQuery query = FN.withSince(Instant.parse("2026-11-23T03:40:23Z"));
    assertThat(slice("faasd/60-logs-since-1s", query).lines()).isNotEmpty();
  }

  @Test
  void faasdsTailWouldBeTheOldestLinesSoAllAreReadAndTheNewestKept() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/00-info", "faasd/60-logs")) {
      GatewayClient client = Clients.of(gateway.url());
      client.info(scope);
      LogSlice slice = client.logs(FN.withTail(2), scope).toOptional().orElseThrow();
      assertThat(gateway.received().getLast().target()).isEqualTo("/system/logs?name=fn");
      List<LogLine> all = slice("faasd/60-logs", FN).lines();
      assertThat(slice.lines()).isEqualTo(all.subList(all.size() - 2, all.size()));
      assertThat(slice.truncated()).isFalse();
    }
  }

  @Test
  void anUnknownFunctionHasNoLinesOnFaasdAndIsRefusedOnKubernetes() {
    LogQuery query = LogQuery.of(function("nonesuch")).withTail(5);
    assertThat(slice("faasd/60-logs-unknown-function", query).lines()).isEmpty();
    Failure failure = logs("faas-netes/60-logs-unknown-function", query).toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(Failure.ServerError.class);
    assertThat(failure.explanation()).contains("no such function");
    assertThat(failure.evidence()).isEqualTo("unknown log request error (500)");
  }

  @Test
  void aProviderThatIsDownIsSaid() {
    Failure failure = logs("faasd/81-provider-down-logs", FN).toFailure().orElseThrow();
    assertThat(failure.explanation()).contains("provider");
  }

  @Test
  void logsWithoutCredentialsAreUnauthorised() {
    Failure failure = logs("faasd/60-logs-no-auth", FN).toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(Failure.Unauthorised.class);
  }

  @Test
  void aFollowThatTheGatewayCutsIsAnEndAndNoError() {
    for (String recording :
        List.of("faasd/80-logs-follow-write-timeout", "faas-netes/60-logs-follow-until-timeout")) {
      List<LogLine> lines = new ArrayList<>();
      List<String> broken = new ArrayList<>();
      try (RecordedGateway gateway = RecordedGateway.answering(recording)) {
        Outcome<LogEnd> end = Clients.of(gateway.url()).follow(FN, lines::add, broken::add, scope);
        assertThat(end).isEqualTo(Outcome.ok(LogEnd.CUT_BY_GATEWAY));
        assertThat(gateway.received()).hasSize(1);
        assertThat(gateway.received().getFirst().target()).contains("follow=true");
      }
      assertThat(lines).hasSize((int) linesOf(recording));
      assertThat(broken).isEmpty();
    }
  }

  @Test
  void aFollowOfAnUnknownFunctionIsRefusedOnKubernetes() {
    try (RecordedGateway gateway = RecordedGateway.answering("faas-netes/60-logs-follow-unknown")) {
      Outcome<LogEnd> end = Clients.of(gateway.url()).follow(FN, _ -> {}, scope);
      assertThat(end.toFailure().orElseThrow()).isInstanceOf(Failure.ServerError.class);
    }
  }
}
