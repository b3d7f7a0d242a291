package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that break the protocol, or stretch it: shown as far as they go, never believed more. */
@Timeout(60)
class StrangeAnswerTest {

  private static final CallSpec CALL = CallSpec.of(function("fn")).withBody("x");
  private static final long MOST_HEAP = 32L << 20;

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private CallResult send(LoopbackServer server, CallSpec spec) {
    return new Sender(Clients.of(server.url()), InstantSource.system()).send(spec, scope);
  }

  private InvocationReply reply(LoopbackServer server) {
    return send(server, CALL).outcome().toOptional().orElseThrow();
  }

  private Failure.OutcomeUnknown unknown(LoopbackServer server) {
    Failure failure = send(server, CALL).outcome().toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class);
    assertThat(server.connections()).isEqualTo(1);
    return (Failure.OutcomeUnknown) failure;
  }

  private static LoopbackServer answeringAndClosing(String answer) {
    return LoopbackServer.onRequest(
        (_, connection) -> {
          connection.send(answer);
          connection.close();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>hello from 1991</html>",
        "hello",
        "\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 abc OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 2000 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/7.3 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "ICY 200\r\n\r\n",
        "\0\1\2\3\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n",
      })
  void whatIsNoHttpIsAnUnknownOutcome(String garbage) {
    try (LoopbackServer server = answeringAndClosing(garbage)) {
      CallResult result = send(server, CALL);
      result
          .outcome()
          .either(
              reply -> assertThat(reply.status()).isEqualTo(200),
              failure -> assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerOfTheOldProtocolEndsWithItsConnection() {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.0 200 OK\r\nX-Call-Id: 1\r\n\r\nold")) {
      InvocationReply reply = reply(server);
      assertThat(reply.bodyText()).isEqualTo("old");
      assertThat(reply.end()).isEqualTo(InvocationReply.End.WHOLE);
    }
  }

  @Test
  void aStatusWithoutAReasonIsAStatus() {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok")) {
      assertThat(reply(server).bodyText()).isEqualTo("ok");
    }
  }

  @Test
  void aBodyThatIsShorterThanItsLengthIsCut() {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")) {
      InvocationReply reply = reply(server);
      assertThat(reply.bodyText()).isEqualTo("half");
      assertThat(reply.end()).isEqualTo(InvocationReply.End.CUT);
      assertThat(reply.truncation()).contains("4 bytes");
    }
  }

  @Test
  void aBodyThatIsLongerThanItsLengthEndsAtIt() {
    try (LoopbackServer server =
        answeringAndClosing(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 No\r\n\r\n")) {
      assertThat(reply(server).bodyText()).isEqualTo("ok");
    }
  }

  @Test
  void twoLengthsThatDifferAreSaid() {
    try (LoopbackServer server =
        answeringAndClosing(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 4\r\n\r\nokay")) {
      InvocationReply reply = reply(server);
      assertThat(reply.truncated()).isTrue();
      assertThat(reply.truncation()).contains("two lengths").contains("2").contains("4");
    }
  }

  @Test
  void aLengthBesideChunksIsSaid() {
    try (LoopbackServer server =
        answeringAndClosing(
            "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nwhole\r\n0\r\n\r\n")) {
      InvocationReply reply = reply(server);
      assertThat(reply.bodyText()).isEqualTo("whole");
      assertThat(reply.truncated()).isTrue();
      assertThat(reply.truncation()).contains("chunks");
    }
  }

  @Test
  void theSameLengthTwiceIsALength() {
    try (LoopbackServer server =
        answeringAndClosing(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok")) {
      assertThat(reply(server).truncated()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "abc", "99999999999999999999999"})
  void aLengthThatIsNoneIsNotBelieved(String length) {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\nbody")) {
      InvocationReply reply = reply(server);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.truncated()).isEqualTo(length.startsWith("-"));
      assertThat(reply.bodyText()).isEqualTo(length.startsWith("-") ? "" : "body");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nbody\r\n0\r\n\r\n",
        "-4\r\nbody\r\n0\r\n\r\n",
        "4\r\nbodyXX0\r\n\r\n",
        "ffffffffffffffff\r\nbody",
        "4\r\nbody\r\n",
        "4",
        "",
      })
  void chunksThatAreGarbageCutTheBody(String chunks) {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)) {
      InvocationReply reply = reply(server);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.end()).isEqualTo(InvocationReply.End.CUT);
    }
  }

  @Test
  void aGzipBombIsNeverInflatedUninvited() throws IOException {
    byte[] bomb = bomb(200 << 20);
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send(
                  "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: "
                      + bomb.length
                      + "\r\n\r\n");
              connection.send(bomb);
            })) {
      for (CallSpec call :
          List.of(CALL, CALL.withHeaders(List.of(new Header("Accept-Encoding", "gzip"))))) {
        long before = heap();
        InvocationReply reply = send(server, call).outcome().toOptional().orElseThrow();
        assertThat(reply.body().size()).isEqualTo(bomb.length);
        assertThat(heap() - before).isLessThan(MOST_HEAP);
      }
    }
  }

  private static byte[] bomb(int size) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      byte[] block = new byte[1 << 20];
      for (int i = 0; i < size >> 20; i++) {
        out.write(block);
      }
    }
    return zipped.toByteArray();
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  void headersWithoutEndAreAnUnknownOutcomeAndCostNoHeap() {
    String line = "X-Endless: " + "x".repeat(1000) + "\r\n";
    try (LoopbackServer server = endless("HTTP/1.1 200 OK\r\n", line)) {
      long before = heap();
      assertThat(unknown(server).loss()).isEqualTo(Failure.OutcomeUnknown.Loss.GARBLED);
      assertThat(heap() - before).isLessThan(MOST_HEAP);
    }
  }

  @Test
  void oneHeaderWithoutEndIsAnUnknownOutcome() {
    try (LoopbackServer server = endless("HTTP/1.1 200 OK\r\nX-Endless: ", "x".repeat(1000))) {
      assertThat(unknown(server).loss()).isEqualTo(Failure.OutcomeUnknown.Loss.GARBLED);
    }
  }

  @Test
  void aStatusLineWithoutEndIsAnUnknownOutcome() {
    try (LoopbackServer server = endless("HTTP/1.1 200 ", "OK".repeat(500))) {
      unknown(server);
    }
  }

  @Test
  void answersThatOnlyAnnounceAnAnswerEndWithTheTimeOfTheCall() {
    try (LoopbackServer server = endless("", "HTTP/1.1 102 Processing\r\n\r\n")) {
      long began = System.nanoTime();
      Failure failure =
          send(server, CALL.withTimeout(Duration.ofSeconds(2))).outcome().toFailure().orElseThrow();
      assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }
  }

  private static LoopbackServer endless(String beginning, String forEver) {
    return LoopbackServer.onRequest(
        (_, connection) -> {
          connection.send(beginning);
          for (int i = 0; i < 5_000_000; i++) {
            connection.send(forEver);
          }
        });
  }

  @Test
  void hintsBeforeTheAnswerArePassedOver() {
    try (LoopbackServer server =
        answeringAndClosing(
            "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
                + LoopbackServer.response("200 OK", "", "ok"))) {
      assertThat(reply(server).bodyText()).isEqualTo("ok");
    }
  }

  @Test
  void aBodyWaitsForItsInvitationAndIsNotSentWithoutOne() {
    CallSpec asking = CALL.withHeaders(List.of(new Header("Expect", "100-continue")));
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              connection.send("HTTP/1.1 100 Continue\r\n\r\n");
              connection.send(LoopbackServer.response("200 OK", "", "read " + connection.skip(1)));
            })) {
      assertThat(send(server, asking).outcome().toOptional().orElseThrow().bodyText())
          .isEqualTo("read 1");
    }
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              connection.send(LoopbackServer.response("417 Expectation Failed", "", ""));
              connection.awaitHangUp();
            })) {
      assertThat(send(server, asking).outcome().toOptional().orElseThrow().status()).isEqualTo(417);
    }
  }

  @Test
  void anAnswerBeforeTheWholeRequestIsTheReply() {
    CallSpec large = CALL.withBody(new CallBody.Binary(ByteString.of(new byte[32 << 20]), ""));
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              connection.send(
                  LoopbackServer.response(
                      "413 Content Too Large", "Connection: close", "too large"));
              connection.skip(32 << 20);
            })) {
      InvocationReply reply = send(server, large).outcome().toOptional().orElseThrow();
      assertThat(reply.status()).isEqualTo(413);
      assertThat(reply.bodyText()).isEqualTo("too large");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerBeforeTheWholeRequestIsTheReplyEvenIfNobodyReadsOn() {
    CallSpec large = CALL.withBody(new CallBody.Binary(ByteString.of(new byte[32 << 20]), ""));
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              connection.send(
                  LoopbackServer.response("413 Content Too Large", "Connection: close", "no"));
            })) {
      CallResult result = send(server, large);
      result
          .outcome()
          .either(
              reply -> assertThat(reply.status()).isEqualTo(413),
              failure -> assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerThatSwitchesTheProtocolIsShown() {
    try (LoopbackServer server =
        answeringAndClosing(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
                + "frames")) {
      CallResult result = send(server, CALL);
      result
          .outcome()
          .either(
              reply -> assertThat(reply.status()).isEqualTo(101),
              failure -> assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class));
    }
  }

  @Test
  void aStatusThatHasNoBodyHasNone() {
    for (String status : List.of("204 No Content", "304 Not Modified")) {
      try (LoopbackServer server = answeringAndClosing("HTTP/1.1 " + status + "\r\n\r\n")) {
        InvocationReply reply = reply(server);
        assertThat(reply.bodyText()).isEmpty();
        assertThat(reply.truncated()).isFalse();
      }
    }
  }

  @Test
  void aStatusThatMustHaveNoBodyAndNamesOneIsShown() {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc")) {
      CallResult result = send(server, CALL);
      result
          .outcome()
          .either(
              reply -> assertThat(reply.status()).isEqualTo(204),
              failure -> assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class));
    }
  }

  @Test
  void aHeaderThatIsNoAsciiIsShown() {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.1 503 No\r\nX-Name: zażółć\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(reply(server).header("X-Name")).contains("zażółć");
    }
  }

  @Test
  void aHeaderWithoutANameIsAnUnknownOutcomeOrShown() {
    try (LoopbackServer server =
        answeringAndClosing("HTTP/1.1 503 No\r\n: value\r\nContent-Length: 0\r\n\r\n")) {
      CallResult result = send(server, CALL);
      result
          .outcome()
          .either(
              reply -> assertThat(reply.status()).isEqualTo(503),
              failure -> assertThat(failure).isInstanceOf(Failure.OutcomeUnknown.class));
    }
  }
}
