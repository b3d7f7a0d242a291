package io.fairlead.ui.call;

import io.fairlead.model.Header;
import io.fairlead.openfaas.CallObstacle;
import io.fairlead.ui.control.KeyValueRows;
import io.fairlead.ui.control.KeyValueRows.Pair;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.VBox;

/**
 * The headers of a call, with names and values suggested as they are typed; what the sender would
 * refuse is marked in its row.
 *
 * <p>On the FX thread alone.
 */
public final class HeaderRows extends VBox {

  private final ObjectProperty<List<Header>> headers = new SimpleObjectProperty<>(List.of());
  private final ObjectProperty<Set<String>> notKept = new SimpleObjectProperty<>(Set.of());
  private final KeyValueRows rows;
  private boolean showing;

  /**
   * Without headers.
   *
   * @param prefix the fields carry the ids {@code PREFIX-name-N} and {@code PREFIX-value-N}
   */
  public HeaderRows(String prefix) {
    rows = new KeyValueRows(prefix, new HeaderRules());
    getChildren().add(rows);
    rows.pairsProperty()
        .addListener(
            (_, _, _) -> {
              if (!showing) {
                headers.set(written());
              }
            });
    headers.addListener(
        (observable, before, now) -> {
          if (!now.equals(written())) {
            show(now);
          }
        });
    notKept.addListener((_, _, _) -> rows.recheck());
  }

  /** The headers that have a name, in their order; set from outside, they are shown. */
  public ObjectProperty<List<Header>> headersProperty() {
    return headers;
  }

  /**
   * Names of headers whose value was not kept: an empty field of such a name says so. Names are
   * compared without case.
   */
  public ObjectProperty<Set<String>> notKeptProperty() {
    return notKept;
  }

  private List<Header> written() {
    return rows.pairsProperty().get().stream()
        .map(pair -> new Header(pair.name(), pair.value()))
        .toList();
  }

  private void show(List<Header> wanted) {
    showing = true;
    try {
      rows.setPairs(
          wanted.stream().map(header -> new Pair(header.name(), header.value())).toList());
    } finally {
      showing = false;
    }
  }

  private final class HeaderRules implements KeyValueRows.Rules {

    @Override
    public List<String> names(String typed) {
      return HeaderSuggestions.names(typed);
    }

    @Override
    public List<String> values(String name, String typed) {
      return HeaderSuggestions.values(name, typed);
    }

    @Override
    public Optional<String> problem(Pair pair) {
      return CallObstacle.ofHeader(new Header(pair.name(), pair.value()));
    }

    @Override
    public String valuePrompt(String name) {
      return notKept.get().stream().anyMatch(name::equalsIgnoreCase)
          ? Texts.of("request.value-not-kept")
          : Texts.of("pairs.value");
    }
  }
}
