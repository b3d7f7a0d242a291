package io.fairlead.ui.call;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Workbench;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** The functions of all gateways, for a call that belongs to none of them yet. */
public final class FunctionChoices implements AutoCloseable {

  private final Workbench workbench;
  private final Door door;
  private final Scope scope = new Scope("function-choices");
  private final ReadOnlyObjectWrapper<List<FunctionRef>> functions =
      new ReadOnlyObjectWrapper<>(List.of());
  private final Scope.Registration subscription;

  /** Follows a workbench. */
  public FunctionChoices(Workbench workbench, Door door) {
    this.workbench = workbench;
    this.door = door;
    Recomputation collecting = new Recomputation(scope::run, this::collect);
    this.subscription = workbench.onChange(collecting::request);
  }

  /** The functions, by gateway in its order and then by name. */
  public ReadOnlyObjectProperty<List<FunctionRef>> functionsProperty() {
    return functions.getReadOnlyProperty();
  }

  /** The session of a gateway. */
  Optional<GatewaySession> session(FunctionRef function) {
    return workbench.session(function.gateway());
  }

  /** A function as the choice shows it: its name and its gateway's. */
  String text(FunctionRef function) {
    return Texts.of(
        "call.function-of",
        function.qualifiedName(),
        session(function).map(of -> of.connection().name()).orElse(function.gateway().value()));
  }

  private void collect() {
    List<FunctionRef> now =
        workbench.sessions().stream()
            .flatMap(
                session ->
                    session.snapshot().functions().stream()
                        .map(FunctionStatus::ref)
                        .sorted(Comparator.comparing(FunctionRef::qualifiedName)))
            .toList();
    door.post(
        this,
        () -> {
          if (!now.equals(functions.get())) {
            functions.set(now);
          }
        });
  }

  @Override
  public void close() {
    subscription.close();
    scope.close();
  }
}
