package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileProblem;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The tree of call files with what their requests came to. */
public final class CallFilesView {

  private final CallFilesViewModel model;
  private final CallFileDesk desk;
  private final Parent root;
  private final TreeView<CallNode> view = new TreeView<>();
  private final CallNodeTree tree = new CallNodeTree(view);
  private final DataPane pane = new DataPane();
  private final ResultPane results = new ResultPane(this::openSource);
  @FXML private MenuButton folder;
  @FXML private Button run;
  @FXML private Button runFile;
  @FXML private Button runAll;
  @FXML private Button stop;
  @FXML private HBox choices;
  @FXML private HBox buttons;
  @FXML private ComboBox<String> environment;
  @FXML private ComboBox<CallFilesViewModel.Choice> gateway;
  @FXML private HBox notice;
  @FXML private Label noticeText;
  @FXML private StackPane place;
  @FXML private HBox progressRow;
  @FXML private ProgressBar bar;
  @FXML private Label progressText;

  /** A view of that model. */
  public CallFilesView(CallFilesViewModel model, CallFileDesk desk) {
    this.model = model;
    this.desk = desk;
    this.root = FxmlFile.load(this);
  }

  /** What the tool window shows. */
  public Parent root() {
    return root;
  }

  /** Puts the keyboard into the tree. */
  public void focus() {
    view.requestFocus();
  }

