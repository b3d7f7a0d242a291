package io.fairlead.calls.probe;

import io.fairlead.model.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import okhttp3.HttpUrl;
import okio.ByteString;

/** Probes as tests want them: short, of one URL. */
public final class Probes {

  private Probes() {}

  /** A GET. */
  public static ProbeRequest get(String url) {
    return request("GET", url, "");
  }

  /** A request without headers. */
  public static ProbeRequest request(String method, String url, String body) {
    return new ProbeRequest(method, HttpUrl.get(url), List.of(), ByteString.encodeUtf8(body));
  }

  /** So many calls by one worker, with a time-out of a second each. */
  public static ProbePlan count(ProbeRequest request, long count) {
    return plan(request, new ProbeLoad.Workers(1), new ProbeEnd.Count(count), 1_000);
  }

  /** A plan without warm-up and with the usual ceiling. */
  public static ProbePlan plan(
      ProbeRequest request, ProbeLoad load, ProbeEnd end, long timeoutMillis) {
    return new ProbePlan(
        request,
        load,
        end,
        Duration.ZERO,
        Duration.ofMillis(timeoutMillis),
        ProbePlan.Ceiling.DEFAULT);
  }

  /** Starts it. */
  public static ProbeRun start(ProbePlan plan) {
    return Probe.start(plan, InstantSource.system()).toOptional().orElseThrow();
  }

  /** Runs it to its end. */
  public static ProbeResult run(ProbePlan plan) throws InterruptedException {
    return start(plan).await();
  }

  /** Why it cannot be run. */
  public static String complaint(ProbePlan plan) {
    return switch (Probe.start(plan, InstantSource.system())) {
      case Outcome.Failed<ProbeRun> failed -> failed.failure().explanation();
      case Outcome.Ok<ProbeRun> _ -> throw new AssertionError("it runs");
    };
  }
}
