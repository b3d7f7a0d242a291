package io.fairlead.session;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallOptions;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.file.Answers;
import io.fairlead.calls.file.Environment;
import io.fairlead.calls.file.Evidence;
import io.fairlead.calls.file.Expectation;
import io.fairlead.calls.file.FileCall;
import io.fairlead.calls.file.FileProblem;
import io.fairlead.calls.file.FileReply;
import io.fairlead.calls.file.FunctionTarget;
import io.fairlead.calls.file.Mask;
import io.fairlead.calls.file.Preparation;
import io.fairlead.calls.file.PreparedCall;
import io.fairlead.calls.file.Verdict;
import io.fairlead.files.Bytes;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.net.Credentials;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Hop;
import io.fairlead.openfaas.Invocation;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Reception;
import io.fairlead.openfaas.ServerRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Runs calls of files against one gateway, and remembers their answers for those that refer to
 * them. A URL of a function of the gateway becomes a call of the session, so that whatever the
 * session refuses is refused here; other URLs are sent as they are, without its credentials.
 *
 * <p>Blocks the calling (virtual) thread; safe for use from many.
 */
public final class FileRun {

  /** How long a callback is waited for, unless {@code # @timeout} says otherwise. */
  public static final Duration CALLBACK = Duration.ofMinutes(2);

  private final GatewaySession session;
  private final AsyncInbox inbox;
  private final Clock clock;
  private final Answers answers = new Answers();

  /** A run that has not begun. */
  public FileRun(GatewaySession session, AsyncInbox inbox) {
    this(session, inbox, Clock.system(ZoneId.systemDefault()));
  }

  FileRun(GatewaySession session, AsyncInbox inbox, Clock clock) {
    this.session = session;
    this.inbox = inbox;
    this.clock = clock;
  }

  /**
   * Why a call could not be sent as it is written: variables, and files, that are not there. What
   * refers to an answer of another request is taken to find it.
   */
  public List<FileProblem> check(FileCall call, Environment environment) {
    if (!call.isRunnable()) {
      return List.of();
    }
    Preparation preparation = preparation(call, environment, Answers.assumed());
    if (preparation.prepare() instanceof Preparation.NotReady(FileProblem problem)) {
      return List.of(problem);
    }
    return call.expectations().stream()
        .flatMap(expectation -> preparation.problem(expectation).stream())
        .toList();
  }

  /**
   * Sends a call, waits for its answer or its callback, and compares it with what is expected. What
   * cannot be sent has a failure and misses all of its expectations.
   */
  public FileOutcome run(FileCall call, Environment environment, Scope scope) {
    Preparation preparation = preparation(call, environment, answers);
    if (!call.isRunnable()) {
      return failed(
          call, preparation, refused(call, call.line(), call.obstacle(), "It is left out."));
    }
    return switch (preparation.prepare()) {
      case Preparation.NotReady(FileProblem problem) ->
          failed(
              call,
              preparation,
              refused(call, problem.line(), problem.explanation(), problem.remedy()));
      case Preparation.Ready(PreparedCall ready) -> {
        Exchanged exchanged = exchange(call, ready, scope);
        exchanged.reply().ifPresent(reply -> answers.put(call, reply));
        yield outcome(call, preparation, exchanged);
      }
    };
  }

  private Preparation preparation(FileCall call, Environment environment, Answers known) {
    return new Preparation(call, environment, session.connection().shownUrl(), known, clock);
  }

  private static Failure refused(FileCall call, int line, String explanation, String remedy) {
    return new Failure.Rejected(
        "Send " + call.name(), call.file() + ":" + line, 0, explanation, remedy, "");
  }

  /** What came of sending. */
  private record Exchanged(
      Optional<FileReply> reply, Optional<Failure> failure, List<Hop> hops, List<String> notes) {

    static Exchanged failed(Failure failure, List<Hop> hops) {
      return new Exchanged(Optional.empty(), Optional.of(failure), hops, List.of());
    }
  }

