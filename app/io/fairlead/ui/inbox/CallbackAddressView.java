package io.fairlead.ui.inbox;

import io.fairlead.model.FunctionRef;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.inbox.CallbackAddressViewModel.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableStringValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleGroup;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The sheet that sets where a gateway's callbacks are received. */
public final class CallbackAddressView {

  private final CallbackAddressViewModel model;
  private final Navigator navigator;
  private final Parent root;
  private final ToggleGroup ways = new ToggleGroup();
  @FXML private ComboBox<CallbackAddressViewModel.Choice> gateway;
  @FXML private RadioButton loopback;
  @FXML private RadioButton direct;
  @FXML private ComboBox<String> place;
  @FXML private TextField port;
  @FXML private RadioButton forwarded;
  @FXML private TextField url;
  @FXML private ComboBox<String> listen;
  @FXML private TextField forwardedPort;
  @FXML private Label preview;
  @FXML private Label problem;
  @FXML private Label note;
  @FXML private ComboBox<FunctionRef> function;
  @FXML private TextField wait;
  @FXML private Button test;
  @FXML private Button stopTest;
  @FXML private Label consent;
  @FXML private Label result;
  @FXML private Label ideas;
  @FXML private Button save;

  /** A sheet for that form. */
  public CallbackAddressView(CallbackAddressViewModel model, Navigator navigator) {
    this.model = model;
    this.navigator = navigator;
    this.root = FxmlFile.load(this);
  }

  /** What the sheet shows. */
  public Parent root() {
    return root;
  }

  /** Where the keyboard begins. */
  public Node firstField() {
    return gateway;
  }

  @FXML
  private void initialize() {
    gateway.getItems().setAll(model.gateways());
    gateway.valueProperty().bindBidirectional(model.gatewayProperty());
    gateway.valueProperty().addListener((o, before, now) -> offerFunctions());
    way(loopback, Way.LOOPBACK);
    way(direct, Way.DIRECT);
    way(forwarded, Way.FORWARDED);
    model.wayProperty().addListener((o, before, now) -> showWay(now));
    showWay(model.wayProperty().get());
    place.getEditor().textProperty().bindBidirectional(model.directPlaceProperty());
    listen.getEditor().textProperty().bindBidirectional(model.listenPlaceProperty());
    port.textProperty().bindBidirectional(model.portProperty());
    forwardedPort.textProperty().bindBidirectional(model.portProperty());
    url.textProperty().bindBidirectional(model.urlProperty());
    model.placesProperty().addListener((o, before, now) -> offerPlaces(now));
    offerPlaces(model.placesProperty().get());
    showWhenSaid(preview, model.previewProperty());
    showWhenSaid(problem, model.problemProperty());
    showWhenSaid(note, model.noteProperty());
    save.disableProperty().bind(model.validProperty().and(model.readyProperty()).not());
    testing();
  }

  private void testing() {
    function.setConverter(new FunctionName());
    function
        .valueProperty()
        .addListener((o, before, now) -> model.functionProperty().set(Optional.ofNullable(now)));
    model
        .functionProperty()
        .addListener(
            (o, before, now) -> {
              if (now.isEmpty()) {
                function.getSelectionModel().clearSelection();
              }
            });
    offerFunctions();
    wait.textProperty().bindBidirectional(model.waitProperty());
    model.waitProperty().addListener((o, before, now) -> showTest());
    model.functionProperty().addListener((o, before, now) -> showTest());
    model.validProperty().addListener((o, before, now) -> showTest());
    model.test().stateProperty().addListener((o, before, now) -> showTest());
    showTest();
  }

  private void way(RadioButton button, Way way) {
    button.setToggleGroup(ways);
    button.disableProperty().bind(model.readyProperty().not());
    button.setOnAction(event -> model.wayProperty().set(way));
  }

  private void showWay(Way now) {
    loopback.setSelected(now == Way.LOOPBACK);
    direct.setSelected(now == Way.DIRECT);
    forwarded.setSelected(now == Way.FORWARDED);
    List.of(place, port).forEach(node -> node.setDisable(now != Way.DIRECT));
    List.of(url, listen, forwardedPort).forEach(node -> node.setDisable(now != Way.FORWARDED));
  }

  /** The editors' texts are the model's: new choices leave them as they are. */
  private void offerPlaces(List<String> found) {
    String direct = model.directPlaceProperty().get();
    String listening = model.listenPlaceProperty().get();
    place.getItems().setAll(found);
    List<String> all = new ArrayList<>(List.of("127.0.0.1", "*"));
    all.addAll(found);
    listen.getItems().setAll(all);
    model.directPlaceProperty().set(direct);
    model.listenPlaceProperty().set(listening);
  }

  private void offerFunctions() {
    function.getItems().setAll(model.functions());
  }

  private void showTest() {
    ReachabilityTest.State now = model.test().stateProperty().get();
    Optional<FunctionRef> chosen = model.functionProperty().get();
    consent.setText(consent(chosen));
    test.setDisable(
        chosen.isEmpty()
            || model.patience().isEmpty()
            || !model.validProperty().get()
            || now.isRunning());
    showWhen(stopTest, now.isRunning());
    result.setText(now.text());
    showWhen(result, !now.text().isEmpty());
    result.getStyleClass().removeAll("field-good", "field-warning", "field-error");
    switch (now.phase()) {
      case REACHED -> result.getStyleClass().add("field-good");
      case UNREACHED -> result.getStyleClass().add("field-warning");
      case REFUSED -> result.getStyleClass().add("field-error");
      case IDLE, SENDING, WAITING -> {}
    }
    ideas.setText(Texts.of("callback.ideas"));
    showWhen(ideas, now.phase() == ReachabilityTest.Phase.UNREACHED);
  }

  private String consent(Optional<FunctionRef> chosen) {
    if (model.patience().isEmpty()) {
      return Texts.of("callback.bad-wait");
    }
    return chosen
        .map(one -> Texts.of("callback.consent", one.qualifiedName()))
        .orElseGet(() -> Texts.of("callback.choose-function"));
  }

  private static void showWhenSaid(Label label, ObservableStringValue text) {
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }

  private static void showWhen(Node node, boolean wanted) {
    node.setVisible(wanted);
    node.setManaged(wanted);
  }

  @FXML
  private void testNow() {
    model.tryOut();
  }

  @FXML
  private void stopTesting() {
    model.test().cancel();
  }

  @FXML
  private void saveAddress() {
    model.save();
  }

  @FXML
  private void closeSheet() {
    navigator.closeSheet();
  }

  private static final class FunctionName extends StringConverter<FunctionRef> {
    @Override
    public String toString(@Nullable FunctionRef function) {
      return function == null ? "" : function.qualifiedName();
    }

    @Override
    public @Nullable FunctionRef fromString(String text) {
      return null;
    }
  }
}
