package io.fairlead.ui.explorer;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.ui.control.HealthState;
import java.util.List;

/** One row of the explorer. */
public sealed interface ExplorerNode {

  /** What stays the same while the row changes. */
  Object key();

  /** What the row says. */
  String text();

  /** What it says more quietly. */
  String note();

  /** How it is. */
  HealthState health();

  /** The rows below it. */
  List<ExplorerNode> children();

  /** A gateway. */
  record Gateway(
      GatewayId key, String text, String note, HealthState health, List<ExplorerNode> children)
      implements ExplorerNode {}

  /** A namespace of a gateway. */
  record Namespace(
      String key, GatewayId gateway, String text, String note, List<ExplorerNode> children)
      implements ExplorerNode {
    @Override
    public HealthState health() {
      return HealthState.UNKNOWN;
    }
  }

  /** A function. */
  record Function(FunctionRef key, String text, String note, HealthState health)
      implements ExplorerNode {
    @Override
    public List<ExplorerNode> children() {
      return List.of();
    }
  }
}
