package io.fairlead.ui.logs;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.LogLine;
import io.fairlead.model.Outcome;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.LogQuery;
import io.fairlead.openfaas.LogSlice;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Timer;
import io.fairlead.ui.fx.Door;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * A function's log, followed by short reads: leaving a busy stream can take a gateway down, so none
 * is held open (observed: "Cost and load").
 */
public final class LogsViewModel implements AutoCloseable {

  private static final int CAPACITY = 5_000;
  private static final int FIRST_READ = 500;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** What the tab shows. */
  public record State(
      List<LogLine> lines, long dropped, Optional<Failure> failure, boolean asked) {}

  private final GatewaySession session;
  private final FunctionRef function;
  private final Door door;
  private final Timer timer;
  private final Scope scope;
  private final LogTail tail = new LogTail(CAPACITY);
  private final ReadOnlyObjectWrapper<State> state =
      new ReadOnlyObjectWrapper<>(new State(List.of(), 0, Optional.empty(), false));
  private final StringProperty filter = new SimpleStringProperty("");
  private final BooleanProperty following = new SimpleBooleanProperty(true);
  private volatile boolean wanted;
  private volatile String contains = "";

  /** A log that is not read until the tab is shown. */
  public LogsViewModel(GatewaySession session, FunctionRef function, Door door, Timer timer) {
    this.session = session;
    this.function = function;
    this.door = door;
    this.timer = timer;
    this.scope = new Scope("logs-" + function.name());
    filter.addListener(
        (observable, before, now) -> {
          contains = now.strip().toLowerCase(Locale.ROOT);
          scope.run(() -> publish(state.get().failure()));
        });
    following.addListener((observable, before, now) -> setWanted(now));
  }

  /** Its lines, or why they did not come. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Shows only lines that contain it. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** Whether new lines are fetched. */
  public BooleanProperty followingProperty() {
    return following;
  }

  /** The tab came to the front or left it; on the FX thread. */
  public void setShown(boolean shown) {
    setWanted(shown && following.get());
  }

  /** Empties the view. */
  public void clear() {
    scope.run(
        () -> {
          synchronized (tail) {
            tail.clear();
          }
          publish(Optional.empty());
        });
  }

  @Override
  public void close() {
    wanted = false;
    scope.close();
  }

  private void setWanted(boolean now) {
    boolean begins = now && !wanted;
    wanted = now;
    if (begins) {
      scope.run(this::read);
    }
  }

  private void read() {
    LogQuery query = LogQuery.of(function);
    synchronized (tail) {
      query =
          tail.resumeFrom() == null
              ? query.withTail(FIRST_READ)
              : query.withSince(tail.resumeFrom());
    }
    Outcome<LogSlice> outcome = session.client().logs(query, scope);
    boolean changed = false;
    if (outcome instanceof Outcome.Ok<LogSlice>(LogSlice slice)) {
      synchronized (tail) {
        changed = tail.add(slice.lines()) > 0;
      }
    }
    if (changed || outcome.toFailure().isPresent() || !state.get().asked()) {
      publish(outcome.toFailure());
    }
    if (wanted && !scope.isClosed()) {
      timer.after(PAUSE, () -> scope.run(this::readIfWanted));
    }
  }

  private void readIfWanted() {
    if (wanted) {
      read();
    }
  }

  private void publish(Optional<Failure> failure) {
    State next;
    synchronized (tail) {
      List<LogLine> lines = tail.lines();
      List<LogLine> shown =
          contains.isEmpty()
              ? lines
              : lines.stream()
                  .filter(line -> line.text().toLowerCase(Locale.ROOT).contains(contains))
                  .toList();
      next = new State(shown, tail.dropped(), failure, true);
    }
    door.post(this, () -> state.set(next));
  }
}
