package io.fairlead.calls.probe;

import java.time.Duration;
import java.util.Objects;

/**
 * A probe as it is to be run.
 *
 * @param request what is sent
 * @param load when the next call is due
 * @param end when it is over
 * @param warmUp how long calls are made before any is counted; zero for none
 * @param timeout for one call; one that takes longer is an error
 * @param ceiling the hard limits, which end the probe or hold it back whatever else was asked
 */
public record ProbePlan(
    ProbeRequest request,
    ProbeLoad load,
    ProbeEnd end,
    Duration warmUp,
    Duration timeout,
    Ceiling ceiling) {

  /** The rate above which an operator is asked before anything but loopback is probed. */
  public static final double ASKED_ABOVE = 50;

  /**
   * What a probe never passes.
   *
   * @param connections open at once
   * @param rate calls per second
   * @param requests in one run
   * @param time of one run
   */
  public record Ceiling(int connections, double rate, long requests, Duration time) {

    /** 1,000 connections, 100,000 calls/s, 100 million requests, one hour. */
    public static final Ceiling DEFAULT =
        new Ceiling(1_000, 100_000, 100_000_000, Duration.ofHours(1));

    public Ceiling {
      Objects.requireNonNull(time);
    }
  }

  public ProbePlan {
    Objects.requireNonNull(request);
    Objects.requireNonNull(load);
    Objects.requireNonNull(end);
    Objects.requireNonNull(warmUp);
    Objects.requireNonNull(timeout);
    Objects.requireNonNull(ceiling);
  }
}
