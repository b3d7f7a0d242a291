package io.fairlead.ui.call;

import io.fairlead.calls.TimeoutSetting;
import io.fairlead.calls.TimeoutXray;
import io.fairlead.ui.fx.Texts;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Above an answer: which layer ran out of time, and by which setting. */
final class XrayStrip extends VBox {

  private final Label title = new Label();
  private final Label setting = new Label();

  XrayStrip(String prefix) {
    setId(prefix + "-xray");
    getStyleClass().add("xray");
    title.setId(prefix + "-xray-culprit");
    title.getStyleClass().add("xray-title");
    setting.setId(prefix + "-xray-setting");
    for (Label text : new Label[] {title, setting}) {
      text.setWrapText(true);
      text.setMinHeight(Region.USE_PREF_SIZE);
    }
    getChildren().setAll(title, setting);
  }

  void show(TimeoutXray xray) {
    title.setText(confidence(xray) + " " + xray.explanation());
    setting.setText(text(xray.setting()));
  }

  private static String text(TimeoutSetting setting) {
    boolean same =
        setting.inCode().equals(setting.inChart()) && setting.inCode().equals(setting.onFaasd());
    return same
        ? Texts.of("xray.setting-everywhere", setting.name(), setting.place(), setting.inCode())
        : Texts.of(
            "xray.setting",
            setting.name(),
            setting.place(),
            setting.inCode(),
            setting.inChart(),
            setting.onFaasd());
  }

  private static String confidence(TimeoutXray xray) {
    String layer = xray.culprit().title();
    return switch (xray.confidence()) {
      case CERTAIN -> Texts.of("xray.certain", layer);
      case LIKELY -> Texts.of("xray.likely", layer);
      case POSSIBLE -> Texts.of("xray.possible", layer);
    };
  }
}
