package io.fairlead.metrics;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.model.TimeRange;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Reads a gateway's {@code /metrics} without credentials (port 8082, contract 1.5; recording
 * 70-gateway-metrics) and keeps what it reads in a {@link SeriesStore}: charts without Prometheus.
 *
 * <p>Safe for use from any thread; {@link #refresh} blocks, one at a time. A Service that spreads
 * scrapes over several gateway replicas shows each one's counters in turn, which looks like
 * restarts: such a gateway needs Prometheus.
 */
public final class ScrapeSource implements MetricSource {

  private static final String ATTEMPT = "Read metrics";
  private static final int MAX_BODY = 32 * 1024 * 1024;
  private static final int EVIDENCE = 400;

  private final HttpTarget target;
  private final HttpUrl url;
  private final Clock clock;
  private final Duration interval;
  private final SeriesStore store;
  private final ReentrantLock refreshing = new ReentrantLock();
  private volatile Duration lastTook = Duration.ZERO;
  private volatile @Nullable Failure lastFailure;
  private volatile List<String> lastNotes = List.of();

  /**
   * A source with the default bounds that has read nothing yet.
   *
   * @param url the metrics page
   * @param interval how often {@link #refresh} will be called
   */
  public ScrapeSource(HttpTarget target, HttpUrl url, Clock clock, Duration interval) {
    this(target, url, clock, interval, SeriesStore.Bounds.defaults());
  }

  /** A source with bounds of its own. */
  public ScrapeSource(
      HttpTarget target, HttpUrl url, Clock clock, Duration interval, SeriesStore.Bounds bounds) {
    this.target = target;
    this.url = url;
    this.clock = clock;
    this.interval = interval;
    this.store = new SeriesStore(interval, bounds);
  }

  @Override
  public String description() {
    return "Scrape of "
        + url.newBuilder().username("").password("").query(null).build()
        + ", every "
        + seconds();
  }

  private String seconds() {
    double seconds = interval.toMillis() / 1000.0;
    return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : "" + seconds) + " s";
  }

  /** What the last refresh cost from the request to the last number, successful or not. */
  public Duration lastTook() {
    return lastTook;
  }

  /** The kept numbers. */
  public SeriesStore store() {
    return store;
  }

  @Override
  public Outcome<Instant> refresh(Scope scope) {
    refreshing.lock();
    try {
      long begin = System.nanoTime();
      Outcome<Instant> outcome =
          target.exchange(
              ATTEMPT,
              request(),
              HttpTarget.Effect.READS,
              HttpTarget.Access.ANONYMOUS,
              scope,
              (response, _) -> take(response));
      lastTook = Duration.ofNanos(System.nanoTime() - begin);
      lastFailure = outcome.toFailure().orElse(null);
      return outcome;
    } finally {
      refreshing.unlock();
    }
  }

  private Request request() {
    Request.Builder request =
        new Request.Builder().url(url).header("Accept", "text/plain;version=0.0.4");
    if (isLoopback(url.host())) {
      // Measured: compressing costs more than it saves where no network is in between.
      request.header("Accept-Encoding", "identity");
    }
    return request.build();
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  private Outcome<Instant> take(Response response) throws IOException {
    if (response.code() != 200) {
      return Outcome.failed(refused(response));
    }
    byte[] body;
    try (InputStream in = response.body().byteStream()) {
      body = in.readNBytes(MAX_BODY + 1);
    }
    if (body.length > MAX_BODY) {
      return badPayload("The metrics page is larger than 32 MB.", body);
    }
    if (looksLikeMarkup(body)) {
      return badPayload("The answer is a web page, not metrics.", body);
    }
    Instant at = clock.instant();
    PrometheusText.Report report = store.ingest(new ByteArrayInputStream(body), at);
    if (report.samples() == 0) {
      return badPayload("The answer holds no metrics.", body);
    }
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(store.notes());
    lastNotes = List.copyOf(notes);
    return Outcome.ok(at);
  }

  private Failure refused(Response response) throws IOException {
    String evidence = response.peekBody(EVIDENCE).string();
    String where = url.redact();
    return switch (response.code()) {
      case 401 -> new Failure.Unauthorised(ATTEMPT, where, evidence);
      case 403 -> new Failure.Forbidden(ATTEMPT, where, evidence);
      case 404 ->
          new Failure.NotFound(
              ATTEMPT,
              where,
              "There is no metrics page; a gateway serves it at port 8082, not 8080.",
              evidence);
      default ->
          response.code() >= 500
              ? new Failure.ServerError(
                  ATTEMPT,
                  where,
                  response.code(),
                  "The metrics page answered " + response.code() + ".",
                  "Look at the gateway's log.",
                  evidence)
              : new Failure.Rejected(
                  ATTEMPT,
                  where,
                  response.code(),
                  "The metrics page answered " + response.code() + ".",
                  "Check the metrics address of this connection.",
                  evidence);
    };
  }

  private Outcome<Instant> badPayload(String explanation, byte[] body) {
    String evidence = new String(body, 0, Math.min(body.length, EVIDENCE), StandardCharsets.UTF_8);
    return Outcome.failed(new Failure.BadPayload(ATTEMPT, url.redact(), explanation, evidence));
  }

  private static boolean looksLikeMarkup(byte[] body) {
    for (byte b : body) {
      if (b > ' ') {
        return b == '<';
      }
    }
    return false;
  }

  @Override
  public Outcome<FunctionMetrics> function(String functionName, TimeRange range, Scope scope) {
    return known(
        () -> {
          FunctionMetrics read = store.function(functionName, range);
          return new FunctionMetrics(
              read.rateByCode(),
              read.latency(),
              read.replicas(),
              read.inFlight(),
              all(read.notes()));
        });
  }

  @Override
  public Outcome<GatewayMetrics> gateway(TimeRange range, Scope scope) {
    return known(
        () -> {
          GatewayMetrics read = store.gateway(range, clock.instant());
          return new GatewayMetrics(
              read.rateByCode(),
              read.latency(),
              read.rate(),
              read.errorRatio(),
              read.p95Seconds(),
              read.inFlight(),
              all(read.notes()));
        });
  }

  @Override
  public Outcome<Map<String, FunctionFigures>> figures(Scope scope) {
    return known(() -> store.figures(clock.instant()));
  }

  /** What is kept stays readable after a failed scrape; before the first good one there is none. */
  private <T> Outcome<T> known(Supplier<T> read) {
    Failure failure = lastFailure;
    return failure != null && store.lastAt() == null
        ? Outcome.failed(failure)
        : Outcome.ok(read.get());
  }

  private List<String> all(List<String> notes) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(lastNotes);
    Failure failure = lastFailure;
    if (failure != null) {
      all.add("the last scrape failed: " + failure.explanation());
    }
    return all;
  }
}
