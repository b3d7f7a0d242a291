package io.fairlead.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class SnapshotTableTest {

  private record Row(String name, int rate) {}

  private SnapshotListModel<String, Row> model;
  private TableView<Row> table;
  private SnapshotTable<String, Row> snapshots;
  private TableColumn<Row, Integer> rate;
  private Stage stage;
  private final List<Set<String>> selections = new ArrayList<>();

  @BeforeAll
  static void startToolkit() throws TimeoutException {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void show() {
    fx(
        () -> {
          model = new SnapshotListModel<>(Row::name, Runnable::run, Runnable::run);
          table = new TableView<>();
          table.setFixedCellSize(24);
          table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
          snapshots = new SnapshotTable<>(table, model);
          snapshots.addColumn("Name", Row::name, Comparator.comparing(Row::name));
          rate = snapshots.addColumn("Rate", Row::rate, Comparator.comparingInt(Row::rate));
          snapshots
              .selectedKeysProperty()
              .addListener((_, _, selected) -> selections.add(selected));
          stage = new Stage();
          stage.setScene(new Scene(table, 400, 300));
          stage.show();
          model.publish(rows(200));
          layout();
          return null;
        });
  }

  @AfterEach
  void hide() {
    fx(
        () -> {
          stage.hide();
          return null;
        });
  }

  @Test
  void selectionStaysWithItsRowsWhenTheyMove() {
    List<String> selected =
        fx(
            () -> {
              table.getSelectionModel().selectIndices(3, 7, 20);
              List<Row> shuffled = rows(200);
              Collections.reverse(shuffled);
              selections.clear();
              model.publish(shuffled);
              layout();
              return selectedNames();
            });

    assertThat(selected).containsExactlyInAnyOrder("fn0003", "fn0007", "fn0020");
    assertThat(selections).as("the selected keys did not change").isEmpty();
  }

  @Test
  void theLeadStaysTheLead() {
    int lead =
        fx(
            () -> {
              table.getSelectionModel().selectIndices(20, 7, 3);
              List<Row> shuffled = rows(200);
              Collections.reverse(shuffled);
              model.publish(shuffled);
              return table.getSelectionModel().getSelectedIndex();
            });

    assertThat(lead).isEqualTo(196);
  }

  @Test
  void selectionSurvivesAFilterThatKeepsItsRow() {
    List<String> selected =
        fx(
            () -> {
              table.getSelectionModel().select(42);
              model.setFilter(row -> row.name().endsWith("2"));
              layout();
              List<String> filtered = selectedNames();
              model.setFilter(_ -> true);
              layout();
              filtered.addAll(selectedNames());
              return filtered;
            });

    assertThat(selected).containsExactly("fn0042", "fn0042");
    assertThat(selections).containsExactly(Set.of("fn0042"));
  }

  @Test
  void aSelectedRowThatLeavesIsNoLongerSelectedAndNoOtherTakesItsPlace() {
    List<String> selected =
        fx(
            () -> {
              table.getSelectionModel().selectIndices(5, 6);
              List<Row> fewer = rows(200);
              fewer.remove(5);
              model.publish(fewer);
              layout();
              return selectedNames();
            });

    assertThat(selected).containsExactly("fn0006");
    assertThat(selections.getLast()).containsExactly("fn0006");
  }

  @Test
  void nothingIsSelectedWhenTheOnlySelectedRowLeaves() {
    List<String> selected =
        fx(
            () -> {
              table.getSelectionModel().select(5);
              List<Row> fewer = rows(200);
              fewer.remove(5);
              model.publish(fewer);
              layout();
              return selectedNames();
            });

    assertThat(selected).isEmpty();
    assertThat(selections.getLast()).isEmpty();
  }

  @Test
  void selectedRowsAreThePresentOnes() {
    List<Row> selected =
        fx(
            () -> {
              table.getSelectionModel().select(5);
              List<Row> next = rows(200);
              next.set(5, new Row("fn0005", 77));
              model.publish(next);
              return snapshots.selectedRows();
            });

    assertThat(selected).containsExactly(new Row("fn0005", 77));
  }

  @Test
  void aColumnSortsOnTheWorkerAndKeepsTheSelection() {
    List<String> first =
        fx(
            () -> {
              table.getSelectionModel().select(1);
              rate.setSortType(TableColumn.SortType.DESCENDING);
              table.getSortOrder().setAll(List.of(rate));
              layout();
              List<String> names = new ArrayList<>(List.of(model.rows().getFirst().name()));
              names.addAll(selectedNames());
              return names;
            });

    assertThat(first).containsExactly("fn0199", "fn0001");
  }

  @Test
  void withoutSortOrderTheSnapshotsOrderReturns() {
    String first =
        fx(
            () -> {
              rate.setSortType(TableColumn.SortType.DESCENDING);
              table.getSortOrder().setAll(List.of(rate));
              table.getSortOrder().clear();
              return model.rows().getFirst().name();
            });

    assertThat(first).isEqualTo("fn0000");
  }

  @Test
  void cellsShowTheNewValuesAfterALayout() {
    String text =
        fx(
            () -> {
              List<Row> next = rows(200);
              next.set(2, new Row("fn0002", 4711));
              model.publish(next);
              layout();
              return cellText(2, 1);
            });

    assertThat(text).isEqualTo("4711");
  }

  @Test
  void theScrollPositionSurvivesUpdatesGrowthAndShrinking() {
    List<Integer> firstVisible =
        fx(
            () -> {
              List<Integer> seen = new ArrayList<>();
              table.scrollTo(100);
              layout();
              seen.add(firstVisible());
              model.publish(rows(200).stream().map(row -> new Row(row.name(), 1)).toList());
              layout();
              seen.add(firstVisible());
              model.publish(rows(400));
              layout();
              seen.add(firstVisible());
              List<Row> fewer = rows(390);
              Collections.reverse(fewer);
              model.publish(fewer);
              layout();
              seen.add(firstVisible());
              model.setComparator(Comparator.comparingInt(Row::rate));
              layout();
              seen.add(firstVisible());
              return seen;
            });

    assertThat(firstVisible).containsOnly(100);
  }

  @Test
  void aSelectionFarAwayDoesNotScrollTheTable() {
    List<Integer> firstVisible =
        fx(
            () -> {
              table.getSelectionModel().select(0);
              table.scrollTo(100);
              layout();
              List<Row> reversed = rows(200);
              Collections.reverse(reversed);
              model.publish(reversed);
              layout();
              return List.of(firstVisible());
            });

    assertThat(firstVisible).containsExactly(100);
  }

  @Test
  void aRowIsSelectedByItsKey() {
    boolean found = fx(() -> snapshots.select("fn0123"));

    assertThat(found).isTrue();
    assertThat(fx(this::selectedNames)).containsExactly("fn0123");
    assertThat(fx(() -> snapshots.select("gone"))).isFalse();
  }

  private static List<Row> rows(int count) {
    return new ArrayList<>(
        IntStream.range(0, count).mapToObj(i -> new Row("fn%04d".formatted(i), i)).toList());
  }

  private List<String> selectedNames() {
    return new ArrayList<>(snapshots.selectedRows().stream().map(Row::name).toList());
  }

  private void layout() {
    table.getScene().getRoot().applyCss();
    table.getScene().getRoot().layout();
  }

  private int firstVisible() {
    VirtualFlow<?> flow = (VirtualFlow<?>) table.lookup(".virtual-flow");
    IndexedCell<?> cell = flow.getFirstVisibleCell();
    return cell.getIndex();
  }

  private String cellText(int row, int column) {
    for (Node node : table.lookupAll(".table-cell")) {
      if (node instanceof TableCell<?, ?> cell
          && cell.getIndex() == row
          && table.getColumns().indexOf(cell.getTableColumn()) == column) {
        return cell.getText();
      }
    }
    throw new AssertionError("no cell for row " + row);
  }

  private static <T> T fx(Callable<T> work) {
    return WaitForAsyncUtils.waitForAsyncFx(
        TimeUnit.SECONDS.toMillis(20),
        () -> {
          try {
            return work.call();
          } catch (RuntimeException e) {
            throw e;
          } catch (Exception e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
