package io.fairlead.ui.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SnapshotListModelTest {

  private record Row(int id, int rate) {}

  /** Tasks wait until the test runs them, in the thread of the test. */
  private static final class Waiting implements Executor {
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    void runAll() {
      while (!tasks.isEmpty()) {
        tasks.removeFirst().run();
      }
    }
  }

  private final Waiting worker = new Waiting();
  private final Waiting door = new Waiting();
  private final SnapshotListModel<Integer, Row> model =
      new SnapshotListModel<>(Row::id, worker, door::execute);
  private final List<String> events = new ArrayList<>();

  @BeforeEach
  void listen() {
    model.rows().addListener((ListChangeListener<Row>) change -> events.add(describe(change)));
  }

  private static String describe(ListChangeListener.Change<? extends Row> change) {
    StringBuilder text = new StringBuilder();
    while (change.next()) {
      text.append(
          change.wasUpdated()
              ? "update %d-%d;".formatted(change.getFrom(), change.getTo())
              : "replace %d at %d by %d;"
                  .formatted(change.getRemovedSize(), change.getFrom(), change.getAddedSize()));
    }
    return text.toString();
  }

  private void settle() {
    worker.runAll();
    door.runAll();
  }

  private static List<Row> rows(int... rates) {
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      rows.add(new Row(i, rates[i]));
    }
    return rows;
  }

  @Test
  void aSnapshotIsShownAfterTheWorkerAndTheDoor() {
    model.publish(rows(3, 1));
    assertThat(model.rows()).isEmpty();
    worker.runAll();
    assertThat(model.rows()).isEmpty();
    door.runAll();

    assertThat(model.rows()).containsExactly(new Row(0, 3), new Row(1, 1));
    assertThat(events).containsExactly("replace 0 at 0 by 2;");
  }

  @Test
  void onlyChangedRowsAreUpdatedWhereTheSizeStays() {
    model.publish(rows(1, 2, 3, 4, 5));
    settle();
    events.clear();

    model.publish(rows(1, 9, 8, 4, 7));
    settle();

    assertThat(events).containsExactly("update 1-3;update 4-5;");
  }

  @Test
  void rowsThatDidNotChangeKeepTheirInstance() {
    model.publish(rows(1, 2, 3));
    settle();
    Row first = model.rows().get(0);
    Row third = model.rows().get(2);

    List<Row> reordered = new ArrayList<>(rows(1, 5, 3));
    Collections.reverse(reordered);
    model.publish(reordered);
    settle();

    assertThat(model.rows().get(2)).isSameAs(first);
    assertThat(model.rows().get(0)).isSameAs(third);
  }

  @Test
  void anEqualSnapshotCausesNoEventAndNoWorkOnTheFxThread() {
    model.publish(rows(1, 2, 3));
    settle();
    events.clear();

    model.publish(rows(1, 2, 3));
    worker.runAll();

    assertThat(door.tasks).isEmpty();
    assertThat(events).isEmpty();
  }

  @Test
  void anInsertedRowReplacesOnlyWhereItStands() {
    model.publish(List.of(new Row(1, 0), new Row(2, 0), new Row(4, 0)));
    settle();
    events.clear();

    model.publish(List.of(new Row(1, 0), new Row(2, 0), new Row(3, 0), new Row(4, 0)));
    settle();

    assertThat(events).containsExactly("replace 0 at 2 by 1;");
  }

  @Test
  void aBurstOfInputsIsOneComputationAndOneEvent() {
    AtomicInteger filtered = new AtomicInteger();
    for (int i = 0; i < 50; i++) {
      model.publish(rows(i, i + 1));
      model.setFilter(
          row -> {
            filtered.incrementAndGet();
            return row.rate() > 49;
          });
    }
    settle();

    assertThat(filtered).hasValue(2);
    assertThat(model.rows()).containsExactly(new Row(1, 50));
    assertThat(events).hasSize(1);
    assertThat(model.total()).isEqualTo(2);
  }

  @Test
  void resultsThatTheDoorHasNotLetInYetAreOvertaken() {
    model.publish(rows(1, 2, 3));
    worker.runAll();
    model.publish(rows(1, 2));
    worker.runAll();
    model.publish(rows(7, 2));
    worker.runAll();

    assertThat(door.tasks).hasSize(1);
    door.runAll();
    assertThat(model.rows()).containsExactly(new Row(0, 7), new Row(1, 2));
    assertThat(events).hasSize(1);
  }

  @Test
  void aResultThatIsStaleWhenItIsReadyIsDropped() {
    model.publish(rows(1, 2, 3));
    model.setFilter(
        row -> {
          // The operator types the next letter while the first is being filtered.
          model.setFilter(other -> other.rate() == 3);
          return true;
        });
    settle();

    assertThat(model.rows()).containsExactly(new Row(2, 3));
    assertThat(events).hasSize(1);
  }

  @Test
  void aListThatChangesWhileItIsComputedStillMoves() {
    int[] rate = {0};
    Predicate<Row> changing =
        row -> {
          if (rate[0] < 40) {
            rate[0]++;
            model.publish(rows(rate[0]));
          }
          return true;
        };
    model.publish(rows(0));
    model.setFilter(changing);
    worker.runAll();
    door.runAll();

    assertThat(model.rows()).containsExactly(new Row(0, 40));
  }

  @Test
  void aDefectOfAFilterDoesNotStopTheListForEver() {
    model.publish(rows(1, 2));
    settle();
    model.setFilter(
        _ -> {
          throw new IllegalStateException("a defect");
        });
    assertThatThrownBy(worker::runAll).hasMessage("a defect");

    model.setFilter(row -> row.rate() == 2);
    settle();

    assertThat(model.rows()).containsExactly(new Row(1, 2));
  }

  @Test
  void withoutComparatorTheSnapshotsOrderReturns() {
    model.publish(rows(3, 1, 2));
    model.setComparator(Comparator.comparingInt(Row::rate));
    settle();
    assertThat(model.rows()).extracting(Row::rate).containsExactly(1, 2, 3);

    model.setComparator(null);
    settle();

    assertThat(model.rows()).extracting(Row::rate).containsExactly(3, 1, 2);
  }

  @RepeatedTest(20)
  void randomUpdatesShowWhatNaiveFilteringAndSortingWould(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Row> mirror = new ArrayList<>();
    model.rows().addListener((ListChangeListener<Row>) change -> replay(change, mirror));
    List<Row> source = new ArrayList<>();
    Predicate<Row> filter = _ -> true;
    @Nullable Comparator<Row> comparator = null;
    for (int step = 0; step < 60; step++) {
      switch (random.nextInt(5)) {
        case 0 -> {
          int modulus = 1 + random.nextInt(4);
          filter = row -> row.rate() % modulus == 0;
          model.setFilter(filter);
        }
        case 1 -> {
          Comparator<Row> byRate = Comparator.comparingInt(Row::rate);
          comparator =
              switch (random.nextInt(3)) {
                case 0 -> null;
                case 1 -> byRate;
                default -> byRate.reversed();
              };
          model.setComparator(comparator);
        }
        default -> {
          source = changed(source, random);
          model.publish(source);
        }
      }
      if (random.nextBoolean()) {
        worker.runAll();
      }
      if (random.nextInt(3) == 0) {
        int before = events.size();
        settle();
        assertThat(events.size() - before).as("events a tick").isLessThanOrEqualTo(1);
        List<Row> naive = new ArrayList<>(source.stream().filter(filter).toList());
        if (comparator != null) {
          naive.sort(comparator);
        }
        assertThat(model.rows()).containsExactlyElementsOf(naive);
        assertThat(mirror).as("what a listener knows").containsExactlyElementsOf(naive);
      }
    }
  }

  private static List<Row> changed(List<Row> source, Random random) {
    List<Row> next = new ArrayList<>();
    for (Row row : source) {
      if (random.nextInt(10) > 0) {
        next.add(
            random.nextInt(4) == 0
                ? new Row(row.id(), random.nextInt(12))
                : new Row(row.id(), row.rate()));
      }
    }
    int added = random.nextInt(4);
    for (int i = 0; i < added; i++) {
      next.add(new Row(1_000 + random.nextInt(1_000_000), random.nextInt(12)));
    }
    if (random.nextInt(5) == 0) {
      Collections.shuffle(next, random);
    }
    return next;
  }

  private static void replay(ListChangeListener.Change<? extends Row> change, List<Row> mirror) {
    while (change.next()) {
      if (change.wasUpdated()) {
        for (int i = change.getFrom(); i < change.getTo(); i++) {
          mirror.set(i, change.getList().get(i));
        }
      } else {
        List<Row> range =
            mirror.subList(change.getFrom(), change.getFrom() + change.getRemovedSize());
        assertThat(range).containsExactlyElementsOf(List.copyOf(change.getRemoved()));
        range.clear();
        mirror.addAll(change.getFrom(), change.getAddedSubList());
      }
    }
  }
}
