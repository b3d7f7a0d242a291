package io.fairlead.support;

import io.fairlead.calls.probe.ProbeEngine;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.ProbeRun;
import io.fairlead.calls.probe.ProbeTick;
import io.fairlead.calls.probe.Quantiles;
import io.fairlead.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import okhttp3.HttpUrl;

/** Probes that send nothing and measure what a test says. */
public final class ScriptedProbes implements ProbeEngine {

  private final List<Run> runs = new CopyOnWriteArrayList<>();

  @Override
  public Outcome<ProbeRun> start(ProbePlan plan, InstantSource clock) {
    Run run = new Run(plan, clock.instant());
    runs.add(run);
    return Outcome.ok(run);
  }

  /** Those that were begun, in their order. */
  public List<Run> runs() {
    return List.copyOf(runs);
  }

  /** The last one, once it has begun. */
  public Run last() {
    Await.until("a probe", () -> !runs.isEmpty());
    return runs.getLast();
  }

  /** Figures of so many calls in ten seconds, the slowest of a hundred of which took so long. */
  public static ProbeFigures figures(long requests, double p99) {
    return new ProbeFigures(
        ProbeFigures.Phase.RUNNING,
        Duration.ofSeconds(10),
        requests,
        Map.of(),
        Map.of(200, requests),
        (double) requests / 10,
        requests * 20,
        1,
        new Quantiles(p99 / 2, p99 / 2, p99 * 0.9, p99, p99 * 1.5, p99 * 2),
        new Quantiles(p99 / 4, p99 / 4, p99 * 0.5, p99 * 0.6, p99, p99),
        new Quantiles(0.1, 0.1, 0.2, 0.4, 0.9, 1));
  }

  /** Measures and ends when it is told. */
  public static final class Run implements ProbeRun {

    private final ProbePlan plan;
    private final Instant at;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile ProbeFigures figures = ScriptedProbes.figures(0, 0);
    private volatile List<ProbeTick> ticks = List.of();
    private volatile ProbeResult.Ending ending = ProbeResult.Ending.COMPLETE;

    private Run(ProbePlan plan, Instant at) {
      this.plan = plan;
      this.at = at;
    }

    /** Has measured this by now. */
    public void measure(ProbeFigures now, ProbeTick... seconds) {
      figures = now;
      ticks = List.of(seconds);
    }

    /** Ends. */
    public void end(ProbeResult.Ending how) {
      ending = how;
      over.countDown();
    }

    /** How hard it calls. */
    public ProbeLoad load() {
      return plan.load();
    }

    /** Where it sends. */
    public HttpUrl url() {
      return plan.request().url();
    }

    /** Whether it has ended. */
    public boolean isOver() {
      return over.getCount() == 0;
    }

    @Override
    public ProbePlan plan() {
      return plan;
    }

    @Override
    public ProbeFigures figures() {
      return figures;
    }

    @Override
    public List<ProbeTick> ticks() {
      return ticks;
    }

    @Override
    public void stop() {
      if (!isOver()) {
        end(ProbeResult.Ending.STOPPED);
      }
    }

    @Override
    public ProbeResult await() throws InterruptedException {
      over.await();
      return new ProbeResult(at, plan, figures, ticks, ending);
    }
  }
}
