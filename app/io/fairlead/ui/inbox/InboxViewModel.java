package io.fairlead.ui.inbox;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.net.Scope;
import io.fairlead.ui.call.Answers;
import io.fairlead.ui.call.ResponseModel;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The calls that the inbox remembers, newest first, and the result of the selected one. Lists and
 * results are prepared on threads of the inbox and of this model; the FX thread only takes them.
 */
public final class InboxViewModel implements AutoCloseable {

  /**
   * What stands around the table.
   *
   * @param calls how many calls there are
   * @param waiting for how many a result may still come
   * @param tally what was turned away
   * @param note what the operator should know of how calls are kept; empty while all is well
   */
  public record Summary(int calls, int waiting, AsyncInbox.Tally tally, String note) {

    /** Whether some call is finished and can be cleared away. */
    public boolean canClear() {
      return calls > waiting;
    }
  }

  /**
   * The selected call.
   *
   * @param response its result, or what stands in its place
   * @param notes what else is worth saying, a sentence each
   */
  public record Detail(AsyncCall call, ResponseModel response, List<String> notes) {}

  private final AsyncInbox inbox;
  private final Door door;
  private final Consumer<List<AsyncCall>> table;
  private final Scope scope = new Scope("inbox-screen");
  private final ReadOnlyObjectWrapper<Summary> summary =
      new ReadOnlyObjectWrapper<>(new Summary(0, 0, new AsyncInbox.Tally(0, 0, 0, 0), ""));
  private final ReadOnlyObjectWrapper<Optional<Detail>> detail =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final Recomputation detailing = new Recomputation(scope::run, this::computeDetail);
  private final Scope.Registration subscription;
  private volatile String selected = "";

  // Of the computation alone.
  private @Nullable Detail computed;

  /**
   * Follows an inbox.
   *
   * @param table takes the calls, on the thread of the inbox
   */
  public InboxViewModel(AsyncInbox inbox, Door door, Consumer<List<AsyncCall>> table) {
    this.inbox = inbox;
    this.door = door;
    this.table = table;
    this.subscription = inbox.onChange(this::changed);
    changed();
  }

  /** What stands around the table. */
  public ReadOnlyObjectProperty<Summary> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The selected call with its result. */
  public ReadOnlyObjectProperty<Optional<Detail>> detailProperty() {
    return detail.getReadOnlyProperty();
  }

  /** Shows another call; none where the id is empty. */
  public void select(Optional<String> callId) {
    selected = callId.orElse("");
    detailing.request();
  }

  /** Waits no longer for the selected call. */
  public void stopWaiting() {
    String callId = selected;
    scope.run(() -> inbox.stopWaiting(callId));
  }

  /** Forgets the calls that no result is waited for. */
  public void clearFinished() {
    scope.run(inbox::clearFinished);
  }

  /** Runs what a view has to do off the FX thread, for as long as this lives. */
  Executor worker() {
    return scope::run;
  }

  /** The way back from there. */
  Door door() {
    return door;
  }

  @Override
  public void close() {
    subscription.close();
    scope.close();
  }

  /** One at a time: an older list must not be handed over after a newer one. */
  private synchronized void changed() {
    List<AsyncCall> now = inbox.calls();
    table.accept(now);
    Summary around =
        new Summary(
            now.size(),
            (int) now.stream().filter(AsyncCall::awaited).count(),
            inbox.tally(),
            inbox.note());
    door.post(List.of(this, "summary"), () -> summary.set(around));
    detailing.request();
  }

  private void computeDetail() {
    Optional<AsyncCall> call = inbox.find(selected);
    Detail before = computed;
    if (before != null && call.filter(before.call()::equals).isPresent()) {
      show(Optional.of(before));
      return;
    }
    computed = call.map(one -> new Detail(one, Answers.of(one), notes(one))).orElse(null);
    show(Optional.ofNullable(computed));
  }

  private void show(Optional<Detail> now) {
    door.post(
        List.of(this, "detail"),
        () -> {
          // The operator may have gone on to another call meanwhile.
          if (now.map(one -> one.call().callId()).orElse("").equals(selected) || now.isEmpty()) {
            detail.set(now);
          }
        });
  }

  private static List<String> notes(AsyncCall call) {
    List<String> notes = new ArrayList<>();
    call.unheard().ifPresent(failure -> notes.add(failure.explanation() + " " + failure.remedy()));
    if (call.awaited() && call.state() instanceof AsyncState.Refused) {
      notes.add(Texts.of("inbox.note-still-waiting"));
    }
    if (call.duplicates() > 0) {
      notes.add(Texts.of("inbox.note-duplicates", call.duplicates()));
    }
    if (call.state() instanceof AsyncState.CalledBack back) {
      if (back.late()) {
        notes.add(Texts.of("inbox.note-late"));
      }
      switch (back.wholeness()) {
        case WHOLE -> {}
        case OVER_CAP -> notes.add(Texts.of("inbox.note-over-cap"));
        case BROKEN_OFF -> notes.add(Texts.of("inbox.note-broken-off"));
        case STALLED -> notes.add(Texts.of("inbox.note-stalled"));
        case LET_GO -> notes.add(Texts.of("inbox.note-let-go"));
      }
      if (back.status() == 0) {
        notes.add(Texts.of("inbox.note-no-status"));
      }
    }
    return List.copyOf(notes);
  }
}
