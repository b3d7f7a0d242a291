package io.fairlead.ui.call;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.net.Scope;
import java.util.Optional;

/** What a call editor needs of the inbox: to hear of changes and to find one call. */
public record InboxLink(AsyncInbox inbox) {

  /** Hears of every change, on a thread of the inbox. */
  Scope.Registration onChange(Runnable listener) {
    return inbox.onChange(listener);
  }

  /** The call of that id, while the inbox remembers it. */
  Optional<AsyncCall> find(String callId) {
    return inbox.calls().stream().filter(call -> call.callId().equals(callId)).findFirst();
  }
}
