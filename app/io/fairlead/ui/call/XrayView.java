package io.fairlead.ui.call;

import io.fairlead.calls.TimeoutXray;
import io.fairlead.ui.fx.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/**
 * Which layer ran out of time, at length: the chain of layers, what to change, what else it was.
 */
final class XrayView extends VBox {

  private final FlowPane layers = new FlowPane();
  private final Label advice = new Label();
  private final VBox alternatives = new VBox(2);

  XrayView(String prefix) {
    getStyleClass().add("xray-chain");
    setId(prefix + "-xray-chain");
    layers.setId(prefix + "-xray-layers");
    layers.getStyleClass().add("xray-layers");
    advice.setId(prefix + "-xray-advice");
    wrap(advice);
    getChildren().setAll(layers, advice, alternatives);
  }

  /** What is to be changed must not end in dots: it takes the lines it needs. */
  private static void wrap(Label text) {
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
  }

  void show(TimeoutXray xray) {
    layers.getChildren().setAll(xray.layers().stream().map(XrayView::chip).toList());
    advice.setText(xray.advice());
    alternatives
        .getChildren()
        .setAll(xray.alternatives().stream().map(XrayView::alternative).toList());
    alternatives.setManaged(!xray.alternatives().isEmpty());
  }

  private static Label chip(TimeoutXray.LayerVerdict verdict) {
    Label chip = new Label(verdict.layer().title());
    chip.getStyleClass().add("xray-layer");
    String fate =
        switch (verdict.fate()) {
          case PASSED -> {
            chip.getStyleClass().add("passed");
            yield Texts.of("xray.passed");
          }
          case CUT_HERE -> {
            chip.getStyleClass().add("cut");
            yield Texts.of("xray.cut");
          }
          case NOT_REACHED -> Texts.of("xray.not-reached");
          case UNKNOWN -> Texts.of("xray.unknown");
        };
    String told = verdict.note().isEmpty() ? fate : fate + ": " + verdict.note();
    chip.setTooltip(new Tooltip(told));
    chip.setAccessibleText(verdict.layer().title() + ", " + told);
    return chip;
  }

  private static Label alternative(TimeoutXray.Alternative other) {
    Label line = new Label(Texts.of("xray.alternative", other.what(), other.tell()));
    wrap(line);
    line.getStyleClass().add("caption");
    return line;
  }
}
