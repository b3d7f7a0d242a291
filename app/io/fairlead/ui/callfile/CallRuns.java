package io.fairlead.ui.callfile;

import io.fairlead.model.Failure;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.ui.fx.Door;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Runs requests one after the other, beside the FX thread, one run at a time. On the FX thread,
 * which never waits: a run that is stopped is over at once, whatever its last call still does.
 */
final class CallRuns implements AutoCloseable {

  /** What is run: with which environment, to which gateway. */
  record Order(
      Path folder, List<RequestFacts> requests, String environment, GatewaySession gateway) {}

  private final CallEngine engine;
  private final RunResults results;
  private final Door door;
  private final Runnable changed;
  private final ReadOnlyObjectWrapper<Progress> progress =
      new ReadOnlyObjectWrapper<>(Progress.NONE);
  private @Nullable Scope running;

  /**
   * Runs that fill these results.
   *
   * @param changed hears, on any thread, that a result changed
   */
  CallRuns(CallEngine engine, RunResults results, Door door, Runnable changed) {
    this.engine = engine;
    this.results = results;
    this.door = door;
    this.changed = changed;
  }

  ReadOnlyObjectProperty<Progress> progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** Begins, unless a run is under way or there is nothing to run. */
  void start(Order order) {
    if (running != null || order.requests().isEmpty()) {
      return;
    }
    results.clearStopped();
    order.requests().forEach(facts -> results.put(facts.key(), Standing.Kind.WAITING));
    progress.set(new Progress(true, 0, order.requests().size(), 0));
    changed.run();
    Scope begun = new Scope("call-files");
    running = begun;
    begun.run(() -> run(order, begun));
  }

  private void run(Order order, Scope begun) {
    CallEngine.Run run = begun(order, begun);
    int done = 0;
    int bad = 0;
    for (RequestFacts facts : order.requests()) {
      if (!begin(facts, begun)) {
        return;
      }
      Ran ran = caught(run, facts, order.gateway());
      if (!finish(facts, ran, begun)) {
        return;
      }
      done++;
      bad += Standing.of(ran, false).isBad() ? 1 : 0;
      show(begun, new Progress(done < order.requests().size(), done, order.requests().size(), bad));
    }
  }

  private CallEngine.Run begun(Order order, Scope begun) {
    try {
      return engine.begin(order.folder(), order.environment(), order.gateway(), begun);
    } catch (RuntimeException e) {
      // As below: every request then says that it is a defect.
      return request -> Ran.failed(bug(request, order.gateway(), e));
    }
  }

  private static Failure bug(RequestKey request, GatewaySession gateway, RuntimeException e) {
    return new Failure.Bug("Run " + request.name(), gateway.connection().shownUrl(), e);
  }

  private static Ran caught(CallEngine.Run run, RequestFacts facts, GatewaySession gateway) {
    try {
      return run.run(facts.key());
    } catch (RuntimeException e) {
      // A defect must not leave the requests behind this one waiting for their turn.
      return Ran.failed(bug(facts.key(), gateway, e));
    }
  }

  /** A run that was stopped has no say any more: stopping and this exclude each other. */
  private boolean begin(RequestFacts facts, Scope begun) {
    synchronized (results) {
      if (begun.isClosed()) {
        return false;
      }
      results.put(facts.key(), Standing.Kind.RUNNING);
    }
    changed.run();
    return true;
  }

  private boolean finish(RequestFacts facts, Ran ran, Scope begun) {
    synchronized (results) {
      if (begun.isClosed()) {
        return false;
      }
      results.put(facts.key(), ran, facts.fingerprint());
    }
    changed.run();
    return true;
  }

  private void show(Scope begun, Progress now) {
    door.post(
        List.of(this, "progress"),
        () -> {
          if (begun.equals(running)) {
            progress.set(now);
            if (!now.running()) {
              running = null;
              begun.close();
            }
          }
        });
  }

  /** Ends the run that is under way; what was answered stays. */
  void stop() {
    Scope ended = running;
    if (ended == null) {
      return;
    }
    running = null;
    synchronized (results) {
      ended.close();
      results.stopped();
    }
    Progress last = progress.get();
    progress.set(new Progress(false, last.done(), last.of(), last.bad()));
    changed.run();
  }

  @Override
  public void close() {
    stop();
  }
}
