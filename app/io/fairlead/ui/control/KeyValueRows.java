package io.fairlead.ui.control;

import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * Pairs of name and value, edited in place; there is always one empty row at the end. Rows without
 * a name do not count.
 */
public final class KeyValueRows extends VBox {

  /** One pair. */
  public record Pair(String name, String value) {}

  private final String prefix;
  private final ReadOnlyObjectWrapper<List<Pair>> pairs = new ReadOnlyObjectWrapper<>(List.of());

  /**
   * Without pairs.
   *
   * @param prefix the fields carry the ids {@code PREFIX-name-N} and {@code PREFIX-value-N}
   */
  public KeyValueRows(String prefix) {
    this.prefix = prefix;
    setSpacing(4);
    appendRow("", "");
  }

  /** The pairs that have a name, in order; a name may come twice. */
  public ReadOnlyObjectProperty<List<Pair>> pairsProperty() {
    return pairs.getReadOnlyProperty();
  }

  /** The pairs as a map; of two with one name the later counts. */
  public Map<String, String> toMap() {
    Map<String, String> map = new LinkedHashMap<>();
    pairs.get().forEach(pair -> map.put(pair.name(), pair.value()));
    return map;
  }

  /** Replaces all rows. */
  public void setPairs(List<Pair> wanted) {
    getChildren().clear();
    wanted.forEach(pair -> appendRow(pair.name(), pair.value()));
    appendRow("", "");
    collect();
  }

  private void appendRow(String name, String value) {
    TextField nameField = new TextField(name);
    nameField.setPromptText(Texts.of("pairs.name"));
    nameField.setAccessibleText(Texts.of("pairs.name"));
    nameField.setPrefColumnCount(12);
    TextField valueField = new TextField(value);
    valueField.setPromptText(Texts.of("pairs.value"));
    valueField.setAccessibleText(Texts.of("pairs.value"));
    HBox.setHgrow(valueField, Priority.ALWAYS);
    Button remove = new Button(Texts.of("pairs.remove"), new FontIcon(Feather.X));
    remove.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    remove.setAccessibleText(Texts.of("pairs.remove"));
    remove.getStyleClass().addAll("button-icon", "flat");
    HBox row = new HBox(4, nameField, valueField, remove);
    remove.setOnAction(event -> removeRow(row));
    nameField.textProperty().addListener(change -> edited(row));
    valueField.textProperty().addListener(change -> edited(row));
    getChildren().add(row);
    number();
  }

  private void removeRow(HBox row) {
    if (!row.equals(getChildren().getLast())) {
      getChildren().remove(row);
      number();
      collect();
    }
  }

  private void edited(HBox row) {
    if (row.equals(getChildren().getLast())) {
      appendRow("", "");
    }
    collect();
  }

  private void number() {
    for (int i = 0; i < getChildren().size(); i++) {
      HBox row = (HBox) getChildren().get(i);
      row.getChildren().get(0).setId(prefix + "-name-" + i);
      row.getChildren().get(1).setId(prefix + "-value-" + i);
      row.getChildren().get(2).setId(prefix + "-remove-" + i);
      row.getChildren().get(2).setVisible(i < getChildren().size() - 1);
    }
  }

  private void collect() {
    List<Pair> found = new ArrayList<>();
    for (var node : getChildren()) {
      HBox row = (HBox) node;
      String name = ((TextField) row.getChildren().get(0)).getText().strip();
      if (!name.isEmpty()) {
        found.add(new Pair(name, ((TextField) row.getChildren().get(1)).getText()));
      }
    }
    pairs.set(List.copyOf(found));
  }
}
