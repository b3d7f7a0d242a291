package io.fairlead.ui.probe;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.probe.KeptProbe;
import io.fairlead.calls.probe.ProbeBook;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.ProbeRun;
import io.fairlead.calls.probe.ProbeTerms;
import io.fairlead.calls.probe.ProbeTick;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Timer;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/** A function's load probe: the call, the plan, the run under way, and the results kept. */
public final class ProbeViewModel implements AutoCloseable {

  /** Figures are looked at so often. */
  static final Duration PACE = Duration.ofMillis(200);

  private final GatewaySession session;
  private final ProbeBook book;
  private final RunningProbes running;
  private final Door door;
  private final Timer timer;
  private final Scope scope = new Scope("probe-editor");
  private final ProbeForm form = new ProbeForm();
  private final ProbeCharts charts;
  private final ReadOnlyObjectWrapper<CallSpec> call;
  private final ReadOnlyObjectWrapper<ProbeState> state =
      new ReadOnlyObjectWrapper<>(ProbeState.of(ProbeState.Phase.IDLE));
  private final ReadOnlyStringWrapper question = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<List<KeptProbe>> kept =
      new ReadOnlyObjectWrapper<>(List.of());
  private final BooleanBinding underWay =
      Bindings.createBooleanBinding(() -> state.get().isUnderWay(), state);
  private final Scope.Registration bookFollowing;

  // On the FX thread alone.
  private @Nullable ProbeTerms asked;
  private @Nullable ProbeRun run;
  private boolean stopWanted;
  private int attempt;
  private boolean closed;

  /** The probe of the function that a call is for. */
  public ProbeViewModel(
      GatewaySession session,
      CallSpec spec,
      ProbeBook book,
      RunningProbes running,
      Door door,
      Clock clock,
      Timer timer) {
    this.session = session;
    this.book = book;
    this.running = running;
    this.door = door;
    this.timer = timer;
    this.call = new ReadOnlyObjectWrapper<>(spec);
    this.charts = new ProbeCharts(session, spec.function(), door, clock);
    this.bookFollowing = book.onChange(this::keptChanged);
    kept.set(book.of(spec.function()));
  }

  /** Which function. */
  public FunctionRef function() {
    return call.get().function();
  }

  /** The session of its gateway. */
  GatewaySession session() {
    return session;
  }

  /** How hard and how long. */
  ProbeForm form() {
    return form;
  }

  /** What is drawn. */
  ProbeCharts charts() {
    return charts;
  }

  /** What is sent; an asynchronous call is probed synchronously. */
  ReadOnlyObjectProperty<CallSpec> callProperty() {
    return call.getReadOnlyProperty();
  }

  /** What is sent. */
  public CallSpec call() {
    return call.get();
  }

  /** How far the probe is. */
  ReadOnlyObjectProperty<ProbeState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** What the operator is asked before it begins; empty for nothing. */
  ReadOnlyStringProperty questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** The results of this function, the newest first. */
  ReadOnlyObjectProperty<List<KeptProbe>> keptProperty() {
    return kept.getReadOnlyProperty();
  }

  /** Whether a probe runs, or is about to. */
  BooleanBinding underWayBinding() {
    return underWay;
  }

  /** Takes another call of the same function, unless a probe is under way. */
  public void take(CallSpec spec) {
    if (!underWay.get()) {
      call.set(spec);
    }
  }

  /** Begins, or asks first; returns at once. */
  void start() {
    Optional<ProbeTerms> terms = form.terms();
    if (underWay.get() || terms.isEmpty()) {
      return;
    }
    if (terms.get().asksFirst(session.connection().url())) {
      asked = terms.get();
      question.set(
          Texts.of(
              "probe.question",
              ProbeWords.load(terms.get().load()),
              ProbeWords.end(terms.get().end()),
              session.connection().url().host()));
    } else {
      begin(terms.get(), false);
    }
  }

