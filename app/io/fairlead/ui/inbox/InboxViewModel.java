package io.fairlead.ui.inbox;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.net.Scope;
import io.fairlead.ui.fx.Door;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The calls that the inbox remembers, newest first. */
public final class InboxViewModel implements AutoCloseable {

  private final AsyncInbox inbox;
  private final Door door;
  private final ReadOnlyObjectWrapper<List<AsyncCall>> calls =
      new ReadOnlyObjectWrapper<>(List.of());
  private final Scope.Registration subscription;

  /** Follows an inbox. */
  public InboxViewModel(AsyncInbox inbox, Door door) {
    this.inbox = inbox;
    this.door = door;
    this.subscription = inbox.onChange(this::changed);
    changed();
  }

  /** The calls. */
  public ReadOnlyObjectProperty<List<AsyncCall>> callsProperty() {
    return calls.getReadOnlyProperty();
  }

  @Override
  public void close() {
    subscription.close();
  }

  /** One at a time: an older list must not be handed over after a newer one. */
  private synchronized void changed() {
    List<AsyncCall> now = inbox.calls();
    door.post(this, () -> calls.set(now));
  }
}
