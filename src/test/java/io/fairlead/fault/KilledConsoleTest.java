package io.fairlead.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncInbox.Ticket;
import io.fairlead.calls.AsyncState;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.support.Await;
import io.fairlead.support.InboxProcess;
import io.fairlead.support.ManualClock;
import io.fairlead.support.QueueWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Consoles that end in the middle of things, and what the next one finds. */
class KilledConsoleTest {

  private static final FunctionRef ECHO =
      new FunctionRef(new GatewayId("g"), "openfaas-fn", "echo");

  @TempDir private Path folder;

  @Test
  void callsOfAKilledConsoleGetTheirResultsInTheNextOne() throws Exception {
    Map<String, String> urls = new LinkedHashMap<>();
    Process killed = InboxProcess.start(folder, 5);
    try (BufferedReader lines = killed.inputReader()) {
      for (String line = lines.readLine(); !"ready".equals(line); line = lines.readLine()) {
        urls.put(line.split(" ")[0], line.split(" ")[1]);
      }
    } finally {
      killed.destroyForcibly().onExit().join();
    }

    try (AsyncInbox next = AsyncInbox.in(folder, Clock.systemUTC())) {
      next.restore();
      assertThat(next.calls()).extracting(AsyncCall::callId).containsAll(urls.keySet()).hasSize(5);
      urls.forEach((id, url) -> QueueWorker.deliver(url, 200, "for " + id));
      assertThat(next.calls())
          .allSatisfy(
              call ->
                  assertThat(((AsyncState.CalledBack) call.state()).body().utf8())
                      .isEqualTo("for " + call.callId()));
      Await.until("nobody waits", () -> !next.isListening());
    }
  }

  @Test
  void aTicketIsOnDiskBeforeItIsGivenOutAndOnlyTheOwnerMayReadIt() throws IOException {
    try (AsyncInbox inbox = AsyncInbox.in(folder, Clock.systemUTC())) {
      Ticket ticket = register(inbox);
      Path file = folder.resolve("inbox.json");
      assertThat(Files.readString(file)).contains(ticket.callId());
      assertThat(Files.getPosixFilePermissions(file))
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));

      QueueWorker.deliver(ticket.callbackUrl(), 200, "a secret result");
      Await.until("forgotten", () -> !read(file).contains(ticket.callId()));
      assertThat(read(file)).doesNotContain("secret result").doesNotContain("X-Function-Status");
    }
  }

  @Test
  void aCallWhoseAnswerWasNotReadIsPerhapsQueuedAndStillWaitedFor() {
    Ticket sent;
    try (AsyncInbox inbox = AsyncInbox.in(folder, Clock.systemUTC())) {
      sent = register(inbox);
    }
    try (AsyncInbox next = AsyncInbox.in(folder, Clock.systemUTC())) {
      next.restore();
      AsyncCall call = next.find(sent.callId()).orElseThrow();
      assertThat(call.awaited()).isTrue();
      assertThat(call.state())
          .isInstanceOfSatisfying(
              AsyncState.Refused.class,
              state -> assertThat(state.failure()).isInstanceOf(Failure.OutcomeUnknown.class));
      QueueWorker.deliver(sent.callbackUrl(), 200, "it was");
      assertThat(next.find(sent.callId()).orElseThrow().state())
          .isInstanceOf(AsyncState.CalledBack.class);
    }
  }

  @Test
  void whereThePortIsTakenThatIsSaidPerCallAndMendsItself() throws IOException {
    Ticket ticket;
    try (AsyncInbox inbox = AsyncInbox.in(folder, Clock.systemUTC())) {
      ticket = register(inbox);
    }
    int port = URI.create(ticket.callbackUrl()).getPort();
    try (AsyncInbox next = AsyncInbox.in(folder, Clock.systemUTC())) {
      try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
        assertThat(taken.isBound()).isTrue();
        next.restore();
        Failure unheard = next.find(ticket.callId()).orElseThrow().unheard().orElseThrow();
        assertThat(unheard.where()).isEqualTo("127.0.0.1:" + port);
        assertThat(unheard.remedy()).contains("Close the program");
        assertThat(register(next).callbackUrl()).as("new calls go on").doesNotContain(":" + port);
      }
      next.sweep();
      assertThat(next.find(ticket.callId()).orElseThrow().unheard()).isEmpty();
      QueueWorker.deliver(ticket.callbackUrl(), 200, "heard");
    }
  }

  @Test
  void whatIsOverdueAtTheNextStartExpires() {
    ManualClock clock = new ManualClock(Instant.parse("2026-11-24T10:00:00Z"));
    Ticket ticket;
    try (AsyncInbox inbox = AsyncInbox.in(folder, clock)) {
      ticket = register(inbox);
      inbox.accepted(ticket.callId(), null);
    }
    clock.advance(Duration.ofHours(2));
    try (AsyncInbox next = AsyncInbox.in(folder, clock)) {
      next.restore();
      assertThat(next.find(ticket.callId()).orElseThrow().state())
          .isEqualTo(new AsyncState.Expired(clock.instant(), AsyncState.Expired.Reason.TIME));
    }
  }

  @Test
  void aSecondConsoleOfTheFolderLeavesTheCallsOfTheFirstAlone() throws IOException {
    try (AsyncInbox first = AsyncInbox.in(folder, Clock.systemUTC());
        AsyncInbox second = AsyncInbox.in(folder, Clock.systemUTC())) {
      Ticket ticket = register(first);
      Ticket other = register(second);
      assertThat(second.note()).contains("Another Fairlead");
      assertThat(first.note()).isEmpty();
      assertThat(read(folder.resolve("inbox.json")))
          .contains(ticket.callId())
          .doesNotContain(other.callId());
    }
  }

  @Test
  void aDamagedFileIsSetAsideAndSaid() throws IOException {
    Files.writeString(folder.resolve("inbox.json"), "{\"version\":1,\"calls\":[{\"ca");
    try (AsyncInbox inbox = AsyncInbox.in(folder, Clock.systemUTC())) {
      register(inbox);
      assertThat(inbox.note()).contains("set aside");
      assertThat(folder.resolve("inbox.json.damaged-1")).exists();
    }
  }

  @Test
  void aFileOfANewerProgramIsLeftAsItIs() throws IOException {
    String newer = "{\"version\":9,\"something\":true}";
    Files.writeString(folder.resolve("inbox.json"), newer);
    try (AsyncInbox inbox = AsyncInbox.in(folder, Clock.systemUTC())) {
      register(inbox);
      assertThat(inbox.note()).contains("newer Fairlead");
    }
    assertThat(read(folder.resolve("inbox.json"))).isEqualTo(newer);
  }

  private static Ticket register(AsyncInbox inbox) {
    return inbox.register(ECHO).toOptional().orElseThrow();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
