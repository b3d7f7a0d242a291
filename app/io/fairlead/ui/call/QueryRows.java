package io.fairlead.ui.call;

import io.fairlead.ui.control.KeyValueRows;
import java.util.List;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.scene.layout.VBox;

/**
 * The parameters of a call's query, decoded, one a row. A parameter that is not touched stays in
 * the query as it was written.
 *
 * <p>On the FX thread alone.
 */
public final class QueryRows extends VBox {

  private final StringProperty query = new SimpleStringProperty("");
  private final KeyValueRows rows;
  private QueryText text = QueryText.of("");
  private boolean showing;

  /**
   * Without parameters.
   *
   * @param prefix the fields carry the ids {@code PREFIX-name-N} and {@code PREFIX-value-N}
   */
  public QueryRows(String prefix) {
    rows = new KeyValueRows(prefix);
    getChildren().add(rows);
    rows.pairsProperty()
        .addListener(
            (_, _, _) -> {
              if (!showing) {
                text = text.with(rows.pairsProperty().get());
                query.set(text.raw());
              }
            });
    query.addListener(
        (observable, before, now) -> {
          if (!now.equals(text.raw())) {
            show(now);
          }
        });
  }

  /** The query as it is sent, without its question mark; set from outside, it is shown. */
  public StringProperty queryProperty() {
    return query;
  }

  private void show(String now) {
    List<KeyValueRows.Pair> shown = text.pairs();
    text = QueryText.of(now);
    if (text.pairs().equals(shown)) {
      // Only the spelling differs: the rows, and the keyboard in them, stay.
      return;
    }
    showing = true;
    try {
      rows.setPairs(text.pairs());
    } finally {
      showing = false;
    }
  }
}
