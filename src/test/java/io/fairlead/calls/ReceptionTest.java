package io.fairlead.calls;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.files.Spool;
import io.fairlead.model.Header;
import io.fairlead.net.ExchangeProgress.Stage;
import io.fairlead.net.Scope;
import io.fairlead.net.Span;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Reception;
import io.fairlead.support.Await;
import io.fairlead.support.Clients;
import io.fairlead.support.LoopbackServer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A reply is there while it comes, whatever its size, and its stages are timed. */
class ReceptionTest {

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  private static Sender sender(LoopbackServer server) {
    return new Sender(Clients.of(server.url()), InstantSource.system());
  }

  private static final class Ear implements Reception.Listener {
    private final AtomicInteger status = new AtomicInteger();
    private final AtomicLong size = new AtomicLong();

    @Override
    public void head(int code, List<Header> headers) {
      status.set(code);
    }

    @Override
    public void grew(long now) {
      size.set(now);
    }
  }

  @Test
  void theFirstBytesAreThereBeforeTheLast() throws IOException {
    CountDownLatch seen = new CountDownLatch(1);
    try (LoopbackServer server =
            LoopbackServer.onRequest(
                (request, connection) -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nfirst");
                  awaitQuietly(seen);
                  connection.send("-last");
                });
        Spool spool = new Spool()) {
      Ear ear = new Ear();
      AtomicReference<CallResult> result = new AtomicReference<>();
      Reception reception = new Reception(spool, ear);
      scope.run(
          () -> result.set(sender(server).send(CallSpec.of(function("fn")), reception, scope)));
      Await.until("the first bytes", () -> ear.size.get() == 5);
      assertThat(ear.status).hasValue(200);
      assertThat(new String(spool.beginning(10))).isEqualTo("first");
      assertThat(reception.stage()).isEqualTo(Stage.RECEIVE);
      assertThat(result.get()).isNull();
      seen.countDown();
      Await.until("the reply", () -> result.get() != null);
      assertThat(result.get().outcome().toOptional().orElseThrow().bodyText())
          .isEqualTo("first-last");
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aLargeReplyGoesToDiskAndIsWhole() throws IOException {
    int size = 40 << 20;
    try (LoopbackServer server =
            LoopbackServer.onRequest(
                (request, connection) -> {
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n");
                  byte[] chunk = new byte[1 << 20];
                  for (int i = 0; i < 40; i++) {
                    chunk[0] = (byte) i;
                    connection.send(chunk);
                  }
                });
        Spool spool = new Spool()) {
      CallResult result =
          sender(server)
              .send(
                  CallSpec.of(function("fn")),
                  new Reception(spool, Reception.Listener.none()),
                  scope);
      InvocationReply reply = result.outcome().toOptional().orElseThrow();
      assertThat(reply.truncated()).isFalse();
      assertThat(reply.body().size()).isEqualTo(size);
      assertThat(spool.isOnDisk()).isTrue();
      for (int i = 0; i < 40; i++) {
        assertThat(reply.body().range((long) i << 20, 2)).containsExactly(i, 0);
      }
    }
  }

  @Test
  void theStagesOfACallFollowEachOther() {
    try (LoopbackServer server =
        LoopbackServer.answering(LoopbackServer.response("200 OK", "", "ok"))) {
      CallResult result = sender(server).send(CallSpec.of(function("fn")).withBody("x"), scope);
      assertThat(result.timing().spans())
          .extracting(Span::stage)
          .endsWith(Stage.CONNECT, Stage.SEND, Stage.WAIT, Stage.RECEIVE);
      Duration before = Duration.ZERO;
      for (Span span : result.timing().spans()) {
        assertThat(span.from()).isGreaterThanOrEqualTo(before);
        assertThat(span.to()).isGreaterThanOrEqualTo(span.from());
        before = span.to();
      }
      assertThat(result.timing().total()).isGreaterThanOrEqualTo(before);
    }
  }

  @Test
  void aCallThatFailedTellsHowFarItCame() {
    try (LoopbackServer server =
        LoopbackServer.onRequest((request, connection) -> connection.awaitHangUp())) {
      CallSpec spec = CallSpec.of(function("fn")).withTimeout(Duration.ofMillis(300));
      CallResult result = sender(server).send(spec, scope);
      assertThat(result.outcome().toFailure()).isPresent();
      assertThat(result.timing().last(Stage.WAIT).orElseThrow().length())
          .isGreaterThan(Duration.ofMillis(200));
      assertThat(result.timing().last(Stage.RECEIVE)).isEmpty();
    }
  }

  @Test
  void stoppingAnEndlessReplyKeepsWhatCame() throws IOException {
    try (LoopbackServer server =
            LoopbackServer.onRequest(
                (request, connection) -> {
                  connection.send(
                      "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n");
                  connection.awaitHangUp();
                });
        Spool spool = new Spool()) {
      Ear ear = new Ear();
      AtomicReference<CallResult> result = new AtomicReference<>();
      Scope call = new Scope("call");
      scope.run(
          () ->
              result.set(
                  sender(server)
                      .send(CallSpec.of(function("fn")), new Reception(spool, ear), call)));
      Await.until("an event", () -> ear.size.get() > 0);
      long before = System.nanoTime();
      call.close();
      Await.until("the end", () -> result.get() != null);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
      InvocationReply reply = result.get().outcome().toOptional().orElseThrow();
      assertThat(reply.truncation()).contains("stopped here");
      assertThat(reply.bodyText()).isEqualTo("data: 1\n\n");
    }
  }
}
