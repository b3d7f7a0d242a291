package io.fairlead.ui.shell;

import io.fairlead.ui.fx.Action;
import io.fairlead.ui.fx.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.value.ObservableBooleanValue;
import org.kordamp.ikonli.feather.Feather;

/** Everything the frame of the window can do, each once, and where it is offered. */
final class ShellActions {

  /** One menu; an empty entry is a line between groups. */
  record Group(String id, String title, List<Optional<Action>> entries) {}

  private static final ObservableBooleanValue ALWAYS =
      new ReadOnlyBooleanWrapper(true).getReadOnlyProperty();

  private final Action addGateway;
  private final Action openGateway;
  private final Action removeGateway;
  private final Action deploy;
  private final Action refresh;
  private final Action call;
  private final Action newCall;
  private final Action logs;
  private final Action delete;
  private final Action stopProbes;
  private final Action closeEditor;
  private final Action nextEditor;
  private final Action previousEditor;
  private final Action toggleExplorer;
  private final Action toggleInbox;
  private final Action toggleCallFiles;
  private final Action toggleHistory;
  private final Action switchTheme;
  private final Action quit;

  /**
   * The actions.
   *
   * @param free whether no sheet is open: what lies behind one is left alone
   * @param probing whether a load probe runs, which can be stopped whatever else is open
   */
  ShellActions(
      ShellView shell,
      ShellViewModel model,
      Docks docks,
      BooleanBinding free,
      BooleanBinding probing,
      Runnable quitProgram) {
    ReadOnlyBooleanWrapper functionInFront = new ReadOnlyBooleanWrapper();
    BooleanBinding aFunctionToo = functionInFront.and(free);
    docks.onFrontChanged(() -> functionInFront.set(shell.frontFunction().isPresent()));
    addGateway =
        Action.of("add-gateway", Feather.PLUS, "Shortcut+Shift+N", free, shell::addGateway);
    openGateway =
        Action.of(
            "open-gateway",
            Feather.SERVER,
            "Shortcut+G",
            free,
            () -> shell.frontGateway().ifPresent(shell::openGateway));
    removeGateway =
        Action.of(
            "remove-gateway",
            Feather.X_CIRCLE,
            "",
            free,
            () -> shell.frontGateway().ifPresent(shell::removeGateway));
    deploy =
        Action.of(
            "deploy-function",
            Feather.UPLOAD_CLOUD,
            "Shortcut+D",
            free,
            () -> shell.frontGateway().ifPresent(shell::deployTo));
    refresh = Action.of("refresh", Feather.REFRESH_CW, "F5", free, shell::refreshAll);
    call =
        Action.of(
            "call-function",
            Feather.SEND,
            "Shortcut+K",
            aFunctionToo,
            () -> shell.frontFunction().ifPresent(shell::openCall));
    newCall = Action.of("new-call", Feather.EDIT_3, "Shortcut+N", free, shell::openNewCall);
    logs =
        Action.of(
            "show-logs",
            Feather.FILE_TEXT,
            "Shortcut+L",
            aFunctionToo,
            () -> shell.frontFunction().ifPresent(shell::openLogs));
    delete =
        Action.of(
            "delete-function",
            Feather.TRASH_2,
            "",
            aFunctionToo,
            () -> shell.frontFunction().ifPresent(shell::askDelete));
    stopProbes =
        Action.of("stop-probes", Feather.SQUARE, "Shortcut+PERIOD", probing, shell::stopProbes);
    closeEditor = Action.of("close-editor", Feather.X, "Shortcut+W", free, docks::closeFront);
    nextEditor =
        Action.of("next-editor", Feather.ARROW_RIGHT, "Ctrl+PAGE_DOWN", free, () -> docks.step(1));
    previousEditor =
        Action.of(
            "previous-editor", Feather.ARROW_LEFT, "Ctrl+PAGE_UP", free, () -> docks.step(-1));
    toggleExplorer =
        Action.of(
            "toggle-explorer",
            Feather.SIDEBAR,
            "Alt+DIGIT1",
            free,
            () -> docks.toggleTool("explorer"));
    toggleInbox =
        Action.of(
            "toggle-inbox", Feather.INBOX, "Alt+DIGIT2", free, () -> docks.toggleTool("inbox"));
    toggleCallFiles =
        Action.of(
            "toggle-call-files",
            Feather.FILE_TEXT,
            "Alt+DIGIT4",
            free,
            () -> docks.toggleTool("call-files"));
    toggleHistory =
        Action.of(
            "toggle-history",
            Feather.ROTATE_CCW,
            "Alt+DIGIT3",
            free,
            () -> docks.toggleTool("history"));
    switchTheme =
        Action.of(
            "switch-theme",
            Feather.MOON,
            "Shortcut+Shift+T",
            free,
            () -> model.themeProperty().set(model.themeProperty().get().other()));
    quit = Action.of("quit", Feather.LOG_OUT, "Shortcut+Q", ALWAYS, quitProgram);
  }

  List<Group> menus() {
    return List.of(
        group("file", addGateway, null, closeEditor, quit),
        group("gateway", openGateway, deploy, null, refresh, null, removeGateway),
        group("function", newCall, call, logs, null, stopProbes, null, delete),
        group(
            "view",
            toggleExplorer,
            toggleCallFiles,
            toggleInbox,
            toggleHistory,
            null,
            nextEditor,
            previousEditor,
            null,
            switchTheme));
  }

  List<Action> toolBarLeft() {
    return List.of(addGateway, deploy, newCall);
  }

  List<Action> toolBarRight() {
    return List.of(refresh, toggleInbox, toggleHistory, switchTheme);
  }

  private static Group group(String id, @org.jspecify.annotations.Nullable Action... entries) {
    return new Group(
        id, Texts.of("menu." + id), Arrays.stream(entries).map(Optional::ofNullable).toList());
  }
}
