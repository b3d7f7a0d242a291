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

    /** 1,000 connections, a million calls/s, 100 million requests, one hour. */
    public static final Ceiling DEFAULT =
        new Ceiling(1_000, 1_000_000, 100_000_000, Duration.ofHours(1));

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

  /**
   * Whether an operator is asked before it runs: it would call anything but this machine more than
   * {@link #ASKED_ABOVE} times a second, or as fast as workers can.
   */
  public boolean asksFirst() {
    return !isLoopback(request.url().host())
        && switch (load) {
          case ProbeLoad.Rate rate -> rate.perSecond() > ASKED_ABOVE;
          case ProbeLoad.Workers _ -> true;
        };
  }

  /** By name or literal alone: what a name server says is not asked. */
  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.equals("::1")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
