package io.fairlead.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecomputationTest {

  private final Scope scope = new Scope("test");
  private final AtomicInteger runs = new AtomicInteger();

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void manyRequestsDuringOneRunMakeOneMore() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Recomputation work =
        new Recomputation(
            scope::run,
            () -> {
              runs.incrementAndGet();
              begun.countDown();
              Await.until("the test", () -> go.getCount() == 0);
            });
    work.request();
    Await.until("the first run", () -> begun.getCount() == 0);
    IntStream.range(0, 1_000).forEach(_ -> work.request());
    go.countDown();
    Await.until("the second run", () -> runs.get() == 2);
    work.request();
    Await.until("the third run", () -> runs.get() == 3);
  }

  @Test
  void theLastChangeIsAlwaysSeen() {
    AtomicInteger value = new AtomicInteger();
    AtomicInteger seen = new AtomicInteger();
    Recomputation work = new Recomputation(scope::run, () -> seen.set(value.get()));
    for (int i = 1; i <= 10_000; i++) {
      value.set(i);
      work.request();
    }
    Await.until("the last value", () -> seen.get() == 10_000);
  }

  @Test
  void workThatThrowsIsDoneAgainAtTheNextRequest() {
    AtomicBoolean broken = new AtomicBoolean(true);
    Recomputation work =
        new Recomputation(
            scope::run,
            () -> {
              if (broken.getAndSet(false)) {
                throw new IllegalStateException("a defect");
              }
              runs.incrementAndGet();
            });
    work.request();
    Await.until("it has thrown", () -> !broken.get());
    Await.until(
        "it runs again",
        () -> {
          work.request();
          return runs.get() > 0;
        });
  }

  @Test
  void afterTheEndNothingRuns() {
    Recomputation work = new Recomputation(scope::run, runs::incrementAndGet);
    scope.close();
    work.request();
    assertThat(runs).hasValue(0);
  }
}
