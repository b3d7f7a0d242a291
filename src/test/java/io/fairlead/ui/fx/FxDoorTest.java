package io.fairlead.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.net.Scope;
import io.fairlead.support.Await;
import io.fairlead.support.FxRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The door on the real toolkit. */
class FxDoorTest {

  private final FxDoor door = FxRuntime.onFx(() -> new FxDoor());
  private final List<String> done = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void startToolkit() {
    FxRuntime.start();
  }

  @Test
  void aChangeRunsOnTheFxThread() {
    AtomicBoolean onFx = new AtomicBoolean();
    door.post(() -> onFx.set(Platform.isFxApplicationThread()));
    Await.until("the change", onFx::get);
  }

  @Test
  void theNewestChangePerKeyRunsAndTheOthersDoNot() {
    FxRuntime.onFx(
        () -> {
          for (int i = 0; i < 1_000; i++) {
            int number = i;
            door.post("row", () -> done.add("row " + number));
            door.post(List.of("chart", i % 2), () -> done.add("chart " + number));
          }
        });
    Await.until("one change per key", () -> done.size() == 3);
    assertThat(done).containsExactly("row 999", "chart 998", "chart 999");
  }

  @Test
  void changesWithoutAKeyAllRunInTheirOrder() {
    FxRuntime.onFx(
        () -> IntStream.range(0, 100).forEach(i -> door.post(() -> done.add("change " + i))));
    Await.until("all changes", () -> done.size() == 100);
    assertThat(done).isEqualTo(IntStream.range(0, 100).mapToObj(i -> "change " + i).toList());
  }

  @Test
  void whatComesTogetherRunsInOnePulse() {
    List<Integer> pulses = new CopyOnWriteArrayList<>();
    AtomicInteger pulse = new AtomicInteger();
    AnimationTimer counting =
        FxRuntime.onFx(
            () -> {
              AnimationTimer timer =
                  new AnimationTimer() {
                    @Override
                    public void handle(long now) {
                      pulse.incrementAndGet();
                    }
                  };
              timer.start();
              return timer;
            });
    FxRuntime.onFx(
        () -> IntStream.range(0, 50).forEach(_ -> door.post(() -> pulses.add(pulse.get()))));
    Await.until("all changes", () -> pulses.size() == 50);
    FxRuntime.onFx(counting::stop);
    assertThat(pulses).containsOnly(pulses.getFirst());
  }

  @Test
  void aChangeThatThrowsDoesNotTakeTheOthersWithIt() {
    FxRuntime.onFx(
        () -> {
          door.post(() -> done.add("before"));
          door.post(
              () -> {
                throw new IllegalStateException("a broken change");
              });
          door.post(
              () -> {
                throw new AssertionError("a badly broken change");
              });
          door.post(() -> done.add("after"));
        });
    Await.until("the others", () -> done.size() == 2);
    door.post(() -> done.add("later"));
    Await.until("the next pulse", () -> done.contains("later"));
    assertThat(done).containsExactly("before", "after", "later");
  }

  @Test
  void aChangeThatPostsAnotherIsFollowedByIt() {
    door.post("a", () -> door.post("a", () -> door.post("b", () -> done.add("third"))));
    Await.until("the third", () -> done.contains("third"));
  }

  @Test
  void nothingOfManyThreadsIsLost() {
    List<Integer> seen = new ArrayList<>();
    CountDownLatch posted = new CountDownLatch(20);
    try (Scope scope = new Scope("test")) {
      for (int thread = 0; thread < 20; thread++) {
        int number = thread;
        scope.run(
            () -> {
              IntStream.range(0, 200).forEach(i -> door.post(() -> seen.add(i)));
              IntStream.range(0, 200)
                  .forEach(i -> door.post("key " + number, () -> done.add(number + ":" + i)));
              posted.countDown();
            });
      }
      Await.until("everything is posted", () -> posted.getCount() == 0);
    }
    Await.until("everything ran", () -> FxRuntime.onFx(() -> seen.size()) == 4_000);
    Await.until(
        "the newest of each key",
        () -> IntStream.range(0, 20).allMatch(number -> done.contains(number + ":199")));
  }
}
