package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.FunctionList;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.Invocation;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something between here and the gateway answers in its place, or adds to what it says. */
class ProxyInTheWayTest {

  private static final String PAGE = "<!DOCTYPE html><html><title>Sign in</title></html>";
  private static final Invocation CALL =
      new Invocation(function("fn"), "POST", "", "", List.of(), new byte[0], false);
  private static final Invocation QUEUED =
      new Invocation(function("fn"), "POST", "", "", List.of(), new byte[0], true);

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  @Test
  void aLoginPageIsNamedWhateverItsStatus() {
    for (String status : List.of("200 OK", "403 Forbidden", "404 Not Found", "502 Bad Gateway")) {
      String answer = LoopbackServer.response(status, "Content-Type: text/html", PAGE);
      try (LoopbackServer server = LoopbackServer.answering(answer)) {
        GatewayClient client = Clients.of(server.url());
        for (Outcome<?> outcome :
            List.of(
                client.list("", scope),
                client.info(scope),
                client.healthz(scope),
                client.describe(function("fn"), scope))) {
          Failure failure = outcome.toFailure().orElseThrow();
          assertThat(failure).isInstanceOf(Failure.BadPayload.class);
          assertThat(failure.explanation()).contains("HTML page");
          assertThat(failure.evidence()).contains("Sign in");
          assertThat(failure.offer()).isEqualTo(Failure.Offer.EDIT_CONNECTION);
        }
      }
    }
  }

  @Test
  void aProxysTimeOutLeavesTheOutcomeOfAChangeUnknown() {
    for (String status : List.of("502 Bad Gateway", "504 Gateway Time-out")) {
      String answer = LoopbackServer.response(status, "Content-Type: text/html", PAGE);
      try (LoopbackServer server = LoopbackServer.answering(answer)) {
        Failure failure =
            Clients.of(server.url())
                .deploy(FunctionSpec.of("fn", "", "image:1"), scope)
                .toFailure()
                .orElseThrow();
        assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class);
        assertThat(failure.explanation()).contains("HTML page of a proxy");
      }
    }
  }

  @Test
  void aLoginPageThatDoesNotSayWhatItIsIsFoundByItsBeginning() {
    String answer = LoopbackServer.response("200 OK", "", "\n  <HTML>");
    try (LoopbackServer server = LoopbackServer.answering(answer)) {
      Failure failure = Clients.of(server.url()).list("", scope).toFailure().orElseThrow();
      assertThat(failure.explanation()).contains("HTML page");
    }
  }

  @Test
  void aRedirectToALoginIsNotFollowedAndNamesItsAim() {
    try (LoopbackServer login =
            LoopbackServer.answering(LoopbackServer.response("200 OK", "", "[]"));
        LoopbackServer server =
            LoopbackServer.answering(
                LoopbackServer.response("302 Found", "Location: " + login.url() + "/login", ""))) {
      GatewayClient client = Clients.of(server.url());
      Failure failure = client.list("", scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.BadPayload.class);
      assertThat(failure.explanation()).contains("302").contains(login.url() + "/login");
      client.invoke(CALL, scope);
      client.delete(function("fn"), scope);
      assertThat(login.received()).isEmpty();
      assertThat(server.received()).hasSize(3);
    }
  }

  @Test
  void credentialsAreNotSentToFunctions() {
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", "[]"))) {
      GatewayClient client = Clients.of(server.url());
      client.list("", scope);
      client.invoke(CALL, scope);
      client.invoke(QUEUED, scope);
      assertThat(server.received().get(0).header("Authorization"))
          .contains(Clients.CREDENTIALS.headerValue());
      assertThat(server.received().get(1).line()).isEqualTo("POST /function/fn");
      assertThat(server.received().get(1).header("Authorization")).isEmpty();
      assertThat(server.received().get(2).line()).isEqualTo("POST /async-function/fn");
      assertThat(server.received().get(2).header("Authorization")).isEmpty();
    }
  }

  @Test
  void theOperatorsOwnAuthorizationGoesToTheFunction() {
    Invocation call =
        new Invocation(
            function("fn"),
            "POST",
            "",
            "",
            List.of(new Header("Authorization", "Bearer mine")),
            new byte[0],
            false);
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("401 Unauthorized", "", "no"))) {
      InvocationReply reply =
          Clients.of(server.url()).invoke(call, scope).toOptional().orElseThrow();
      assertThat(reply.status()).isEqualTo(401);
      assertThat(server.received().getFirst().header("Authorization")).contains("Bearer mine");
      assertThat(server.received()).hasSize(1);
    }
  }

  @Test
  void credentialsThatStopBeingValidAreNoticedAtTheNextRequest() {
    List<String> answers =
        List.of(
            LoopbackServer.response("200 OK", "", "[]"),
            LoopbackServer.response("401 Unauthorized", "", "invalid credentials"));
    AtomicInteger next = new AtomicInteger();
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> connection.send(answers.get(next.getAndIncrement())))) {
      GatewayClient client = Clients.of(server.url());
      assertThat(client.list("", scope)).isInstanceOf(Outcome.Ok.class);
      Failure failure = client.list("", scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.Unauthorised.class);
      assertThat(failure.offer()).isEqualTo(Failure.Offer.EDIT_CONNECTION);
      assertThat(server.received()).hasSize(2);
    }
  }

  @Test
  void aListThatAProxyCompressesIsRead() throws IOException {
    String json = "[{\"name\":\"a\",\"image\":\"i\",\"namespace\":\"n\",\"replicas\":1}]";
    byte[] zipped = gzip(json);
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + zipped.length
                      + "\r\n\r\n");
              connection.send(zipped);
            })) {
      FunctionList list = Clients.of(server.url()).list("", scope).toOptional().orElseThrow();
      assertThat(list.functions()).hasSize(1);
      assertThat(list.bytes()).isEqualTo(json.length());
    }
  }

  @Test
  void aReplyIsShownAsItCameAndNotUnzipped() throws IOException {
    byte[] zipped = gzip("hello");
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + zipped.length
                      + "\r\n\r\n");
              connection.send(zipped);
            })) {
      InvocationReply reply =
          Clients.of(server.url()).invoke(CALL, scope).toOptional().orElseThrow();
      assertThat(reply.beginning(1 << 20)).isEqualTo(zipped);
      assertThat(reply.header("content-encoding")).contains("gzip");
      assertThat(server.received().getFirst().header("Accept-Encoding")).contains("identity");
    }
  }

  @Test
  void aPageInPlaceOfAFunctionsReplyIsTheIngresses() {
    String answer =
        LoopbackServer.response("503 Service Unavailable", "Content-Type: text/html", PAGE);
    try (LoopbackServer server = LoopbackServer.answering(answer)) {
      Outcome<InvocationReply> outcome = Clients.of(server.url()).invoke(CALL, scope);
      assertThat(Producer.of(outcome, CallSpec.Mode.SYNC)).isEqualTo(Producer.INGRESS);
    }
  }

  @Test
  void tooManyRequestsSaysHowLongToWait() {
    String answer =
        LoopbackServer.response("429 Too Many Requests", "Retry-After: 30", "slow down");
    try (LoopbackServer server = LoopbackServer.answering(answer)) {
      Failure failure = Clients.of(server.url()).list("", scope).toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.Rejected.class);
      assertThat(failure.explanation()).isEqualTo("slow down");
      assertThat(failure.remedy()).contains("30 s");
    }
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return zipped.toByteArray();
  }
}
