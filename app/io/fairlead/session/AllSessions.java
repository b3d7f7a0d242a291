package io.fairlead.session;

import io.fairlead.net.Scope;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Follows every session of a workbench, those that come later too, and lets go of those gone. */
final class AllSessions implements Scope.Registration {

  private final Runnable listener;
  private final Scope.Registration sessions;

  private final Map<GatewaySession, Scope.Registration> followed = new HashMap<>();
  private boolean closed;

  AllSessions(Workbench workbench, Runnable listener) {
    this.listener = listener;
    this.sessions = workbench.subscribe(this::follow);
  }

  private void follow(List<GatewaySession> now) {
    synchronized (followed) {
      if (closed) {
        return;
      }
      Set<GatewaySession> present = Set.copyOf(now);
      Iterator<Map.Entry<GatewaySession, Scope.Registration>> each = followed.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<GatewaySession, Scope.Registration> entry = each.next();
        if (!present.contains(entry.getKey())) {
          entry.getValue().close();
          each.remove();
        }
      }
      for (GatewaySession session : now) {
        followed.computeIfAbsent(session, added -> added.subscribe(_ -> listener.run()));
      }
    }
    listener.run();
  }

  @Override
  public void close() {
    sessions.close();
    synchronized (followed) {
      closed = true;
      followed.values().forEach(Scope.Registration::close);
      followed.clear();
    }
  }
}
