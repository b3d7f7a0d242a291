package io.fairlead.ui.control;

import atlantafx.base.theme.Styles;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
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

  /** What is known about the pairs that are written here. */
  public interface Rules {

    /** Names that a typed text could become, best first. */
    default List<String> names(String typed) {
      return List.of();
    }

    /** Values that a typed text could become under a name, best first. */
    default List<String> values(String name, String typed) {
      return List.of();
    }

    /** Why a pair cannot be used; asked for each pair with a name after each change. */
    default Optional<String> problem(Pair pair) {
      return Optional.empty();
    }

    /** What stands in the value's field while that is empty. */
    default String valuePrompt(String name) {
      return Texts.of("pairs.value");
    }
  }

  private final String prefix;
  private final Rules rules;
  private final List<Row> rows = new ArrayList<>();
  private final ReadOnlyObjectWrapper<List<Pair>> pairs = new ReadOnlyObjectWrapper<>(List.of());
  private boolean replacing;

  /**
   * Without pairs and without rules.
   *
   * @param prefix the fields carry the ids {@code PREFIX-name-N} and {@code PREFIX-value-N}
   */
  public KeyValueRows(String prefix) {
    this(prefix, new Rules() {});
  }

  /** Without pairs. */
  public KeyValueRows(String prefix, Rules rules) {
    this.prefix = prefix;
    this.rules = rules;
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
    replacing = true;
    try {
      rows.clear();
      getChildren().clear();
      wanted.forEach(pair -> appendRow(pair.name(), pair.value()));
      appendRow("", "");
    } finally {
      replacing = false;
    }
    collect();
  }

  /** Applies the rules again, which know something new. */
  public void recheck() {
    rows.forEach(Row::check);
  }

  private void appendRow(String name, String value) {
    Row row = new Row(name, value);
    rows.add(row);
    getChildren().add(row.box);
    number();
  }

  private void removeRow(Row row) {
    if (row != rows.getLast()) {
      int index = rows.indexOf(row);
      rows.remove(row);
      getChildren().remove(row.box);
      number();
      collect();
      // Not to where the toolkit would send it: the keyboard goes on where the row was.
      rows.get(Math.min(index, rows.size() - 1)).name.requestFocus();
    }
  }

  private void edited(Row row) {
    row.check();
    if (!replacing) {
      if (row == rows.getLast()) {
        appendRow("", "");
      }
      collect();
    }
  }

  private void number() {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      row.name.setId(prefix + "-name-" + i);
      row.value.setId(prefix + "-value-" + i);
      row.remove.setId(prefix + "-remove-" + i);
      row.remove.setVisible(i < rows.size() - 1);
    }
  }

  private void collect() {
    List<Pair> found = new ArrayList<>();
    for (Row row : rows) {
      Pair pair = row.pair();
      if (!pair.name().isEmpty()) {
        found.add(pair);
      }
    }
    pairs.set(List.copyOf(found));
  }

  private final class Row {
    private final TextField name;
    private final TextField value;
    private final Label problem = new Label("", new FontIcon(Feather.ALERT_CIRCLE));
    private final Button remove = new Button(Texts.of("pairs.remove"), new FontIcon(Feather.X));
    private final Tooltip reason = new Tooltip();
    private final HBox box;

    private Row(String startName, String startValue) {
      name = field(startName, Texts.of("pairs.name"));
      name.setPrefColumnCount(12);
      value = field(startValue, Texts.of("pairs.value"));
      HBox.setHgrow(value, Priority.ALWAYS);
      problem.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      problem.getStyleClass().add("row-problem");
      problem.setTooltip(reason);
      problem.managedProperty().bind(problem.visibleProperty());
      remove.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      remove.setAccessibleText(Texts.of("pairs.remove"));
      remove.getStyleClass().addAll("button-icon", "flat");
      remove.setOnAction(event -> removeRow(this));
      box = new HBox(4, name, value, problem, remove);
      box.getStyleClass().add("value-row");
      name.textProperty().addListener((_, _, _) -> edited(this));
      value.textProperty().addListener((_, _, _) -> edited(this));
      Suggestions.offer(name, rules::names);
      Suggestions.offer(value, typed -> rules.values(name.getText().strip(), typed));
      check();
    }

    private static TextField field(String text, String what) {
      TextField field = new TextField(text);
      field.setPromptText(what);
      field.setAccessibleText(what);
      return field;
    }

    private Pair pair() {
      return new Pair(name.getText().strip(), value.getText());
    }

    private void check() {
      Pair pair = pair();
      Optional<String> found = pair.name().isEmpty() ? Optional.empty() : rules.problem(pair);
      String text = found.orElse("");
      value.setPromptText(rules.valuePrompt(pair.name()));
      reason.setText(text);
      problem.setVisible(found.isPresent());
      problem.setAccessibleText(text);
      for (TextField field : List.of(name, value)) {
        field.pseudoClassStateChanged(Styles.STATE_DANGER, found.isPresent());
        field.setTooltip(found.isPresent() ? reason : null);
        field.setAccessibleHelp(text);
      }
    }
  }
}
