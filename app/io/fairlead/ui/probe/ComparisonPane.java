package io.fairlead.ui.probe;

import io.fairlead.calls.probe.KeptProbe;
import io.fairlead.calls.probe.ProbeComparison;
import io.fairlead.calls.probe.ProbeComparison.Measure;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** Two to four probes beside each other: the first is what the others are compared with. */
final class ComparisonPane {

  static final int MOST = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.UK).withZone(ZoneId.systemDefault());

  private final GridPane grid = new GridPane();
  private final PercentilePlot plot = new PercentilePlot();
  private final Label hint = new Label(Texts.of("probe.compare-hint"));
  private final HBox compared = new HBox(grid, plot);
  private final VBox box = new VBox(hint, compared);

  ComparisonPane() {
    hint.setId("probe-compare-hint");
    hint.getStyleClass().addAll("caption", "probe-line");
    grid.setId("probe-comparison");
    grid.getStyleClass().add("probe-comparison");
    grid.setMinWidth(GridPane.USE_PREF_SIZE);
    HBox.setHgrow(plot, Priority.ALWAYS);
    VBox.setVgrow(compared, Priority.ALWAYS);
    show(List.of());
  }

  VBox node() {
    return box;
  }

  /** Shows probes, the oldest first. */
  void show(List<KeptProbe> probes) {
    List<KeptProbe> shown = probes.subList(0, Math.min(MOST, probes.size()));
    boolean enough = shown.size() >= 2;
    compared.setVisible(enough);
    compared.setManaged(enough);
    hint.setText(
        probes.size() > MOST
            ? Texts.of("probe.compare-most", MOST)
            : enough ? Texts.of("probe.compare-note") : Texts.of("probe.compare-hint"));
    if (enough) {
      fill(shown);
      plot.show(shown.stream().map(probe -> probe.result().figures().latency()).toList());
    }
  }

  private void fill(List<KeptProbe> probes) {
    List<Node> cells = new ArrayList<>();
    for (int i = 0; i < probes.size(); i++) {
      cells.add(at(i + 1, 0, head(probes.get(i), i)));
    }
    ProbeResult base = probes.getFirst().result();
    int row = 1;
    for (Measure measure : Measure.values()) {
      Label name = new Label(name(measure));
      name.getStyleClass().add("caption");
      cells.add(at(0, row, name));
      for (int i = 0; i < probes.size(); i++) {
        cells.add(at(i + 1, row, cell(measure, base, probes.get(i).result(), i)));
      }
      row++;
    }
    grid.getChildren().setAll(cells);
  }

  private static Node at(int column, int row, Node node) {
    GridPane.setConstraints(node, column, row);
    return node;
  }

  private static Label head(KeptProbe probe, int index) {
    Line sample = new Line(0, 0, 14, 0);
    sample.getStyleClass().addAll("percentile-line", "nth-" + index);
    Label head =
        new Label(
            TIME.format(probe.result().at()) + "  " + ProbeWords.load(probe.result().plan().load()),
            sample);
    head.getStyleClass().add("compared-head");
    return head;
  }

  private static Label cell(Measure measure, ProbeResult base, ProbeResult result, int index) {
    ProbeFigures figures = result.figures();
    if (index == 0) {
      return id(new Label(value(measure, measure.of(figures))), measure, index);
    }
    ProbeComparison compared = ProbeComparison.of(measure, base.figures(), figures);
    String change =
        Double.isNaN(compared.change()) || Math.abs(compared.change()) < 0.005
            ? ""
            : String.format(Locale.UK, "  %+.0f %%", compared.change() * 100);
    Label label = new Label(value(measure, compared.value()) + change);
    // Who asked for another rate gets another rate.
    boolean isChosen = measure == Measure.RATE && !base.plan().load().equals(result.plan().load());
    switch (isChosen ? ProbeComparison.Verdict.SAME : compared.verdict()) {
      case BETTER -> label.getStyleClass().add("better");
      case WORSE -> label.getStyleClass().add("worse");
      case SAME -> {}
    }
    return id(label, measure, index);
  }

  private static Label id(Label label, Measure measure, int index) {
    label.setId("probe-compared-" + measure.name().toLowerCase(Locale.ROOT) + "-" + index);
    return label;
  }

  private static String name(Measure measure) {
    return switch (measure) {
      case RATE -> Texts.of("probe.rate");
      case ERRORS -> Texts.of("probe.errors");
      case P50 -> "p50";
      case P90 -> "p90";
      case P99 -> "p99";
      case P999 -> "p99.9";
      case MAX -> Texts.of("probe.max");
    };
  }

  private static String value(Measure measure, double value) {
    return switch (measure) {
      case RATE -> Figures.rate(value);
      case ERRORS -> Figures.ratio(value);
      default -> ProbeWords.millis(value);
    };
  }
}
