package io.fairlead.calls.probe;

import io.fairlead.net.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A probe under way: one thread makes its calls, another one looks at the tally once a second.
 * Whoever wants figures works them out on the own thread, not on that of the calls.
 */
final class MeasuredRun implements ProbeRun {

  private static final Logger LOG = LoggerFactory.getLogger(MeasuredRun.class);
  private static final long SECOND = 1_000_000_000;
  private static final int MOST_TICKS = 3_600;

  private final ProbePlan plan;
  private final InstantSource clock;
  private final Calling calling;
  private final Instant at;
  private final Course course;
  private final Tally tally;
  private final boolean rate;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Object reading = new Object();
  private final Interval total = new Interval();
  private final Interval second = new Interval();
  private final Deque<ProbeTick> ticks = new ArrayDeque<>();
  private volatile long end;
  private volatile ProbeResult.Ending ending = ProbeResult.Ending.STOPPED;

  /** A run that {@link #begin()} starts. */
  MeasuredRun(ProbePlan plan, InstantSource clock, Calling calling) {
    this.plan = plan;
    this.clock = clock;
    this.calling = calling;
    this.rate = plan.load() instanceof ProbeLoad.Rate;
    this.tally = new Tally(rate);
    this.at = clock.instant();
    this.course = new Course(plan, System.nanoTime());
  }

  /** Starts its threads. */
  void begin() {
    Thread.ofPlatform().daemon().name("probe").start(this::call);
    Scope scope = new Scope("probe-seconds");
    scope.run(
        () -> {
          try (scope) {
            keepTicks();
          }
        });
  }

  private void call() {
    try (calling) {
      calling.run(course, tally);
    } catch (RuntimeException | Error e) {
      course.stop();
      LOG.error("a probe ended by a mistake", e);
      throw e;
    } finally {
      end = System.nanoTime();
      ending = course.ending();
      synchronized (reading) {
        collect();
        if (second.requests > 0) {
          tick();
        }
      }
      ended.countDown();
    }
  }

  private void keepTicks() {
    long due = course.measured() + SECOND;
    try {
      while (!ended.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        synchronized (reading) {
          collect();
          tick();
        }
        // After a standstill of the machine one longer tick stands for the seconds it took.
        due = Math.max(due + SECOND, System.nanoTime());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void collect() {
    Interval taken = tally.take();
    total.add(taken);
    second.add(taken);
  }

  private void tick() {
    Histogram corrected =
        rate ? second.corrected : Interval.corrected(second.uncorrected, usualTime());
    if (ticks.size() == MOST_TICKS) {
      ticks.removeFirst();
    }
    ticks.add(
        new ProbeTick(
            clock.instant(),
            second.requests,
            second.errorCount(),
            Interval.millis(corrected, 50),
            Interval.millis(corrected, 99),
            corrected.getMaxValue() / 1e6));
    second.reset();
  }

  /** How long a worker usually takes for a call. */
  private long usualTime() {
    return total.uncorrected.getValueAtPercentile(50);
  }

  @Override
  public ProbePlan plan() {
    return plan;
  }

  @Override
  public ProbeFigures figures() {
    synchronized (reading) {
      boolean over = ended.getCount() == 0;
      collect();
      long elapsed = Math.max(0, (over ? end : System.nanoTime()) - course.measured());
      Histogram corrected =
          rate ? total.corrected : Interval.corrected(total.uncorrected, usualTime());
      return new ProbeFigures(
          over
              ? ProbeFigures.Phase.ENDED
              : elapsed == 0 && !plan.warmUp().isZero()
                  ? ProbeFigures.Phase.WARMING_UP
                  : ProbeFigures.Phase.RUNNING,
          Duration.ofNanos(elapsed),
          total.requests,
          total.errors(),
          total.statuses(),
          elapsed == 0 ? 0 : total.requests * (double) SECOND / elapsed,
          total.bytes,
          over ? 0 : calling.inFlight(),
          Interval.quantiles(corrected),
          Interval.quantiles(total.uncorrected),
          Interval.quantiles(total.lateness));
    }
  }

  @Override
  public List<ProbeTick> ticks() {
    synchronized (reading) {
      return List.copyOf(ticks);
    }
  }

  @Override
  public void stop() {
    course.stop();
    calling.wake();
  }

  @Override
  public ProbeResult await() throws InterruptedException {
    ended.await();
    return new ProbeResult(at, plan, figures(), ticks(), ending);
  }
}
