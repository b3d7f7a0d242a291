package io.fairlead.ui.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.support.Workplace;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxViewModelTest {

  private final Workplace place = new Workplace();

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void callsStandWithTheNewestFirstThoseFromBeforeIncluded() {
    register("first");
    try (InboxViewModel model = new InboxViewModel(place.inbox(), place.door())) {
      assertThat(names(model)).containsExactly("first");
      AsyncInbox.Ticket second = register("second");
      register("third");
      place
          .door()
          .await("all calls", () -> names(model).equals(List.of("third", "second", "first")));
      place.inbox().accepted(second.callId(), null);
      place
          .door()
          .await(
              "the change of one",
              () -> model.callsProperty().get().get(1).state() instanceof AsyncState.Accepted);
    }
  }

  private AsyncInbox.Ticket register(String name) {
    return place.inbox().register(Workplace.function("a", name)).toOptional().orElseThrow();
  }

  private List<String> names(InboxViewModel model) {
    return place.door().read(() -> model.callsProperty().get()).stream()
        .map(AsyncCall::function)
        .map(function -> function.name())
        .toList();
  }
}
