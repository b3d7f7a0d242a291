package io.fairlead.ui.connection;

import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import javafx.beans.value.ObservableStringValue;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;

/** The sheet that adds a gateway. */
public final class ConnectionView {

  private final ConnectionViewModel model;
  private final Navigator navigator;
  private final Parent root;
  @FXML private TextField name;
  @FXML private TextField url;
  @FXML private TextField user;
  @FXML private PasswordField password;
  @FXML private TextField metricsUrl;
  @FXML private Label problem;
  @FXML private Label warning;
  @FXML private ProgressBar progress;
  @FXML private Button connect;

  /** A sheet for that form. */
  public ConnectionView(ConnectionViewModel model, Navigator navigator) {
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
    return url;
  }

  @FXML
  private void initialize() {
    name.textProperty().bindBidirectional(model.nameProperty());
    url.textProperty().bindBidirectional(model.urlProperty());
    user.textProperty().bindBidirectional(model.userProperty());
    password.textProperty().bindBidirectional(model.passwordProperty());
    metricsUrl.textProperty().bindBidirectional(model.metricsUrlProperty());
    showWhenSaid(problem, model.problemProperty());
    showWhenSaid(warning, model.warningProperty());
    progress.visibleProperty().bind(model.busyProperty());
    progress.managedProperty().bind(model.busyProperty());
    connect.disableProperty().bind(model.busyProperty());
  }

  private static void showWhenSaid(Label label, ObservableStringValue text) {
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
  }

  @FXML
  private void connectNow() {
    model.connect();
  }

  @FXML
  private void closeSheet() {
    navigator.closeSheet();
  }
}
