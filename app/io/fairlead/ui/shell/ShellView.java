package io.fairlead.ui.shell;

import io.fairlead.calls.CallSpec;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Workbench;
import io.fairlead.ui.explorer.ExplorerView;
import io.fairlead.ui.function.FunctionEditorView;
import io.fairlead.ui.fx.Action;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.probe.ProbePlace;
import io.fairlead.ui.probe.ProbeStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToolBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The frame of the window, and the way to every place in it. */
public final class ShellView implements Navigator {

  private final ShellViewModel model;
  private final Workbench workbench;
  private final Screens screens;
  private final CallFileTool callFiles;
  private final Door door;
  private final Parent root;
  private final Sheets sheets = new Sheets();
  private final Docks docks;
  private final FunctionEditors functionEditors;
  private final ShellActions actions;
  private final Scope scope = new Scope("shell");
  private final Label welcomeText = new Label();
  private final Label welcomeHint = new Label();
  private final Map<GatewayId, StatusButton> statusButtons = new LinkedHashMap<>();
  @FXML private StackPane stack;
  @FXML private BorderPane frame;
  @FXML private MenuBar menuBar;
  @FXML private ToolBar toolBar;
  @FXML private HBox gatewayStatus;
  @FXML private HBox probeStatus;
  @FXML private Label message;

  /** The window's content; its tool windows are open, no editor is. */
  public ShellView(
      ShellViewModel model, Workbench workbench, Screens screens, Door door, Runnable quit) {
    this.model = model;
    this.workbench = workbench;
    this.screens = screens;
    this.door = door;
    this.docks = new Docks(welcome());
    this.functionEditors = new FunctionEditors(workbench, screens, docks, this);
    this.callFiles = new CallFileTool(screens, docks, this, door);
    this.actions =
        new ShellActions(
            this,
            model,
            docks,
            Bindings.not(sheets.shownProperty()),
            Bindings.isNotEmpty(screens.runningProbes().probes()),
            quit);
    this.root = FxmlFile.load(this);
  }

  /** The root of the scene. */
  public Parent root() {
    return root;
  }

  /** Gives the tool windows their first sizes; once the window is shown. */
  public void arrange() {
    docks.arrange();
    docks.showTool("explorer");
    docks.collapse(Docks.Stripe.BOTTOM);
  }

  /** The tool window of call files. */
  public CallFileTool callFiles() {
    return callFiles;
  }

  /** Brings a tool window to the front: "explorer", "call-files", "inbox", "history". */
  public void showTool(String id) {
    docks.showTool(id);
  }

  /** Closes the tool windows at the bottom. */
  public void closeBottom() {
    docks.collapse(Docks.Stripe.BOTTOM);
  }

  /** The gateway that an action without a place means: the one in front, else the first. */
  Optional<GatewayId> frontGateway() {
    return docks
        .front()
        .flatMap(ShellView::gatewayOf)
        .or(
            () ->
                workbench.sessions().stream()
                    .findFirst()
                    .map(session -> session.connection().id()));
  }

  private static Optional<GatewayId> gatewayOf(Object place) {
    return switch (place) {
      case GatewayId gateway -> Optional.of(gateway);
      case FunctionRef function -> Optional.of(function.gateway());
      case ProbePlace(FunctionRef function) -> Optional.of(function.gateway());
      default -> Optional.empty();
    };
  }

  /** The function in front, if a function's editor is. */
  Optional<FunctionRef> frontFunction() {
    return docks.front().filter(FunctionRef.class::isInstance).map(FunctionRef.class::cast);
  }

  /** Asks every gateway now. */
  void refreshAll() {
    workbench.sessions().forEach(GatewaySession::refresh);
  }

  @FXML
  private void initialize() {
    frame.setCenter(docks.node());
    stack.getChildren().add(sheets.node());
    ExplorerView explorer = screens.explorer(this);
    Screens.InboxScreen inbox = screens.inbox(this);
    docks.addTool(
        Docks.Stripe.LEFT,
        "explorer",
        Texts.of("explorer.title"),
        Feather.SIDEBAR,
        explorer.root());
    docks.addTool(
        Docks.Stripe.BOTTOM, "inbox", Texts.of("inbox.title"), Feather.INBOX, inbox.view().root());
    callFiles.dock();
    scope.onClose(inbox.onClose());
    scope.onClose(callFiles::close);
    probeStatus
        .getChildren()
        .setAll(new ProbeStatus(screens.runningProbes(), probe -> openProbe(probe.call())).node());
    Screens.HistoryScreen history = screens.history(this, functionEditors);
    docks.addTool(
        Docks.Stripe.BOTTOM,
        "history",
        Texts.of("history.title"),
        Feather.ROTATE_CCW,
        history.view().root());
    scope.onClose(history.onClose());
    fillMenus();
    fillToolBar();
    model.gatewaysProperty().addListener((observable, before, now) -> showGateways(now));
    showGateways(model.gatewaysProperty().get());
  }

  private void fillMenus() {
    for (ShellActions.Group group : actions.menus()) {
      Menu menu = new Menu(group.title());
      menu.setId("menu-" + group.id());
      for (Optional<Action> entry : group.entries()) {
        menu.getItems().add(entry.map(Action::toMenuItem).orElseGet(SeparatorMenuItem::new));
      }
      menuBar.getMenus().add(menu);
    }
  }

