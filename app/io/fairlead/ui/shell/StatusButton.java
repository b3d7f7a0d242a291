package io.fairlead.ui.shell;

import io.fairlead.ui.control.HealthDot;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/** One gateway in the status line; stays the same node while its words change. */
final class StatusButton extends Button {

  private final HealthDot dot;
  private final Tooltip hint = new Tooltip();

  StatusButton(ShellViewModel.GatewayStatus status, Runnable open) {
    this.dot = new HealthDot(status.health());
    getStyleClass().add("gateway-status");
    setGraphic(dot);
    setTooltip(hint);
    setOnAction(event -> open.run());
    show(status);
  }

  void show(ShellViewModel.GatewayStatus status) {
    setText(status.text());
    dot.setState(status.health());
    hint.setText(status.hint());
  }
}
