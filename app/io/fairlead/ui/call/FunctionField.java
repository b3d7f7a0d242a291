package io.fairlead.ui.call;

import io.fairlead.model.FunctionRef;
import io.fairlead.ui.control.Suggestions;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.TextField;

/** Chooses a function by typing: what is typed is looked for in all names. */
final class FunctionField {

  private final FunctionChoices choices;
  private final ObjectProperty<Optional<FunctionRef>> function;
  private final TextField field = new TextField();

  FunctionField(FunctionChoices choices, ObjectProperty<Optional<FunctionRef>> function) {
    this.choices = choices;
    this.function = function;
    field.setId("call-function");
    field.setPrefColumnCount(18);
    field.setPromptText(Texts.of("call.choose-function"));
    field.setAccessibleText(Texts.of("call.choose-function"));
    Suggestions.offerChoice(field, this::matching);
    field.textProperty().addListener((observable, before, now) -> typed(now));
    choices.functionsProperty().addListener((observable, before, now) -> typed(field.getText()));
    function.addListener((observable, before, now) -> now.ifPresent(this::show));
    function.get().ifPresent(this::show);
  }

  TextField node() {
    return field;
  }

  private void show(FunctionRef chosen) {
    Optional<FunctionRef> listed = listed(chosen);
    if (listed.isPresent() && !listed.get().equals(chosen)) {
      function.set(listed);
    } else if (!found(field.getText()).equals(Optional.of(chosen))) {
      field.setText(choices.text(chosen));
      field.home();
    }
  }

  /** A pasted URL may leave the namespace to the gateway; its list knows which one is meant. */
  private Optional<FunctionRef> listed(FunctionRef chosen) {
    if (!chosen.namespace().isEmpty()) {
      return Optional.of(chosen);
    }
    List<FunctionRef> named =
        choices.functionsProperty().get().stream()
            .filter(one -> one.gateway().equals(chosen.gateway()))
            .filter(one -> one.name().equals(chosen.name()))
            .toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private void typed(String text) {
    Optional<FunctionRef> named = found(text);
    if (!named.equals(function.get())) {
      function.set(named);
    }
  }

  /** What was typed is the whole of a choice, or the name of one function alone. */
  private Optional<FunctionRef> found(String text) {
    String typed = text.strip();
    List<FunctionRef> all = choices.functionsProperty().get();
    // What was pasted may name a function that no list has yet: the gateway decides.
    Optional<FunctionRef> whole =
        Stream.concat(function.get().filter(this::isReachable).stream(), all.stream())
            .filter(one -> choices.text(one).equals(typed))
            .findFirst();
    if (whole.isPresent()) {
      return whole;
    }
    List<FunctionRef> named = all.stream().filter(one -> one.name().equals(typed)).toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private boolean isReachable(FunctionRef chosen) {
    return choices.session(chosen).isPresent();
  }

  private List<String> matching(String typed) {
    String sought = typed.strip().toLowerCase(Locale.ROOT);
    return choices.functionsProperty().get().stream()
        .map(choices::text)
        .filter(text -> text.toLowerCase(Locale.ROOT).contains(sought))
        .toList();
  }
}