  private Exchanged exchange(FileCall call, PreparedCall ready, Scope scope) {
    Optional<FunctionTarget> target =
        FunctionTarget.of(session.connection().url(), ready.url(), call.async());
    if (!call.async()) {
      return target.isPresent()
          ? called(spec(call, ready, target.get()), scope)
          : sent(call, ready, scope);
    }
    if (target.isEmpty()) {
      return unqueued(
          call,
          "Only a function of the gateway can be called asynchronously, and this is the URL of"
              + " none.",
          "Write {{gateway}}/function/NAME, or leave out # @async.");
    }
    if (!ready.method().equals("POST")) {
      // Contract 1.7: the gateway answers everything else with 405.
      return unqueued(
          call,
          "An asynchronous call is a POST, and this is a " + ready.method() + ".",
          "Write POST, or leave out # @async.");
    }
    return queued(call, spec(call, ready, target.get()), scope);
  }

  private static Exchanged unqueued(FileCall call, String explanation, String remedy) {
    return Exchanged.failed(refused(call, call.line(), explanation, remedy), List.of());
  }

  private CallSpec spec(FileCall call, PreparedCall ready, FunctionTarget target) {
    CallOptions options = CallOptions.DEFAULT.withFollowRedirects(call.follow());
    return new CallSpec(
        new FunctionRef(session.connection().id(), target.namespace(), target.name()),
        call.async() ? CallSpec.Mode.ASYNC : CallSpec.Mode.SYNC,
        ready.method(),
        target.path(),
        target.query(),
        ready.headers(),
        ready.body(),
        call.async() ? options : call.timeout().map(options::withTimeout).orElse(options));
  }

  private Exchanged called(CallSpec spec, Scope scope) {
    CallResult result = session.call(spec, scope);
    return answered(result.outcome(), result.timing().total(), result.hops());
  }

  private Exchanged sent(FileCall call, PreparedCall ready, Scope scope) {
    Reception reception = Reception.inMemory();
    Outcome<InvocationReply> outcome =
        ready
            .body()
            .toRequestBody()
            .then(
                body ->
                    new ServerRequest(
                            ready.address(),
                            ready.method(),
                            ready.headers(),
                            body,
                            call.follow() ? Invocation.Redirects.FOLLOW : Invocation.Redirects.SHOW)
                        .send(
                            call.timeout().orElse(CallOptions.DEFAULT.timeout()),
                            scope,
                            reception));
    return answered(outcome, reception.timing().total(), reception.hops());
  }

  private static Exchanged answered(
      Outcome<InvocationReply> outcome, Duration took, List<Hop> hops) {
    return switch (outcome) {
      case Outcome.Failed<InvocationReply>(Failure failure) -> Exchanged.failed(failure, hops);
      case Outcome.Ok<InvocationReply>(InvocationReply reply) -> {
        List<String> notes = new ArrayList<>();
        hops.forEach(
            hop -> notes.add("Followed a redirect (" + hop.status() + ") to " + hop.to() + "."));
        reply
            .header("Location")
            .filter(_ -> reply.status() >= 300 && reply.status() < 400)
            .ifPresent(to -> notes.add("A redirect to " + to + ", which was not followed."));
        yield new Exchanged(
            Optional.of(
                new FileReply(
                    reply.status(), reply.headers(), reply.body(), took, reply.truncation())),
            Optional.empty(),
            hops,
            notes);
      }
    };
  }

