package io.fairlead.ui.call;

import io.fairlead.calls.CallBody;
import io.fairlead.ui.control.KeyValueRows;
import io.fairlead.ui.control.KeyValueRows.Pair;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.VBox;

/**
 * The fields of a form.
 *
 * <p>On the FX thread alone.
 */
final class FormRows extends VBox {

  private final ObjectProperty<List<CallBody.Field>> fields = new SimpleObjectProperty<>(List.of());
  private final KeyValueRows rows = new KeyValueRows("call-form");
  private boolean showing;

  FormRows() {
    getChildren().add(rows);
    rows.pairsProperty()
        .addListener(
            (_, _, now) -> {
              if (!showing) {
                fields.set(written(now));
              }
            });
    fields.addListener(
        (_, _, now) -> {
          if (!now.equals(written(rows.pairsProperty().get()))) {
            show(now);
          }
        });
  }

  /** The fields that have a name; set from outside, they are shown. */
  ObjectProperty<List<CallBody.Field>> fieldsProperty() {
    return fields;
  }

  private void show(List<CallBody.Field> wanted) {
    showing = true;
    try {
      rows.setPairs(wanted.stream().map(field -> new Pair(field.name(), field.value())).toList());
    } finally {
      showing = false;
    }
  }

  private static List<CallBody.Field> written(List<Pair> pairs) {
    return pairs.stream().map(pair -> new CallBody.Field(pair.name(), pair.value())).toList();
  }
}
