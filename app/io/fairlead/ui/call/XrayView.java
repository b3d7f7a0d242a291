package io.fairlead.ui.call;

import io.fairlead.calls.TimeoutSetting;
import io.fairlead.calls.TimeoutXray;
import io.fairlead.ui.fx.Texts;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Which layer ran out of time: the chain of layers, what happened, and the setting to change. */
final class XrayView extends VBox {

  private final FlowPane layers = new FlowPane();
  private final Label title = new Label();
  private final Label setting = new Label();
  private final Label advice = new Label();
  private final VBox alternatives = new VBox(2);

  XrayView(String prefix) {
    getStyleClass().add("xray");
    setId(prefix + "-xray");
    layers.setId(prefix + "-xray-layers");
    layers.getStyleClass().add("xray-layers");
    title.setId(prefix + "-xray-culprit");
    title.getStyleClass().add("xray-title");
    setting.setId(prefix + "-xray-setting");
    advice.setId(prefix + "-xray-advice");
    for (Label text : new Label[] {title, setting, advice}) {
      text.setWrapText(true);
    }
    getChildren().setAll(title, layers, setting, advice, alternatives);
  }

  void show(TimeoutXray xray) {
    title.setText(confidence(xray) + " " + xray.explanation());
    layers.getChildren().setAll(xray.layers().stream().map(XrayView::chip).toList());
    TimeoutSetting decided = xray.setting();
    setting.setText(
        Texts.of(
            "xray.setting",
            decided.name(),
            decided.place(),
            decided.inCode(),
            decided.inChart(),
            decided.onFaasd()));
    advice.setText(xray.advice());
    alternatives
        .getChildren()
        .setAll(xray.alternatives().stream().map(XrayView::alternative).toList());
    alternatives.setManaged(!xray.alternatives().isEmpty());
  }

  private static String confidence(TimeoutXray xray) {
    String layer = xray.culprit().title();
    return switch (xray.confidence()) {
      case CERTAIN -> Texts.of("xray.certain", layer);
      case LIKELY -> Texts.of("xray.likely", layer);
      case POSSIBLE -> Texts.of("xray.possible", layer);
    };
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
    line.setWrapText(true);
    line.getStyleClass().add("caption");
    return line;
  }
}
