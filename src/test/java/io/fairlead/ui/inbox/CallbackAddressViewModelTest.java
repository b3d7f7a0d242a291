package io.fairlead.ui.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.model.GatewayId;
import io.fairlead.support.Await;
import io.fairlead.support.QueueWorker;
import io.fairlead.support.ScriptedGateway;
import io.fairlead.support.Workplace;
import io.fairlead.ui.inbox.CallbackAddressViewModel.Way;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackAddressViewModelTest {

  private static final String QUEUE = "POST /async-function";

  private final Workplace place = new Workplace();
  private final ScriptedGateway gateway = new ScriptedGateway();
  private volatile String said = "";

  @AfterEach
  void close() {
    place.close();
    gateway.close();
  }

  @Test
  void aGatewayOfThisMachineCallsBackOverLoopback() {
    try (CallbackAddressViewModel model = model(gateway.url())) {
      assertThat(model.wayProperty().get()).isEqualTo(Way.LOOPBACK);
      assertThat(model.previewProperty().get()).contains("http://127.0.0.1");
      assertThat(model.validProperty().get()).isTrue();
    }
  }

  @Test
  void forAGatewayElsewhereAnAddressOfThisMachineIsOffered() {
    try (CallbackAddressViewModel model = model("http://192.0.2.1:8080")) {
      assertThat(model.wayProperty().get()).isEqualTo(Way.DIRECT);
      assertThat(model.previewProperty().get()).contains("http://198.51.100.7:9777");

      model.wayProperty().set(Way.LOOPBACK);
      assertThat(model.problemProperty().get()).contains("another machine");
      assertThat(model.validProperty().get()).isFalse();
    }
  }

  @Test
  void whatIsTypedIsCheckedAtOnceAndSaysItsRemedy() {
    try (CallbackAddressViewModel model = model(gateway.url())) {
      model.wayProperty().set(Way.FORWARDED);
      assertThat(model.problemProperty().get()).contains("http://host.k3d.internal:9777");
      model.urlProperty().set("host");
      assertThat(model.problemProperty().get()).contains("not the URL of a host");
      model.urlProperty().set("http://host.k3d.internal:9777");
      model.portProperty().set("99999");
      assertThat(model.problemProperty().get()).contains("between 1 and 65535");
      model.portProperty().set("9777");
      assertThat(model.problemProperty().get()).isEmpty();
    }
  }

  @Test
  void whatIsSavedHoldsAndIsShownAgain() {
    CallbackAddress wanted =
        CallbackAddress.parse("*:9777", "http://host.k3d.internal:9777").toOptional().orElseThrow();
    try (CallbackAddressViewModel model = model(gateway.url())) {
      model.wayProperty().set(Way.FORWARDED);
      model.urlProperty().set("http://host.k3d.internal:9777");
      model.listenPlaceProperty().set("*");
      model.save();
      Await.until("the word of it", () -> said.contains("host.k3d.internal"));
    }
    assertThat(place.inbox().book().chosenFor(HttpUrl.get(gateway.url()))).contains(wanted);
    try (CallbackAddressViewModel again = sheet()) {
      place.door().await("what holds", () -> again.wayProperty().get() == Way.FORWARDED);
      assertThat(again.listenPlaceProperty().get()).isEqualTo("*");
      again.wayProperty().set(Way.LOOPBACK);
      again.save();
      Await.until("forgotten", () -> place.inbox().book().chosenFor(url()).isEmpty());
    }
  }

  @Test
  void nothingIsSentBeforeAFunctionWasChosen() {
    try (CallbackAddressViewModel model = model(gateway.url())) {
      model.tryOut();
      assertThat(gateway.count(QUEUE)).isZero();
      assertThat(model.test().stateProperty().get().phase()).isEqualTo(ReachabilityTest.Phase.IDLE);
    }
  }

  @Test
  void aCallThatComesBackShowsThatTheClusterReachesThisMachine() {
    try (CallbackAddressViewModel model = model(gateway.url())) {
      tryOut(model);
      place.door().await("waiting", () -> phase(model) == ReachabilityTest.Phase.WAITING);
      assertThat(model.test().stateProperty().get().secondsLeft()).isEqualTo(30);
      assertThat(gateway.last(QUEUE).orElseThrow().body()).isEmpty();

      place.timer().awaitAndRun(Duration.ofSeconds(1));
      assertThat(model.test().stateProperty().get().secondsLeft()).isEqualTo(29);
      QueueWorker.deliver(callbackUrl(), 200, "here");
      place.door().await("reached", () -> phase(model) == ReachabilityTest.Phase.REACHED);
      assertThat(model.test().stateProperty().get().text()).contains("reaches").contains("200");
    }
  }

  @Test
  void aCallThatDoesNotComeBackIsExplainedAndMayStillComeToTheInbox() {
    try (CallbackAddressViewModel model = model(gateway.url())) {
      tryOut(model);
      place.door().await("waiting", () -> phase(model) == ReachabilityTest.Phase.WAITING);
      place.timer().advance(Duration.ofSeconds(31));
      assertThat(phase(model)).isEqualTo(ReachabilityTest.Phase.UNREACHED);
      assertThat(model.test().stateProperty().get().text()).contains("within 30 s");
      assertThat(place.inbox().calls().getFirst().awaited()).isTrue();
    }
  }

  @Test
  void aCallThatIsNotAcceptedSaysWhy() {
    gateway.on(QUEUE, 500, "Error queuing request: nats is down");
    try (CallbackAddressViewModel model = model(gateway.url())) {
      tryOut(model);
      place.door().await("refused", () -> phase(model) == ReachabilityTest.Phase.REFUSED);
      assertThat(model.test().stateProperty().get().text()).contains("nats is down");
    }
  }

  @Test
  void aTestThatIsStoppedIsNotWaitedFor() {
    try (CallbackAddressViewModel model = model(gateway.url())) {
      tryOut(model);
      place.door().await("waiting", () -> phase(model) == ReachabilityTest.Phase.WAITING);
      place.door().run(() -> model.test().cancel());
      assertThat(phase(model)).isEqualTo(ReachabilityTest.Phase.IDLE);
      Await.until("not listening", () -> !place.inbox().isListening());
    }
  }

  private void tryOut(CallbackAddressViewModel model) {
    place
        .door()
        .run(
            () -> {
              model.functionProperty().set(Optional.of(Workplace.function("a", "echo")));
              model.tryOut();
            });
  }

  private static ReachabilityTest.Phase phase(CallbackAddressViewModel model) {
    return model.test().stateProperty().get().phase();
  }

  private String callbackUrl() {
    return gateway.last(QUEUE).orElseThrow().header("X-Callback-Url").orElseThrow();
  }

  private HttpUrl url() {
    return HttpUrl.get(gateway.url());
  }

  private CallbackAddressViewModel model(String url) {
    if (url.equals(gateway.url())) {
      place.open("a", url);
    } else {
      place.workbench().add(Workplace.connection("a", url));
    }
    CallbackAddressViewModel model = sheet();
    place.door().await("the addresses", () -> !model.placesProperty().get().isEmpty());
    return model;
  }

  private CallbackAddressViewModel sheet() {
    AsyncInbox inbox = place.inbox();
    return new CallbackAddressViewModel(
        place.workbench(),
        new GatewayId("a"),
        place.door(),
        new ReachabilityTest(inbox, place.door(), place.clock(), place.timer()),
        () -> List.of(InetAddress.ofLiteral("198.51.100.7")),
        text -> said = text);
  }
}
