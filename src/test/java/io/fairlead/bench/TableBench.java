package io.fairlead.bench;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Known;
import io.fairlead.model.Resources;
import io.fairlead.ui.control.SnapshotListModel;
import io.fairlead.ui.control.SnapshotTable;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What a big function table costs the FX thread: applying a computed snapshot, CSS and layout of
 * the whole scene. Comparing, filtering and sorting run outside of the measured time, on the thread
 * of the benchmark, as they do on a worker in the program.
 */
final class TableBench implements Benchmark {

  private static final int WARM_UP = 120;
  private static final int TICKS = 41;
  private static final int KEYSTROKES = 32;
  private static final double CHANGED = 0.05;
  private static final String FX_WORK =
      "FX thread: list change, applyCss and layout of the scene root; 8 columns, 24 px rows, "
          + "980 x 700, sorted by a live column; ";

  @Override
  public String group() {
    return "table";
  }

  @Override
  public List<Measurement> run() throws Exception {
    FxToolkit.registerPrimaryStage();
    List<Measurement> measurements = new ArrayList<>();
    try (Screen screen = new Screen(10_000)) {
      measurements.add(update("5 % of 10,000 rows change", screen, 6));
      measurements.add(filter(screen));
      measurements.add(heap());
    }
    try (Screen screen = new Screen(100_000)) {
      measurements.add(update("5 % of 100,000 rows change", screen, 9));
    }
    return measurements;
  }

  private static Measurement update(String name, Screen screen, double limit) {
    for (int i = 0; i < WARM_UP; i++) {
      screen.tick();
    }
    Samples samples = new Samples();
    for (int i = 0; i < TICKS; i++) {
      samples.add(screen.tick());
    }
    return new Measurement(
        name,
        samples.median(),
        "ms",
        limit,
        true,
        FX_WORK
            + String.format(
                Locale.ROOT,
                "median of %d ticks after %d to warm up, %.1f at most",
                TICKS,
                WARM_UP,
                samples.maximum()));
  }

  private static Measurement filter(Screen screen) {
    for (int i = 0; i < WARM_UP; i++) {
      screen.key(i);
    }
    Samples samples = new Samples();
    for (int i = 0; i < KEYSTROKES; i++) {
      samples.add(screen.key(i));
    }
    return new Measurement(
        "a keystroke in the filter of 10,000 rows",
        samples.median(),
        "ms",
        16,
        true,
        FX_WORK
            + String.format(
                Locale.ROOT,
                "median of %d letters typed and deleted after %d to warm up, %.1f at most",
                KEYSTROKES,
                WARM_UP,
                samples.maximum()));
  }

  private static Measurement heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      used = Math.min(used, memory.getHeapMemoryUsage().getUsed());
    }
    return new Measurement(
        "heap with 10,000 functions",
        used / 1024.0 / 1024.0,
        "MiB",
        64,
        true,
        "used heap of the whole benchmark JVM, the least after five collections, while the table of"
            + " 10,000 function records is shown");
  }

  /** One shown table and the snapshots that it is fed with. */
  private static final class Screen implements AutoCloseable {

    private final Random random = new Random(42);
    private final Queue<Runnable> door = new ArrayDeque<>();
    private final SnapshotListModel<FunctionRef, FunctionStatus> model =
        new SnapshotListModel<>(FunctionStatus::ref, Runnable::run, door::add);
    private final List<FunctionStatus> functions = new ArrayList<>();
    private final Stage stage;
    private final TableView<FunctionStatus> table;

    Screen(int count) {
      for (int i = 0; i < count; i++) {
        functions.add(function(i, i));
      }
      table = fx(this::createTable);
      stage = fx(() -> show(table));
      model.publish(functions);
      measure();
      fx(
          () -> {
            table.getSelectionModel().select(count / 2);
            return table;
          });
    }

    private TableView<FunctionStatus> createTable() {
      TableView<FunctionStatus> created = new TableView<>();
      created.setFixedCellSize(24);
      SnapshotTable<FunctionRef, FunctionStatus> columns = new SnapshotTable<>(created, model);
      columns.addColumn("Name", row -> row.ref().name());
      columns.addColumn("Namespace", row -> row.ref().namespace());
      columns.addColumn("Image", FunctionStatus::image);
      columns.addColumn("Replicas", FunctionStatus::replicas);
      columns.addColumn("Ready", row -> row.readyReplicas().orElse(0));
      TableColumn<FunctionStatus, Double> calls =
          columns.addColumn(
              "Calls",
              row -> row.invocationCount().orElse(0.0),
              Comparator.comparingDouble(row -> row.invocationCount().orElse(0.0)));
      columns.addColumn("Created", row -> row.createdAt().map(Instant::toString).orElse(""));
      columns.addColumn("Process", FunctionStatus::envProcess);
      created.getSortOrder().add(calls);
      return created;
    }

    private static Stage show(TableView<FunctionStatus> table) {
      Stage stage = new Stage();
      stage.setScene(new Scene(table, 980, 700));
      stage.show();
      return stage;
    }

    /** Changes some rows, and gives back what showing them took on the FX thread, in ms. */
    double tick() {
      int changes = (int) (functions.size() * CHANGED);
      for (int i = 0; i < changes; i++) {
        int at = random.nextInt(functions.size());
        double calls = functions.get(at).invocationCount().orElse(0.0);
        functions.set(at, function(at, calls + random.nextInt(3)));
      }
      model.publish(functions);
      return measure();
    }

    /** Types the next letter into the filter, or deletes the last: four there and four back. */
    double key(int stroke) {
      String text = "1234".substring(0, 4 - Math.abs(3 - stroke % 8));
      model.setFilter(row -> row.ref().name().contains(text));
      return measure();
    }

    private double measure() {
      return fx(
          () -> {
            long begin = System.nanoTime();
            for (Runnable task = door.poll(); task != null; task = door.poll()) {
              task.run();
            }
            table.getScene().getRoot().applyCss();
            table.getScene().getRoot().layout();
            return (System.nanoTime() - begin) / 1e6;
          });
    }

    @Override
    public void close() {
      fx(
          () -> {
            stage.hide();
            return stage;
          });
    }

    private static FunctionStatus function(int index, double calls) {
      return new FunctionStatus(
          new FunctionRef(new GatewayId("bench"), "openfaas-fn", "fn-%06d".formatted(index)),
          "ghcr.io/openfaas/fn-" + index + ":latest",
          1,
          Known.live(1),
          Known.live(calls),
          Optional.of(Instant.ofEpochSecond(1_790_000_000L + index)),
          "./handler",
          Known.unknown(),
          Known.unknown(),
          List.of(),
          Map.of("com.openfaas.scale.min", "1", "team", "t" + index % 20),
          Map.of(),
          Known.live(Resources.NONE),
          Known.live(Resources.NONE),
          Known.unknown(),
          Optional.empty());
    }

    private static <T> T fx(Callable<T> work) {
      return WaitForAsyncUtils.waitForAsyncFx(TimeUnit.MINUTES.toMillis(1), work);
    }
  }
}
