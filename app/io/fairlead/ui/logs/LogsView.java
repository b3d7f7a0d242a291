package io.fairlead.ui.logs;

import io.fairlead.model.Failure;
import io.fairlead.model.LogLine;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.fx.FxmlFile;
import io.fairlead.ui.fx.Texts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The log tab of a function's editor. */
public final class LogsView {

  private static final int SHOWN = 4_000;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final LogsViewModel model;
  private final Parent root;
  private final DataPane pane = new DataPane();
  private final ListView<LogLine> list = new ListView<>();
  private boolean followsEnd = true;
  @FXML private TextField filter;
  @FXML private ToggleButton follow;
  @FXML private Label count;
  @FXML private StackPane place;

  /** A view of that log. */
  public LogsView(LogsViewModel model) {
    this.model = model;
    this.root = FxmlFile.load(this);
  }

  /** What the tab shows. */
  public Parent root() {
    return root;
  }

  @FXML
  private void initialize() {
    filter.textProperty().bindBidirectional(model.filterProperty());
    follow.selectedProperty().bindBidirectional(model.followingProperty());
    list.setId("logs-list");
    list.setAccessibleText(Texts.of("logs.title"));
    list.getStyleClass().add("code");
    list.setFixedCellSize(20);
    list.setCellFactory(view -> new Line());
    pane.setContent(list);
    place.getChildren().setAll(pane);
    list.skinProperty().addListener((o, before, now) -> watchScrolling());
    model.stateProperty().addListener((observable, before, now) -> show(now));
    show(model.stateProperty().get());
  }

  private void show(LogsViewModel.State state) {
    if (!state.asked()) {
      pane.showBusy(Texts.of("logs.reading"));
      return;
    }
    count.setText(
        state.dropped() > 0
            ? Texts.of("logs.count-dropped", state.lines().size(), state.dropped())
            : Texts.of("logs.count", state.lines().size()));
    if (state.failure().isPresent() && state.lines().isEmpty()) {
      Failure failure = state.failure().get();
      pane.showFailure(failure, null);
      return;
    }
    if (state.lines().isEmpty()) {
      boolean filtered = !model.filterProperty().get().isBlank();
      pane.showEmpty(
          Feather.FILE_TEXT,
          Texts.of(filtered ? "logs.none-match" : "logs.none"),
          filtered ? "" : Texts.of("logs.none-hint"),
          null);
      return;
    }
    boolean atEnd = followsEnd;
    replaceLines(state.lines());
    pane.showContent();
    if (atEnd) {
      list.scrollTo(state.lines().size() - 1);
    }
  }

  /** Appends where the lines grew, so that an operator who has scrolled back stays where he is. */
  private void replaceLines(List<LogLine> lines) {
    ObservableList<LogLine> shown = list.getItems();
    int size = shown.size();
    boolean grew = size > 0 && lines.size() >= size && lines.subList(0, size).equals(shown);
    if (grew) {
      shown.addAll(lines.subList(size, lines.size()));
    } else {
      shown.setAll(lines);
    }
  }

  /** Watches whether the operator scrolled away from the newest line. */
  private void watchScrolling() {
    for (Node node : list.lookupAll(".scroll-bar")) {
      if (node instanceof ScrollBar bar && bar.getOrientation() == Orientation.VERTICAL) {
        bar.valueProperty()
            .addListener((o, before, now) -> followsEnd = now.doubleValue() >= bar.getMax() - 0.01);
      }
    }
  }

  @FXML
  private void clear() {
    model.clear();
  }

  /** A label lays out all of its text, shown or not. */
  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + " …";
  }

  private static final class Line extends ListCell<LogLine> {

    private final Label time = new Label();
    private final Label instance = new Label();
    private final Label text = new Label();
    private final HBox box = new HBox(12, time, instance, text);

    Line() {
      time.getStyleClass().add("caption");
      instance.getStyleClass().add("caption");
      time.setMinWidth(USE_PREF_SIZE);
      instance.setMinWidth(USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable LogLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        return;
      }
      time.setText(TIME.format(line.at()));
      instance.setText(line.instance());
      text.setText(shortened(line.text()));
      setGraphic(box);
    }
  }
}
