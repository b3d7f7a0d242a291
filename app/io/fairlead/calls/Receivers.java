package io.fairlead.calls;

import io.fairlead.calls.CallbackConnection.Patience;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The receivers of an inbox, one for each address and port that calls in use name. Not thread-safe:
 * the inbox calls it under its lock.
 */
final class Receivers {

  /** So many places that nobody listens on any more are remembered for their port. */
  private static final int REMEMBERED = 32;

  private final Patience patience;
  private final Executor executor;
  private final CallbackReceiver.Desk desk;
  private final List<CallbackReceiver> all = new ArrayList<>();

  Receivers(Patience patience, Executor executor, CallbackReceiver.Desk desk) {
    this.patience = patience;
    this.executor = executor;
    this.desk = desk;
  }

  /** The receiver of an address, listening: the one that already does, where there is one. */
  CallbackReceiver listen(CallbackAddress address) throws IOException {
    CallbackReceiver receiver = find(address, true);
    if (receiver == null) {
      receiver = find(address, false);
    }
    return listening(receiver, address, address.port());
  }

  /**
   * The receiver of an address on exactly that port, which a call that was sent before names.
   *
   * @throws IOException when it is taken
   */
  CallbackReceiver listen(CallbackAddress address, int port) throws IOException {
    for (CallbackReceiver each : all) {
      if (each.host().equals(address.bind()) && each.port() == port) {
        int bound = each.bind();
        if (bound != port) {
          throw new BindException("the port " + port + " is taken");
        }
        each.answerTo(address);
        return each;
      }
    }
    return listening(null, address, port);
  }

  private CallbackReceiver listening(
      @Nullable CallbackReceiver known, CallbackAddress address, int port) throws IOException {
    CallbackReceiver receiver =
        known == null
            ? new CallbackReceiver(address.bind(), port, patience, executor, desk)
            : known;
    receiver.bind();
    receiver.answerTo(address);
    if (known == null) {
      forgetOld();
      all.add(receiver);
    }
    return receiver;
  }

  private @Nullable CallbackReceiver find(CallbackAddress address, boolean bound) {
    for (CallbackReceiver each : all) {
      if (each.isBound() == bound
          && each.host().equals(address.bind())
          && (address.port() == 0 || address.port() == each.port())) {
        return each;
      }
    }
    return null;
  }

  private void forgetOld() {
    for (int i = 0; all.size() >= REMEMBERED && i < all.size(); ) {
      if (all.get(i).isBound()) {
        i++;
      } else {
        all.remove(i);
      }
    }
  }

  /** Stops those that nobody needs. */
  void keep(Predicate<CallbackReceiver> needed) {
    all.stream().filter(each -> !needed.test(each)).forEach(CallbackReceiver::unbind);
  }

  boolean isAnyBound() {
    return all.stream().anyMatch(CallbackReceiver::isBound);
  }

  void close() {
    all.forEach(CallbackReceiver::unbind);
  }
}
