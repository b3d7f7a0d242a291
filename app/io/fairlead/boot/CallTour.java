package io.fairlead.boot;

import io.fairlead.model.FunctionRef;
import io.fairlead.session.GatewaySession;
import java.io.IOException;
import java.time.Duration;
import javafx.scene.control.TableView;

/** The pictures of the call editor: what is written, what is answered, and how it went. */
final class CallTour {

  private final Console console;
  private final Stagehand hand;
  private final Pictures pictures;

  CallTour(Console console, Stagehand hand, Pictures pictures) {
    this.console = console;
    this.hand = hand;
    this.pictures = pictures;
  }

  void visit(GatewaySession session) throws IOException {
    open(session, "echo");
    pictures.take("call", "empty");
    hand.press("call-body-kind-json");
    hand.type(
        "call-body-json", "{\"harbour\": \"Hamburg\", \"berths\": [3, 4, 7], \"open\": true}");
    send();
    pictures.take("call", "filled");
    hand.select("response-tab-timing");
    pictures.take("call", "timing");
    hand.select("response-tab-body");
    events();
    open(session, "identicon");
    hand.type("call-body", "fairlead");
    send();
    pictures.take("call", "image");
    open(session, "status");
    hand.type("call-query", "code=503");
    hand.select("call-tab-headers");
    hand.type("call-header-name-0", "X-Harbour");
    hand.type("call-header-value-0", "Hamburg");
    send();
    pictures.take("call", "failing");
    timeOut(session);
    probe(session);
    hand.press("action-new-call");
    pictures.take("call-new", "empty");
  }

  /** The function sends back what it gets, under the content type that it got. */
  private void events() throws IOException {
    hand.press("call-body-kind-text");
    hand.type("call-body-type", "text/event-stream");
    hand.type("call-body", "event: tide\ndata: {\"level\": 3.2}\n\ndata: high water\n\n");
    send();
    hand.untilShown("response-events");
    pictures.take("call", "events");
  }

  private void timeOut(GatewaySession session) throws IOException {
    open(session, "sleep");
    hand.type("call-query", "ms=4000");
    hand.press("call-send");
    pictures.take("call", "busy");
    hand.press("call-cancel");
    hand.select("call-tab-options");
    hand.type("call-timeout", "0.4");
    send();
    hand.untilShown("response-xray");
    pictures.take("call", "timed-out");
    hand.type("call-timeout", "70");
    hand.select("call-tab-body");
  }

  /** One probe that runs, one that is over, and both compared. */
  private void probe(GatewaySession session) throws IOException {
    open(session, "echo");
    hand.press("call-probe");
    hand.untilShown("probe-start");
    pictures.take("probe", "empty");
    hand.type("probe-length", "4");
    hand.press("probe-start");
    hand.comesTrue(Duration.ofMillis(2500), () -> false);
    pictures.take("probe", "busy");
    hand.until("the end of the probe", this::probeIsOver);
    pictures.take("probe", "filled");
    hand.type("probe-amount", "200");
    hand.press("probe-start");
    hand.until("the end of the next probe", this::probeIsOver);
    hand.select("probe-tab-results");
    hand.act(() -> ((TableView<?>) hand.find("probe-results")).getSelectionModel().selectAll());
    pictures.take("probe", "compared");
  }

  private boolean probeIsOver() {
    return hand.find("probe-stop").isDisabled();
  }

  private void open(GatewaySession session, String name) {
    FunctionRef function = new FunctionRef(session.connection().id(), "openfaas-fn", name);
    hand.act(() -> console.shell().openCall(function));
  }

  private void send() {
    hand.press("call-send");
    hand.until("the answer", () -> !hand.find("call-cancel").isVisible());
  }
}