  @FXML
  private void initialize() {
    view.setId("call-files-tree");
    view.setAccessibleText(Texts.of("callfile.title"));
    view.setCellFactory(owner -> new CallNodeCell(this::runNow, this::menuOf));
    view.getSelectionModel()
        .selectedItemProperty()
        .addListener((o, before, now) -> model.details().select(tree.selected()));
    view.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    SplitPane split = new SplitPane(view, results.node());
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.64);
    pane.setContent(split);
    place.getChildren().setAll(pane);
    icon(run, Feather.PLAY, "callfile.run", "ENTER");
    icon(runFile, Feather.FAST_FORWARD, "callfile.run-file", "Shortcut+ENTER");
    icon(runAll, Feather.CHEVRONS_RIGHT, "callfile.run-all", "");
    icon(stop, Feather.SQUARE, "callfile.stop", "ESCAPE");
    folder.setGraphic(new FontIcon(Feather.FOLDER));
    choose();
    model.openedProperty().addListener((o, before, now) -> show(now));
    model.recentFoldersProperty().subscribe(this::fillFolderMenu);
    model.progressProperty().subscribe(this::show);
    model.details().selectedProperty().addListener((o, before, now) -> selected(now));
    model.details().detailProperty().addListener((o, before, now) -> now.ifPresent(results::show));
    show(model.openedProperty().get());
  }

  private static void icon(Button button, Feather icon, String key, String keys) {
    button.setGraphic(new FontIcon(icon));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().addAll("button-icon", "flat");
    String shortcut = keys.isEmpty() ? "" : KeyCombination.valueOf(keys).getDisplayText();
    button.setTooltip(new Tooltip((Texts.of(key) + "  " + shortcut).strip()));
  }

  private void choose() {
    environment.setConverter(new EnvironmentName());
    model.environmentsProperty().subscribe(this::offer);
    environment.valueProperty().bindBidirectional(model.environmentProperty());
    model.gatewaysProperty().subscribe(now -> gateway.getItems().setAll(now));
    model.gatewayProperty().subscribe(now -> gateway.setValue(now.orElse(null)));
    gateway
        .valueProperty()
        .addListener(
            (o, before, now) -> {
              if (now != null) {
                model.gatewayProperty().set(Optional.of(now));
              }
              enable();
            });
  }

  private void offer(EnvironmentReading now) {
    String chosen = model.environmentProperty().get();
    List<String> names = new ArrayList<>(List.of(""));
    names.addAll(now.names());
    environment.getItems().setAll(names);
    model.environmentProperty().set(chosen);
    environment.setValue(chosen);
    showNotice();
  }

  private void show(Opened now) {
    switch (now) {
      case Opened.None _ ->
          pane.showOffer(
              Feather.FOLDER,
              Texts.of("callfile.none"),
              Texts.of("callfile.none-hint"),
              List.of(openButton(), exampleButton()));
      case Opened.Looking looking -> {
        tree.forget();
        pane.showBusy(Texts.of("callfile.looking", name(looking.folder())));
      }
      case Opened.Gone gone ->
          pane.showEmpty(
              Feather.FOLDER_MINUS,
              Texts.of("callfile.gone", name(gone.folder())),
              Texts.of("callfile.gone-hint", gone.folder()),
              openButton());
      case Opened.Unreadable unreadable ->
          pane.showEmpty(
              Feather.LOCK, unreadable.why(), Texts.of("callfile.unreadable-hint"), openButton());
      case Opened.Present present -> show(present);
    }
    fillFolderMenu();
    showNotice();
    enable();
  }

  private void show(Opened.Present present) {
    tree.show(present.nodes(), present.files());
    if (present.files() == 0) {
      pane.showEmpty(
          Feather.FILE_TEXT,
          Texts.of("callfile.no-files", name(present.folder())),
          Texts.of("callfile.no-files-hint"),
          exampleButton());
      return;
    }
    pane.showContent();
    if (tree.selected().isEmpty() && !view.getRoot().getChildren().isEmpty()) {
      view.getSelectionModel().selectFirst();
    }
    Optional<CallNode> selected = tree.selected();
    if (!selected.equals(model.details().selectedProperty().get())) {
      model.details().select(selected);
    }
  }

  private Button openButton() {
    Button button = new Button(Texts.of("callfile.open"), new FontIcon(Feather.FOLDER));
    button.setId("call-files-open");
    button.setOnAction(event -> askFolder());
    return button;
  }

  private Button exampleButton() {
    Button button = new Button(Texts.of("callfile.example"), new FontIcon(Feather.FILE_PLUS));
    button.setId("call-files-example");
    button.setOnAction(event -> desk.createExample());
    return button;
  }

  private void fillFolderMenu() {
    Optional<Path> open = folderOf(model.openedProperty().get());
    folder.setText(open.map(CallFilesView::name).orElse(Texts.of("callfile.no-folder")));
    folder.setTooltip(open.map(path -> new Tooltip(path.toString())).orElse(null));
    folder.getItems().setAll(item("callfile.open", this::askFolder));
    folder.getItems().add(item("callfile.example-in", desk::createExample));
    List<Path> others =
        model.recentFoldersProperty().get().stream()
            .filter(path -> !open.equals(Optional.of(path)))
            .toList();
    if (!others.isEmpty()) {
      folder.getItems().add(new SeparatorMenuItem());
    }
    for (Path path : others) {
      MenuItem item = new MenuItem(path.toString());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> model.open(path));
      folder.getItems().add(item);
    }
    if (open.isPresent()) {
      folder.getItems().addAll(new SeparatorMenuItem(), item("callfile.refresh", model::refresh));
      folder.getItems().add(item("callfile.close", model::closeFolder));
    }
  }

  private static Optional<Path> folderOf(Opened opened) {
    return switch (opened) {
      case Opened.None _ -> Optional.empty();
      case Opened.Looking looking -> Optional.of(looking.folder());
      case Opened.Gone gone -> Optional.of(gone.folder());
      case Opened.Unreadable unreadable -> Optional.of(unreadable.folder());
      case Opened.Present present -> Optional.of(present.folder());
    };
  }

  private static String name(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }

  private void askFolder() {
    desk.askFolder().ifPresent(model::open);
  }

  private void showNotice() {
    List<String> said = new ArrayList<>();
    for (FileProblem problem : model.environmentsProperty().get().problems()) {
      said.add(
          Texts.of(
              "callfile.environment-problem",
              name(problem.file()),
              problem.line(),
              problem.explanation(),
              problem.remedy()));
    }
    if (model.openedProperty().get() instanceof Opened.Present present) {
      said.addAll(present.notes());
    }
    noticeText.setText(String.join("\n", said));
    showWhen(notice, !said.isEmpty());
  }

  private void show(Progress now) {
    showWhen(progressRow, now.of() > 0);
    bar.setProgress(now.of() == 0 ? 0 : (double) now.done() / now.of());
    showWhen(bar, now.running());
    progressText.setText(
        Texts.of(
            now.running() ? "callfile.running-of" : "callfile.ran-of",
            now.done(),
            now.of(),
            now.bad()));
    enable();
  }

  private void selected(Optional<CallNode> now) {
    if (now.isEmpty() || !(now.get() instanceof CallNode.Request)) {
      results.show(now);
    }
    enable();
  }

  private void enable() {
    boolean running = model.progressProperty().get().running();
    boolean present = model.openedProperty().get() instanceof Opened.Present;
    boolean ready = present && !running && model.gatewayProperty().get().isPresent();
    Optional<CallNode> selected = present ? tree.selected() : Optional.empty();
    run.setDisable(!ready || selected.isEmpty() || selected.get() instanceof CallNode.Problem);
    runFile.setDisable(!ready || selected.isEmpty());
    runAll.setDisable(!ready);
    stop.setDisable(!running);
    showWhen(choices, present);
    showWhen(buttons, present);
  }

  private void key(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER && event.isShortcutDown()) {
      runFile();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER) {
      runSelected();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !stop.isDisabled()) {
      stopRun();
      event.consume();
    } else if (event.getCode() == KeyCode.F4) {
      openSource();
      event.consume();
    }
  }

  private void runNow(CallNode node) {
    if (node instanceof CallNode.Request request && !run.isDisabled()) {
      desk.openFile(request.key().file());
    }
    if (!model.progressProperty().get().running()) {
      model.run(node);
    }
  }

  private void openSource() {
    tree.selected().flatMap(CallFilesView::fileOf).ifPresent(desk::openFile);
  }

  private static Optional<Path> fileOf(CallNode node) {
    return switch (node) {
      case CallNode.Request request -> Optional.of(request.key().file());
      case CallNode.Problem problem -> Optional.of(problem.problem().file());
      case CallNode.File file -> Optional.of(file.key());
      case CallNode.Folder _, CallNode.Rest _ -> Optional.empty();
    };
  }

  private ContextMenu menuOf(CallNode node) {
    ContextMenu menu = new ContextMenu();
    if (!(node instanceof CallNode.Problem || node instanceof CallNode.Rest)) {
      menu.getItems().add(item("callfile.run", () -> runNow(node)));
    }
    if (node instanceof CallNode.Request) {
      menu.getItems().add(item("callfile.run-file", () -> model.runFileOf(node)));
    }
    fileOf(node)
        .ifPresent(file -> menu.getItems().add(item("callfile.source", () -> desk.openFile(file))));
    return menu;
  }

  private static MenuItem item(String key, Runnable run) {
    MenuItem item = new MenuItem(Texts.of(key));
    item.setOnAction(event -> run.run());
    return item;
  }

  private static void showWhen(Node node, boolean wanted) {
    node.setVisible(wanted);
    node.setManaged(wanted);
  }

  @FXML
  private void runSelected() {
    tree.selected().ifPresent(this::runNow);
  }

  @FXML
  private void runFile() {
    tree.selected().ifPresent(model::runFileOf);
  }

  @FXML
  private void runAll() {
    model.runAll();
  }

  @FXML
  private void stopRun() {
    model.stop();
  }

  private static final class EnvironmentName extends StringConverter<String> {
    @Override
    public String toString(@Nullable String name) {
      return name == null || name.isEmpty() ? Texts.of("callfile.no-environment") : name;
    }

    @Override
    public String fromString(String text) {
      return text;
    }
  }
}
