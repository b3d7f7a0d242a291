package io.fairlead.localgateway.sample;

import io.fairlead.localgateway.function.FunctionAnswer;
import io.fairlead.localgateway.function.FunctionCall;
import io.fairlead.localgateway.function.GoDuration;
import io.fairlead.localgateway.function.ReplicaContext;
import io.fairlead.localgateway.http.Query;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/** Samples that behave on purpose: slow, failing, busy or talkative. */
final class BehaviourSamples {

  private static final int MOST_LINES = 10_000;
  private static final int LARGEST_LIMIT = 20_000_000;
  private static final int LONGEST_LINE = 512;

  private BehaviourSamples() {}

  /** Sleeps {@code ?ms=} or the environment's {@code duration}; the time-out may end it. */
  static void sleep(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException, InterruptedException {
    Query query = Query.of(call.query());
    Duration time =
        GoDuration.parse(
                query.has("ms") ? query.get("ms") + "ms" : replica.environment().get("duration"))
            .orElse(Duration.ofSeconds(1));
    Thread.sleep(time);
    text(answer, "slept " + time.toMillis() + " ms\n");
  }

  /** Answers with {@code ?code=}, the body's number, or the environment's {@code code}. */
  static void status(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    Query query = Query.of(call.query());
    String code = query.get("code");
    if (code.isEmpty()) {
      code = new String(call.body().readNBytes(16), StandardCharsets.UTF_8).strip();
    }
    if (code.isEmpty()) {
      code = replica.environment().getOrDefault("code", "200");
    }
    if (!code.matches("[2-5]\\d\\d")) {
      answer.status(400);
      text(answer, "a status is a number from 200 to 599\n");
      return;
    }
    answer.status(Integer.parseInt(code));
    text(answer, "status " + code + "\n");
  }

  /** Fails with 500 as often as {@code failure_ratio} (0 to 1) says. */
  static void flaky(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    Query query = Query.of(call.query());
    String ratio =
        query.has("failure_ratio")
            ? query.get("failure_ratio")
            : replica.environment().getOrDefault("failure_ratio", "0.3");
    double share = ratio.matches("\\d(\\.\\d{1,9})?") ? Double.parseDouble(ratio) : 0.3;
    if (ThreadLocalRandom.current().nextDouble() < share) {
      replica.log().accept("stderr: failing on purpose");
      answer.status(500);
      text(answer, "failed on purpose\n");
      return;
    }
    text(answer, "all went well\n");
  }

  /** Counts primes with a sieve: work that grows with the limit. */
  static void primes(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException, InterruptedException {
    Query query = Query.of(call.query());
    String text =
        query.has("limit")
            ? query.get("limit")
            : replica.environment().getOrDefault("limit", "100000");
    int limit = number(text, LARGEST_LIMIT);
    BitSet composite = new BitSet(limit + 1);
    long count = 0;
    for (int n = 2; n <= limit; n++) {
      if (composite.get(n)) {
        continue;
      }
      count++;
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      for (long multiple = (long) n * n; multiple <= limit; multiple += n) {
        composite.set((int) multiple);
      }
    }
    text(answer, count + " primes up to " + limit + "\n");
  }

  /** Writes {@code ?lines=} lines to the log: the body's text, or a counter. */
  static void logLines(FunctionCall call, FunctionAnswer answer, ReplicaContext replica)
      throws IOException {
    Query query = Query.of(call.query());
    String asked =
        query.has("lines") ? query.get("lines") : replica.environment().getOrDefault("lines", "10");
    int lines = number(asked, MOST_LINES);
    String body =
        new String(call.body().readNBytes(LONGEST_LINE), StandardCharsets.UTF_8)
            .replace('\n', ' ')
            .strip();
    for (int i = 1; i <= lines; i++) {
      replica.log().accept((body.isEmpty() ? "line" : body) + " " + i + " of " + lines);
    }
    text(answer, lines + " lines written\n");
  }

  private static int number(String text, int most) {
    return text.matches("\\d{1,9}") ? Math.min(Integer.parseInt(text), most) : 0;
  }

  private static void text(FunctionAnswer answer, String text) throws IOException {
    answer.header("Content-Type", "text/plain; charset=utf-8");
    answer.body().write(text.getBytes(StandardCharsets.UTF_8));
  }
}
