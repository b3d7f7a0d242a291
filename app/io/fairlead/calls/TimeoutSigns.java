package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.ExchangeProgress.Stage;
import io.fairlead.net.Span;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What is known of a call that may have run out of time.
 *
 * @param queued whether the queue's worker made it
 * @param ending how it ended
 * @param status the reply's status; 0 where none came
 * @param headers the reply's headers
 * @param body the beginning of its body
 * @param stage the last thing that had begun
 * @param waited from the first byte sent to the reply, or to the end without one; for a body that
 *     broke off, to that
 * @param limit what was allowed here
 * @param asked the call's own {@code X-Timeout}; empty without one
 */
record TimeoutSigns(
    boolean queued,
    Ending ending,
    int status,
    List<Header> headers,
    String body,
    Stage stage,
    Duration waited,
    Duration limit,
    String asked) {

  /** How a call ended. */
  enum Ending {
    ANSWERED,
    /** The time allowed here was over, before or within the reply. */
    OUR_LIMIT,
    /** The connection was closed without a reply. */
    CUT,
    /** The connection was closed within the reply's body. */
    CUT_IN_BODY,
    /** Stopped here, or nothing that a limit can explain. */
    OTHER
  }

  private static final int BEGINNING = 2048;

  /** How late an answer to a limit of whole seconds may come. */
  private static final long LATENESS = 80;

  TimeoutSigns {
    headers = List.copyOf(headers);
  }

  static TimeoutSigns of(CallResult result) {
    return switch (result.outcome()) {
      case Outcome.Failed<InvocationReply>(Failure failure) ->
          of(result, ending(failure), 0, List.of(), "");
      case Outcome.Ok<InvocationReply>(InvocationReply reply) -> {
        Ending ending =
            switch (reply.end()) {
              case WHOLE, TOO_LONG, DOUBTFUL -> Ending.ANSWERED;
              case TIME_OVER -> Ending.OUR_LIMIT;
              case CUT -> Ending.CUT_IN_BODY;
              case STOPPED -> Ending.OTHER;
            };
        yield of(result, ending, reply.status(), reply.headers(), text(reply.beginning(BEGINNING)));
      }
    };
  }

  private static TimeoutSigns of(
      CallResult result, Ending ending, int status, List<Header> headers, String body) {
    Timing timing = result.timing();
    Duration sendBegan = timing.last(Stage.SEND).map(Span::from).orElse(Duration.ZERO);
    String asked =
        result.spec().headers().stream()
            .filter(header -> header.isNamed("X-Timeout"))
            .map(Header::value)
            .findFirst()
            .orElse("");
    return new TimeoutSigns(
        false,
        ending,
        status,
        headers,
        body,
        timing.spans().isEmpty() ? Stage.RESOLVE : timing.spans().getLast().stage(),
        timing.total().minus(sendBegan),
        result.spec().options().timeout(),
        asked);
  }

  static TimeoutSigns ofCallback(
      int status, List<Header> headers, byte[] beginning, OptionalDouble seconds) {
    Duration waited = Duration.ofNanos(Math.round(seconds.orElse(0) * 1e9));
    return new TimeoutSigns(
        true,
        Ending.ANSWERED,
        status,
        headers,
        text(beginning),
        Stage.RECEIVE,
        waited,
        Duration.ZERO,
        "");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, 0, Math.min(bytes.length, BEGINNING), StandardCharsets.UTF_8);
  }

  private static Ending ending(Failure failure) {
    return switch (failure) {
      case Failure.TimedOut _ -> Ending.OUR_LIMIT;
      case Failure.OutcomeUnknown unknown ->
          switch (unknown.loss()) {
            case CUT -> Ending.CUT;
            case TIMED_OUT -> Ending.OUR_LIMIT;
            case CANCELLED, GARBLED -> Ending.OTHER;
          };
      default -> Ending.OTHER;
    };
  }

  /** The first value of a header, in any case; empty without one. */
  String header(String name) {
    return headers.stream()
        .filter(header -> header.isNamed(name))
        .map(Header::value)
        .findFirst()
        .orElse("");
  }

  /** Whether the gateway stamped it, which it does when it passes a call on. */
  boolean passedOn() {
    // A callback has the call's id whatever became of the call.
    return !header("X-Start-Time").isEmpty()
        || !header("X-Served-By").isEmpty()
        || (!queued && !header("X-Call-Id").isEmpty());
  }

  /**
   * Whether a watchdog timed it. The queue's worker overwrites that header, so nothing tells there.
   */
  boolean timedByWatchdog() {
    return !queued && !header("X-Duration-Seconds").isEmpty();
  }

  /** Whether it took long enough for a limit to have ended it: limits are seconds. */
  boolean longEnough() {
    return waited.toMillis() >= 990;
  }

  /** Whether it ended right after this limit. */
  boolean endedAt(long seconds) {
    return isJustAfter(waited, seconds) || insideFits(seconds);
  }

  private static boolean isJustAfter(Duration time, long seconds) {
    long late = time.toMillis() - seconds * 1000;
    return late >= -10 && late <= 1000;
  }

  /** Whether it ended right after a whole number of seconds, as settings are. */
  boolean endedAtWholeSecond() {
    long millis = waited.toMillis() + 10;
    return millis >= 1000 && millis % 1000 <= LATENESS + 10;
  }

  /** With a cold start before it, only the cluster's own clock shows the limit. */
  private boolean insideFits(long seconds) {
    return beforeGateway().toSeconds() >= 1
        && inside().map(time -> Math.abs(time.toMillis() - seconds * 1000) <= 1000).orElse(false);
  }

  /**
   * From the gateway's own stamp to the reply's {@code Date}, which is cut to whole seconds; both
   * by the cluster's clocks.
   */
  private Optional<Duration> inside() {
    String stamp = header("X-Start-Time");
    String date = header("Date");
    if (!stamp.matches("\\d{16,19}") || date.isEmpty()) {
      return Optional.empty();
    }
    try {
      long nanos = Long.parseLong(stamp);
      Instant start = Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
      Instant end =
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
              .toInstant();
      return Optional.of(Duration.between(start, end));
    } catch (DateTimeParseException | NumberFormatException _) {
      return Optional.empty();
    }
  }

  /**
   * How long a call waited at least before the gateway passed it on: a cold start, or a queue in
   * front (contract 1.6). Zero where nothing tells.
   */
  Duration beforeGateway() {
    return inside()
        .filter(time -> !time.plusSeconds(1).isNegative())
        .map(time -> waited.minus(time).minusSeconds(1))
        .filter(time -> !time.isNegative())
        .orElse(Duration.ZERO);
  }
}
