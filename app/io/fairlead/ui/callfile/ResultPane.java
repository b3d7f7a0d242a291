package io.fairlead.ui.callfile;

import io.fairlead.calls.file.FileProblem;
import io.fairlead.calls.file.FileReply;
import io.fairlead.calls.file.Verdict;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What came of the selected request: a line for each expectation; or what is wrong with a row. */
final class ResultPane {

  private static final int MOST_LINES = 200;

  private final Label status = new Label();
  private final Label took = new Label();
  private final Label summary = new Label();
  private final Button source = new Button("", new FontIcon(Feather.CODE));
  private final HBox head;
  private final VBox lines = new VBox();
  private final VBox root;

  ResultPane(Runnable openSource) {
    status.setId("call-files-status");
    status.getStyleClass().add("status-badge");
    took.setId("call-files-time");
    summary.setId("call-files-summary");
    for (Label fixed : List.of(status, took)) {
      fixed.setMinWidth(Region.USE_PREF_SIZE);
    }
    source.setId("call-files-source");
    source.setText(Texts.of("callfile.source"));
    source.getStyleClass().add("flat");
    source.setMinWidth(Region.USE_PREF_SIZE);
    source.setOnAction(event -> openSource.run());
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    head = new HBox(8, status, took, summary, gap, source);
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("call-files-bar");
    lines.setId("call-files-results");
    lines.getStyleClass().add("call-results");
    ScrollPane scroll = new ScrollPane(lines);
    scroll.setFitToWidth(true);
    scroll.setAccessibleText(Texts.of("callfile.results"));
    VBox.setVgrow(scroll, Priority.ALWAYS);
    root = new VBox(head, scroll);
    root.setMinHeight(90);
    show(Optional.empty());
  }

  Node node() {
    return root;
  }

  /** Nothing, a file, a folder. */
  void show(Optional<CallNode> node) {
    say(status, "");
    say(took, "");
    say(summary, "");
    List<Node> rows = new ArrayList<>();
    switch (node.orElse(null)) {
      case null -> rows.add(hint(Texts.of("callfile.select")));
      case CallNode.Problem problem -> rows.addAll(problem(problem.problem()));
      case CallNode.File file ->
          rows.add(hint(Texts.of("callfile.file-hint", requests(file), file.problems())));
      case CallNode.Folder _ -> rows.add(hint(Texts.of("callfile.folder-hint")));
      case CallNode.Rest rest -> rows.add(hint(rest.text()));
      case CallNode.Request _ -> rows.add(hint(Texts.of("callfile.run-hint")));
    }
    source.setVisible(node.filter(one -> !(one instanceof CallNode.Folder)).isPresent());
    lines.getChildren().setAll(rows);
  }

  private static long requests(CallNode.File file) {
    return file.children().stream().filter(CallNode.Request.class::isInstance).count();
  }

  private static List<Node> problem(FileProblem problem) {
    return List.of(
        line(
            Feather.ALERT_TRIANGLE,
            "odd",
            Texts.of("callfile.line-of", problem.line(), problem.explanation()),
            problem.remedy()));
  }

  /** A request and what came of it. */
  void show(CallDetails.Detail detail) {
    Optional<Ran> ran = detail.ran();
    if (ran.isEmpty()) {
      show(Optional.<CallNode>of(detail.request()));
      return;
    }
    FileReply reply = ran.get().reply().orElse(null);
    say(status, reply == null ? "" : String.valueOf(reply.status()));
    say(took, reply == null ? "" : Figures.duration(reply.duration()));
    if (reply != null) {
      status.getStyleClass().removeAll("good", "odd", "bad");
      status.getStyleClass().add(tone(reply.status()));
    }
    say(
        summary,
        ran.get().verdicts().isEmpty()
            ? ""
            : Texts.of("callfile.held-of", ran.get().held(), ran.get().verdicts().size()));
    List<Node> rows = rows(detail, ran.get());
    if (rows.isEmpty()) {
      rows.add(hint(Texts.of("callfile.nothing-expected")));
    }
    source.setVisible(true);
    lines.getChildren().setAll(rows);
  }

  private static List<Node> rows(CallDetails.Detail detail, Ran ran) {
    List<Node> rows = new ArrayList<>();
    if (detail.stale()) {
      rows.add(line(Feather.CLOCK, "odd", Texts.of("callfile.stale-hint"), ""));
    }
    if (detail.request().standing().kind() == Standing.Kind.STOPPED) {
      rows.add(line(Feather.SLASH, "odd", Texts.of("callfile.stopped-hint"), ""));
    }
    ran.failure()
        .ifPresent(
            failure ->
                rows.add(
                    line(Feather.ALERT_CIRCLE, "bad", failure.explanation(), failure.remedy())));
    ran.verdicts().stream().limit(MOST_LINES).map(ResultPane::verdict).forEach(rows::add);
    ran.notes().stream().limit(MOST_LINES).forEach(note -> rows.add(plain(Feather.INFO, note, "")));
    return rows;
  }

  private static String tone(int status) {
    return status >= 500 ? "bad" : status >= 300 ? "odd" : "good";
  }

  private static Node verdict(Verdict verdict) {
    return verdict.held()
        ? line(Feather.CHECK, "good", verdict.expected(), "")
        : line(Feather.X, "bad", verdict.expected(), Texts.of("callfile.came", verdict.came()));
  }

  private static Node line(Feather icon, String tone, String text, String below) {
    HBox line = plain(icon, text, below);
    line.getStyleClass().add(tone);
    return line;
  }

  private static HBox plain(Feather icon, String text, String below) {
    Label first = new Label(text);
    first.setWrapText(true);
    VBox words = new VBox(first);
    if (!below.isEmpty()) {
      Label second = new Label(below);
      second.setWrapText(true);
      second.getStyleClass().add("caption");
      words.getChildren().add(second);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox line = new HBox(6, new FontIcon(icon), words);
    line.getStyleClass().add("call-state");
    return line;
  }

  private static Node hint(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("caption");
    return label;
  }

  private static void say(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
    label.setManaged(!words.isEmpty());
  }
}
