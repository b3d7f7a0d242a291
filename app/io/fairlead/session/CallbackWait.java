package io.fairlead.session;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.net.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waits for the result of one asynchronous call. Blocks the calling (virtual) thread. */
final class CallbackWait {

  private final AsyncInbox inbox;

  CallbackWait(AsyncInbox inbox) {
    this.inbox = inbox;
  }

  /**
   * The state that a call comes to: called back, or one from which no result can come any more.
   *
   * @return nothing where the time is over, the scope was closed, or the inbox knows no such call
   */
  Optional<AsyncState> await(String callId, Duration limit, Scope scope) {
    Semaphore news = new Semaphore(0);
    long begin = System.nanoTime();
    try (Scope.Registration _ = inbox.onChange(news::release);
        Scope.Registration _ = scope.onClose(news::release)) {
      while (true) {
        Optional<AsyncState> state = inbox.find(callId).map(AsyncCall::state);
        if (state.isEmpty() || isFinal(state.get()) || scope.isClosed()) {
          return state.filter(CallbackWait::isFinal);
        }
        long left = limit.toNanos() - (System.nanoTime() - begin);
        if (!news.tryAcquire(left, TimeUnit.NANOSECONDS)) {
          return Optional.empty();
        }
        news.drainPermits();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static boolean isFinal(AsyncState state) {
    return switch (state) {
      case AsyncState.Queued _, AsyncState.Accepted _ -> false;
      case AsyncState.CalledBack _,
          AsyncState.Refused _,
          AsyncState.Expired _,
          AsyncState.Oversized _ ->
          true;
    };
  }
}