  private Exchanged queued(FileCall call, CallSpec spec, Scope scope) {
    long begin = System.nanoTime();
    return switch (session.callLater(spec, scope)) {
      case Outcome.Failed<AsyncInbox.Ticket>(Failure failure) ->
          Exchanged.failed(failure, List.of());
      case Outcome.Ok<AsyncInbox.Ticket>(AsyncInbox.Ticket ticket) -> {
        Duration limit = call.timeout().orElse(CALLBACK);
        Optional<AsyncState> state = new CallbackWait(inbox).await(ticket.callId(), limit, scope);
        if (state.isEmpty()) {
          inbox.stopWaiting(ticket.callId());
        }
        yield calledBack(call, state, limit, Duration.ofNanos(System.nanoTime() - begin), scope);
      }
    };
  }

  private Exchanged calledBack(
      FileCall call, Optional<AsyncState> state, Duration limit, Duration took, Scope scope) {
    if (state.isPresent() && state.get() instanceof AsyncState.CalledBack back) {
      List<Header> headers = new ArrayList<>();
      new TreeMap<>(back.headers())
          .forEach((name, values) -> values.forEach(each -> headers.add(new Header(name, each))));
      String truncation = back.truncated() ? "the callback broke off." : "";
      FileReply reply =
          new FileReply(
              back.status(), headers, Bytes.of(back.body().toByteArray()), took, truncation);
      return new Exchanged(Optional.of(reply), Optional.empty(), List.of(), List.of());
    }
    if (state.isPresent() && state.get() instanceof AsyncState.Refused(_, Failure failure)) {
      return Exchanged.failed(failure, List.of());
    }
    String attempt = "Wait for the callback of " + call.name();
    String where = session.connection().shownUrl();
    return Exchanged.failed(
        scope.isClosed()
            ? new Failure.Cancelled(attempt, where)
            : new Failure.Rejected(
                attempt,
                where,
                0,
                "The gateway accepted the call, and no callback came within "
                    + seconds(limit)
                    + " s.",
                "Wait longer with # @timeout, or look at the function and at the way back to this"
                    + " machine.",
                ""),
        List.of());
  }

  private static String seconds(Duration duration) {
    return String.valueOf(duration.toMillis() / 1000.0).replaceFirst("\\.0$", "");
  }

  private FileOutcome failed(FileCall call, Preparation preparation, Failure failure) {
    return outcome(call, preparation, Exchanged.failed(failure, List.of()));
  }

  private FileOutcome outcome(FileCall call, Preparation preparation, Exchanged exchanged) {
    List<Verdict> verdicts =
        exchanged
            .reply()
            .map(reply -> judged(call, preparation, reply))
            .orElseGet(() -> missed(call, exchanged.failure()));
    Mask mask = preparation.mask().and(Mask.of(password()));
    List<String> notes = new ArrayList<>(call.notes());
    notes.addAll(exchanged.notes());
    return new FileOutcome(
        call,
        exchanged.reply(),
        exchanged.failure(),
        verdicts.stream()
            .map(
                each ->
                    new Verdict(each.line(), each.expected(), each.held(), mask.hide(each.came())))
            .toList(),
        exchanged.hops(),
        notes.stream().map(mask::hide).toList());
  }

  private List<String> password() {
    return session.connection().credentials().stream()
        .filter(Credentials.Basic.class::isInstance)
        .map(each -> ((Credentials.Basic) each).password())
        .toList();
  }

  private static List<Verdict> judged(FileCall call, Preparation preparation, FileReply reply) {
    Evidence evidence = new Evidence(reply);
    return call.expectations().stream()
        .map(expectation -> evidence.judge(expectation, preparation.fill(expectation)))
        .toList();
  }

  private static List<Verdict> missed(FileCall call, Optional<Failure> failure) {
    String came = "no answer" + failure.map(each -> ": " + each.explanation()).orElse("");
    if (call.expectations().isEmpty()) {
      return call.isRunnable() ? List.of(new Verdict(0, "an answer", false, came)) : List.of();
    }
    List<Verdict> missed = new ArrayList<>();
    for (Expectation expectation : call.expectations()) {
      missed.add(new Verdict(expectation.line(), expectation.text(), false, came));
    }
    return missed;
  }
}
