package io.fairlead.calls;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.RecordedGateway;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SenderTest {

  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private static Sender sender(RecordedGateway gateway) {
    return new Sender(Clients.of(gateway.url()), InstantSource.fixed(NOW));
  }

  @Test
  void aCallIsSentAndItsReplyHasAProducer() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/40-invoke-post")) {
      CallSpec spec =
          CallSpec.of(function("fn"))
              .withPath("/x")
              .withQuery("a=1")
              .withHeaders(List.of(new Header("X-Mine", "1")))
              .withBody("hello");
      CallResult result = sender(gateway).send(spec, scope);
      assertThat(result.at()).isEqualTo(NOW);
      assertThat(result.spec()).isEqualTo(spec);
      assertThat(result.producer()).isEqualTo(Producer.FUNCTION);
      assertThat(result.producerReason()).isNotBlank();
      assertThat(result.outcome().toOptional().orElseThrow().bodyText()).isEqualTo("hello");
      assertThat(gateway.received().getFirst().line()).isEqualTo("POST /function/fn/x?a=1");
      assertThat(gateway.received().getFirst().header("X-Mine")).contains("1");
      assertThat(gateway.received().getFirst().bodyText()).isEqualTo("hello");
    }
  }

  @Test
  void aQueuedCallIsAnsweredByTheGateway() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/50-async-accepted")) {
      CallSpec spec = CallSpec.of(function("fn")).withMode(CallSpec.Mode.ASYNC);
      CallResult result = sender(gateway).send(spec, scope);
      assertThat(result.producer()).isEqualTo(Producer.GATEWAY);
      assertThat(result.outcome().toOptional().orElseThrow().callId()).isPresent();
      assertThat(gateway.received().getFirst().line()).isEqualTo("POST /async-function/fn");
    }
  }

  @Test
  void aCallOfAnotherGatewaysFunctionIsNotSent() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/40-invoke-post")) {
      FunctionRef foreign = new FunctionRef(new GatewayId("production"), "", "fn");
      CallResult result = sender(gateway).send(CallSpec.of(foreign), scope);
      assertThat(result.outcome().toFailure().orElseThrow()).isInstanceOf(Failure.Rejected.class);
      assertThat(result.producer()).isEqualTo(Producer.UNKNOWN);
      assertThat(gateway.received()).isEmpty();
    }
  }

  @Test
  void callsAreEqualByContent() {
    CallSpec spec = CallSpec.of(function("fn")).withBody("hello");
    assertThat(spec).isEqualTo(CallSpec.of(function("fn")).withBody("hello"));
    assertThat(spec).hasSameHashCodeAs(CallSpec.of(function("fn")).withBody("hello"));
    assertThat(spec).isNotEqualTo(spec.withBody("hallo"));
  }
}
