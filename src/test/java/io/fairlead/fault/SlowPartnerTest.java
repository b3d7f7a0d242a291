package io.fairlead.fault;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Sender;
import io.fairlead.model.Failure;
import io.fairlead.net.ExchangeProgress.Stage;
import io.fairlead.net.Scope;
import io.fairlead.net.Span;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import io.fairlead.support.StoppedCall;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is slow at any stage: its time is measured, limited, and given up at a word. */
@Timeout(60)
class SlowPartnerTest {

  private static final Duration AT_ONCE = Duration.ofMillis(100);
  private static final CallSpec CALL = CallSpec.of(function("fn")).withBody("x");
  private static final CallSpec LARGE =
      CALL.withBody(new CallBody.Binary(ByteString.of(new byte[64 << 20]), ""));

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private CallResult send(String url, CallSpec spec) {
    return new Sender(Clients.of(url), InstantSource.system()).send(spec, scope);
  }

  private static void pass(int millis) {
    long end = System.nanoTime() + millis * 1_000_000L;
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  @Test
  void latencyIsShownAsWaiting() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              pass(150);
              connection.send(LoopbackServer.response("200 OK", "", "late"));
            })) {
      CallResult result = send(server.url(), CALL);
      assertThat(result.outcome().toOptional().orElseThrow().bodyText()).isEqualTo("late");
      assertThat(result.timing().last(Stage.WAIT).map(Span::length).orElseThrow())
          .isGreaterThanOrEqualTo(Duration.ofMillis(140));
    }
  }

  @Test
  void aBodyThatDripsIsReceivedToItsEnd() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n");
              for (int i = 0; i < 20; i++) {
                pass(10);
                connection.send("x");
              }
            })) {
      CallResult result = send(server.url(), CALL);
      InvocationReply reply = result.outcome().toOptional().orElseThrow();
      assertThat(reply.bodyText()).hasSize(20);
      assertThat(reply.truncated()).isFalse();
      assertThat(result.timing().last(Stage.RECEIVE).map(Span::length).orElseThrow())
          .isGreaterThanOrEqualTo(Duration.ofMillis(190));
    }
  }

  @Test
  void aRequestThatIsReadSlowlyIsShownAsSending() {
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              for (int i = 0; i < 64; i++) {
                pass(4);
                connection.skip(1 << 20);
              }
              connection.send(LoopbackServer.response("200 OK", "", "ok"));
            })) {
      CallResult result = send(server.url(), LARGE);
      assertThat(result.outcome().toOptional().orElseThrow().bodyText()).isEqualTo("ok");
      assertThat(result.timing().last(Stage.SEND).map(Span::length).orElseThrow())
          .isGreaterThanOrEqualTo(Duration.ofMillis(150));
    }
  }

  @Test
  void aRequestThatNobodyReadsEndsWithTheTimeOfTheCall() {
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              pass(5000);
            })) {
      CallResult result = send(server.url(), LARGE.withTimeout(Duration.ofMillis(300)));
      assertThat(result.outcome().toFailure().orElseThrow())
          .isInstanceOfSatisfying(
              Failure.OutcomeUnknown.class,
              lost -> {
                assertThat(lost.loss()).isEqualTo(Failure.OutcomeUnknown.Loss.TIMED_OUT);
                assertThat(lost.explanation()).contains("could not be sent within 0.3 s");
              });
      assertThat(result.timing().total()).isLessThan(Duration.ofSeconds(2));
    }
  }

  @Test
  void aCallThatConnectsIntoNothingIsGivenUpAtOnce() throws IOException {
    try (BlackHole hole = new BlackHole()) {
      CallResult result = stopped(hole.url(), CALL, Stage.CONNECT);
      assertThat(result.outcome().toFailure().orElseThrow()).isInstanceOf(Failure.Cancelled.class);
    }
  }

  @Test
  void aHandshakeThatStallsIsGivenUpAtOnce() {
    try (LoopbackServer server =
        LoopbackServer.onConnection(LoopbackServer.Connection::awaitHangUp)) {
      CallResult result = stopped("https://127.0.0.1:" + server.port(), CALL, Stage.SECURE);
      assertThat(result.outcome().toFailure().orElseThrow()).isInstanceOf(Failure.Cancelled.class);
    }
  }

  @Test
  void aRequestThatNobodyReadsIsGivenUpAtOnce() {
    try (LoopbackServer server =
        LoopbackServer.onConnection(
            connection -> {
              connection.readHead();
              pass(5000);
            })) {
      isUnknown(stopped(server.url(), LARGE, Stage.SEND));
    }
  }

  @Test
  void aCallThatWaitsIsGivenUpAtOnce() {
    try (LoopbackServer server =
        LoopbackServer.onRequest((_, connection) -> connection.awaitHangUp())) {
      isUnknown(stopped(server.url(), CALL, Stage.WAIT));
    }
  }

  @Test
  void aCallThatReceivesIsGivenUpAtOnceAndKeepsWhatCame() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
              connection.awaitHangUp();
            })) {
      InvocationReply reply =
          stopped(server.url(), CALL, Stage.RECEIVE).outcome().toOptional().orElseThrow();
      assertThat(reply.end()).isEqualTo(InvocationReply.End.STOPPED);
      assertThat(reply.bodyText()).isEqualTo("half");
    }
  }

  @Test
  void aCallThatIsFloodedIsGivenUpAtOnce() {
    try (LoopbackServer server =
        LoopbackServer.onRequest(
            (_, connection) -> {
              connection.send("HTTP/1.1 200 OK\r\n\r\n");
              byte[] block = new byte[1 << 16];
              while (!connection.isClosed()) {
                connection.send(block);
              }
            })) {
      assertThat(stopped(server.url(), CALL, Stage.RECEIVE).outcome().toOptional())
          .hasValueSatisfying(
              reply ->
                  assertThat(reply.end())
                      .isIn(InvocationReply.End.STOPPED, InvocationReply.End.TOO_LONG));
    }
  }

  private static void isUnknown(CallResult result) {
    assertThat(result.outcome().toFailure().orElseThrow())
        .isInstanceOfSatisfying(
            Failure.OutcomeUnknown.class,
            lost -> assertThat(lost.loss()).isEqualTo(Failure.OutcomeUnknown.Loss.CANCELLED));
  }

  /**
   * Sends a call, closes its scope once it is at that stage, and holds how long that takes: the
   * best of a few, because a machine that is busy elsewhere is no fault of the call's.
   */
  private CallResult stopped(String url, CallSpec spec, Stage stage) {
    StoppedCall.Stop stop = StoppedCall.stop(url, spec, stage);
    for (int i = 0; i < 5 && stop.took().compareTo(AT_ONCE) >= 0; i++) {
      stop = StoppedCall.stop(url, spec, stage);
    }
    assertThat(stop.took()).isLessThan(AT_ONCE);
    return stop.result();
  }

  /** A port whose queue of connections is full, so that the system answers no further one. */
  private static final class BlackHole implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> waiting = new ArrayList<>();

    BlackHole() throws IOException {
      socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
      for (int i = 0; i < 8; i++) {
        Socket each = new Socket();
        waiting.add(each);
        try {
          each.connect(new InetSocketAddress("127.0.0.1", socket.getLocalPort()), 100);
        } catch (IOException _) {
          return;
        }
      }
      throw new IOException("the queue does not fill");
    }

    String url() {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (Socket each : waiting) {
        each.close();
      }
      socket.close();
    }
  }
}
