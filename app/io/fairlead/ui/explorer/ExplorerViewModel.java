package io.fairlead.ui.explorer;

import io.fairlead.metrics.FunctionFigures;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import io.fairlead.session.GatewaySession;
import io.fairlead.session.Health;
import io.fairlead.session.Snapshot;
import io.fairlead.session.Workbench;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The explorer's tree, computed from every session's snapshots and narrowed by a filter. */
public final class ExplorerViewModel implements AutoCloseable {

  private final Door door;
  private final Workbench workbench;
  private final Scope scope = new Scope("explorer");
  private final Recomputation tree = new Recomputation(scope::run, this::rebuild);
  private final Scope.Registration following;
  private final StringProperty filter = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<ExplorerNode>> gateways =
      new ReadOnlyObjectWrapper<>(List.of());
  private volatile String wanted = "";

  // Of the computation alone, which runs one at a time.
  private Map<GatewayId, Made> made = Map.of();
  private List<ExplorerNode> handedOver = List.of();

  /** What a gateway's node was made from: as long as that is the same, so is the node. */
  private record Made(GatewaySession session, long seq, String wanted, ExplorerNode node) {
    boolean isOf(GatewaySession asked, Snapshot snapshot, String narrowed) {
      return session.equals(asked) && seq == snapshot.seq() && wanted.equals(narrowed);
    }
  }

  /** Follows all sessions of the workbench. */
  public ExplorerViewModel(Workbench workbench, Door door) {
    this.workbench = workbench;
    this.door = door;
    filter.addListener(
        (observable, before, now) -> {
          wanted = now.strip().toLowerCase(Locale.ROOT);
          tree.request();
        });
    this.following = workbench.onChange(tree::request);
  }

  /** Narrows the tree to functions whose name contains it. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** One node per gateway. */
  public ReadOnlyObjectProperty<List<ExplorerNode>> gatewaysProperty() {
    return gateways.getReadOnlyProperty();
  }

  @Override
  public void close() {
    following.close();
    scope.close();
  }

  private void rebuild() {
    String narrowed = wanted;
    Map<GatewayId, Made> next = new LinkedHashMap<>();
    for (GatewaySession session : workbench.sessions()) {
      next.put(session.connection().id(), nodeOf(session, narrowed));
    }
    made = next;
    List<ExplorerNode> nodes = next.values().stream().map(Made::node).toList();
    if (!nodes.equals(handedOver)) {
      handedOver = nodes;
      door.post(this, () -> gateways.set(nodes));
    }
  }

  private Made nodeOf(GatewaySession session, String narrowed) {
    Snapshot snapshot = session.snapshot();
    Made before = made.get(session.connection().id());
    if (before == null) {
      return new Made(session, snapshot.seq(), narrowed, gateway(snapshot, narrowed));
    }
    if (before.isOf(session, snapshot, narrowed)) {
      return before;
    }
    ExplorerNode node = gateway(snapshot, narrowed);
    ExplorerNode kept = before.node().equals(node) ? before.node() : node;
    return new Made(session, snapshot.seq(), narrowed, kept);
  }

  private static ExplorerNode gateway(Snapshot snapshot, String wanted) {
    Map<String, List<ExplorerNode>> byNamespace = new TreeMap<>();
    if (wanted.isEmpty()) {
      snapshot.namespaces().forEach(name -> byNamespace.put(name, new ArrayList<>()));
    }
    for (FunctionStatus status : snapshot.functions()) {
      if (status.ref().name().toLowerCase(Locale.ROOT).contains(wanted)) {
        byNamespace
            .computeIfAbsent(status.ref().namespace(), name -> new ArrayList<>())
            .add(function(status, snapshot));
      }
    }
    GatewayId id = snapshot.connection().id();
    List<ExplorerNode> namespaces = new ArrayList<>();
    byNamespace.forEach(
        (name, functions) ->
            namespaces.add(
                new ExplorerNode.Namespace(
                    id + "/" + name,
                    id,
                    name.isEmpty() ? Texts.of("explorer.no-namespace") : name,
                    String.valueOf(functions.size()),
                    List.copyOf(functions))));
    return new ExplorerNode.Gateway(
        id,
        snapshot.connection().name(),
        note(snapshot),
        health(snapshot.health()),
        List.copyOf(namespaces));
  }

  private static ExplorerNode function(FunctionStatus status, Snapshot snapshot) {
    HealthState health;
    if (snapshot.isStale()) {
      health = HealthState.UNKNOWN;
    } else {
      health = status.isServing() ? HealthState.UP : HealthState.WAITING;
    }
    FunctionFigures figures = snapshot.figures().get(status.ref().qualifiedName());
    String note =
        figures != null && figures.rate() > 0 && !snapshot.isStale()
            ? Figures.rate(figures.rate())
            : "";
    return new ExplorerNode.Function(status.ref(), status.ref().name(), note, health);
  }

  private static String note(Snapshot snapshot) {
    return switch (snapshot.health()) {
      case Health.Connecting _ -> Texts.of("health.connecting");
      case Health.Up _ -> "";
      case Health.Down _ -> Texts.of("health.down");
    };
  }

  /** How a gateway's health looks. */
  static HealthState health(Health health) {
    return switch (health) {
      case Health.Connecting _ -> HealthState.WAITING;
      case Health.Up _ -> HealthState.UP;
      case Health.Down _ -> HealthState.DOWN;
    };
  }
}
