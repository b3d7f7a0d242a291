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
import org.jspecify.annotations.Nullable;

/**
 * A function's log, followed by short reads: leaving a busy stream can take a gateway down, so none
 * is held open (observed: "Cost and load").
 */
public final class LogsViewModel implements AutoCloseable {

  private static final int CAPACITY = 5_000;
  private static final int FIRST_READ = 500;
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** Of the gateway's time, reading one log takes one part in so many. */
  private static final int SHARE = 50;

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
  private volatile String contains = "";

  // On the FX thread alone.
  private boolean shown;
  private @Nullable Loop loop;

  // Under the lock of the tail.
  private Optional<Failure> failure = Optional.empty();
  private boolean asked;

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
          scope.run(this::publish);
        });
    following.addListener((observable, before, now) -> follow(shown && now));
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
  public void setShown(boolean now) {
    shown = now;
    follow(now && following.get());
  }

  /** Empties the view. */
  public void clear() {
    scope.run(
        () -> {
          synchronized (tail) {
            tail.clear();
            publish();
          }
        });
  }

  @Override
  public void close() {
    follow(false);
    scope.close();
  }

  /** Begins to read again and again, or ends it; there are never two loops. */
  private void follow(boolean wanted) {
    if (wanted == (loop != null)) {
      return;
    }
    if (loop != null) {
      loop.end();
      loop = null;
    } else {
      Loop begun = new Loop();
      loop = begun;
      scope.run(begun::read);
    }
  }

  /** Reads that follow one another until they are ended. */
  private final class Loop {

    private Timer.@Nullable Appointment next;
    private boolean ended;

    void read() {
      long begin = System.nanoTime();
      Outcome<LogSlice> outcome = session.client().logs(query(), scope);
      Duration cost = Duration.ofNanos(System.nanoTime() - begin);
      if (!scope.isClosed()) {
        take(outcome);
        readLater(cost.multipliedBy(SHARE));
      }
    }

    private synchronized void readLater(Duration polite) {
      if (!ended) {
        Duration pause = polite.compareTo(PAUSE) > 0 ? polite : PAUSE;
        next = timer.after(pause, () -> scope.run(this::read));
      }
    }

    synchronized void end() {
      ended = true;
      if (next != null) {
        next.cancel();
      }
    }
  }

  private LogQuery query() {
    synchronized (tail) {
      LogQuery query = LogQuery.of(function);
      return tail.resumeFrom() == null
          ? query.withTail(FIRST_READ)
          : query.withSince(tail.resumeFrom());
    }
  }

  private void take(Outcome<LogSlice> outcome) {
    synchronized (tail) {
      boolean changed = !asked || !failure.equals(outcome.toFailure());
      asked = true;
      failure = outcome.toFailure();
      if (outcome instanceof Outcome.Ok<LogSlice>(LogSlice slice)) {
        changed |= tail.add(slice.lines()) > 0;
      }
      if (changed) {
        publish();
      }
    }
  }

  /** Hands over under the lock: an older state must not arrive after a newer one. */
  private void publish() {
    synchronized (tail) {
      String wanted = contains;
      List<LogLine> lines = tail.lines();
      List<LogLine> matching =
          wanted.isEmpty()
              ? lines
              : lines.stream()
                  .filter(line -> line.text().toLowerCase(Locale.ROOT).contains(wanted))
                  .toList();
      State next = new State(matching, tail.dropped(), failure, asked);
      door.post(this, () -> state.set(next));
    }
  }
}
