package io.fairlead.ui.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.AsyncState;
import io.fairlead.support.Await;
import io.fairlead.support.QueueWorker;
import io.fairlead.support.Workplace;
import io.fairlead.ui.call.ResponseModel;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InboxViewModelTest {

  private final Workplace place = new Workplace();
  private volatile List<AsyncCall> table = List.of();

  @AfterEach
  void close() {
    place.close();
  }

  @Test
  void callsStandWithTheNewestFirstThoseFromBeforeIncluded() {
    register("first");
    try (InboxViewModel _ = model()) {
      assertThat(names()).containsExactly("first");
      AsyncInbox.Ticket second = register("second");
      register("third");
      Await.until("all calls", () -> names().equals(List.of("third", "second", "first")));
      place.inbox().accepted(second.callId(), null);
      Await.until("the change of one", () -> table.get(1).state() instanceof AsyncState.Accepted);
    }
  }

  @Test
  void aroundTheTableStandsHowManyThereAreAndHowManyWait() {
    try (InboxViewModel model = model()) {
      AsyncInbox.Ticket first = register("first");
      register("second");
      QueueWorker.deliver(first.callbackUrl(), 200, "done");
      place
          .door()
          .await(
              "one of two waiting",
              () ->
                  model.summaryProperty().get().calls() == 2
                      && model.summaryProperty().get().waiting() == 1);
      assertThat(model.summaryProperty().get().canClear()).isTrue();

      model.clearFinished();
      place.door().await("one left", () -> model.summaryProperty().get().calls() == 1);
      assertThat(names()).containsExactly("second");
    }
  }

  @Test
  void theSelectedCallShowsItsResultWhenThatComes() {
    try (InboxViewModel model = model()) {
      AsyncInbox.Ticket ticket = register("echo");
      model.select(Optional.of(ticket.callId()));
      place.door().await("its waiting", () -> phase(model) == ResponseModel.Phase.QUEUED);

      QueueWorker.deliver(ticket.callbackUrl(), 201, "done");
      place.door().await("its result", () -> phase(model) == ResponseModel.Phase.ANSWERED);
      ResponseModel response = model.detailProperty().get().orElseThrow().response();
      assertThat(response.status()).hasValue(201);
      assertThat(response.body().text()).isEqualTo("done");
    }
  }

  @Test
  void aCallThatIsNotWaitedForSaysSo() {
    try (InboxViewModel model = model()) {
      AsyncInbox.Ticket ticket = register("echo");
      model.select(Optional.of(ticket.callId()));
      place.door().await("its waiting", () -> model.detailProperty().get().isPresent());

      model.stopWaiting();
      place
          .door()
          .await(
              "the end of waiting",
              () -> !model.detailProperty().get().orElseThrow().call().awaited());
      assertThat(CallSign.of(table.getFirst()).text()).isEqualTo("not waited for");
    }
  }

  private InboxViewModel model() {
    return new InboxViewModel(place.inbox(), place.door(), now -> table = now);
  }

  private static ResponseModel.Phase phase(InboxViewModel model) {
    return model
        .detailProperty()
        .get()
        .map(detail -> detail.response().phase())
        .orElse(ResponseModel.Phase.NONE);
  }

  private AsyncInbox.Ticket register(String name) {
    return place.inbox().register(Workplace.function("a", name)).toOptional().orElseThrow();
  }

  private List<String> names() {
    return table.stream().map(AsyncCall::function).map(function -> function.name()).toList();
  }
}
