package io.fairlead.localgateway.api;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.function.FunctionKey;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.function.LocalFunction;
import io.fairlead.localgateway.function.LogEntry;
import io.fairlead.localgateway.function.LogRing;
import io.fairlead.localgateway.http.Query;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.state.Namespaces;
import io.fairlead.openfaas.wire.Json;
import io.fairlead.openfaas.wire.LogLineWire;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;

/** A function's log as NDJSON, whole or followed (recordings 60-*). */
final class LogRoutes {

  /** How long a follower is served, the write time-out of a real gateway. */
  static final Duration FOLLOWED = Duration.ofSeconds(60);

  private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
  private static final int MOST_FOLLOWERS = 64;
  private static final int BUFFER = 16 * 1024;
  private static final String TYPE = "text/plain; charset=utf-8";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final FunctionTable functions;
  private final Semaphore followers = new Semaphore(MOST_FOLLOWERS);

  LogRoutes(FunctionTable functions) {
    this.functions = functions;
  }

  /** Which lines are wanted. */
  private record Wanted(int tail, Instant since, String instance, boolean follow) {

    List<LogEntry> of(List<LogEntry> all) {
      return all.stream()
          .filter(entry -> !entry.at().isBefore(since))
          .filter(entry -> instance.isEmpty() || entry.instance().equals(instance))
          .toList();
    }

    /** The newest ones; faasd would give the oldest. */
    List<LogEntry> first(List<LogEntry> all) {
      List<LogEntry> lines = of(all);
      return tail > 0 && lines.size() > tail
          ? lines.subList(lines.size() - tail, lines.size())
          : lines;
    }
  }

  void answer(HttpExchange exchange) throws IOException, InterruptedException {
    Query query = Query.of(exchange.getRequestURI().getRawQuery());
    Wanted wanted;
    try {
      wanted = wanted(query);
    } catch (NumberFormatException | DateTimeException _) {
      Replies.error(exchange, 500, "unknown log request error (422)");
      return;
    }
    String namespace =
        query.get("namespace").isEmpty() ? Namespaces.DEFAULT : query.get("namespace");
    LocalFunction function = functions.find(new FunctionKey(namespace, query.get("name")));
    if (function == null) {
      Replies.empty(exchange, 200);
    } else if (!wanted.follow()) {
      whole(exchange, function, wanted);
    } else if (followers.tryAcquire()) {
      try {
        follow(exchange, function, wanted);
      } finally {
        followers.release();
      }
    } else {
      Replies.error(exchange, 500, "at most " + MOST_FOLLOWERS + " logs are followed at a time");
    }
  }

  private Wanted wanted(Query query) {
    String tail = query.get("tail");
    String since = query.get("since");
    Instant from = since.isEmpty() ? Instant.MIN : OffsetDateTime.parse(since).toInstant();
    // A since that lies ahead is ignored, as journalctl does (recording 60-logs-since-future).
    return new Wanted(
        tail.isEmpty() ? 0 : Integer.parseInt(tail),
        from.isAfter(functions.clock().instant()) ? Instant.MIN : from,
        query.get("instance"),
        TRUE.contains(query.get("follow")));
  }

  private static void whole(HttpExchange exchange, LocalFunction function, Wanted wanted)
      throws IOException {
    List<LogEntry> lines = wanted.first(function.log().from(0).entries());
    if (lines.isEmpty()) {
      Replies.empty(exchange, 200);
      return;
    }
    try (OutputStream body = begin(exchange)) {
      write(body, function, lines);
    }
  }

  private static void follow(HttpExchange exchange, LocalFunction function, Wanted wanted)
      throws IOException, InterruptedException {
    LogRing log = function.log();
    long end = System.nanoTime() + FOLLOWED.toNanos();
    LogRing.Lines lines = log.from(0);
    List<LogEntry> shown = wanted.first(lines.entries());
    try (OutputStream body = begin(exchange)) {
      do {
        write(body, function, shown);
        body.flush();
        long left = end - System.nanoTime();
        if (left <= 0 || !log.awaitBehind(lines.end(), Duration.ofNanos(left))) {
          break;
        }
        lines = log.from(lines.end());
        shown = wanted.of(lines.entries());
        if (lines.dropped() > 0) {
          dropped(body, function, lines.dropped());
        }
      } while (true);
    }
  }

  private static OutputStream begin(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", TYPE);
    exchange.sendResponseHeaders(200, 0);
    return new BufferedOutputStream(exchange.getResponseBody(), BUFFER);
  }

  private static void write(OutputStream body, LocalFunction function, List<LogEntry> lines)
      throws IOException {
    for (LogEntry line : lines) {
      line(body, function, line.instance(), STAMP.format(line.at()), line.text());
    }
  }

  private static void dropped(OutputStream body, LocalFunction function, long count)
      throws IOException {
    String text = count + " lines were dropped: this reader was slower than the function";
    line(body, function, "", STAMP.format(Instant.now()), text);
  }

  private static void line(
      OutputStream body, LocalFunction function, String instance, String at, String text)
      throws IOException {
    body.write(
        Json.MAPPER.writeValueAsBytes(
            new LogLineWire(
                function.key().name(), function.key().namespace(), instance, at, text)));
    body.write('\n');
  }
}
