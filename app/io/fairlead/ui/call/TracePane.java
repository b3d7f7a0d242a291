package io.fairlead.ui.call;

import io.fairlead.openfaas.Hop;
import io.fairlead.ui.fx.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** How a call went: its stages in time, who answered and why that is known, its redirects. */
final class TracePane {

  private final Waterfall waterfall;
  private final Label origin = new Label();
  private final VBox hops = new VBox(2);
  private final XrayView xray;
  private final VBox content;
  private final ScrollPane scroll;

  TracePane(String prefix) {
    waterfall = new Waterfall(prefix);
    xray = new XrayView(prefix);
    content = new VBox(10, xray, waterfall, origin, hops);
    scroll = new ScrollPane(content);
    content.getStyleClass().add("trace");
    origin.setId(prefix + "-origin");
    origin.setWrapText(true);
    hops.setId(prefix + "-hops");
    scroll.setFitToWidth(true);
  }

  Node node() {
    return scroll;
  }

  void show(String producer, Trace trace) {
    trace.xray().ifPresent(xray::show);
    xray.setVisible(trace.xray().isPresent());
    xray.setManaged(xray.isVisible());
    waterfall.show(trace.timing(), trace.functionSeconds());
    waterfall.setVisible(!trace.timing().spans().isEmpty());
    waterfall.setManaged(waterfall.isVisible());
    boolean known = !trace.origin().isEmpty();
    origin.setVisible(known);
    origin.setManaged(known);
    origin.setText(
        producer.isEmpty() ? trace.origin() : Texts.of("timing.origin", producer, trace.origin()));
    hops.getChildren().setAll(trace.hops().stream().map(TracePane::line).toList());
    hops.setVisible(!trace.hops().isEmpty());
    hops.setManaged(hops.isVisible());
  }

  private static Label line(Hop hop) {
    Label line =
        new Label(
            Texts.of(
                hop.otherServer() ? "timing.hop-elsewhere" : "timing.hop",
                hop.status(),
                hop.from(),
                hop.to()));
    line.setWrapText(true);
    line.getStyleClass().add("caption");
    return line;
  }
}
