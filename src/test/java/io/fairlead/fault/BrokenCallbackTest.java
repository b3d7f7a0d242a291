package io.fairlead.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncInbox.Ticket;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.AsyncState.Wholeness;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.InboxOf;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.support.Await;
import io.fairlead.support.ManualClock;
import io.fairlead.support.QueueWorker;
import io.fairlead.support.RawCallback;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queue workers, browsers and others that do not behave, at the door of the inbox. */
class BrokenCallbackTest {

  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final FunctionRef ECHO =
      new FunctionRef(new GatewayId("g"), "openfaas-fn", "echo");

  private final ManualClock clock = new ManualClock();
  private final AsyncInbox inbox = InboxOf.patience(PATIENCE, clock);

  @AfterEach
  void close() {
    inbox.close();
  }

  @Test
  void aCallbackThatStallsHalfWayIsKeptInPartAndTheInboxStopsListening() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("X-Function-Status: 200", "Content-Length: 100").send("half");
      assertThat(worker.status()).isEqualTo(408);
      assertThat(back(ticket).body().utf8()).isEqualTo("half");
      assertThat(back(ticket).wholeness()).isEqualTo(Wholeness.STALLED);
      Await.until("not listening", () -> !inbox.isListening());
    }
  }

  @Test
  void aCallbackThatDripsForEverIsKeptInPart() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("Content-Length: 60000");
      Await.until(
          "its end",
          () -> {
            drip(worker);
            return inbox.calls().getFirst().state() instanceof AsyncState.CalledBack;
          });
      assertThat(back(ticket).wholeness()).isEqualTo(Wholeness.STALLED);
      assertThat(back(ticket).body().size()).isPositive();
    }
  }

  private static void drip(RawCallback worker) {
    try {
      worker.send(".");
    } catch (IOException _) {
      // It was hung up on, which is what the test waits for.
    }
  }

  @Test
  void headersThatNeverEndAreCutOff() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.send("POST " + URI.create(ticket.callbackUrl()).getPath() + " HTTP/1.1\r\n");
      for (int i = 0; i < 2_000; i++) {
        try {
          worker.send("X-Endless-" + i + ": " + "x".repeat(500) + "\r\n");
        } catch (IOException _) {
          break;
        }
      }
      assertThat(worker.status()).isIn(431, 0);
    }
    stillWorks(ticket);
    assertThat(inbox.tally().unreadable()).isEqualTo(1);
  }

  @Test
  void aHeaderLineThatNeverEndsIsCutOff() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.send("POST / HTTP/1.1\r\nX-Long: " + "x".repeat(260 * 1024));
      assertThat(worker.status()).isEqualTo(431);
    }
    stillWorks(ticket);
  }

  @Test
  void headersThatComeTooSlowlyEndTheConnection() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.send("POST / HT");
      assertThat(worker.status()).isEqualTo(408);
    }
    stillWorks(ticket);
    assertThat(inbox.tally().unreadable()).isEqualTo(1);
  }

  @Test
  void thousandsOfSilentConnectionsDoNotKeepAWorkerOut() throws IOException {
    Ticket ticket = register();
    List<RawCallback> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        silent.add(new RawCallback(ticket.callbackUrl()));
      }
      QueueWorker.deliver(ticket.callbackUrl(), 200, "through");
      assertThat(back(ticket).body().utf8()).isEqualTo("through");
    } finally {
      for (RawCallback each : silent) {
        each.close();
      }
    }
  }

  @Test
  void aResultOverTheCapIsRecognisedAndItsRestIsNotRead() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("X-Function-Status: 200", "Content-Length: 999999999999");
      worker.send("x".repeat(70 * 1024));
      assertThat(worker.status()).isEqualTo(200);
    }
    assertThat(back(ticket).wholeness()).isEqualTo(Wholeness.OVER_CAP);
    assertThat(back(ticket).body().size()).isEqualTo(64 * 1024);
  }

  @Test
  void aConnectionThatBreaksWithinTheBodyLeavesItsPart() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("Content-Length: 100").send("half").end();
      assertThat(worker.status()).isEqualTo(200);
    }
    assertThat(back(ticket).wholeness()).isEqualTo(Wholeness.BROKEN_OFF);
  }

  @Test
  void bytesBeyondTheLengthAreNotPartOfTheResult() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("Content-Length: 4").send("donePOST / HTTP/1.1\r\n\r\n");
      assertThat(worker.status()).isEqualTo(200);
    }
    assertThat(back(ticket).body().utf8()).isEqualTo("done");
    assertThat(back(ticket).wholeness()).isEqualTo(Wholeness.WHOLE);
    assertThat(inbox.tally().total()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: many",
        "Content-Length: 3\r\nContent-Length: 4",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip",
        " folded: line",
        "no colon",
      })
  void aHeadThatContradictsItselfIsRefusedAndDoesNotUseThePathUp(String header) throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head(header);
      assertThat(worker.status()).isEqualTo(400);
    }
    assertThat(inbox.tally().unreadable()).isEqualTo(1);
    stillWorks(ticket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0016\u0003\u0001", "GET", "POST /x HTTP/2.0", "SSH-2.0-OpenSSH_9"})
  void whatIsNoRequestIsRefused(String line) throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.send(line + "\r\n\r\n");
      assertThat(worker.status()).isEqualTo(400);
    }
    stillWorks(ticket);
  }

  @Test
  void aChunkedResultIsReadWhole() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("Transfer-Encoding: chunked");
      worker.send("3\r\nfai\r\n").send("5;note=x\r\nrlead\r\n0\r\n\r\n");
      assertThat(worker.status()).isEqualTo(200);
    }
    assertThat(back(ticket).body().utf8()).isEqualTo("fairlead");
    assertThat(back(ticket).wholeness()).isEqualTo(Wholeness.WHOLE);
  }

  @Test
  void aChunkWithoutASizeBreaksTheResultOff() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("Transfer-Encoding: chunked").send("3\r\nfai\r\nlots\r\n");
      assertThat(worker.status()).isEqualTo(200);
    }
    assertThat(back(ticket).body().utf8()).isEqualTo("fai");
    assertThat(back(ticket).wholeness()).isEqualTo(Wholeness.BROKEN_OFF);
  }

  @Test
  void anOldWorkerThatSpeaksHttp10IsUnderstood() throws IOException {
    Ticket ticket = register();
    URI url = URI.create(ticket.callbackUrl());
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.send(
          "POST %s HTTP/1.0\r\nHost: %s\r\nContent-Length: 3\r\n\r\nold"
              .formatted(url.getPath(), url.getAuthority()));
      assertThat(worker.status()).isEqualTo(200);
    }
    assertThat(back(ticket).body().utf8()).isEqualTo("old");
  }

  @Test
  void aWorkerThatAsksFirstIsToldToGoOn() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("Expect: 100-continue", "Content-Length: 5");
      assertThat(worker.answer()).startsWith("HTTP/1.1 100 ");
      worker.send("asked");
      assertThat(worker.status()).isEqualTo(200);
    }
    assertThat(back(ticket).body().utf8()).isEqualTo("asked");
  }

  @Test
  void aForgedPathIsNotToldToGoOn() throws IOException {
    Ticket ticket = register();
    try (RawCallback worker = new RawCallback(ticket.callbackUrl() + "x")) {
      worker.head("Expect: 100-continue", "Content-Length: 5");
      assertThat(worker.status()).isEqualTo(404);
    }
    assertThat(inbox.tally().forged()).isEqualTo(1);
  }

  @Test
  void aBrowserThatLooksInIsToldWhatThePlaceIsForAndUsesNothingUp() throws IOException {
    Ticket ticket = register();
    URI url = URI.create(ticket.callbackUrl());
    try (RawCallback browser = new RawCallback(ticket.callbackUrl())) {
      browser.send(
          "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(url.getPath(), url.getAuthority()));
      assertThat(browser.answer()).startsWith("HTTP/1.1 405 ").contains("Allow: POST");
    }
    stillWorks(ticket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1.evil.example"})
  void aPageOfAnotherOriginIsRefused(String origin) throws IOException {
    Ticket ticket = register();
    try (RawCallback page = new RawCallback(ticket.callbackUrl())) {
      page.head("Origin: " + origin, "Content-Length: 0");
      assertThat(page.status()).isEqualTo(403);
    }
    assertThat(inbox.tally().foreign()).isEqualTo(1);
    stillWorks(ticket);
  }

  @Test
  void aPathServesOnlyWhereItWasMinted() throws IOException {
    Ticket here = register();
    Ticket there =
        inbox
            .register(ECHO, "other", CallbackAddress.parse("[::1]", "").toOptional().orElseThrow())
            .toOptional()
            .orElse(here);
    URI elsewhere = URI.create(there.callbackUrl());
    try (RawCallback worker = new RawCallback(here.callbackUrl())) {
      worker.send(
          "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Length: 0\r\n\r\n"
              .formatted(elsewhere.getPath(), URI.create(here.callbackUrl()).getAuthority()));
      // A machine without IPv6 has but one place.
      assertThat(worker.status()).isEqualTo(there.equals(here) ? 200 : 404);
    }
  }

  @Test
  void aLateResultIsKeptAndCalledLate() throws IOException {
    Ticket late = register();
    inbox.accepted(late.callId(), null);
    clock.advance(Duration.ofHours(1));
    register();
    QueueWorker.deliver(late.callbackUrl(), 200, "at last");
    assertThat(back(late).late()).isTrue();
    assertThat(back(late).body().utf8()).isEqualTo("at last");
  }

  @Test
  void aResultOfACallThatTheOperatorGaveUpIsLate() throws IOException {
    Ticket given = register();
    register();
    inbox.stopWaiting(given.callId());
    QueueWorker.deliver(given.callbackUrl(), 200, "after all");
    assertThat(back(given).late()).isTrue();
  }

  private Ticket register() {
    return inbox.register(ECHO).toOptional().orElseThrow();
  }

  private AsyncState.CalledBack back(Ticket ticket) {
    AsyncState state = inbox.find(ticket.callId()).orElseThrow().state();
    assertThat(state).isInstanceOf(AsyncState.CalledBack.class);
    return (AsyncState.CalledBack) state;
  }

  private void stillWorks(Ticket ticket) {
    QueueWorker.deliver(ticket.callbackUrl(), 200, "well");
    assertThat(back(ticket).body().utf8()).isEqualTo("well");
  }
}
