package io.fairlead.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublishedTest {

  private final Published<Integer> numbers = new Published<>("numbers", 0);
  private final List<Integer> heard = new CopyOnWriteArrayList<>();

  @Test
  void aSubscriberHearsThePresentValueAtOnceAndEveryLaterOne() {
    numbers.publish(1);
    numbers.subscribe(heard::add);
    numbers.publish(2);
    numbers.publish(3);
    assertThat(heard).containsExactly(1, 2, 3);
  }

  @Test
  void whoLeavesHearsNothingMore() {
    Scope.Registration registration = numbers.subscribe(heard::add);
    registration.close();
    numbers.publish(1);
    assertThat(heard).containsExactly(0);
  }

  @Test
  void oneThatThrowsCostsTheOthersNothing() {
    numbers.subscribe(heard::add);
    numbers.subscribe(
        value -> {
          throw new IllegalStateException("a broken screen at " + value);
        });
    numbers.subscribe(heard::add);
    numbers.publish(1);
    numbers.publish(2);
    assertThat(heard).containsExactly(0, 0, 1, 1, 2, 2);
  }

  @Test
  void afterTheEndNothingChanges() {
    numbers.subscribe(heard::add);
    numbers.close();
    numbers.publish(1);
    assertThat(numbers.update(value -> value + 1)).isFalse();
    assertThat(numbers.get()).isZero();
    assertThat(heard).containsExactly(0);
  }

  @Test
  void noChangeOfManyThreadsIsLost() {
    runOnManyThreads(() -> numbers.update(value -> value + 1));
    assertThat(numbers.get()).isEqualTo(1_000);
  }

  @Test
  void valuesOfManyThreadsArriveInTheirOrder() {
    numbers.subscribe(heard::add);
    runOnManyThreads(() -> numbers.update(value -> value + 1));
    assertThat(heard).isSorted().doesNotHaveDuplicates().endsWith(1_000);
  }

  @Test
  void oneWhoComesWhileValuesArriveHearsNoOlderOneAfterANewer() throws InterruptedException {
    List<List<Integer>> each = new ArrayList<>();
    try (Scope scope = new Scope("test")) {
      CountDownLatch done = new CountDownLatch(1);
      scope.run(
          () -> {
            IntStream.rangeClosed(1, 20_000).forEach(numbers::publish);
            done.countDown();
          });
      while (done.getCount() > 0) {
        List<Integer> mine = new CopyOnWriteArrayList<>();
        numbers.subscribe(mine::add).close();
        each.add(mine);
      }
      done.await();
    }
    assertThat(each).allSatisfy(mine -> assertThat(mine).isNotEmpty().isSorted());
  }

  private static void runOnManyThreads(Runnable step) {
    CountDownLatch done = new CountDownLatch(10);
    try (Scope scope = new Scope("test")) {
      for (int thread = 0; thread < 10; thread++) {
        scope.run(
            () -> {
              IntStream.range(0, 100).forEach(_ -> step.run());
              done.countDown();
            });
      }
      Await.until("all threads are done", () -> done.getCount() == 0);
    }
  }
}
