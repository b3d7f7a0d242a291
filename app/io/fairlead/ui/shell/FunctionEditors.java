package io.fairlead.ui.shell;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.model.FunctionRef;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Workbench;
import io.fairlead.ui.call.CallDesk;
import io.fairlead.ui.function.FunctionEditorView;
import io.fairlead.ui.fx.Navigator;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.probe.ProbePlace;
import io.fairlead.ui.probe.ProbeViewModel;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The editors of functions, of calls and of load probes, as far as they are open. */
final class FunctionEditors implements CallDesk {

  private final Workbench workbench;
  private final Screens screens;
  private final Docks docks;
  private final Navigator navigator;
  private final Map<FunctionRef, FunctionEditorView> functions = new HashMap<>();
  private final Map<FunctionRef, ProbeViewModel> probes = new HashMap<>();
  private int newCalls;

  FunctionEditors(Workbench workbench, Screens screens, Docks docks, Navigator navigator) {
    this.workbench = workbench;
    this.screens = screens;
    this.docks = docks;
    this.navigator = navigator;
  }

  /** Opens or focuses a function's editor, and does something there. */
  void open(FunctionRef function, Consumer<FunctionEditorView> then) {
    withSession(
        function,
        session -> {
          docks.openEditor(function, () -> create(session, function));
          Optional.ofNullable(functions.get(function)).ifPresent(then);
        });
  }

  private Editor create(GatewaySession session, FunctionRef function) {
    Screens.FunctionScreen screen =
        screens.functionEditor(
            session, function, navigator, this::openProbe, () -> functions.remove(function));
    functions.put(function, screen.view());
    return screen.editor();
  }

  @Override
  public void openCall(KeptCall call) {
    FunctionRef function = call.spec().function();
    boolean isThere =
        workbench
            .session(function.gateway())
            .filter(session -> session.snapshot().function(function).isPresent())
            .isPresent();
    if (isThere) {
      open(function, view -> view.showCall(call));
    } else {
      openNewCall(Optional.of(call));
      navigator.say(Texts.of("history.function-gone", function.qualifiedName()));
    }
  }

  /** Opens a call that belongs to no function yet. */
  void openNewCall(Optional<KeptCall> kept) {
    int number = ++newCalls;
    docks.openEditor(
        new Screens.NewCall(number),
        () -> screens.callEditor(number, kept, navigator, this::openProbe));
  }

  /** Opens or focuses the load probe of a call's function, and hands it the call. */
  void openProbe(CallSpec call) {
    FunctionRef function = call.function();
    withSession(
        function,
        session -> {
          Optional.ofNullable(probes.get(function)).ifPresent(open -> open.take(call));
          docks.openEditor(new ProbePlace(function), () -> createProbe(session, call));
        });
  }

  private Editor createProbe(GatewaySession session, CallSpec call) {
    FunctionRef function = call.function();
    Screens.ProbeScreen screen =
        screens.probeEditor(session, call, navigator, () -> probes.remove(function));
    probes.put(function, screen.model());
    return screen.editor();
  }

  private void withSession(FunctionRef function, Consumer<GatewaySession> use) {
    workbench
        .session(function.gateway())
        .ifPresentOrElse(use, () -> navigator.say(Texts.of("status.no-such-gateway")));
  }
}
