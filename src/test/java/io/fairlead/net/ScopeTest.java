package io.fairlead.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.Await;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ScopeTest {

  @Test
  void closingInterruptsItsTasks() {
    AtomicBoolean started = new AtomicBoolean();
    AtomicBoolean interrupted = new AtomicBoolean();
    Scope scope = new Scope("test");
    scope.run(
        () -> {
          started.set(true);
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
        });
    Await.until("the task runs", started::get);
    scope.close();
    Await.until("the task is interrupted", interrupted::get);
    assertThat(scope.isClosed()).isTrue();
  }

  @Test
  void cancellingATaskInterruptsThatTaskOnly() {
    AtomicInteger waiting = new AtomicInteger();
    AtomicInteger interrupted = new AtomicInteger();
    try (Scope scope = new Scope("test")) {
      Runnable task =
          () -> {
            waiting.incrementAndGet();
            try {
              new CountDownLatch(1).await();
            } catch (InterruptedException e) {
              interrupted.incrementAndGet();
            }
          };
      Scope.Task first = scope.run(task);
      scope.run(task);
      Await.until("both run", () -> waiting.get() == 2);
      first.cancel();
      Await.until("one is interrupted", () -> interrupted.get() == 1);
      assertThat(scope.isClosed()).isFalse();
    }
    Await.until("closing interrupts the other", () -> interrupted.get() == 2);
  }

  @Test
  void closingRunsEachCancellationOnceEvenIfOneFails() {
    AtomicInteger cancelled = new AtomicInteger();
    Scope scope = new Scope("test");
    scope.onClose(cancelled::incrementAndGet);
    scope.onClose(
        () -> {
          throw new IllegalStateException("on purpose");
        });
    scope.onClose(cancelled::incrementAndGet);
    scope.close();
    scope.close();
    assertThat(cancelled).hasValue(2);
  }

  @Test
  void anUnregisteredCancellationDoesNotRun() {
    AtomicInteger cancelled = new AtomicInteger();
    Scope scope = new Scope("test");
    scope.onClose(cancelled::incrementAndGet).close();
    scope.close();
    assertThat(cancelled).hasValue(0);
  }

  @Test
  void aClosedScopeCancelsAtOnceAndRunsNothing() {
    AtomicInteger cancelled = new AtomicInteger();
    AtomicBoolean ran = new AtomicBoolean();
    Scope scope = new Scope("test");
    scope.close();
    scope.onClose(cancelled::incrementAndGet);
    scope.run(() -> ran.set(true)).cancel();
    assertThat(cancelled).hasValue(1);
    assertThat(ran).isFalse();
  }

  @Test
  void itsThreadsCarryItsName() {
    AtomicBoolean named = new AtomicBoolean();
    try (Scope scope = new Scope("gateway-a")) {
      scope.run(() -> named.set(Thread.currentThread().getName().startsWith("gateway-a-")));
      Await.until("the thread is named", named::get);
    }
  }
}
