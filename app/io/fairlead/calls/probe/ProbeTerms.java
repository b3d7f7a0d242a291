package io.fairlead.calls.probe;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import okio.ByteString;

/**
 * A plan without its request: how hard, for how long, within which limits.
 *
 * @param load when the next call is due
 * @param end when it is over
 * @param warmUp how long calls are made before any is counted; zero for none
 * @param timeout for one call
 * @param ceiling the hard limits
 */
public record ProbeTerms(
    ProbeLoad load, ProbeEnd end, Duration warmUp, Duration timeout, ProbePlan.Ceiling ceiling) {

  public ProbeTerms {
    Objects.requireNonNull(load);
    Objects.requireNonNull(end);
    Objects.requireNonNull(warmUp);
    Objects.requireNonNull(timeout);
    Objects.requireNonNull(ceiling);
  }

  /** Those of a plan. */
  public static ProbeTerms of(ProbePlan plan) {
    return new ProbeTerms(plan.load(), plan.end(), plan.warmUp(), plan.timeout(), plan.ceiling());
  }

  /** The plan that sends this request. */
  public ProbePlan with(ProbeRequest request) {
    return new ProbePlan(request, load, end, warmUp, timeout, ceiling);
  }

  /** Whether an operator is asked before that server is probed like this. */
  public boolean asksFirst(HttpUrl server) {
    return with(new ProbeRequest("GET", server, List.of(), ByteString.EMPTY)).asksFirst();
  }
}
