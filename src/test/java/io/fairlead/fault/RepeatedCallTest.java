package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.model.Failure;
import io.fairlead.net.Scope;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the answer and whatever the body: a call is sent once. */
@Timeout(60)
class RepeatedCallTest {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE", "PURGE", "get");

  private final Scope scope = new Scope("test");
  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeFile() throws IOException {
    file = Files.writeString(folder.resolve("body.txt"), "content");
  }

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private List<CallSpec> everyCall() {
    CallBody.Part text = new CallBody.Part("a", "1", Optional.empty());
    CallBody.Part upload = new CallBody.Part("f", "", Optional.of(file));
    List<CallBody> bodies =
        List.of(
            new CallBody.None(),
            new CallBody.Text("x", "text/plain"),
            new CallBody.Form(List.of(new CallBody.Field("a", "1"))),
            new CallBody.Multipart(List.of(text, upload)),
            new CallBody.File(file, ""),
            new CallBody.Binary(ByteString.of((byte) 0), ""));
    List<CallSpec> calls = new ArrayList<>();
    for (String method : METHODS) {
      for (CallBody body : bodies) {
        if (body instanceof CallBody.None || !method.matches("GET|HEAD")) {
          calls.add(CallSpec.of(function("fn")).withMethod(method).withBody(body));
        }
      }
    }
    return calls;
  }

  private CallResult send(LoopbackServer server, CallSpec spec) {
    return new Sender(Clients.of(server.url()), InstantSource.system()).send(spec, scope);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "408 Request Timeout",
        "503 Service Unavailable",
        "421 Misdirected Request",
        "425 Too Early",
        "429 Too Many Requests",
        "401 Unauthorized",
        "407 Proxy Authentication Required",
        "500 Internal Server Error",
        "302 Found",
      })
  void anAnswerThatInvitesToRepeatIsTheReply(String status) {
    String headers =
        "Retry-After: 0\r\nConnection: close\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
            + "Proxy-Authenticate: Basic realm=\"x\"\r\nLocation: /function/fn";
    for (CallSpec call : everyCall()) {
      try (LoopbackServer server =
          LoopbackServer.onRequest(
              (request, connection) -> {
                connection.send(LoopbackServer.response(status, headers, ""));
                connection.close();
              })) {
        CallResult result = send(server, call);
        assertThat(result.outcome().toOptional().orElseThrow().status())
            .isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(server.received()).as("%s", call).hasSize(1);
        assertThat(server.connections()).as("%s", call).isEqualTo(1);
      }
    }
  }

  @Test
  void aCallWhoseAnswerIsLostIsUnknownAndNotSentAgain() {
    List<LoopbackServer.Answer> losses =
        List.of(
            (_, connection) -> connection.close(),
            (_, connection) -> connection.reset(),
            (_, connection) -> {
              connection.send("HTTP/1.1 200");
              connection.close();
            },
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nX: 1\r\n");
              connection.reset();
            });
    for (LoopbackServer.Answer loss : losses) {
      for (CallSpec call : everyCall()) {
        try (LoopbackServer server = LoopbackServer.onRequest(loss)) {
          assertThat(send(server, call).outcome().toFailure().orElseThrow())
              .as("%s", call)
              .isInstanceOf(Failure.OutcomeUnknown.class);
          assertThat(server.connections()).as("%s", call).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void aCallThatIsResetBeforeItIsReadIsNotSentAgain() {
    for (CallSpec call : everyCall()) {
      try (LoopbackServer server = LoopbackServer.onConnection(LoopbackServer.Connection::reset)) {
        assertThat(send(server, call).outcome().toFailure().orElseThrow())
            .isInstanceOfAny(Failure.OutcomeUnknown.class, Failure.Unreachable.class);
        assertThat(server.connections()).as("%s", call).isEqualTo(1);
      }
    }
  }
}
