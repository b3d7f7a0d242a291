package io.fairlead.openfaas;

import io.fairlead.model.Failure;
import io.fairlead.model.LogLine;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;

/** Reads {@code /system/logs}, once or for as long as the gateway lets it. */
final class LogReader {

  private final HttpTarget reading;
  private final HttpTarget following;

  LogReader(HttpTarget target, Timeouts timeouts) {
    this.reading = target.withTimeout(timeouts.read());
    this.following = target.withTimeout(timeouts.silence());
  }

  /**
   * Reads one bounded answer.
   *
   * @param tellsTail whether the provider's {@code tail} means the newest lines; faasd's means the
   *     oldest of its look-back, so there all are read and the newest kept (observed, Logs)
   */
  Outcome<LogSlice> slice(LogQuery query, boolean tellsTail, Scope scope) {
    String attempt = "Read the log of " + query.function().qualifiedName();
    Slice slice = new Slice(query.tail());
    return open(
        attempt,
        reading,
        url(query, tellsTail ? query.tail() : 0, false),
        scope,
        response -> {
          LogStream stream = new LogStream(response.body().source(), query.function(), scope);
          LogEnd end = stream.read(GatewayClient.MAX_LOG_BYTES, slice::add, _ -> slice.broken++);
          boolean truncated = slice.truncated || end == LogEnd.LIMIT;
          return new LogSlice(List.copyOf(slice.lines), slice.broken, truncated, end);
        });
  }

  /** Reads until the gateway or the scope ends it. */
  Outcome<LogEnd> follow(
      LogQuery query, Consumer<LogLine> lines, Consumer<String> broken, Scope scope) {
    String attempt = "Follow the log of " + query.function().qualifiedName();
    Outcome<LogEnd> outcome =
        open(
            attempt,
            following,
            url(query, query.tail(), true),
            scope,
            response ->
                new LogStream(response.body().source(), query.function(), scope)
                    .read(Long.MAX_VALUE, lines, broken));
    return switch (outcome) {
      case Outcome.Ok<LogEnd> ok -> ok;
      case Outcome.Failed<LogEnd> failed -> silentEnd(failed.failure());
    };
  }

  /**
   * A function that writes nothing gets no status line either: the stream of it ends without any
   * answer (observed, Logs).
   */
  private static Outcome<LogEnd> silentEnd(Failure failure) {
    return switch (failure) {
      case Failure.ServerError e when e.status() == 0 -> Outcome.ok(LogEnd.CUT_BY_GATEWAY);
      case Failure.TimedOut e when e.stage() == Failure.TimedOut.Stage.WAIT ->
          Outcome.ok(LogEnd.SILENT);
      case Failure.Cancelled _ -> Outcome.ok(LogEnd.CLOSED);
      default -> Outcome.failed(failure);
    };
  }

  /** What is read of a 2xx answer. */
  @FunctionalInterface
  private interface LogAnswer<T> {
    T read(Response response) throws IOException;
  }

  private static <T> Outcome<T> open(
      String attempt, HttpTarget target, HttpUrl url, Scope scope, LogAnswer<T> reader) {
    return target.exchange(
        attempt,
        new Request.Builder().url(url).build(),
        HttpTarget.Effect.STREAMS,
        HttpTarget.Access.WITH_CREDENTIALS,
        scope,
        (response, progress) -> {
          String type = response.header("Content-Type", "");
          if (response.isSuccessful() && (type == null || !type.contains("html"))) {
            return Outcome.ok(reader.read(response));
          }
          Answer answer = ManagementRoutes.read(response, progress, false);
          return Outcome.failed(explained(Refusals.of(attempt, answer)));
        });
  }

  private HttpUrl url(LogQuery query, int tail, boolean follow) {
    HttpUrl.Builder url = reading.resolve("system", "logs");
    url.addQueryParameter("name", query.function().name());
    if (!query.function().namespace().isEmpty()) {
      url.addQueryParameter("namespace", query.function().namespace());
    }
    if (!query.instance().isEmpty()) {
      url.addQueryParameter("instance", query.instance());
    }
    if (tail > 0) {
      url.addQueryParameter("tail", Integer.toString(tail));
    }
    if (query.since() != null) {
      url.addEncodedQueryParameter("since", query.since().toString());
    }
    if (follow) {
      url.addQueryParameter("follow", "true");
    }
    return url.build();
  }

  /** The gateway hides the provider's reason behind a number (contract 1.5, logs). */
  private static Failure explained(Failure failure) {
    if (!(failure instanceof Failure.ServerError error)) {
      return failure;
    }
    String explanation =
        switch (error.evidence()) {
          case "unknown log request error (422)" ->
              "The provider refused the number of lines or the time it was asked for.";
          case "unknown log request error (500)" ->
              "The provider has no log for it: there is no such function, or it has no replica.";
          case "log request failed" -> "The gateway cannot reach its provider's log.";
          default -> error.explanation();
        };
    return new Failure.ServerError(
        error.attempt(),
        error.where(),
        error.status(),
        explanation,
        error.remedy(),
        error.evidence());
  }

  /** The newest lines of one answer. */
  private static final class Slice {
    private final ArrayDeque<LogLine> lines = new ArrayDeque<>();
    private final int wanted;
    private final int limit;
    private int broken;
    private boolean truncated;

    Slice(int wanted) {
      this.wanted = wanted;
      this.limit =
          wanted == 0 ? GatewayClient.MAX_LOG_LINES : Math.min(wanted, GatewayClient.MAX_LOG_LINES);
    }

    void add(LogLine line) {
      if (lines.size() == limit) {
        lines.removeFirst();
        // What is beyond the operator's own number is not missing.
        truncated |= limit != wanted;
      }
      lines.addLast(line);
    }
  }
}
