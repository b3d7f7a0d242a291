package io.fairlead.localgateway.invoke;

import io.fairlead.localgateway.function.Capacity.Admission;
import io.fairlead.localgateway.function.Capacity.Seats;
import io.fairlead.localgateway.function.FunctionKey;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.function.GoDuration;
import io.fairlead.localgateway.function.LocalFunction;
import io.fairlead.localgateway.function.LogEntry;
import io.fairlead.localgateway.metrics.FunctionMeters;
import io.fairlead.localgateway.metrics.GatewayMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a call to a replica and its answer back (contract 1.6): wakes a function that was scaled
 * to zero, takes a seat, limits the time, counts, and writes the log's line.
 */
public final class Invoker implements AutoCloseable {

  /** How long a call waits for a replica that starts. */
  static final Duration READY = Duration.ofSeconds(30);

  /** The gateway's own limit; what lasts longer is 502, whatever the function allows. */
  static final Duration UPSTREAM = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Invoker.class);
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String TYPE = "Content-Type";
  private static final String INTERNAL = "X-Openfaas-Internal";

  private final FunctionTable functions;
  private final GatewayMetrics metrics;
  private final Predicate<String> namespaces;
  private final String defaultNamespace;
  private final Deadlines deadlines = new Deadlines();

  /**
   * An invoker.
   *
   * @param namespaces whether a namespace exists
   */
  public Invoker(
      FunctionTable functions,
      GatewayMetrics metrics,
      Predicate<String> namespaces,
      String defaultNamespace) {
    this.functions = functions;
    this.metrics = metrics;
    this.namespaces = namespaces;
    this.defaultNamespace = defaultNamespace;
  }

  /** {@code name.namespace} or {@code name} as it stands in a URL. */
  public FunctionKey key(String inUrl) {
    int dot = inUrl.lastIndexOf('.');
    return dot < 0
        ? new FunctionKey(defaultNamespace, inUrl)
        : new FunctionKey(inUrl.substring(dot + 1), inUrl.substring(0, dot));
  }

  /** Now, as {@code X-Start-Time} has it: nanoseconds since 1970 (contract 1.8). */
  public String startTime() {
    Instant now = functions.clock().instant();
    return Long.toString(now.getEpochSecond() * 1_000_000_000L + now.getNano());
  }

  /** A fresh call id. Unique, not secret: it names a call and opens nothing. */
  public static String newCallId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /**
   * Answers one call.
   *
   * @throws IOException when the caller left, or the answer broke off after it had begun
   */
  public void invoke(Invocation call, AnswerSink sink) throws IOException, InterruptedException {
    FunctionKey key = key(call.function());
    LocalFunction found = functions.find(key);
    if (found == null) {
      unknown(key, sink);
      return;
    }
    LocalFunction function = found.serving();
    awaken(function);
    String given = call.header("X-Call-Id");
    // An id that the caller chose goes to the function and is not echoed (40-invoke-own-call-id).
    String generated = given == null || given.isEmpty() ? newCallId() : "";
    String startTime = startTime();
    call.stamp(generated, startTime);
    FunctionMeters meters = metrics.of(function.label());
    meters.started();
    long startNanos = System.nanoTime();
    BufferedAnswer answer = new BufferedAnswer(call, sink, startNanos);
    if (!generated.isEmpty()) {
      answer.header("X-Call-Id", generated);
    }
    answer.header("X-Served-By", Served.BY);
    answer.header("X-Start-Time", startTime);
    admit(function, call, answer, meters, startNanos);
  }

  private void awaken(LocalFunction function) throws InterruptedException {
    if (function.availableReplicas() > 0) {
      return;
    }
    if (function.replicas() == 0) {
      try {
        functions.wake(function);
      } catch (IOException e) {
        // It runs; only the next start will find it at zero again.
        LOG.warn("that {} was woken was not written", function.label(), e);
      }
    }
    function.awaitReady(READY);
  }

  @Override
  public void close() {
    deadlines.close();
  }

  private void admit(
      LocalFunction function,
      Invocation call,
      BufferedAnswer answer,
      FunctionMeters meters,
      long startNanos)
      throws IOException, InterruptedException {
    switch (function.enter(READY)) {
      case Admission.Seated(Seats seats) -> {
        try {
          serve(function, seats, call, answer, meters, startNanos);
        } finally {
          function.leave(seats);
        }
      }
      case Admission.Full() -> {
        refuse(
            answer,
            429,
            "text/plain",
            "faas-middleware",
            "Concurrent request limit exceeded. Max concurrent requests: %d\n"
                .formatted(function.limits().maxInflight()));
        meters.ended(429, System.nanoTime() - startNanos);
        answer.finish();
      }
      case Admission.NoReplica() -> withoutReplica(function, call, answer, meters, startNanos);
    }
  }

  private void withoutReplica(
      LocalFunction function,
      Invocation call,
      BufferedAnswer answer,
      FunctionMeters meters,
      long startNanos)
      throws IOException, InterruptedException {
    LocalFunction successor = functions.find(function.key());
    if (successor != null && !successor.equals(function)) {
      // It was updated while this call waited.
      awaken(successor);
      admit(successor, call, answer, meters, startNanos);
      return;
    }
    refuse(
        answer,
        503,
        PLAIN,
        "proxy",
        "No endpoints available for: " + function.key().name() + ".\n");
    meters.ended(503, System.nanoTime() - startNanos);
    answer.finish();
  }

  private void serve(
      LocalFunction function,
      Seats seats,
      Invocation call,
      BufferedAnswer answer,
      FunctionMeters meters,
      long startNanos)
      throws IOException, InterruptedException {
    boolean whole = false;
    try {
      whole = run(function, seats, call, answer);
    } finally {
      // Before the last byte leaves, so that who has the answer also finds it counted.
      int status = whole ? answer.status() : 502;
      long nanos = System.nanoTime() - startNanos;
      meters.ended(status, nanos);
      function
          .log()
          .add(
              new LogEntry.Served(
                  functions.clock().instant(),
                  seats.instance(),
                  call.method(),
                  call.path(),
                  status,
                  answer.bytes(),
                  nanos));
    }
    if (!whole) {
      throw new IOException("the answer broke off");
    }
    answer.finish();
  }

  /** Runs the function; false when its answer had begun and cannot be completed. */
  private boolean run(LocalFunction function, Seats seats, Invocation call, BufferedAnswer answer)
      throws IOException, InterruptedException {
    Duration longest = longest(function, call);
    boolean gatewayEnds = longest.compareTo(UPSTREAM) > 0;
    Deadlines.Deadline deadline = deadlines.start(gatewayEnds ? UPSTREAM : longest);
    boolean late = false;
    boolean failed = false;
    try {
      seats.replica().serve(call, answer);
    } catch (InterruptedException e) {
      late = deadline.end();
      if (!late) {
        throw e;
      }
    } catch (IOException e) {
      late = deadline.end();
      if (!late) {
        throw e;
      }
    } catch (RuntimeException e) {
      // A function's bug is that function's 500, as a crashed process is under a watchdog.
      LOG.warn("function {} failed", function.label(), e);
      failed = true;
    } finally {
      late |= deadline.end();
    }
    if (!late && !failed) {
      return true;
    }
    if (answer.hasBegun()) {
      return false;
    }
    if (late && gatewayEnds) {
      answer.replace(502, "");
    } else {
      answer.replace(late ? 504 : 500, "of-watchdog");
    }
    return true;
  }

  private static Duration longest(LocalFunction function, Invocation call) {
    Duration own = function.limits().execTimeout();
    String asked = call.header("X-Timeout");
    if (asked == null) {
      return own;
    }
    Duration shorter = GoDuration.parse(asked).orElse(own);
    return shorter.isZero() || shorter.compareTo(own) > 0 ? own : shorter;
  }

  private void unknown(FunctionKey key, AnswerSink sink) throws IOException {
    // The gateway asks the provider, and tells what that answered (recordings 40-invoke-unknown*).
    String reason =
        namespaces.test(key.namespace())
            ? "server returned non-200 status code (404) for function, %s, body: "
            : "server returned non-200 status code (400) for function, %s, body: namespace not"
                + " valid\n";
    String text = ("error finding function %s: " + reason).formatted(key.label(), key.name());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(TYPE, PLAIN);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (OutputStream body = sink.begin(404, headers, bytes.length)) {
      body.write(bytes);
    }
  }

  private static void refuse(
      BufferedAnswer answer, int status, String type, String refuser, String text)
      throws IOException {
    answer.status(status);
    answer.header(TYPE, type);
    answer.header(INTERNAL, refuser);
    answer.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
