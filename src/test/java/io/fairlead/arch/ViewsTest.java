package io.fairlead.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.calls.AsyncInbox;
import io.fairlead.calls.CallBook;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.CallbackAddress;
import io.fairlead.calls.file.RecentFolders;
import io.fairlead.calls.probe.ProbeBook;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.session.Connection;
import io.fairlead.session.DeployWatch;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Timer;
import io.fairlead.session.Workbench;
import io.fairlead.support.FxRuntime;
import io.fairlead.ui.call.CallView;
import io.fairlead.ui.call.CallViewModel;
import io.fairlead.ui.call.InboxLink;
import io.fairlead.ui.callfile.CallFileDesk;
import io.fairlead.ui.callfile.CallFileView;
import io.fairlead.ui.callfile.CallFilesView;
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
import io.fairlead.ui.fx.FxDoor;
import io.fairlead.ui.fx.Theme;
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
import io.fairlead.ui.probe.ProbeView;
import io.fairlead.ui.probe.ProbeViewModel;
import io.fairlead.ui.probe.RunningProbes;
import io.fairlead.ui.shell.Screens;
import io.fairlead.ui.shell.ShellView;
import io.fairlead.ui.shell.ShellViewModel;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.fxml.FXML;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;

/** Each FXML and its view agree on every name, and load. */
class ViewsTest {

  /** What an operator types into or chooses from, and a screen reader must be able to name. */
  private static final Set<String> INPUTS =
      Set.of(
          "TextField",
          "PasswordField",
          "TextArea",
          "ComboBox",
          "ChoiceBox",
          "Spinner",
          "Slider",
          "DatePicker",
          "TableView",
          "TreeView",
          "TreeTableView",
          "ListView");

  private static final Clock CLOCK = Clock.systemUTC();
  private static final Timer NEVER = (delay, task) -> () -> {};

