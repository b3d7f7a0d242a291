package io.fairlead.ui.probe;

import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbePlan;
import io.fairlead.calls.probe.Quantiles;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;

/** The numbers of a probe: what was done, and latency from the intended and the real start. */
final class FiguresPane {

  /** Beyond this the machine of the console, not the function, makes calls late; milliseconds. */
  static final double LATE = 2;

  private static final String NONE = "–";

  private final GridPane grid = new GridPane();
  private final Label requests = value("probe-requests");
  private final Label inFlight = note("probe-in-flight");
  private final Label rate = value("probe-rate");
  private final Label asked = note("probe-asked");
  private final Label errors = value("probe-errors");
  private final Label errorShare = note("probe-error-share");
  private final Label lateness = value("probe-lateness");
  private final Label[] corrected = {
    value("probe-p50"),
    value("probe-p90"),
    value("probe-p99"),
    value("probe-p999"),
    value("probe-max")
  };
  private final Label[] uncorrected = {
    note("probe-uncorrected-p50"),
    note("probe-uncorrected-p90"),
    note("probe-uncorrected-p99"),
    note("probe-uncorrected-p999"),
    note("probe-uncorrected-max")
  };

  FiguresPane() {
    grid.getStyleClass().add("probe-figures");
    column(0, Texts.of("probe.requests"), requests, inFlight);
    column(1, Texts.of("probe.rate"), rate, asked);
    column(2, Texts.of("probe.errors"), errors, errorShare);
    Label head = new Label(Texts.of("probe.corrected"));
    Label below = new Label(Texts.of("probe.uncorrected"));
    head.getStyleClass().add("figure-caption");
    below.getStyleClass().add("figure-caption");
    head.setTooltip(new Tooltip(Texts.of("probe.corrected-hint")));
    below.setTooltip(new Tooltip(Texts.of("probe.uncorrected-hint")));
    grid.add(head, 3, 1);
    grid.add(below, 3, 2);
    String[] names = {"p50", "p90", "p99", "p99.9", Texts.of("probe.max")};
    for (int i = 0; i < corrected.length; i++) {
      column(4 + i, names[i], corrected[i], uncorrected[i]);
    }
    column(9, Texts.of("probe.lateness"), lateness, note("probe-lateness-note"));
    lateness.setTooltip(new Tooltip(Texts.of("probe.lateness-hint")));
    show(Optional.empty(), Optional.empty());
  }

  GridPane node() {
    return grid;
  }

  private void column(int index, String caption, Label value, Label below) {
    Label above = new Label(caption);
    above.getStyleClass().add("figure-caption");
    above.setLabelFor(value);
    grid.add(above, index, 0);
    grid.add(value, index, 1);
    grid.add(below, index, 2);
  }

  private static Label value(String id) {
    Label label = new Label(NONE);
    label.setId(id);
    label.getStyleClass().add("figure-value");
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  private static Label note(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add("caption");
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  void show(Optional<ProbePlan> plan, Optional<ProbeFigures> measured) {
    asked.setText(
        plan.map(ProbePlan::load)
            .map(
                load ->
                    load instanceof ProbeLoad.Rate(double perSecond)
                        ? Texts.of("probe.asked", Figures.rate(perSecond))
                        : ProbeWords.load(load))
            .orElse(""));
    requests.setText(measured.map(ProbeFigures::requests).map(FiguresPane::count).orElse(NONE));
    inFlight.setText(
        measured
            .map(ProbeFigures::inFlight)
            .filter(open -> open > 0)
            .map(open -> Texts.of("probe.in-flight", open))
            .orElse(""));
    errors.setText(measured.map(ProbeFigures::errorCount).map(FiguresPane::count).orElse(NONE));
    mark(errors, "failing", measured.filter(now -> now.errorCount() > 0).isPresent());
    showCalls(measured.filter(now -> now.requests() > 0));
  }

  /** What is known only once a call has come to an end. */
  private void showCalls(Optional<ProbeFigures> any) {
    rate.setText(any.map(ProbeFigures::rate).map(Figures::rate).orElse(NONE));
    errorShare.setText(
        any.map(now -> Figures.ratio((double) now.errorCount() / now.requests())).orElse(""));
    Optional<ProbeFigures> answered = any.filter(now -> now.latency().max() > 0);
    show(corrected, answered.map(ProbeFigures::latency));
    show(uncorrected, answered.map(ProbeFigures::uncorrected));
    Optional<Double> late = any.map(now -> now.lateness().p99());
    lateness.setText(late.map(ProbeWords::millis).orElse(NONE));
    mark(lateness, "warned", late.filter(millis -> millis > LATE).isPresent());
  }

  private static void show(Label[] labels, Optional<Quantiles> measured) {
    List<Double> values =
        measured
            .map(of -> List.of(of.p50(), of.p90(), of.p99(), of.p999(), of.max()))
            .orElse(List.of());
    for (int i = 0; i < labels.length; i++) {
      labels[i].setText(values.isEmpty() ? NONE : ProbeWords.millis(values.get(i)));
    }
  }

  private static void mark(Label label, String styleClass, boolean on) {
    label.getStyleClass().remove(styleClass);
    if (on) {
      label.getStyleClass().add(styleClass);
    }
  }

  private static String count(long number) {
    return String.format(Locale.UK, "%,d", number);
  }
}
