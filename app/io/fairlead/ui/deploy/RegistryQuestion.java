package io.fairlead.ui.deploy;

import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.registry.Listing;
import io.fairlead.registry.RegistryClient;
import io.fairlead.session.Timer;
import io.fairlead.ui.deploy.DeployViewModel.Choices;
import io.fairlead.ui.fx.Door;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import okhttp3.HttpUrl;

/**
 * A question that a form asks registries again and again: only the newest asking counts, and it
 * ends those before it. On the FX thread.
 */
final class RegistryQuestion implements AutoCloseable {

  private final Door door;
  private final Timer timer;
  private final ReadOnlyObjectWrapper<Choices> choices =
      new ReadOnlyObjectWrapper<>(Choices.none());
  private Scope asking = new Scope("registry");
  private Timer.Appointment waiting = () -> {};

  RegistryQuestion(Door door, Timer timer) {
    this.door = door;
    this.timer = timer;
  }

  ReadOnlyObjectProperty<Choices> choicesProperty() {
    return choices.getReadOnlyProperty();
  }

  /** There is nothing to ask. */
  void none() {
    close();
    choices.set(Choices.none());
  }

  /**
   * Asks, unless it asks something else before the delay is over.
   *
   * @param onValues hears, on the FX thread, of an answer that is not empty
   */
  void ask(
      Duration delay,
      HttpUrl registry,
      BiFunction<RegistryClient, Scope, Outcome<Listing>> question,
      Consumer<List<String>> onValues) {
    close();
    Scope mine = new Scope("registry");
    asking = mine;
    choices.set(new Choices(List.of(), true, Optional.empty()));
    waiting =
        timer.after(
            delay,
            () ->
                mine.run(
                    () -> {
                      RegistryClient client = new RegistryClient(HttpTarget.of(registry, null));
                      Outcome<Listing> answer = question.apply(client, mine);
                      door.post(() -> show(answer, mine, onValues));
                    }));
  }

  private void show(Outcome<Listing> answer, Scope asked, Consumer<List<String>> onValues) {
    if (asked.isClosed()) {
      return;
    }
    List<String> values = answer.map(Listing::names).toOptional().orElse(List.of());
    choices.set(new Choices(values, false, answer.toFailure()));
    if (!values.isEmpty()) {
      onValues.accept(values);
    }
  }

  @Override
  public void close() {
    waiting.cancel();
    asking.close();
  }
}
