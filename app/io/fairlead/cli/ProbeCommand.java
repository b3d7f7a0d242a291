package io.fairlead.cli;

import io.fairlead.calls.probe.Probe;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.ProbeRun;
import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import java.io.Console;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine;

/**
 * The command {@code probe}: calls a URL at a rate or by workers, without a window, and prints how
 * it went. Its figures go to one stream, its progress and complaints to the other. Interrupted, it
 * prints the figures so far.
 *
 * <p>Ends with 0 when it ran, whatever the server answered; with 1 when not one call was answered;
 * with 2 when it could not run.
 */
public final class ProbeCommand {

  private static final int RAN = 0;
  private static final int UNANSWERED = 1;
  private static final int CANNOT_RUN = 2;
  private static final int SECONDS_TO_PRINT = 3;

  private final PrintStream out;
  private final PrintStream err;
  private final Predicate<String> agreed;

  /**
   * A command that prints there.
   *
   * @param agreed puts a question that wants a yes
   */
  ProbeCommand(PrintStream out, PrintStream err, Predicate<String> agreed) {
    this.out = Objects.requireNonNull(out);
    this.err = Objects.requireNonNull(err);
    this.agreed = Objects.requireNonNull(agreed);
  }

  /** A command that asks on the terminal, where there is one. */
  public static ProbeCommand onTerminal(PrintStream out, PrintStream err) {
    return new ProbeCommand(
        out,
        err,
        question ->
            Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(console -> console.readLine("%s [y/N] ", question))
                .filter(answer -> answer.strip().matches("(?i)y|yes"))
                .isPresent());
  }

  /**
   * Runs; blocks until the probe is over.
   *
   * @param words what follows {@code probe} on the command line
   * @return the exit code
   */
  public int run(String... words) {
    ProbeWords read = new ProbeWords();
    CommandLine line = new CommandLine(read);
    try {
      line.parseArgs(words);
      if (line.isUsageHelpRequested()) {
        line.usage(out);
        return RAN;
      }
      ProbePlan plan = read.plan();
      if (plan.asksFirst() && !read.yes && !agreed.test(question(plan))) {
        return complain(
            "Nothing was sent: "
                + HttpTarget.where(plan.request().url())
                + " is not on this machine, and this is more than 50 calls/s or workers without a"
                + " limit. If you mean it, add --yes.");
      }
      return run(plan, read.json);
    } catch (CommandLine.UnmatchedArgumentException e) {
      // The values are not repeated: one may be a URL with a password.
      return complain("Not understood: " + named(e) + ". Try probe --help.");
    } catch (CommandLine.ParameterException e) {
      return complain(e.getMessage() == null ? "Try probe --help." : e.getMessage() + ".");
    } catch (WrongWords e) {
      return complain(e.sentence());
    }
  }

  private static String named(CommandLine.UnmatchedArgumentException e) {
    return e.getUnmatched().stream()
        .map(word -> word.startsWith("-") ? word.replaceFirst("=.*", "") : "a second URL")
        .collect(Collectors.joining(", "));
  }

  private int complain(String sentence) {
    err.println(sentence);
    return CANNOT_RUN;
  }

  private static String question(ProbePlan plan) {
    return "Load " + HttpTarget.where(plan.request().url()) + ", which is not this machine?";
  }

  private int run(ProbePlan plan, boolean json) {
    return switch (Probe.start(plan, InstantSource.system())) {
      case Outcome.Failed<ProbeRun>(Failure failure) ->
          complain(failure.explanation() + " " + failure.remedy());
      case Outcome.Ok<ProbeRun>(ProbeRun run) -> follow(run, json);
    };
  }

  private int follow(ProbeRun run, boolean json) {
    CountDownLatch printed = new CountDownLatch(1);
    Thread interrupted = new Thread(() -> stop(run, printed), "probe-interrupted");
    Runtime.getRuntime().addShutdownHook(interrupted);
    CountDownLatch over = new CountDownLatch(1);
    try (Scope scope = new Scope("probe-progress")) {
      scope.run(() -> report(run, over));
      ProbeResult result = run.await();
      over.countDown();
      out.print(ProbeReport.text(result));
      if (json) {
        out.println(ProbeReport.json(result));
      }
      out.flush();
      return result.figures().statuses().isEmpty() ? UNANSWERED : RAN;
    } catch (InterruptedException _) {
      run.stop();
      Thread.currentThread().interrupt();
      return CANNOT_RUN;
    } finally {
      printed.countDown();
      forget(interrupted);
    }
  }

  /** The end of the process waits for the figures, but not for long. */
  private static void stop(ProbeRun run, CountDownLatch printed) {
    run.stop();
    try {
      boolean _ = printed.await(SECONDS_TO_PRINT, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // The process is ending, and that hook is why this probe is over.
    }
  }

  private void report(ProbeRun run, CountDownLatch over) {
    try {
      while (!over.await(1, TimeUnit.SECONDS)) {
        err.println(ProbeReport.progress(run.figures()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
