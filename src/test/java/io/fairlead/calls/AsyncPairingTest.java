package io.fairlead.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox.Ticket;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.support.Await;
import io.fairlead.support.RawCallback;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The proof: a thousand calls, answered as a queue worker on a bad day answers them. */
class AsyncPairingTest {

  private static final int CALLS = 1_000;
  private static final int ONE_PERCENT = CALLS / 100;

  private final Random random = new Random(1_000);

  /** What comes to the inbox: a body for a call, at a path, with an id. */
  private record Callback(String url, String callId, String body, int expected) {}

  @Test
  void everyPairIsRightAndNoneForgedIsAccepted(@TempDir Path folder) throws Exception {
    try (AsyncInbox inbox = AsyncInbox.in(folder, Clock.systemUTC())) {
      List<Ticket> tickets = register(inbox);
      Collections.shuffle(tickets, random);
      Set<Ticket> silent = new HashSet<>(tickets.subList(0, ONE_PERCENT));
      List<Ticket> answered = tickets.subList(ONE_PERCENT, CALLS);

      List<Callback> firsts = new ArrayList<>(answered.stream().map(this::right).toList());
      firsts.addAll(forged(tickets));
      Collections.shuffle(firsts, random);
      assertThat(deliver(firsts)).allSatisfy(this::asExpected);
      List<Callback> repeated =
          answered.subList(0, ONE_PERCENT).stream().map(this::duplicate).toList();
      assertThat(deliver(repeated)).allSatisfy(this::asExpected);

      Map<String, AsyncCall> calls = new HashMap<>();
      inbox.calls().forEach(call -> calls.put(call.callId(), call));
      assertThat(calls).hasSize(CALLS);
      for (Ticket ticket : answered) {
        AsyncCall call = calls.get(ticket.callId());
        assertThat(call.function()).isEqualTo(ticket.function());
        assertThat(call.state())
            .isInstanceOfSatisfying(
                AsyncState.CalledBack.class,
                back -> assertThat(back.body().utf8()).isEqualTo("for " + ticket.callId()));
      }
      assertThat(silent)
          .allMatch(ticket -> calls.get(ticket.callId()).state() instanceof AsyncState.Accepted);
      assertThat(calls.values().stream().mapToInt(AsyncCall::duplicates).sum())
          .isEqualTo(ONE_PERCENT);
      assertThat(inbox.tally()).isEqualTo(new AsyncInbox.Tally(ONE_PERCENT, ONE_PERCENT, 0, 0));
      assertThat(inbox.isListening()).as("some never came").isTrue();
      silent.forEach(ticket -> inbox.stopWaiting(ticket.callId()));
      Await.until("nobody waits", () -> !inbox.isListening());
    }
  }

  private static List<Ticket> register(AsyncInbox inbox) throws Exception {
    List<Ticket> tickets = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Ticket>> waiting = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        FunctionRef function = new FunctionRef(new GatewayId("g"), "openfaas-fn", "fn-" + i % 37);
        waiting.add(
            callers.submit(
                () -> {
                  Ticket ticket = inbox.register(function).toOptional().orElseThrow();
                  inbox.accepted(ticket.callId(), null);
                  return ticket;
                }));
      }
      for (Future<Ticket> each : waiting) {
        tickets.add(each.get());
      }
    }
    return tickets;
  }

  private Callback right(Ticket ticket) {
    return new Callback(ticket.callbackUrl(), ticket.callId(), "for " + ticket.callId(), 200);
  }

  private Callback duplicate(Ticket ticket) {
    return new Callback(ticket.callbackUrl(), ticket.callId(), "once more", 410);
  }

  /** Half on paths that were never made, half on another call's path. */
  private List<Callback> forged(List<Ticket> tickets) {
    List<Callback> forged = new ArrayList<>();
    for (int i = 0; i < ONE_PERCENT; i++) {
      Ticket victim = tickets.get(i * 13 % CALLS);
      Ticket other = tickets.get((i * 13 + 1) % CALLS);
      forged.add(
          i % 2 == 0
              ? new Callback(victim.callbackUrl() + "A", victim.callId(), "forged", 404)
              : new Callback(victim.callbackUrl(), other.callId(), "forged", 404));
    }
    return forged;
  }

  private static Map<Callback, Integer> deliver(List<Callback> callbacks)
      throws InterruptedException, ExecutionException {
    Map<Callback, Future<Integer>> answers = new HashMap<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(16)) {
      for (Callback each : callbacks) {
        answers.put(each, workers.submit(() -> post(each)));
      }
    }
    Map<Callback, Integer> statuses = new HashMap<>();
    for (Map.Entry<Callback, Future<Integer>> each : answers.entrySet()) {
      statuses.put(each.getKey(), each.getValue().get());
    }
    return statuses;
  }

  private void asExpected(Callback callback, int status) {
    assertThat(status).as("%s", callback).isEqualTo(callback.expected());
  }

  private static int post(Callback callback) throws IOException {
    try (RawCallback worker = new RawCallback(callback.url())) {
      worker.head(
          "X-Function-Status: 200",
          "X-Call-Id: " + callback.callId(),
          "Content-Length: " + callback.body().length());
      return worker.send(callback.body()).status();
    }
  }
}
