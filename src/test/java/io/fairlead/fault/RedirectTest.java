package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallOptions;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.ReceivedRequest;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A function redirects: shown, followed when asked, and no secret goes to another server. */
class RedirectTest {

  private static final CallOptions FOLLOW = CallOptions.DEFAULT.withFollowRedirects(true);

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private static LoopbackServer redirecting(int status, String to) {
    return LoopbackServer.onRequest(
        (request, connection) -> {
          if (request.target().startsWith("/function/")) {
            connection.send(
                LoopbackServer.response(
                    status + " Moved", "Location: " + to + "\r\nX-Start-Time: 1", ""));
          } else {
            connection.send(LoopbackServer.response("200 OK", "", "arrived"));
          }
        });
  }

  private CallResult call(LoopbackServer server, CallSpec spec) {
    return new Sender(Clients.of(server.url()), InstantSource.system()).send(spec, scope);
  }

  private static CallSpec spec() {
    return CallSpec.of(function("fn"))
        .withBody("{}")
        .withHeaders(
            List.of(
                new Header("Authorization", "Bearer secret"),
                new Header("Cookie", "session=secret"),
                new Header("X-Plain", "plain")));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsTheReplyUnlessTheCallFollows(int status) {
    try (LoopbackServer server = redirecting(status, "/elsewhere")) {
      CallResult result = call(server, spec());
      InvocationReply reply = result.outcome().toOptional().orElseThrow();
      assertThat(reply.status()).isEqualTo(status);
      assertThat(reply.header("Location")).contains("/elsewhere");
      assertThat(result.hops()).isEmpty();
      assertThat(server.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"301,GET", "302,GET", "303,GET", "307,POST", "308,POST"})
  void aFollowedRedirectGoesOnAsBrowsersDo(int status, String method) {
    try (LoopbackServer server = redirecting(status, "/elsewhere?x=1")) {
      CallResult result = call(server, spec().withOptions(FOLLOW));
      assertThat(result.outcome().toOptional().orElseThrow().bodyText()).isEqualTo("arrived");
      ReceivedRequest second = server.received().getLast();
      assertThat(second.line()).isEqualTo(method + " /elsewhere?x=1");
      assertThat(second.bodyText()).isEqualTo(method.equals("POST") ? "{}" : "");
      assertThat(second.header("Authorization")).contains("Bearer secret");
      assertThat(result.hops()).hasSize(1);
      assertThat(result.hops().getFirst().status()).isEqualTo(status);
      assertThat(result.hops().getFirst().otherServer()).isFalse();
    }
  }

  @Test
  void noSecretIsCarriedToAnotherServer() {
    try (LoopbackServer other =
            LoopbackServer.answering(LoopbackServer.response("200 OK", "", "other"));
        LoopbackServer server = redirecting(307, other.url() + "/taken")) {
      CallSpec spec = spec().withOptions(FOLLOW.withGatewayCredentials(true));
      CallResult result = call(server, spec);
      assertThat(result.outcome().toOptional().orElseThrow().bodyText()).isEqualTo("other");
      ReceivedRequest taken = other.received().getFirst();
      assertThat(taken.header("Authorization")).isEmpty();
      assertThat(taken.header("Cookie")).isEmpty();
      assertThat(taken.header("X-Plain")).contains("plain");
      assertThat(result.hops().getFirst().otherServer()).isTrue();
    }
  }

  @Test
  void theGatewaysCredentialsGoOnlyWhereTheCallSaysSoAndNotToAnotherServer() {
    try (LoopbackServer other =
            LoopbackServer.answering(LoopbackServer.response("200 OK", "", "other"));
        LoopbackServer server = redirecting(302, other.url() + "/taken")) {
      CallSpec plain = CallSpec.of(function("fn")).withOptions(FOLLOW);
      call(server, plain);
      assertThat(server.received().getLast().header("Authorization")).isEmpty();

      call(server, plain.withOptions(FOLLOW.withGatewayCredentials(true)));
      assertThat(server.received().getLast().header("Authorization")).isPresent();
      assertThat(other.received()).hasSize(2);
      assertThat(other.received())
          .allSatisfy(request -> assertThat(request.header("Authorization")).isEmpty());
    }
  }

  @Test
  void aRingOfRedirectsEndsAfterTen() {
    try (LoopbackServer server =
        LoopbackServer.answering(
            LoopbackServer.response("302 Found", "Location: /function/fn", ""))) {
      CallResult result = call(server, spec().withOptions(FOLLOW));
      assertThat(result.outcome().toOptional().orElseThrow().status()).isEqualTo(302);
      assertThat(result.hops()).hasSize(10);
      assertThat(server.received()).hasSize(11);
    }
  }

  @Test
  void aPlaceThatIsNoUrlIsShown() {
    try (LoopbackServer server = redirecting(302, "mailto:someone@example.com")) {
      CallResult result = call(server, spec().withOptions(FOLLOW));
      assertThat(result.outcome().toOptional().orElseThrow().status()).isEqualTo(302);
    }
  }
}