  private void fillToolBar() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    actions.toolBarLeft().forEach(action -> toolBar.getItems().add(action.toButton()));
    toolBar.getItems().add(gap);
    actions.toolBarRight().forEach(action -> toolBar.getItems().add(action.toIconButton()));
  }

  private void showGateways(List<ShellViewModel.GatewayStatus> now) {
    Set<GatewayId> present =
        now.stream().map(ShellViewModel.GatewayStatus::id).collect(Collectors.toSet());
    statusButtons.keySet().retainAll(present);
    for (ShellViewModel.GatewayStatus status : now) {
      statusButtons
          .computeIfAbsent(
              status.id(), id -> new StatusButton(status, () -> openGateway(status.id())))
          .show(status);
    }
    List<StatusButton> buttons = List.copyOf(statusButtons.values());
    if (!buttons.equals(gatewayStatus.getChildren())) {
      gatewayStatus.getChildren().setAll(buttons);
    }
    docks.closeEditors(
        docks.openPlaces().stream()
            .filter(place -> gatewayOf(place).filter(id -> !present.contains(id)).isPresent())
            .collect(Collectors.toSet()));
  }

  private Region welcome() {
    welcomeText.setText(Texts.of("welcome.text"));
    welcomeText.setId("welcome-text");
    welcomeText.getStyleClass().add("failure-title");
    welcomeHint.setText(Texts.of("welcome.hint"));
    welcomeHint.setId("welcome-hint");
    welcomeHint.getStyleClass().add("failure-remedy");
    VBox box = new VBox(new FontIcon(Feather.ANCHOR), welcomeText, welcomeHint);
    box.getStyleClass().addAll("failure", "empty", "editor");
    return box;
  }

  private void withSession(GatewayId gateway, Consumer<GatewaySession> use) {
    workbench.session(gateway).ifPresentOrElse(use, () -> say(Texts.of("status.no-such-gateway")));
  }

  /** Says, in the middle of the window, why there is no embedded gateway. */
  public void showLocalGatewayFailure(String reason) {
    welcomeText.setText(Texts.of("welcome.no-local-gateway"));
    welcomeHint.setText(reason + "\n" + Texts.of("welcome.no-local-gateway-hint"));
  }

  /** Ends what the frame itself has under way. */
  public void close() {
    scope.close();
  }

  @Override
  public void say(String text) {
    message.setText(text);
  }

  @Override
  public void openGateway(GatewayId gateway) {
    withSession(
        gateway, session -> docks.openEditor(gateway, () -> screens.gatewayEditor(session, this)));
  }

  @Override
  public void openFunction(FunctionRef function) {
    functionEditors.open(function, view -> {});
  }

  @Override
  public void openCall(FunctionRef function) {
    functionEditors.open(function, FunctionEditorView::showCall);
  }

  @Override
  public void openLogs(FunctionRef function) {
    functionEditors.open(function, FunctionEditorView::showLogs);
  }

  /** Opens a call that belongs to no function yet. */
  void openNewCall() {
    functionEditors.openNewCall(Optional.empty());
  }

  /** Opens or focuses the load probe of a call's function, and hands it the call. */
  public void openProbe(CallSpec call) {
    functionEditors.openProbe(call);
  }

  /** Stops every load probe. */
  void stopProbes() {
    screens.runningProbes().stopAll();
  }

  @Override
  public void ask(String title, String text, String verb, Runnable run) {
    sheets.ask(title, text, verb, run);
  }

  @Override
  public void deployTo(GatewayId gateway) {
    withSession(
        gateway,
        session -> {
          Screens.Sheet sheet = screens.deploySheet(session, this);
          sheets.show(sheet.node(), sheet.firstField(), sheet.onClose());
        });
  }

  @Override
  public void addGateway() {
    Screens.Sheet sheet = screens.connectionSheet(this);
    sheets.show(sheet.node(), sheet.firstField(), sheet.onClose());
  }

  @Override
  public void askCallbackAddress(Optional<GatewayId> gateway) {
    gateway
        .filter(id -> workbench.session(id).isPresent())
        .or(this::frontGateway)
        .ifPresentOrElse(
            id -> {
              Screens.Sheet sheet = screens.callbackSheet(id, this);
              sheets.show(sheet.node(), sheet.firstField(), sheet.onClose());
            },
            () -> say(Texts.of("status.no-gateway")));
  }

  @Override
  public void removeGateway(GatewayId gateway) {
    withSession(
        gateway,
        session ->
            sheets.ask(
                Texts.of("remove.title", session.connection().name()),
                Texts.of("remove.text", session.connection().name()),
                Texts.of("remove.verb", session.connection().name()),
                () -> workbench.remove(gateway)));
  }

  @Override
  public void askDelete(FunctionRef function) {
    withSession(
        function.gateway(),
        session ->
            sheets.ask(
                Texts.of("delete.title", function.name()),
                Texts.of("delete.text", function.qualifiedName(), session.connection().name()),
                Texts.of("delete.verb", function.name()),
                () -> delete(session, function)));
  }

  private void delete(GatewaySession session, FunctionRef function) {
    say(Texts.of("delete.running", function.name()));
    scope.run(
        () ->
            session
                .delete(function, scope)
                .either(
                    accepted -> door.post(() -> deleted(function)),
                    failure -> door.post(() -> showProblem(failure))));
  }

  private void deleted(FunctionRef function) {
    say(Texts.of("delete.done", function.name()));
    docks.closeEditors(Set.of(function));
  }

  private void showProblem(Failure failure) {
    say(Texts.of("status.problem", failure.attempt(), failure.explanation()));
  }

  @Override
  public void closeSheet() {
    sheets.close();
  }
}
