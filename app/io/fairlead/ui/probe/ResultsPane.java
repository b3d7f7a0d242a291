package io.fairlead.ui.probe;

import io.fairlead.calls.probe.KeptProbe;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeText;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The kept probes of a function, and those chosen compared. */
final class ResultsPane {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.UK).withZone(ZoneId.systemDefault());

  private final ProbeViewModel model;
  private final TableView<KeptProbe> table = new TableView<>();
  private final ComparisonPane comparison = new ComparisonPane();
  private final Label note = new Label();
  private final VBox box;
  private boolean changing;

  ResultsPane(ProbeViewModel model) {
    this.model = model;
    table.setId("probe-results");
    table.setAccessibleText(Texts.of("probe.results"));
    table.setFixedCellSize(24);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    Label none = new Label(Texts.of("probe.no-results"));
    none.getStyleClass().add("caption");
    table.setPlaceholder(none);
    columns();
    table
        .getSelectionModel()
        .getSelectedIndices()
        .addListener((ListChangeListener<Integer>) change -> selected());
    table.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.DELETE) {
            delete();
            event.consume();
          }
        });
    note.setId("probe-results-note");
    note.getStyleClass().add("caption");
    SplitPane split = new SplitPane(table, comparison.node());
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.42);
    VBox.setVgrow(split, Priority.ALWAYS);
    box = new VBox(bar(), split);
    box.getStyleClass().add("probe-results");
    model.keptProperty().subscribe(this::show);
  }

  VBox node() {
    return box;
  }

  private HBox bar() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox bar =
        new HBox(
            button(
                "probe-copy-command",
                Texts.of("probe.copy-command"),
                Feather.TERMINAL,
                this::copyCommand),
            button(
                "probe-copy-json",
                Texts.of("probe.copy-json"),
                Feather.COPY,
                () -> copy(ProbeText.json(chosen()))),
            button(
                "probe-copy-csv",
                Texts.of("probe.copy-csv"),
                Feather.COPY,
                () -> copy(ProbeText.csv(chosen()))),
            gap,
            note,
            button("probe-delete", Texts.of("probe.delete"), Feather.TRASH_2, this::delete));
    bar.getStyleClass().add("filter-bar");
    return bar;
  }

  private Button button(String id, String text, Feather icon, Runnable run) {
    Button button = new Button(text, new FontIcon(icon));
    button.setId(id);
    button.getStyleClass().add("flat");
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.disableProperty().bind(Bindings.isEmpty(table.getSelectionModel().getSelectedIndices()));
    button.setOnAction(event -> run.run());
    return button;
  }

  private void columns() {
    column(Texts.of("probe.when"), 120, probe -> TIME.format(probe.result().at()));
    column(
        Texts.of("probe.plan"),
        170,
        probe ->
            Texts.of(
                "probe.plan-of",
                ProbeWords.load(probe.result().plan().load()),
                ProbeWords.end(probe.result().plan().end())));
    figure(
        Texts.of("probe.requests"), figures -> String.format(Locale.UK, "%,d", figures.requests()));
    figure(Texts.of("probe.rate"), figures -> Figures.rate(figures.rate()));
    figure(
        Texts.of("probe.errors"), figures -> String.format(Locale.UK, "%,d", figures.errorCount()));
    figure("p50", figures -> ProbeWords.millis(figures.latency().p50()));
    figure("p99", figures -> ProbeWords.millis(figures.latency().p99()));
    figure(Texts.of("probe.max"), figures -> ProbeWords.millis(figures.latency().max()));
    column(Texts.of("probe.ended"), 130, probe -> ProbeWords.ending(probe.result().ending()));
  }

  private void figure(String title, Function<ProbeFigures, String> text) {
    column(title, 80, probe -> text.apply(probe.result().figures())).getStyleClass().add("figure");
  }

  private TableColumn<KeptProbe, String> column(
      String title, double width, Function<KeptProbe, String> text) {
    TableColumn<KeptProbe, String> column = new TableColumn<>(title);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    column.setPrefWidth(width);
    column.setMinWidth(Math.min(width, 70));
    column.setSortable(false);
    table.getColumns().add(column);
    return column;
  }

  private void show(List<KeptProbe> now) {
    Set<String> before = chosen().stream().map(KeptProbe::id).collect(Collectors.toSet());
    changing = true;
    table.getItems().setAll(now);
    table.getSelectionModel().clearSelection();
    for (int i = 0; i < now.size(); i++) {
      if (before.contains(now.get(i).id())) {
        table.getSelectionModel().select(i);
      }
    }
    changing = false;
    note.setText(model.bookProblem());
    selected();
  }

  private void selected() {
    if (!changing) {
      comparison.show(chosen());
    }
  }

  /** Those selected, the oldest first. */
  private List<KeptProbe> chosen() {
    return table.getSelectionModel().getSelectedIndices().stream()
        .filter(index -> index >= 0 && index < table.getItems().size())
        .map(index -> table.getItems().get(index))
        .sorted(Comparator.comparing(KeptProbe::id))
        .toList();
  }

  private void copyCommand() {
    List<KeptProbe> chosen = chosen();
    copy(chosen.stream().map(ProbeText::commandLine).collect(Collectors.joining("\n")));
    String missing =
        chosen.stream()
            .flatMap(probe -> probe.leftOut().stream())
            .distinct()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      note.setText(Texts.of("probe.copied-without", missing));
    }
  }

  private void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
    note.setText(Texts.of("probe.copied"));
  }

  private void delete() {
    model.delete(chosen().stream().map(KeptProbe::id).toList());
  }
}