  @Test
  void everyNamedElementHasAFieldOfItsTypeAndEveryFieldItsElement() throws Exception {
    List<String> found = new ArrayList<>();
    for (Fxml fxml : Fxml.all()) {
      Map<String, Field> fields =
          Stream.of(fxml.view().getDeclaredFields())
              .filter(field -> field.isAnnotationPresent(FXML.class))
              .collect(Collectors.toMap(Field::getName, field -> field));
      for (Fxml.Tag tag : fxml.tags()) {
        String name = tag.attributes().get("fx:id");
        if (name == null) {
          continue;
        }
        Field field = fields.remove(name);
        if (field == null || !field.getType().isAssignableFrom(fxml.typeOf(tag))) {
          found.add(fxml.path() + " " + tag.tag() + " " + name + " is no field " + field);
        }
      }
      fields.keySet().forEach(name -> found.add(fxml.path() + " has no element " + name));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyHandlerIsAMethodAndEveryMethodAHandler() throws Exception {
    for (Fxml fxml : Fxml.all()) {
      Set<String> named =
          fxml.tags().stream()
              .flatMap(tag -> tag.attributes().values().stream())
              .filter(value -> value.startsWith("#"))
              .map(value -> value.substring(1))
              .collect(Collectors.toCollection(TreeSet::new));
      named.add("initialize");
      Set<String> methods =
          Arrays.stream(fxml.view().getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(FXML.class))
              .map(Method::getName)
              .collect(Collectors.toCollection(TreeSet::new));
      methods.add("initialize");
      assertThat(methods).as("%s", fxml.path()).isEqualTo(named);
    }
  }

  @Test
  void noElementIsStyledInPlace() {
    assertThat(Fxml.all())
        .allSatisfy(
            fxml -> assertThat(fxml.values("style")).as("style in %s", fxml.path()).isEmpty());
  }

  @Test
  void everyInputHasANameForScreenReadersAndAnIdForTests() {
    List<String> found = new ArrayList<>();
    for (Fxml fxml : Fxml.all()) {
      for (Fxml.Tag tag : fxml.tags()) {
        if (INPUTS.contains(tag.tag())
            && !tag.attributes().keySet().containsAll(Set.of("id", "accessibleText"))) {
          found.add(fxml.path() + " " + tag);
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyFileLoadsIntoItsView() {
    FxRuntime.start();
    Map<String, Object> views = FxRuntime.onFx(() -> everyView());
    assertThat(views.keySet())
        .isEqualTo(Fxml.all().stream().map(Fxml::name).collect(Collectors.toSet()));
    views.forEach(
        (name, view) ->
            assertThat(fieldsOf(view)).as("fields of %s", name).doesNotContainValue(null));
  }

  private static Map<String, Object> fieldsOf(Object view) {
    Map<String, Object> values = new TreeMap<>();
    for (Field field : view.getClass().getDeclaredFields()) {
      if (field.isAnnotationPresent(FXML.class)) {
        field.setAccessible(true);
        try {
          values.put(field.getName(), field.get(view));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    return values;
  }

  /** Every view over a gateway that is not there; the constructors load the files. */
  private static Map<String, Object> everyView() throws Exception {
    Deque<AutoCloseable> open = new ArrayDeque<>();
    try {
      return everyView(open);
    } finally {
      while (!open.isEmpty()) {
        open.pop().close();
      }
    }
  }

  private static Map<String, Object> everyView(Deque<AutoCloseable> open) {
    Door door = new FxDoor();
    FunctionRef function = new FunctionRef(new GatewayId("away"), "openfaas-fn", "echo");
    AsyncInbox inbox = new AsyncInbox(CallbackAddress.loopback(), CLOCK);
    Workbench workbench =
        kept(open, new Workbench(inbox, CLOCK, NEVER, connection -> Optional.empty()));
    GatewaySession session = workbench.add(away(function.gateway()));
    ShellViewModel shellModel = kept(open, new ShellViewModel(workbench, door, Theme.LIGHT));
    Screens screens =
        new Screens(
            workbench,
            CallBook::inMemory,
            ProbeBook::inMemory,
            RecentFolders.inMemory(),
            door,
            CLOCK,
            NEVER);
    ShellView shell = new ShellView(shellModel, workbench, screens, door, () -> {});
    open.push(shell::close);
    InboxLink link = new InboxLink(inbox);
    CallView call =
        new CallView(
            kept(open, new CallViewModel(session, function, link, CallBook.inMemory(), door)));
    LogsViewModel logsModel = kept(open, new LogsViewModel(session, function, door, NEVER));
    LogsView logs = new LogsView(logsModel);
    FunctionEditorViewModel functionModel =
        kept(open, new FunctionEditorViewModel(session, function, door, CLOCK));
    FunctionTable table = kept(open, new FunctionTable(door, shell));
    GatewayEditorViewModel gatewayModel =
        kept(open, new GatewayEditorViewModel(session, door, CLOCK, table::publish));
    DeployViewModel deployModel =
        kept(
            open,
            new DeployViewModel(
                session, new DeployWatch(session, CLOCK, NEVER), door, NEVER, text -> {}));
    ConnectionViewModel connectionModel =
        kept(open, new ConnectionViewModel(workbench, door, added -> {}));
    ExplorerViewModel explorerModel = kept(open, new ExplorerViewModel(workbench, door));
    InboxTable inboxTable = kept(open, new InboxTable(door));
    InboxViewModel inboxModel = kept(open, new InboxViewModel(inbox, door, inboxTable::publish));
    CallbackAddressViewModel callbackModel =
        kept(
            open,
            new CallbackAddressViewModel(
                workbench,
                function.gateway(),
                door,
                new ReachabilityTest(inbox, door, CLOCK, NEVER),
                List::of,
                said -> {}));
    CallFilesViewModel filesModel =
        kept(
            open,
            new CallFilesViewModel(
                workbench, new FileRunEngine(inbox), RecentFolders.inMemory(), door));
    CallFileDesk desk = new NoDesk();
    Map<String, Object> views = new TreeMap<>();
    views.put("callfile/CallFiles", new CallFilesView(filesModel, desk));
    views.put(
        "callfile/CallFile", kept(open, new CallFileView(filesModel, Path.of("nowhere.http"))));
    views.put("shell/Shell", shell);
    views.put("call/Call", call);
    views.put("logs/Logs", logs);
    views.put(
        "function/FunctionEditor",
        new FunctionEditorView(functionModel, call, logs, logsModel, shell, CLOCK));
    views.put("gateway/GatewayEditor", new GatewayEditorView(gatewayModel, table, shell));
    views.put("deploy/Deploy", new DeployView(deployModel, shell));
    views.put("connection/Connection", new ConnectionView(connectionModel, shell));
    views.put("explorer/Explorer", new ExplorerView(explorerModel, shell));
    HistoryTable historyTable = kept(open, new HistoryTable(door, CLOCK));
    HistoryViewModel historyModel =
        kept(open, new HistoryViewModel(workbench, door, historyTable::publish));
    views.put("history/History", new HistoryView(historyModel, historyTable, shell, _ -> {}));
    views.put("inbox/Inbox", new InboxView(inboxModel, inboxTable, shell));
    ProbeViewModel probeModel =
        kept(
            open,
            new ProbeViewModel(
                session,
                CallSpec.of(function),
                ProbeBook.inMemory(),
                new RunningProbes(),
                door,
                CLOCK,
                NEVER));
    views.put("probe/Probe", new ProbeView(probeModel, shell));
    views.put("inbox/CallbackAddress", new CallbackAddressView(callbackModel, shell));
    return views;
  }

  private static final class NoDesk implements CallFileDesk {
    @Override
    public Optional<Path> askFolder() {
      return Optional.empty();
    }

    @Override
    public void createExample() {}

    @Override
    public void openFile(Path file) {}
  }

  private static <T extends AutoCloseable> T kept(Deque<AutoCloseable> open, T one) {
    open.push(one);
    return one;
  }

  private static Connection away(GatewayId id) {
    return new Connection(
        id,
        "Away",
        HttpUrl.get("http://127.0.0.1:1"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
