package io.fairlead.ui.probe;

import java.util.List;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The probes of all editors that are under way; on the FX thread. */
public final class RunningProbes {

  private final ObservableList<ProbeViewModel> probes = FXCollections.observableArrayList();
  private final ObservableList<ProbeViewModel> view =
      FXCollections.unmodifiableObservableList(probes);

  void add(ProbeViewModel begun) {
    probes.add(begun);
  }

  void remove(ProbeViewModel over) {
    probes.remove(over);
  }

  /** Those under way, the longest first. */
  public ObservableList<ProbeViewModel> probes() {
    return view;
  }

  /** Stops all of them. */
  public void stopAll() {
    List.copyOf(probes).forEach(ProbeViewModel::stop);
  }
}
