package io.fairlead.ui.deploy;

import io.fairlead.model.Failure;
import io.fairlead.model.LogLine;
import io.fairlead.session.DeployWatch.Step;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.KeyValueRows;
import io.fairlead.ui.deploy.DeployViewModel.Choices;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The deployment sheet. */
public final class DeployView {

  private final DeployViewModel model;
  private final Navigator navigator;
  private final Parent root;
  private final KeyValueRows environment = new KeyValueRows("deploy-env");
  private final KeyValueRows labels = new KeyValueRows("deploy-label");
  @FXML private Label title;
  @FXML private GridPane form;
  @FXML private TextField registry;
  @FXML private ComboBox<String> repository;
  @FXML private ComboBox<String> tag;
  @FXML private Label registryNote;
  @FXML private TextField name;
  @FXML private ComboBox<String> namespace;
  @FXML private StackPane environmentPlace;
  @FXML private StackPane labelsPlace;
  @FXML private Label mistake;
  @FXML private VBox progress;
  @FXML private ProgressBar bar;
  @FXML private Label stepText;
  @FXML private Label stepHint;
  @FXML private TextArea log;
  @FXML private Button deploy;
  @FXML private Button edit;
  @FXML private Button open;
  @FXML private Button close;

  /** A sheet for that deployment. */
  public DeployView(DeployViewModel model, Navigator navigator) {
    this.model = model;
    this.navigator = navigator;
    this.root = FxmlFile.load(this);
  }

  /** What the sheet shows. */
  public Parent root() {
    return root;
  }

  /** Down opens the list, as it does in a choice that cannot be typed into. */
  private static void openWithDown(ComboBox<String> box) {
    box.getEditor()
        .addEventFilter(
            KeyEvent.KEY_PRESSED,
            event -> {
              if (event.getCode() == KeyCode.DOWN && !box.isShowing()) {
                box.show();
                event.consume();
              }
            });
  }

  /** Where the keyboard begins. */
  public Node firstField() {
    return repository;
  }

  @FXML
  private void initialize() {
    title.setText(Texts.of("deploy.title", model.session().connection().name()));
    registry.textProperty().bindBidirectional(model.registryProperty());
    repository.getEditor().textProperty().bindBidirectional(model.repositoryProperty());
    tag.getEditor().textProperty().bindBidirectional(model.tagProperty());
    name.textProperty().bindBidirectional(model.nameProperty());
    namespace.getItems().setAll(model.session().snapshot().namespaces());
    namespace.getEditor().textProperty().bindBidirectional(model.namespaceProperty());
    List.of(repository, tag, namespace).forEach(DeployView::openWithDown);
    environmentPlace.getChildren().setAll(environment);
    labelsPlace.getChildren().setAll(labels);
    environment
        .pairsProperty()
        .addListener((o, before, now) -> model.environmentProperty().set(environment.toMap()));
    labels
        .pairsProperty()
        .addListener((o, before, now) -> model.labelsProperty().set(labels.toMap()));
    model.repositoriesProperty().addListener((o, before, now) -> offer(repository, now));
    model.tagsProperty().addListener((o, before, now) -> offer(tag, now));
    offer(repository, model.repositoriesProperty().get());
    offer(tag, model.tagsProperty().get());
    model.mistakeProperty().addListener((o, before, now) -> showMistake(now));
    model.stepProperty().addListener((o, before, now) -> showStep(now));
    showMistake(Optional.empty());
    showStep(Optional.empty());
  }

  private void offer(ComboBox<String> box, Choices choices) {
    String typed = box.getEditor().getText();
    box.getItems().setAll(choices.values());
    box.getEditor().setText(typed);
    Choices repositories = model.repositoriesProperty().get();
    Choices tags = model.tagsProperty().get();
    Optional<Failure> failure = tags.failure().or(repositories::failure);
    if (failure.isPresent()) {
      registryNote.setText(failure.get().explanation() + " " + failure.get().remedy());
      registryNote.getStyleClass().setAll("label", "field-error");
    } else {
      registryNote.getStyleClass().setAll("label", "caption");
      registryNote.setText(note(repositories, tags));
    }
  }

  private static String note(Choices repositories, Choices tags) {
    if (repositories.asking() || tags.asking()) {
      return Texts.of("deploy.asking");
    }
    if (!tags.values().isEmpty()) {
      return Texts.of("deploy.tags-found", tags.values().size());
    }
    return repositories.values().isEmpty()
        ? Texts.of("deploy.type-image")
        : Texts.of("deploy.repositories-found", repositories.values().size());
  }

  private void showMistake(Optional<String> text) {
    mistake.setText(text.orElse(""));
    mistake.setVisible(text.isPresent());
    mistake.setManaged(text.isPresent());
  }

  private void showStep(Optional<Step> now) {
    boolean sent = now.isPresent();
    boolean failed = now.filter(Step.NotReady.class::isInstance).isPresent();
    boolean ready = now.filter(Step.Ready.class::isInstance).isPresent();
    form.setDisable(sent && !failed);
    form.setVisible(!sent);
    form.setManaged(!sent);
    progress.setVisible(sent);
    progress.setManaged(sent);
    setShown(deploy, !sent);
    setShown(edit, failed);
    setShown(open, ready);
    close.setText(closeText(sent && !failed, ready));
    now.ifPresent(this::describe);
  }

  /** Closing the sheet does not stop what was sent, so it does not say so. */
  private static String closeText(boolean underWay, boolean ready) {
    if (ready) {
      return Texts.of("sheet.done");
    }
    return Texts.of(underWay ? "sheet.close" : "sheet.cancel");
  }

  private static void setShown(Button button, boolean shown) {
    button.setVisible(shown);
    button.setManaged(shown);
  }

  private void describe(Step step) {
    stepHint.setText("");
    showLog(List.of());
    bar.getStyleClass().removeAll("danger", "success");
    switch (step) {
      case Step.Sending _ -> {
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        stepText.setText(Texts.of("deploy.sending", model.image()));
      }
      case Step.Starting starting -> {
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        stepText.setText(
            Texts.of(
                "deploy.starting",
                starting.ready(),
                starting.desired(),
                Figures.duration(starting.elapsed())));
        stepHint.setText(starting.doubt().map(Failure::explanation).orElse(""));
      }
      case Step.Ready ready -> {
        bar.setProgress(1);
        bar.getStyleClass().add("success");
        stepText.setText(
            Texts.of(
                "deploy.ready", ready.status().ref().name(), Figures.duration(ready.elapsed())));
      }
      case Step.NotReady notReady -> {
        bar.setProgress(1);
        bar.getStyleClass().add("danger");
        stepText.setText(notReady.failure().explanation());
        stepHint.setText(notReady.failure().remedy());
        showLog(notReady.log());
      }
    }
  }

  private void showLog(List<LogLine> lines) {
    log.setText(lines.stream().map(LogLine::text).collect(Collectors.joining("\n")));
    log.setVisible(!lines.isEmpty());
    log.setManaged(!lines.isEmpty());
  }

  @FXML
  private void deployNow() {
    model.deploy();
  }

  @FXML
  private void editAgain() {
    model.edit();
  }

  @FXML
  private void openFunction() {
    navigator.closeSheet();
    navigator.openFunction(model.function());
  }

  @FXML
  private void closeSheet() {
    navigator.closeSheet();
  }
}
