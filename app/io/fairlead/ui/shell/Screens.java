package io.fairlead.ui.shell;

import io.fairlead.calls.CallBook;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.calls.file.RecentFolders;
import io.fairlead.calls.probe.ProbeBook;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.net.LocalAddresses;
import io.fairlead.session.DeployWatch;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Timer;
import io.fairlead.session.Workbench;
import io.fairlead.ui.call.CallDesk;
import io.fairlead.ui.call.CallView;
import io.fairlead.ui.call.CallViewModel;
import io.fairlead.ui.call.FunctionChoices;
import io.fairlead.ui.call.InboxLink;
import io.fairlead.ui.callfile.CallFileView;
import io.fairlead.ui.callfile.CallFilesViewModel;
import io.fairlead.ui.callfile.FileRunEngine;
import io.fairlead.ui.connection.ConnectionView;
import io.fairlead.ui.connection.ConnectionViewModel;
import io.fairlead.ui.deploy.DeployView;
import io.fairlead.ui.deploy.DeployViewModel;
import io.fairlead.ui.explorer.ExplorerView;
import io.fairlead.ui.explorer.ExplorerViewModel;
import io.fairlead.ui.function.FunctionEditorView;
import io.fairlead.ui.function.FunctionEditorViewModel;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.gateway.FunctionTable;
import io.fairlead.ui.gateway.GatewayEditorView;
import io.fairlead.ui.gateway.GatewayEditorViewModel;
import io.fairlead.ui.history.HistoryTable;
import io.fairlead.ui.history.HistoryView;
import io.fairlead.ui.history.HistoryViewModel;
import io.fairlead.ui.inbox.CallbackAddressView;
import io.fairlead.ui.inbox.CallbackAddressViewModel;
import io.fairlead.ui.inbox.InboxTable;
import io.fairlead.ui.inbox.InboxView;
import io.fairlead.ui.inbox.InboxViewModel;
import io.fairlead.ui.inbox.ReachabilityTest;
import io.fairlead.ui.logs.LogsView;
import io.fairlead.ui.logs.LogsViewModel;
import io.fairlead.ui.probe.ProbePlace;
import io.fairlead.ui.probe.ProbeView;
import io.fairlead.ui.probe.ProbeViewModel;
import io.fairlead.ui.probe.RunningProbes;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;
import org.kordamp.ikonli.feather.Feather;

/** Makes each screen with its view model: the one place where they are put together. */
public final class Screens {

  /** A dialog and what ends it. */
  record Sheet(Node node, Node firstField, Runnable onClose) {}

  /** The place of a call that belongs to no function. */
  record NewCall(int number) {}

  /** The inbox and what ends it. */
  record InboxScreen(InboxView view, Runnable onClose) {}

  /** The place of a call file. */
  record CallFilePlace(Path file) {}

  /** The history and what ends it. */
  record HistoryScreen(HistoryView view, Runnable onClose) {}

  /** A function's editor with its view. */
  record FunctionScreen(FunctionEditorView view, Editor editor) {}

  /** A load probe's editor with its model. */
  record ProbeScreen(ProbeViewModel model, Editor editor) {}

  private final Workbench workbench;
  private final Supplier<CallBook> books;
  private final Supplier<ProbeBook> probeBooks;
  private final RecentFolders folders;
  private final RunningProbes runningProbes = new RunningProbes();
  private final Door door;
  private final Clock clock;
  private final Timer timer;

  /**
   * Screens over one workbench.
   *
   * @param books the book of calls; asked for each editor, as it is read from the disk meanwhile
   * @param probeBooks that of probes, likewise
   * @param folders the folders of call files that were opened
   */
  public Screens(
      Workbench workbench,
      Supplier<CallBook> books,
      Supplier<ProbeBook> probeBooks,
      RecentFolders folders,
      Door door,
      Clock clock,
      Timer timer) {
    this.workbench = workbench;
    this.books = books;
    this.folders = folders;
    this.probeBooks = probeBooks;
    this.door = door;
    this.clock = clock;
    this.timer = timer;
  }

  ExplorerView explorer(Navigator navigator) {
    return new ExplorerView(new ExplorerViewModel(workbench, door), navigator);
  }

  InboxScreen inbox(Navigator navigator) {
    InboxTable table = new InboxTable(door);
    InboxViewModel model = new InboxViewModel(workbench.inbox(), door, table::publish);
    return new InboxScreen(
        new InboxView(model, table, navigator),
        () -> {
          model.close();
          table.close();
        });
  }

  CallFilesViewModel callFiles() {
    return new CallFilesViewModel(workbench, new FileRunEngine(workbench.inbox()), folders, door);
  }

  Editor callFileEditor(CallFilesViewModel model, Path file) {
    CallFileView view = new CallFileView(model, file);
    return new Editor(
        new CallFilePlace(file),
        new ReadOnlyStringWrapper(String.valueOf(file.getFileName())),
        Feather.FILE_TEXT,
        view.root(),
        view::close);
  }

