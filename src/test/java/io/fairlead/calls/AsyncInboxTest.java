package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.calls.AsyncInbox.Limits;
import io.fairlead.calls.AsyncInbox.Ticket;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AsyncInboxTest {

  private static final FunctionRef FIGLET =
      new FunctionRef(new GatewayId("g"), "openfaas-fn", "figlet");
  private static final Limits SMALL = new Limits(4, 1_000, 2_500, Duration.ofMinutes(10));

  private final HandClock clock = new HandClock();
  private final List<AsyncInbox> inboxes = new ArrayList<>();
  private final AsyncInbox inbox = inbox(Limits.DEFAULT);

  @AfterEach
  void close() {
    inboxes.forEach(AsyncInbox::close);
  }

  private AsyncInbox inbox(Limits limits) {
    AsyncInbox made = new AsyncInbox(CallbackAddress.loopback(), limits, clock);
    inboxes.add(made);
    return made;
  }

  @Test
  void everyCallGetsItsOwnIdAndAPathThatNobodyCanGuess() {
    Set<String> ids = new HashSet<>();
    Set<String> paths = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Ticket ticket = register(inbox);
      ids.add(ticket.callId());
      paths.add(URI.create(ticket.callbackUrl()).getPath());
    }

    assertThat(ids).hasSize(100).allMatch(id -> id.length() == 36);
    assertThat(paths).hasSize(100).allMatch(path -> path.matches("/callback/[\\w-]{43}"));
  }

  @Test
  void aCallGoesFromQueuedToAcceptedToCalledBack() throws IOException {
    Ticket ticket = register(inbox);
    assertThat(state(inbox, ticket)).isEqualTo(new AsyncState.Queued(clock.instant()));

    clock.advance(Duration.ofSeconds(1));
    inbox.accepted(ticket.callId(), null);
    assertThat(state(inbox, ticket))
        .isEqualTo(new AsyncState.Accepted(clock.instant(), Optional.empty()));

    clock.advance(Duration.ofSeconds(3));
    assertThat(post(ticket, "X-Function-Status: 201", "done")).isEqualTo(200);
    AsyncState.CalledBack back = calledBack(inbox, ticket);
    assertThat(back.status()).isEqualTo(201);
    assertThat(back.body().utf8()).isEqualTo("done");
    assertThat(back.truncated()).isFalse();
    assertThat(back.sinceAccepted()).isEqualTo(Duration.ofSeconds(3));
    assertThat(back.durationSeconds()).isEmpty();
    assertThat(back.queueWait()).isEmpty();
  }

  @Test
  void aRecordedCallbackOfTheQueueWorkerIsReadWhole() throws IOException {
    Ticket ticket = register(inbox);
    String enqueued =
        header(recording("50-async-callback-request").path("response"), "X-Start-Time");
    inbox.accepted(ticket.callId(), AsyncInbox.startTime(enqueued).orElseThrow());

    assertThat(replay("50-async-callback-callback", ticket)).isEqualTo(200);

    AsyncState.CalledBack back = calledBack(inbox, ticket);
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.body().utf8()).isEqualTo("job one");
    assertThat(back.durationSeconds()).isEqualTo(OptionalDouble.of(0.007768));
    assertThat(back.queueWait()).contains(Duration.ofNanos(10_099_643));
    assertThat(back.headers())
        .containsEntry("X-Function-Name", List.of("fn"))
        .containsEntry("X-Served-By", List.of("openfaas-community/0.27.4+git1ab3f323"))
        .containsEntry("Content-Type", List.of("text/plain; charset=utf-8"));
  }

  @ParameterizedTest
  @CsvSource({
    "50-async-unknown-function-callback, 404",
    "50-async-timeout-callback, 504",
    "50-async-empty-body-callback, 204",
    "50-async-own-call-id-callback, 200",
  })
  void theStatusIsTheFunctionsOwn(String recording, int status) throws IOException {
    Ticket ticket = register(inbox);

    assertThat(replay(recording, ticket)).isEqualTo(200);

    assertThat(calledBack(inbox, ticket).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-Function-Status: soon", "X-Function-Status: 99999", "X-Other: 1"})
  void aStatusThatNobodyToldIsZero(String header) throws IOException {
    Ticket ticket = register(inbox);

    post(ticket, header, "");

    assertThat(calledBack(inbox, ticket).status()).isZero();
  }

  @Test
  void twoHundredCallbacksInAnyOrderFindTheirCalls() throws Exception {
    List<Ticket> tickets = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Ticket ticket = register(inbox);
      inbox.accepted(ticket.callId(), null);
      tickets.add(ticket);
    }
    List<Ticket> shuffled = new ArrayList<>(tickets);
    Collections.shuffle(shuffled, new Random(3));

    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (Ticket ticket : shuffled) {
        answers.add(
            workers.submit(
                () -> post(ticket, "X-Call-Id: " + ticket.callId(), "for " + ticket.callId())));
      }
      for (Future<Integer> answer : answers) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }

    for (Ticket ticket : tickets) {
      assertThat(calledBack(inbox, ticket).body().utf8()).isEqualTo("for " + ticket.callId());
    }
    assertThat(inbox.tally()).isEqualTo(new AsyncInbox.Tally(0, 0, 0, 0));
    Await.until("nothing pending, not listening", () -> !inbox.isListening());
  }

  @Test
  void aPathWorksOnce() throws IOException {
    Ticket ticket = register(inbox);
    register(inbox);
    post(ticket, "X-Function-Status: 200", "first");

    assertThat(post(ticket, "X-Function-Status: 500", "second")).isEqualTo(410);

    assertThat(calledBack(inbox, ticket).body().utf8()).isEqualTo("first");
    assertThat(call(inbox, ticket).duplicates()).isEqualTo(1);
    assertThat(inbox.tally().duplicates()).isEqualTo(1);
  }

  @Test
  void aForgedPathIsUnknownAndCounted() throws IOException {
    Ticket ticket = register(inbox);
    URI url = URI.create(ticket.callbackUrl());

    assertThat(post(url.getPort(), "/callback/guess", "X-A: 1", "x")).isEqualTo(404);
    assertThat(post(url.getPort(), "/", "X-A: 1", "x")).isEqualTo(404);
    assertThat(post(url.getPort(), url.getPath() + "/", "X-A: 1", "x")).isEqualTo(404);

    assertThat(inbox.tally().forged()).isEqualTo(3);
    assertThat(state(inbox, ticket)).isInstanceOf(AsyncState.Queued.class);
  }

  @Test
  void anotherCallsIdIsForgedAndDoesNotUseThePathUp() throws IOException {
    Ticket ticket = register(inbox);
    Ticket other = register(inbox);

    assertThat(post(ticket, "X-Call-Id: " + other.callId(), "x")).isEqualTo(404);
    assertThat(inbox.tally().forged()).isEqualTo(1);

    assertThat(post(ticket, "X-Call-Id: " + ticket.callId(), "mine")).isEqualTo(200);
    assertThat(calledBack(inbox, ticket).body().utf8()).isEqualTo("mine");
  }

  @Test
  void aCallThatNobodyAnswersExpires() {
    Ticket ticket = register(inbox);
    inbox.accepted(ticket.callId(), null);

    clock.advance(Duration.ofMinutes(59));
    inbox.sweep();
    assertThat(state(inbox, ticket)).isInstanceOf(AsyncState.Accepted.class);

    clock.advance(Duration.ofMinutes(1));
    inbox.sweep();
    assertThat(state(inbox, ticket))
        .isEqualTo(new AsyncState.Expired(clock.instant(), AsyncState.Expired.Reason.TIME));
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void aLateCallbackIsStillAResultWhileTheInboxListens() throws IOException {
    Ticket late = register(inbox);
    clock.advance(Duration.ofHours(1));
    Ticket waiting = register(inbox);
    assertThat(state(inbox, late)).isInstanceOf(AsyncState.Expired.class);

    assertThat(post(late, "X-Function-Status: 200", "at last")).isEqualTo(200);

    assertThat(calledBack(inbox, late).body().utf8()).isEqualTo("at last");
    assertThat(calledBack(inbox, late).late()).isTrue();
    assertThat(state(inbox, waiting)).isInstanceOf(AsyncState.Queued.class);
  }

  @Test
  void aCallbackThatOvertakesTheAcceptanceKeepsItsResult() throws IOException {
    Ticket ticket = register(inbox);
    replay("50-async-callback-callback", ticket);

    clock.advance(Duration.ofSeconds(1));
    inbox.accepted(ticket.callId(), AsyncInbox.startTime("1795405216905640307").orElseThrow());

    AsyncState.CalledBack back = calledBack(inbox, ticket);
    assertThat(back.sinceAccepted()).isZero();
    assertThat(back.queueWait()).contains(Duration.ofNanos(10_099_643));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:80", "127.0.0.1.evil.example", "a@127.0.0.1", "[::"})
  void aForeignHostIsRefused(String host) throws IOException {
    Ticket ticket = register(inbox);
    URI url = URI.create(ticket.callbackUrl());

    int status =
        exchange(
            url.getPort(),
            "POST "
                + url.getPath()
                + " HTTP/1.1\r\nHost: "
                + host
                + "\r\nContent-Length: 0\r\n\r\n");

    assertThat(status).isEqualTo(403);
    assertThat(inbox.tally().foreign()).isEqualTo(1);
    assertThat(state(inbox, ticket)).isInstanceOf(AsyncState.Queued.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS"})
  void onlyPostIsAccepted(String method) throws IOException {
    Ticket ticket = register(inbox);
    URI url = URI.create(ticket.callbackUrl());

    int status =
        exchange(
            url.getPort(), method + " " + url.getPath() + " HTTP/1.1\r\nHost: localhost\r\n\r\n");

    assertThat(status).isEqualTo(405);
    assertThat(post(ticket, "X-A: 1", "later")).isEqualTo(200);
  }

  @Test
  void aResultLargerThanTheCapIsKeptInPart() throws IOException {
    AsyncInbox small = inbox(SMALL);
    Ticket ticket = register(small);

    assertThat(post(ticket, "X-Function-Status: 200", "x".repeat(5_000))).isEqualTo(200);

    assertThat(calledBack(small, ticket).truncated()).isTrue();
    assertThat(calledBack(small, ticket).body().size()).isEqualTo(1_000);
  }

  @Test
  void aResultOfExactlyTheCapIsWhole() throws IOException {
    AsyncInbox small = inbox(SMALL);
    Ticket ticket = register(small);

    post(ticket, "X-Function-Status: 200", "x".repeat(1_000));

    assertThat(calledBack(small, ticket).truncated()).isFalse();
  }

  @Test
  void oldBodiesAreLetGoBeforeNewOnes() throws IOException {
    AsyncInbox small = inbox(SMALL);
    List<Ticket> tickets = List.of(register(small), register(small), register(small));
    for (Ticket ticket : tickets) {
      post(ticket, "X-Function-Status: 200", "x".repeat(1_000));
    }

    assertThat(calledBack(small, tickets.get(0)).body()).isEqualTo(ByteString.EMPTY);
    assertThat(calledBack(small, tickets.get(0)).truncated()).isTrue();
    assertThat(calledBack(small, tickets.get(1)).body().size()).isEqualTo(1_000);
    assertThat(calledBack(small, tickets.get(2)).body().size()).isEqualTo(1_000);
  }

  @Test
  void aBodyThatBreaksOffIsKeptInPart() throws IOException {
    Ticket ticket = register(inbox);
    URI url = URI.create(ticket.callbackUrl());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + url.getPath()
                      + " HTTP/1.1\r\nHost: localhost\r\nX-Function-Status: 200\r\n"
                      + "Content-Length: 100\r\n\r\nhalf")
                  .getBytes(StandardCharsets.US_ASCII));
    }
    Await.until("called back", () -> state(inbox, ticket) instanceof AsyncState.CalledBack);

    assertThat(calledBack(inbox, ticket).body().utf8()).isEqualTo("half");
    assertThat(calledBack(inbox, ticket).truncated()).isTrue();
  }

  @Test
  void aCallTooLargeForTheQueueIsNotWaitedFor() {
    Ticket ticket = register(inbox);

    inbox.oversized(ticket.callId(), 300_000, 256_000);

    assertThat(state(inbox, ticket))
        .isEqualTo(new AsyncState.Oversized(clock.instant(), 300_000, 256_000));
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void itListensOnlyWhileSomethingIsPending() throws IOException {
    assertThat(inbox.isListening()).isFalse();
    Ticket ticket = register(inbox);
    int port = URI.create(ticket.callbackUrl()).getPort();
    assertThat(isReachable(port)).isTrue();

    post(ticket, "X-Function-Status: 200", "");
    Await.until("not listening", () -> !inbox.isListening());
    assertThat(isReachable(port)).isFalse();

    assertThat(URI.create(register(inbox).callbackUrl()).getPort())
        .as("the former port, where a late callback still arrives")
        .isEqualTo(port);
  }

  @Test
  void aRefusedCallIsNotWaitedFor() {
    Ticket ticket = register(inbox);
    Failure failure = new Failure.NotFound("Call figlet", "http://g", "No queue here.", "");

    inbox.refused(ticket.callId(), failure);

    assertThat(state(inbox, ticket)).isEqualTo(new AsyncState.Refused(clock.instant(), failure));
    assertThat(inbox.isListening()).isFalse();
  }

  @Test
  void aLostAnswerIsStillWaitedFor() throws IOException {
    Ticket ticket = register(inbox);

    inbox.refused(ticket.callId(), new Failure.OutcomeUnknown("Call figlet", "http://g", "Lost."));
    assertThat(inbox.isListening()).isTrue();

    assertThat(post(ticket, "X-Function-Status: 200", "it ran")).isEqualTo(200);
    assertThat(calledBack(inbox, ticket).body().utf8()).isEqualTo("it ran");
  }

  @Test
  void theOldestFinishedCallMakesRoom() throws IOException {
    AsyncInbox small = inbox(SMALL);
    Ticket waiting = register(small);
    Ticket finished = register(small);
    post(finished, "X-Function-Status: 200", "");
    register(small);
    register(small);
    register(small);

    assertThat(small.calls()).extracting(AsyncCall::callId).hasSize(4).contains(waiting.callId());
    assertThat(small.calls()).extracting(AsyncCall::callId).doesNotContain(finished.callId());
  }

  @Test
  void aFullInboxRefusesWhatItCouldNotKeep() {
    AsyncInbox small = inbox(SMALL);
    for (int i = 0; i < 4; i++) {
      register(small);
    }

    assertThat(small.register(FIGLET).toFailure().orElseThrow())
        .isInstanceOf(Failure.Rejected.class);
  }

  @Test
  void aPortInUseIsAFailureWithARemedy() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        AsyncInbox fixed =
            new AsyncInbox(
                new CallbackAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort(), null),
                clock)) {
      Failure failure = fixed.register(FIGLET).toFailure().orElseThrow();

      assertThat(failure).isInstanceOf(Failure.Unreachable.class);
      assertThat(failure.remedy()).contains("another port");
      assertThat(fixed.calls()).isEmpty();
    }
  }

  @Test
  void theClusterIsGivenTheAdvertisedAddress() throws IOException {
    CallbackAddress advertised =
        new CallbackAddress(
            InetAddress.getByName("127.0.0.1"), 0, HttpUrl.get("http://host.k3d.internal:9777"));
    try (AsyncInbox outside = new AsyncInbox(advertised, clock)) {
      assertThat(register(outside).callbackUrl())
          .startsWith("http://host.k3d.internal:9777/callback/");
    }
    assertThat(advertised.isNamedBy("host.k3d.internal:9777")).isTrue();
    assertThat(advertised.isNamedBy("HOST.k3d.internal")).isTrue();
    assertThat(advertised.isNamedBy("other.k3d.internal")).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CallbackAddress(InetAddress.getByName("0.0.0.0"), 0, null));
  }

  @Test
  void listenersHearOfChangesOnAnotherThreadUntilTheyLeave() {
    List<Integer> sizes = new CopyOnWriteArrayList<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();
    Scope.Registration registration =
        inbox.onChange(
            () -> {
              threads.add(Thread.currentThread());
              sizes.add(inbox.calls().size());
            });
    inbox.onChange(
        () -> {
          throw new IllegalStateException("a listener with a defect");
        });

    register(inbox);
    register(inbox);
    Await.until("told of both", () -> sizes.contains(2));
    registration.close();
    // A notice that was under way when the listener left may still reach it, once.
    int told = sizes.size();
    Ticket last = register(inbox);
    inbox.onChange(() -> sizes.add(-1));
    inbox.accepted(last.callId(), null);
    Await.until("the new listener is told", () -> sizes.contains(-1));

    assertThat(sizes.stream().filter(size -> size > 0)).hasSizeLessThanOrEqualTo(told + 1);
    assertThat(threads).doesNotContain(Thread.currentThread());
  }

  @Test
  void aSnapshotDoesNotChange() {
    register(inbox);
    List<AsyncCall> before = inbox.calls();
    register(inbox);

    assertThat(before).hasSize(1);
    assertThat(inbox.calls()).hasSize(2);
    assertThat(inbox.calls().getLast()).isEqualTo(before.getFirst());
  }

  @Test
  void aClosedInboxNeitherListensNorRegisters() {
    int port = URI.create(register(inbox).callbackUrl()).getPort();

    inbox.close();

    assertThat(isReachable(port)).isFalse();
    assertThat(inbox.register(FIGLET).toFailure()).isPresent();
  }

  private static Ticket register(AsyncInbox inbox) {
    return inbox.register(FIGLET).toOptional().orElseThrow();
  }

  private static AsyncCall call(AsyncInbox inbox, Ticket ticket) {
    return inbox.calls().stream()
        .filter(call -> call.callId().equals(ticket.callId()))
        .findFirst()
        .orElseThrow();
  }

  private static AsyncState state(AsyncInbox inbox, Ticket ticket) {
    return call(inbox, ticket).state();
  }

  private static AsyncState.CalledBack calledBack(AsyncInbox inbox, Ticket ticket) {
    assertThat(state(inbox, ticket)).isInstanceOf(AsyncState.CalledBack.class);
    return (AsyncState.CalledBack) state(inbox, ticket);
  }

  private static int post(Ticket ticket, String header, String body) throws IOException {
    URI url = URI.create(ticket.callbackUrl());
    return post(url.getPort(), url.getPath(), header, body);
  }

  private static int post(int port, String path, String headers, String body) throws IOException {
    return exchange(
        port,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + port
            + "\r\n"
            + headers
            + "\r\nContent-Length: "
            + body.length()
            + "\r\nConnection: close\r\n\r\n"
            + body);
  }

  /** Sends bytes as they are and gives back the status of the answer. */
  private static int exchange(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
      return Integer.parseInt(new String(head, StandardCharsets.US_ASCII).substring(9));
    }
  }

  private static boolean isReachable(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_000);
      return true;
    } catch (ConnectException _) {
      return false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a recorded callback to the ticket's path, with the ticket's id in place of its own. */
  private static int replay(String name, Ticket ticket) throws IOException {
    JsonNode request = recording(name).path("request");
    StringBuilder headers = new StringBuilder("X-Replayed: true");
    for (JsonNode header : request.path("headers")) {
      String key = header.get(0).asText();
      if (!Set.of("Host", "Content-Length", "Connection").contains(key)) {
        String value = key.equals("X-Call-Id") ? ticket.callId() : header.get(1).asText();
        headers.append("\r\n").append(key).append(": ").append(value);
      }
    }
    return post(ticket, headers.toString(), request.path("body").asText());
  }

  private static String header(JsonNode message, String name) {
    for (JsonNode header : message.path("headers")) {
      if (header.get(0).asText().equals(name)) {
        return header.get(1).asText();
      }
    }
    throw new IllegalArgumentException(name);
  }

  private static JsonNode recording(String name) throws IOException {
    try (InputStream in =
        AsyncInboxTest.class.getResourceAsStream("/recordings/faasd/" + name + ".json")) {
      return new ObjectMapper().readTree(Objects.requireNonNull(in, name));
    }
  }

  /** A clock that only a test moves. */
  private static final class HandClock extends Clock {

    private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");

    void advance(Duration by) {
      now = now.plus(by);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
