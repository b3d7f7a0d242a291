package io.fairlead.cli;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileProblem;
import io.fairlead.calls.file.FileReply;
import io.fairlead.calls.file.Verdict;
import io.fairlead.files.Bytes;
import io.fairlead.model.Failure;
import io.fairlead.net.Scope;
import io.fairlead.session.Connection;
import io.fairlead.session.FileOutcome;
import io.fairlead.session.FileRun;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.SystemTimer;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;

/**
 * The command {@code run}: sends the calls of files without a window and prints one line for each
 * of their expectations. Lines go to one stream, complaints to the other.
 *
 * <p>Ends with 0 when everything held, with 1 when something did not, with 2 when it could not run;
 * then nothing was sent to a function.
 */
public final class RunCommand {

  private static final int HELD = 0;
  private static final int MISSED = 1;
  private static final int CANNOT_RUN = 2;

  private final PrintStream out;
  private final PrintStream err;

  /** A command that prints there. */
  public RunCommand(PrintStream out, PrintStream err) {
    this.out = Objects.requireNonNull(out);
    this.err = Objects.requireNonNull(err);
  }

  /**
   * Runs; blocks until the last answer.
   *
   * @param words what follows {@code run} on the command line
   * @return the exit code
   */
  public int run(String... words) {
    RunWords read = new RunWords();
    CommandLine line = new CommandLine(read);
    try {
      line.parseArgs(words);
      if (line.isUsageHelpRequested()) {
        line.usage(out);
        return HELD;
      }
      return run(read);
    } catch (CommandLine.ParameterException e) {
      return complain(e.getMessage() + ". Try run --help.");
    } catch (WrongWords e) {
      return complain(e.sentence());
    }
  }

  private int complain(String sentence) {
    err.println(Line.clean(sentence));
    return CANNOT_RUN;
  }

  private int run(RunWords words) throws WrongWords {
    Connection connection = words.connection();
    Optional<CallbackAddress> callbacks = words.callbacks();
    CallPlan plan = CallPlan.read(words.places, words.environment);
    Clock clock = Clock.system(ZoneId.systemDefault());
    try (SystemTimer timer = new SystemTimer();
        AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), clock);
        GatewaySession session =
            new GatewaySession(connection, Optional.empty(), inbox, clock, timer);
        Scope scope = new Scope("run")) {
      callbacks.ifPresent(address -> inbox.book().override(connection.url(), address));
      FileRun run = new FileRun(session, inbox);
      List<FileProblem> problems = plan.problems(run);
      if (!problems.isEmpty()) {
        problems.forEach(problem -> complain(sentence(problem)));
        return CANNOT_RUN;
      }
      JunitReport report = new JunitReport(words.report);
      if (!done(report, report::prepare)) {
        return CANNOT_RUN;
      }
      Optional<String> away = whyAway(session, scope);
      if (away.isPresent()) {
        return complain(away.get());
      }
      int code = run(plan, run, report, scope);
      return done(report, report::write) ? code : CANNOT_RUN;
    }
  }

  private static String sentence(FileProblem problem) {
    String line = problem.line() > 0 ? ":" + problem.line() : "";
    return problem.file() + line + ": " + problem.explanation() + " " + problem.remedy();
  }

  /**
   * Why nothing can be run against the gateway. Many do not answer this question to whoever has no
   * password, or at all: whoever answers anything is there.
   */
  private static Optional<String> whyAway(GatewaySession session, Scope scope) {
    String where = session.connection().shownUrl();
    Optional<Failure> health = session.client().healthz(scope).toFailure();
    boolean away =
        health
            .filter(
                failure ->
                    switch (failure) {
                      case Failure.Unreachable _,
                          Failure.TlsUntrusted _,
                          Failure.TimedOut _,
                          Failure.OutcomeUnknown _,
                          Failure.Cancelled _ ->
                          true;
                      case Failure.ServerError error -> error.status() == 0;
                      default -> false;
                    })
            .isPresent();
    if (away) {
      return health.map(failure -> "The gateway " + where + " is away: " + failure.explanation());
    }
    if (session.connection().credentials().isEmpty()) {
      return Optional.empty();
    }
    return session
        .client()
        .info(scope)
        .toFailure()
        .filter(Failure.Unauthorised.class::isInstance)
        .map(
            _ ->
                "The gateway "
                    + where
                    + " did not accept the user name or password: check --user and"
                    + " --password-file.");
  }

  private int run(CallPlan plan, FileRun run, JunitReport report, Scope scope) {
    int passed = 0;
    int failed = 0;
    for (CallPlan.Part part : plan.parts()) {
      List<FileOutcome> outcomes = new ArrayList<>();
      for (FileCall call : part.file().calls()) {
        FileOutcome outcome = run.run(call, part.environment(), scope);
        print(outcome);
        if (report.isWanted()) {
          outcomes.add(withoutBody(outcome));
        }
        int held = (int) outcome.verdicts().stream().filter(Verdict::held).count();
        passed += held;
        failed += outcome.verdicts().size() - held;
      }
      report.add(part.file().path(), outcomes);
    }
    out.println(passed + " passed, " + failed + " failed");
    out.flush();
    return failed == 0 ? HELD : MISSED;
  }

  private void print(FileOutcome outcome) {
    String name = outcome.call().name();
    for (Verdict verdict : outcome.verdicts()) {
      out.println(Line.of(name, verdict));
    }
    if (outcome.call().expectations().isEmpty()) {
      outcome
          .reply()
          .ifPresent(
              reply ->
                  out.println(
                      Line.clean(
                          "# "
                              + name
                              + ": "
                              + reply.status()
                              + " in "
                              + reply.duration().toMillis()
                              + " ms")));
    }
    outcome.notes().forEach(note -> out.println(Line.clean("# " + name + ": " + note)));
    if (outcome.call().isRunnable()) {
      outcome
          .failure()
          .ifPresent(failure -> out.println(Line.clean("# " + name + ": " + remedy(failure))));
    } else {
      out.println(Line.clean("# " + name + ": not run. " + outcome.call().obstacle()));
    }
    out.flush();
  }

  private static String remedy(Failure failure) {
    return failure instanceof Failure.NoWayBack
        ? "Say with --callback-bind HOST:PORT and --callback-url URL how the cluster reaches this"
            + " machine."
        : failure.remedy();
  }

  /** A report of many requests must not hold all of their answers. */
  private static FileOutcome withoutBody(FileOutcome outcome) {
    return new FileOutcome(
        outcome.call(),
        outcome
            .reply()
            .map(
                reply ->
                    new FileReply(
                        reply.status(), List.of(), Bytes.of(new byte[0]), reply.duration())),
        outcome.failure(),
        outcome.verdicts(),
        List.of(),
        outcome.notes());
  }

  /** Something that is done to a report. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private boolean done(JunitReport report, Writing writing) {
    try {
      writing.run();
      return true;
    } catch (IOException e) {
      complain("The report cannot be written: " + report.reason(e));
      return false;
    }
  }
}
