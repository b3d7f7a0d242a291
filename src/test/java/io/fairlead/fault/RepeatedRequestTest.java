package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.Invocation;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.SecretRef;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that changes something reaches the gateway at most once. */
class RepeatedRequestTest {

  private static final String BUSY =
      LoopbackServer.response("503 Service Unavailable", "Retry-After: 0", "busy");
  private static final String SLOW =
      LoopbackServer.response("408 Request Timeout", "Connection: close", "Killed process.\n");

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private static Invocation call(String method) {
    byte[] body = method.equals("POST") ? new byte[] {'x'} : new byte[0];
    return new Invocation(function("fn"), method, "", "", List.of(), body, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE", "HEAD", "PUT"})
  void aCallAnswered503WithRetryAfterZeroIsNotRepeated(String method) {
    try (LoopbackServer server =
        LoopbackServer.answering(method.equals("HEAD") ? BUSY.replace("busy", "") : BUSY)) {
      InvocationReply reply =
          Clients.of(server.url()).invoke(call(method), scope).toOptional().orElseThrow();
      assertThat(reply.status()).isEqualTo(503);
      assertThat(reply.headers()).contains(new Header("Retry-After", "0"));
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE"})
  void aCallAnswered408IsNotRepeated(String method) {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send(SLOW);
              connection.close();
            })) {
      InvocationReply reply =
          Clients.of(server.url()).invoke(call(method), scope).toOptional().orElseThrow();
      assertThat(reply.status()).isEqualTo(408);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void noManagementChangeIsRepeated() {
    for (String answer : List.of(BUSY, SLOW)) {
      try (LoopbackServer server = LoopbackServer.answering(answer)) {
        GatewayClient client = Clients.of(server.url());
        FunctionSpec spec = FunctionSpec.of("fn", "", "image:1");
        List<Outcome<?>> outcomes =
            List.of(
                client.deploy(spec, scope),
                client.update(spec, scope),
                client.delete(function("fn"), scope),
                client.scale(function("fn"), 2, scope),
                client.createSecret(new SecretRef("", "s"), new byte[] {'v'}, scope),
                client.deleteNamespace("dev", scope));
        assertThat(outcomes).noneMatch(outcome -> outcome instanceof Outcome.Ok<?>);
        assertThat(server.received()).hasSize(outcomes.size());
      }
    }
  }

  @Test
  void aChangeWhoseConnectionIsCutIsNotRepeatedAndItsOutcomeIsUnknown() {
    try (LoopbackServer server = LoopbackServer.onRequest((_, connection) -> connection.close())) {
      Failure failure =
          Clients.of(server.url())
              .deploy(FunctionSpec.of("fn", "", "image:1"), scope)
              .toFailure()
              .orElseThrow();
      assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class);
      assertThat(failure.offer()).isEqualTo(Failure.Offer.READ_BACK);
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void aChangeNeverTravelsOnAConnectionThatWasLeftOpen() {
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", "[]"))) {
      GatewayClient client = Clients.of(server.url());
      client.list("", scope);
      client.list("", scope);
      assertThat(server.connections()).isEqualTo(1);
      client.delete(function("fn"), scope);
      client.delete(function("fn"), scope);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void aListOnAPooledConnectionThatTheGatewayHasClosedIsAskedForAgain() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send(LoopbackServer.response("200 OK", "", "[]"));
              connection.close();
            })) {
      GatewayClient client = Clients.of(server.url());
      for (int i = 0; i < 5; i++) {
        assertThat(client.list("", scope)).isInstanceOf(Outcome.Ok.class);
      }
    }
  }
}