  Sheet callbackSheet(GatewayId gateway, Navigator navigator) {
    CallbackAddressViewModel model =
        new CallbackAddressViewModel(
            workbench,
            gateway,
            door,
            new ReachabilityTest(workbench.inbox(), door, clock, timer),
            LocalAddresses::ofThisMachine,
            said -> {
              navigator.closeSheet();
              navigator.say(said);
            });
    CallbackAddressView view = new CallbackAddressView(model, navigator);
    return new Sheet(view.root(), view.firstField(), model::close);
  }

  Editor gatewayEditor(GatewaySession session, Navigator navigator) {
    FunctionTable table = new FunctionTable(door, navigator);
    GatewayEditorViewModel model = new GatewayEditorViewModel(session, door, clock, table::publish);
    GatewayEditorView view = new GatewayEditorView(model, table, navigator);
    return new Editor(
        session.connection().id(),
        new ReadOnlyStringWrapper(session.connection().name()),
        Feather.SERVER,
        view.root(),
        () -> {
          model.close();
          table.close();
        });
  }

  FunctionScreen functionEditor(
      GatewaySession session,
      FunctionRef function,
      Navigator navigator,
      Consumer<CallSpec> openProbe,
      Runnable onClose) {
    FunctionEditorViewModel model = new FunctionEditorViewModel(session, function, door, clock);
    CallViewModel call =
        new CallViewModel(session, function, new InboxLink(workbench.inbox()), books.get(), door);
    LogsViewModel logs = new LogsViewModel(session, function, door, timer);
    CallView callView = new CallView(call);
    callView.onProbe(openProbe);
    callView.onSetAddress(() -> navigator.askCallbackAddress(Optional.of(function.gateway())));
    FunctionEditorView view =
        new FunctionEditorView(model, callView, new LogsView(logs), logs, navigator, clock);
    Editor editor =
        new Editor(
            function,
            new ReadOnlyStringWrapper(function.name()),
            Feather.ZAP,
            view.root(),
            () -> {
              onClose.run();
              model.close();
              callView.close();
              call.close();
              logs.close();
            });
    return new FunctionScreen(view, editor);
  }

  HistoryScreen history(Navigator navigator, CallDesk desk) {
    HistoryTable table = new HistoryTable(door, clock);
    HistoryViewModel model = new HistoryViewModel(workbench, door, table::publish);
    return new HistoryScreen(
        new HistoryView(model, table, navigator, desk),
        () -> {
          model.close();
          table.close();
        });
  }

  Editor callEditor(
      int number, Optional<KeptCall> kept, Navigator navigator, Consumer<CallSpec> openProbe) {
    CallViewModel model =
        new CallViewModel(workbench, new InboxLink(workbench.inbox()), books.get(), door);
    kept.ifPresent(model::showKept);
    FunctionChoices choices = new FunctionChoices(workbench, door);
    CallView view = new CallView(model);
    view.offerFunctions(choices);
    view.onProbe(openProbe);
    view.onSetAddress(
        () ->
            navigator.askCallbackAddress(model.functionProperty().get().map(FunctionRef::gateway)));
    return new Editor(
        new NewCall(number),
        model
            .functionProperty()
            .map(
                chosen ->
                    chosen
                        .map(function -> Texts.of("call.title-of", function.name()))
                        .orElse(Texts.of("call.title", number))),
        Feather.SEND,
        view.root(),
        () -> {
          view.close();
          model.close();
          choices.close();
        });
  }

  /** The probes of all editors that are under way. */
  RunningProbes runningProbes() {
    return runningProbes;
  }

  ProbeScreen probeEditor(
      GatewaySession session, CallSpec call, Navigator navigator, Runnable onClose) {
    ProbeViewModel model =
        new ProbeViewModel(session, call, probeBooks.get(), runningProbes, door, clock, timer);
    ProbeView view = new ProbeView(model, navigator);
    Editor editor =
        new Editor(
            new ProbePlace(call.function()),
            view.titleProperty(),
            Feather.ACTIVITY,
            view.root(),
            () -> {
              onClose.run();
              model.close();
            });
    return new ProbeScreen(model, editor);
  }

  Sheet deploySheet(GatewaySession session, Navigator navigator) {
    DeployViewModel model =
        new DeployViewModel(
            session, new DeployWatch(session, clock, timer), door, timer, navigator::say);
    DeployView view = new DeployView(model, navigator);
    return new Sheet(view.root(), view.firstField(), model::close);
  }

  Sheet connectionSheet(Navigator navigator) {
    ConnectionViewModel model =
        new ConnectionViewModel(
            workbench,
            door,
            added -> {
              navigator.closeSheet();
              navigator.openGateway(added);
            });
    ConnectionView view = new ConnectionView(model, navigator);
    return new Sheet(view.root(), view.firstField(), model::close);
  }
}
