package io.fairlead.ui.function;

import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;

/** Two columns of charts that share the room evenly. */
final class ChartGrid {

  private ChartGrid() {}

  static GridPane of(Node... charts) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("chart-grid");
    for (int i = 0; i < 2; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(50);
      column.setHgrow(Priority.ALWAYS);
      grid.getColumnConstraints().add(column);
    }
    int rows = (charts.length + 1) / 2;
    for (int i = 0; i < rows; i++) {
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(100.0 / rows);
      row.setVgrow(Priority.ALWAYS);
      grid.getRowConstraints().add(row);
    }
    for (int i = 0; i < charts.length; i++) {
      grid.add(charts[i], i % 2, i / 2);
    }
    return grid;
  }
}
