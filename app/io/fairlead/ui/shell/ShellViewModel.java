package io.fairlead.ui.shell;

import io.fairlead.model.GatewayId;
import io.fairlead.net.Scope;
import io.fairlead.session.Health;
import io.fairlead.session.Snapshot;
import io.fairlead.session.Workbench;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.HealthState;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import io.fairlead.ui.fx.Texts;
import io.fairlead.ui.fx.Theme;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What the frame of the window shows: the theme and each gateway's state. */
public final class ShellViewModel implements AutoCloseable {

  /**
   * One gateway in the status line.
   *
   * @param text name and latency, or that it is down
   * @param hint the whole story
   */
  public record GatewayStatus(GatewayId id, String text, String hint, HealthState health) {}

  private final Workbench workbench;
  private final Door door;
  private final ObjectProperty<Theme> theme;
  private final ReadOnlyObjectWrapper<List<GatewayStatus>> gateways =
      new ReadOnlyObjectWrapper<>(List.of());
  private final Scope scope = new Scope("shell");
  private final Recomputation statuses = new Recomputation(scope::run, this::changed);
  private final Scope.Registration following;

  /** Follows all sessions. */
  public ShellViewModel(Workbench workbench, Door door, Theme theme) {
    this.workbench = workbench;
    this.door = door;
    this.theme = new SimpleObjectProperty<>(theme);
    this.following = workbench.onChange(statuses::request);
  }

  /** Light or dark. */
  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  /** The gateways, in the order of the workbench. */
  public ReadOnlyObjectProperty<List<GatewayStatus>> gatewaysProperty() {
    return gateways.getReadOnlyProperty();
  }

  @Override
  public void close() {
    following.close();
    scope.close();
  }

  private void changed() {
    List<GatewayStatus> now =
        workbench.sessions().stream().map(session -> status(session.snapshot())).toList();
    door.post(this, () -> gateways.set(now));
  }

  private static GatewayStatus status(Snapshot snapshot) {
    GatewayId id = snapshot.connection().id();
    String name = snapshot.connection().name();
    String url = snapshot.connection().shownUrl();
    return switch (snapshot.health()) {
      case Health.Connecting _ ->
          new GatewayStatus(id, Texts.of("status.connecting", name), url, HealthState.WAITING);
      case Health.Up up ->
          new GatewayStatus(
              id, Texts.of("status.up", name, Figures.duration(up.latency())), url, HealthState.UP);
      case Health.Down down ->
          new GatewayStatus(
              id,
              Texts.of("status.down", name),
              url + "\n" + down.failure().explanation() + "\n" + down.failure().remedy(),
              HealthState.DOWN);
    };
  }
}
