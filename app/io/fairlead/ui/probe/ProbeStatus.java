package io.fairlead.ui.probe;

import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;

/** The probes under way in the status line, with what stops them; away while none is. */
public final class ProbeStatus {

  private final RunningProbes running;
  private final Button text = new Button();
  private final HBox box = new HBox();
  private final ChangeListener<ProbeState> changed = (observable, before, now) -> show();

  /**
   * Follows all probes.
   *
   * @param open opens the editor of one
   */
  public ProbeStatus(RunningProbes running, Consumer<ProbeViewModel> open) {
    this.running = running;
    text.setId("status-probe");
    text.getStyleClass().add("gateway-status");
    text.setOnAction(event -> running.probes().stream().findFirst().ifPresent(open));
    Button stop = new Button(Texts.of("probe.stop-all"));
    stop.setId("status-probe-stop");
    stop.getStyleClass().add("stop-probe");
    stop.setOnAction(event -> running.stopAll());
    box.getStyleClass().add("probe-running");
    box.getChildren().setAll(text, stop);
    running
        .probes()
        .addListener(
            (ListChangeListener<ProbeViewModel>)
                change -> {
                  while (change.next()) {
                    change.getAddedSubList().forEach(on -> on.stateProperty().addListener(changed));
                    change.getRemoved().forEach(off -> off.stateProperty().removeListener(changed));
                  }
                  show();
                });
    show();
  }

  /** What the status line shows. */
  public HBox node() {
    return box;
  }

  private void show() {
    List<ProbeViewModel> now = running.probes();
    box.setVisible(!now.isEmpty());
    box.setManaged(!now.isEmpty());
    if (now.size() > 1) {
      text.setText(Texts.of("probe.status-many", now.size()));
    } else if (now.size() == 1) {
      ProbeViewModel one = now.getFirst();
      text.setText(
          Texts.of(
              "probe.status-one",
              one.function().name(),
              one.stateProperty()
                  .get()
                  .figures()
                  .map(ProbeFigures::rate)
                  .map(Figures::rate)
                  .orElse("")));
    }
  }
}
