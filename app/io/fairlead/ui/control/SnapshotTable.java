package io.fairlead.ui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TableView.TableViewSelectionModel;
import org.jspecify.annotations.Nullable;

/**
 * Ties a table to a {@link SnapshotListModel}: the table's sort order sorts on the worker, and the
 * selection belongs to keys, so that it stays with its rows however they move. A selected row that
 * leaves the table leaves the selection.
 *
 * <p>FX thread only.
 *
 * @param <K> what identifies a row
 * @param <R> a row
 */
public final class SnapshotTable<K, R> {

  private final TableView<R> table;
  private final SnapshotListModel<K, R> model;
  private final Map<TableColumn<R, ?>, Comparator<R>> orders = new HashMap<>();
  private final ReadOnlyObjectWrapper<Set<K>> selectedKeys =
      new ReadOnlyObjectWrapper<>(this, "selectedKeys", Set.of());
  private @Nullable K leadKey;
  private boolean changing;

  /** Shows the model's rows in the table, from now on. */
  public SnapshotTable(TableView<R> table, SnapshotListModel<K, R> model) {
    this.table = table;
    this.model = model;
    table.setItems(model.rows());
    table.setSortPolicy(
        _ -> {
          model.setComparator(order());
          return true;
        });
    table
        .getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) _ -> takeSelection());
    model.setFrame(this::keepSelection);
  }

  /** Adds a column that cannot be sorted. */
  public <T> TableColumn<R, T> addColumn(String title, Function<? super R, ? extends T> value) {
    TableColumn<R, T> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(value.apply(cell.getValue())));
    column.setSortable(false);
    table.getColumns().add(column);
    return column;
  }

  /**
   * Adds a column that sorts by a comparator of rows.
   *
   * @param order ascending; called on a worker, so it reads nothing but the rows
   */
  public <T> TableColumn<R, T> addColumn(
      String title, Function<? super R, ? extends T> value, Comparator<? super R> order) {
    TableColumn<R, T> column = addColumn(title, value);
    column.setSortable(true);
    orders.put(column, order::compare);
    return column;
  }

  /** The keys of the selected rows; changes once per change of the selection, never in between. */
  public ReadOnlyObjectProperty<Set<K>> selectedKeysProperty() {
    return selectedKeys.getReadOnlyProperty();
  }

  /** The selected rows as they are now, in the table's order. */
  public List<R> selectedRows() {
    List<R> selected = new ArrayList<>();
    for (int index : table.getSelectionModel().getSelectedIndices()) {
      if (index >= 0 && index < model.rows().size()) {
        selected.add(model.rows().get(index));
      }
    }
    return Collections.unmodifiableList(selected);
  }

  /** Selects the row of a key alone; tells whether there is one. */
  public boolean select(K key) {
    for (int i = 0; i < model.rows().size(); i++) {
      if (keyAt(i).equals(key)) {
        table.getSelectionModel().clearAndSelect(i);
        return true;
      }
    }
    return false;
  }

  private @Nullable Comparator<R> order() {
    Comparator<R> order = null;
    for (TableColumn<R, ?> column : table.getSortOrder()) {
      Comparator<R> next = orders.get(column);
      if (next != null) {
        Comparator<R> directed =
            column.getSortType() == TableColumn.SortType.DESCENDING ? next.reversed() : next;
        order = order == null ? directed : order.thenComparing(directed);
      }
    }
    return order;
  }

  private K keyAt(int index) {
    return model.keyOf(model.rows().get(index));
  }

  /** Reads the selection's keys after the operator changed it. */
  private void takeSelection() {
    if (changing) {
      return;
    }
    TableViewSelectionModel<R> selection = table.getSelectionModel();
    Set<K> keys = new LinkedHashSet<>();
    for (int index : selection.getSelectedIndices()) {
      if (index >= 0 && index < model.rows().size()) {
        keys.add(keyAt(index));
      }
    }
    int lead = selection.getSelectedIndex();
    leadKey = lead >= 0 && lead < model.rows().size() ? keyAt(lead) : null;
    publish(keys);
  }

  private void publish(Set<K> keys) {
    if (!keys.equals(selectedKeys.get())) {
      selectedKeys.set(Collections.unmodifiableSet(keys));
    }
  }

  private void keepSelection(Runnable change) {
    changing = true;
    try {
      int[] before = selectedIndices();
      change.run();
      restoreSelection(before);
    } finally {
      changing = false;
    }
  }

  private void restoreSelection(int[] before) {
    Set<K> wanted = selectedKeys.get();
    int[] indices = wanted.isEmpty() ? new int[0] : indicesOf(wanted, before);
    if (!Arrays.equals(indices, selectedIndices())) {
      TableViewSelectionModel<R> selection = table.getSelectionModel();
      selection.clearSelection();
      if (indices.length > 0) {
        int[] leadLast = withLeadLast(indices);
        selection.selectIndices(leadLast[0], Arrays.copyOfRange(leadLast, 1, leadLast.length));
        table.getFocusModel().focus(leadLast[leadLast.length - 1]);
      }
    }
    if (indices.length < wanted.size()) {
      Set<K> left = new LinkedHashSet<>();
      for (int index : indices) {
        left.add(keyAt(index));
      }
      publish(left);
    }
  }

  /** Where the keys are now; looks at their former places first, ascending. */
  private int[] indicesOf(Set<K> wanted, int[] before) {
    if (before.length == wanted.size()
        && Arrays.stream(before)
            .allMatch(i -> i < model.rows().size() && wanted.contains(keyAt(i)))) {
      return before;
    }
    Set<K> missing = new HashSet<>(wanted);
    int[] found = new int[wanted.size()];
    int count = 0;
    for (int i = 0; i < model.rows().size() && !missing.isEmpty(); i++) {
      if (missing.remove(keyAt(i))) {
        found[count++] = i;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private int[] selectedIndices() {
    return table.getSelectionModel().getSelectedIndices().stream()
        .mapToInt(Integer::intValue)
        .filter(index -> index >= 0)
        .sorted()
        .toArray();
  }

  /** The selection model makes the last index its lead, from which the keyboard goes on. */
  private int[] withLeadLast(int[] ascending) {
    int[] ordered = ascending.clone();
    for (int i = 0; i < ordered.length - 1; i++) {
      if (keyAt(ordered[i]).equals(leadKey)) {
        int lead = ordered[i];
        System.arraycopy(ordered, i + 1, ordered, i, ordered.length - 1 - i);
        ordered[ordered.length - 1] = lead;
        return ordered;
      }
    }
    return ordered;
  }
}
