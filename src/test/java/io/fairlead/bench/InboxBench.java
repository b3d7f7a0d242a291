package io.fairlead.bench;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncInbox.Ticket;
import io.fairlead.calls.AsyncState;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.support.RawCallback;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What it takes to pair a callback with its call while a thousand calls are pending: from the last
 * byte that the worker sends until the inbox shows the result. The calls are kept on disk, as in
 * the program.
 */
final class InboxBench implements Benchmark {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final int calls;

  /** With that many calls pending, and as many paired. */
  InboxBench(int calls) {
    this.calls = calls;
  }

  @Override
  public String group() {
    return "inbox";
  }

  @Override
  public List<Measurement> run() throws Exception {
    Path folder = Files.createTempDirectory("fairlead-inbox-bench");
    try (AsyncInbox inbox = AsyncInbox.in(folder, Clock.systemUTC())) {
      Samples warm = pairAll(inbox);
      Samples samples = pairAll(inbox);
      String how =
          String.format(
              Locale.ROOT,
              "%d callbacks in random order over loopback sockets, one after the other, every other"
                  + " call still pending, journal on disk; median %.2f ms, after %d to warm up",
              samples.count(),
              samples.median(),
              warm.count());
      return List.of(
          new Measurement(
              String.format(Locale.ROOT, "slowest of %,d pending calls paired", calls),
              samples.maximum(),
              "ms",
              20,
              true,
              how),
          new Measurement(
              String.format(Locale.ROOT, "%,d pending calls paired, median", calls),
              samples.median(),
              "ms",
              20,
              true,
              how));
    } finally {
      delete(folder);
    }
  }

  private Samples pairAll(AsyncInbox inbox) throws IOException {
    List<Ticket> tickets = new ArrayList<>();
    FunctionRef function = new FunctionRef(new GatewayId("bench"), "openfaas-fn", "echo");
    for (int i = 0; i < calls; i++) {
      Ticket ticket = inbox.register(function).toOptional().orElseThrow();
      inbox.accepted(ticket.callId(), null);
      tickets.add(ticket);
    }
    Collections.shuffle(tickets, new Random(7));
    Samples samples = new Samples();
    for (int i = 0; i < calls; i++) {
      samples.add(pair(inbox, tickets.get(i)));
      // Each finds the same crowd: what was paired is replaced by a call that nobody answers.
      tickets.add(inbox.register(function).toOptional().orElseThrow());
    }
    tickets.subList(calls, tickets.size()).forEach(ticket -> inbox.stopWaiting(ticket.callId()));
    inbox.clearFinished();
    return samples;
  }

  private static double pair(AsyncInbox inbox, Ticket ticket) throws IOException {
    try (RawCallback worker = new RawCallback(ticket.callbackUrl())) {
      worker.head("X-Function-Status: 200", "X-Call-Id: " + ticket.callId(), "Content-Length: 4");
      long begin = System.nanoTime();
      worker.send("done");
      while (!isBack(inbox, ticket)) {
        if (System.nanoTime() - begin > PATIENCE.toNanos()) {
          throw new IllegalStateException("a callback was not paired");
        }
        LockSupport.parkNanos(20_000);
      }
      return (System.nanoTime() - begin) / 1e6;
    }
  }

  private static boolean isBack(AsyncInbox inbox, Ticket ticket) {
    return inbox.find(ticket.callId()).orElseThrow().state() instanceof AsyncState.CalledBack;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
