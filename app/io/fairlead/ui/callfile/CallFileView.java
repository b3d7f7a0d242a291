package io.fairlead.ui.callfile;

import io.fairlead.ui.call.ResponseModel;
import io.fairlead.ui.call.ResponseView;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.control.code.CodeEditor;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Texts;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.value.ChangeListener;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.util.Subscription;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A call file as it is written, and beside it the answer to the request that is selected in it. */
public final class CallFileView implements AutoCloseable {

  private final CallFilesViewModel model;
  private final Path file;
  private final FileSource text;
  private final Parent root;
  private final CodeEditor code;
  private final ResponseView response;
  private final DataPane pane = new DataPane();
  private final ChangeListener<Optional<CallNode>> onSelected = (o, before, now) -> select(now);
  private final ChangeListener<Optional<CallDetails.Detail>> onDetail =
      (o, before, now) -> show(now);
  private final ChangeListener<Opened> onOpened;
  private Subscription reading = Subscription.EMPTY;
  private Subscription progress = Subscription.EMPTY;
  private Optional<RequestFacts> request = Optional.empty();
  private int line;
  private ResponseModel shown = ResponseModel.none();
  @FXML private Label title;
  @FXML private Label path;
  @FXML private Button run;
  @FXML private SplitPane split;

  /** A view of that file; follows the tool window's selection while that is in the file. */
  public CallFileView(CallFilesViewModel model, Path file) {
    this.model = model;
    this.file = file;
    this.text = new FileSource(file, model.worker(), model.door());
    this.onOpened = (o, before, now) -> text.request();
    this.code =
        new CodeEditor("call-file-code", Texts.of("callfile.code"), model.worker(), model.door());
    this.response = new ResponseView("call-file-response", model.worker(), model.door());
    this.root = FxmlFile.load(this);
  }

  /** What the tab shows. */
  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    Path name = file.getFileName();
    title.setText(name == null ? file.toString() : name.toString());
    path.setText(String.valueOf(file.getParent()));
    path.setTooltip(new Tooltip(file.toString()));
    run.setGraphic(new FontIcon(Feather.PLAY));
    response.setHint(Texts.of("callfile.no-answer-yet"));
    code.setEditable(false);
    pane.setContent(code);
    split.getItems().setAll(pane, response.node());
    split.setDividerPositions(0.5);
    reading = text.readingProperty().subscribe(this::show);
    model.details().selectedProperty().addListener(onSelected);
    model.details().detailProperty().addListener(onDetail);
    model.openedProperty().addListener(onOpened);
    progress = model.progressProperty().subscribe(this::enable);
    select(model.details().selectedProperty().get());
    show(model.details().detailProperty().get());
    text.request();
  }

  private void show(FileSource.Reading now) {
    switch (now) {
      case FileSource.Reading.Coming _ -> pane.showBusy(Texts.of("callfile.reading"));
      case FileSource.Reading.Text(String content) -> {
        if (!content.equals(code.getText())) {
          code.setText(content);
        }
        pane.showContent();
        code.selectLine(line);
      }
      case FileSource.Reading.Unreadable(String why) ->
          pane.showEmpty(
              Feather.FILE_MINUS, why, Texts.of("callfile.unreadable-file"), (Button) null);
    }
  }

  private void select(Optional<CallNode> now) {
    switch (now.orElse(null)) {
      case CallNode.Request selected when selected.key().file().equals(file) -> {
        request = Optional.of(selected.facts());
        go(selected.facts().line());
      }
      case CallNode.Problem problem when problem.problem().file().equals(file) ->
          go(problem.problem().line());
      case null, default -> {}
    }
    enable();
  }

  private void enable() {
    run.setDisable(request.isEmpty() || model.progressProperty().get().running());
  }

  private void go(int to) {
    if (to != line) {
      line = to;
      code.selectLine(line);
    }
  }

  private void show(Optional<CallDetails.Detail> now) {
    now.filter(detail -> detail.request().key().file().equals(file))
        .map(CallDetails.Detail::response)
        .filter(next -> !next.equals(shown))
        .ifPresent(
            next -> {
              shown = next;
              response.show(next);
            });
  }

  @FXML
  private void runSelected() {
    request.ifPresent(model::run);
  }

  @Override
  public void close() {
    reading.unsubscribe();
    progress.unsubscribe();
    model.details().selectedProperty().removeListener(onSelected);
    model.details().detailProperty().removeListener(onDetail);
    model.openedProperty().removeListener(onOpened);
  }
}