  /** The operator agrees to what was asked. */
  void agree() {
    ProbeTerms terms = asked;
    decline();
    if (terms != null && !underWay.get()) {
      begin(terms, true);
    }
  }

  /** Nothing is sent. */
  void decline() {
    asked = null;
    question.set("");
  }

  private void begin(ProbeTerms terms, boolean agreed) {
    CallSpec spec = call.get().withMode(CallSpec.Mode.SYNC);
    int number = ++attempt;
    stopWanted = false;
    state.set(ProbeState.of(ProbeState.Phase.STARTING));
    running.add(this);
    ProbeBook.Expected expected = book.expect(spec.function());
    scope.run(() -> start(spec, terms, agreed, expected, number));
  }

  private void start(
      CallSpec spec, ProbeTerms terms, boolean agreed, ProbeBook.Expected expected, int number) {
    Outcome<ProbeRun> started;
    try {
      started = session.probe(spec, terms, agreed, result -> over(result, expected, number));
    } catch (RuntimeException e) {
      started =
          Outcome.failed(
              new Failure.Bug(
                  "Probe " + spec.function().name(), session.connection().shownUrl(), e));
    }
    started.either(
        begun -> door.post(() -> begun(begun, number)),
        failure -> {
          expected.forget();
          door.post(() -> refused(failure, number));
        });
  }

  private void begun(ProbeRun begun, int number) {
    if (closed || stopWanted) {
      begun.stop();
    }
    if (number != attempt || state.get().phase() != ProbeState.Phase.STARTING) {
      // It was over before this was heard.
      return;
    }
    run = begun;
    ProbePlan plan = begun.plan();
    charts.begin(plan);
    state.set(
        ProbeState.running(
            stopWanted ? ProbeState.Phase.STOPPING : ProbeState.Phase.RUNNING,
            plan,
            begun.figures()));
    lookLater(begun);
  }

  private void refused(Failure failure, int number) {
    if (number == attempt) {
      state.set(ProbeState.failed(failure));
      running.remove(this);
    }
  }

  private void lookLater(ProbeRun at) {
    timer.after(PACE, () -> scope.run(() -> look(at)));
  }

  /** Off the FX thread: quantiles of a histogram take their time. */
  private void look(ProbeRun at) {
    ProbeFigures figures = at.figures();
    List<ProbeTick> ticks = at.ticks();
    door.post(
        List.of(this, "figures"),
        () -> {
          if (at.equals(run)) {
            state.set(ProbeState.running(state.get().phase(), at.plan(), figures));
            charts.show(ticks);
            lookLater(at);
          }
        });
  }

  private void over(ProbeResult result, ProbeBook.Expected expected, int number) {
    expected.keep(result);
    door.post(
        () -> {
          if (number == attempt) {
            run = null;
            charts.end(result.ticks());
            state.set(ProbeState.over(result));
            running.remove(this);
          }
        });
  }

  /** Stops the probe under way; what it has measured is kept. */
  public void stop() {
    if (!underWay.get()) {
      return;
    }
    stopWanted = true;
    if (run != null) {
      run.stop();
      ProbeState now = state.get();
      state.set(
          new ProbeState(
              ProbeState.Phase.STOPPING, now.plan(), now.figures(), now.ending(), now.failure()));
    }
  }

  private void keptChanged() {
    List<KeptProbe> now = book.of(function());
    door.post(List.of(this, "kept"), () -> kept.set(now));
  }

  /** Forgets results. */
  void delete(Collection<String> ids) {
    book.delete(ids);
  }

  /** What went wrong with keeping results; empty where nothing did. */
  String bookProblem() {
    return book.problem().orElse("");
  }

  /** Stops what is under way; its result is kept all the same. */
  @Override
  public void close() {
    stop();
    closed = true;
    running.remove(this);
    bookFollowing.close();
    charts.close();
    // A probe that is just beginning is stopped once it has begun, so its thread must not end now.
    if (state.get().phase() != ProbeState.Phase.STARTING) {
      scope.close();
    }
  }
}
