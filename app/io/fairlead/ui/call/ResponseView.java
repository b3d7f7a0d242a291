package io.fairlead.ui.call;

import io.fairlead.model.Header;
import io.fairlead.ui.control.DataPane;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.io.ByteArrayInputStream;
import java.util.List;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Shows one answer: status, who made it, time and size; its body and its headers. */
public final class ResponseView {

  private final DataPane pane = new DataPane();
  private final Label status = new Label();
  private final Label took = new Label();
  private final Label size = new Label();
  private final Label producer = new Label();
  private final Label note = new Label();
  private final StackPane bodyPlace = new StackPane();
  private final TextArea text = new TextArea();
  private final TableView<Header> headers = new TableView<>();
  private final Tab headersTab = new Tab();

  /**
   * A view without an answer.
   *
   * @param prefix its controls carry the ids {@code PREFIX-status}, {@code PREFIX-body} and so on
   */
  public ResponseView(String prefix) {
    pane.setId(prefix + "-pane");
    pane.setMinHeight(110);
    status.setId(prefix + "-status");
    status.getStyleClass().add("status-badge");
    took.setId(prefix + "-time");
    size.setId(prefix + "-size");
    producer.setId(prefix + "-producer");
    producer.getStyleClass().add("caption");
    note.setId(prefix + "-note");
    note.getStyleClass().add("caption");
    text.setId(prefix + "-body");
    text.setEditable(false);
    text.getStyleClass().add("code");
    text.setAccessibleText(Texts.of("call.response-body"));
    headers.setId(prefix + "-headers");
    headers.setAccessibleText(Texts.of("call.response-headers"));
    headers.getColumns().add(column(Texts.of("pairs.name"), 220, true));
    headers.getColumns().add(column(Texts.of("pairs.value"), 460, false));
    headers.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_LAST_COLUMN);
    pane.setContent(content());
    show(ResponseModel.none());
  }

  private static TableColumn<Header, String> column(String title, double width, boolean name) {
    TableColumn<Header, String> column = new TableColumn<>(title);
    column.setPrefWidth(width);
    column.setCellValueFactory(
        row -> new ReadOnlyStringWrapper(name ? row.getValue().name() : row.getValue().value()));
    return column;
  }

  private Node content() {
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox line = new HBox(12, status, took, size, producer, gap, note);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("response-line");
    status.setMinWidth(Region.USE_PREF_SIZE);
    took.setMinWidth(Region.USE_PREF_SIZE);
    size.setMinWidth(Region.USE_PREF_SIZE);
    Tab bodyTab = new Tab(Texts.of("call.body"), bodyPlace);
    headersTab.setContent(headers);
    TabPane tabs = new TabPane(bodyTab, headersTab);
    tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
    VBox.setVgrow(tabs, Priority.ALWAYS);
    return new VBox(line, tabs);
  }

  /** What a parent lays out. */
  public Region node() {
    return pane;
  }

  /** Shows an answer; on the FX thread. */
  public void show(ResponseModel answer) {
    switch (answer.phase()) {
      case NONE ->
          pane.showEmpty(
              Feather.SEND,
              Texts.of("call.nothing-sent"),
              Texts.of("call.nothing-sent-hint"),
              null);
      case SENDING -> pane.showBusy(Texts.of("call.sending"));
      case QUEUED -> pane.showBusy(answer.note());
      case FAILED ->
          answer
              .failure()
              .ifPresentOrElse(
                  failure -> pane.showFailure(failure, null),
                  () -> pane.showEmpty(Feather.ALERT_CIRCLE, answer.note(), "", null));
      case ANSWERED -> showAnswer(answer);
    }
  }

  private void showAnswer(ResponseModel answer) {
    int code = answer.status().orElse(0);
    status.setText(String.valueOf(code));
    status.getStyleClass().removeAll("good", "odd", "bad");
    if (code >= 500) {
      status.getStyleClass().add("bad");
    } else {
      status.getStyleClass().add(code >= 300 ? "odd" : "good");
    }
    took.setText(answer.took().map(Figures::duration).orElse(""));
    size.setText(Figures.bytes(answer.body().bytes().length));
    producer.setText(answer.producer());
    note.setText(answer.note());
    headers.setItems(FXCollections.observableList(List.copyOf(answer.headers())));
    headersTab.setText(Texts.of("call.headers-count", answer.headers().size()));
    showBody(answer.body());
    pane.showContent();
  }

  private void showBody(Body body) {
    switch (body.kind()) {
      case EMPTY -> {
        Label empty = new Label(Texts.of("call.empty-body"));
        empty.getStyleClass().add("caption");
        bodyPlace.getChildren().setAll(empty);
      }
      case IMAGE -> bodyPlace.getChildren().setAll(picture(body));
      case TEXT, JSON, BINARY -> {
        text.setText(body.text());
        bodyPlace.getChildren().setAll(text);
      }
    }
  }

  private static Node picture(Body body) {
    Image image = new Image(new ByteArrayInputStream(body.bytes()));
    if (image.isError()) {
      return new Label(Texts.of("call.broken-image", body.text()));
    }
    ImageView view = new ImageView(image);
    view.setAccessibleText(body.text());
    view.setPreserveRatio(true);
    Label caption =
        new Label(
            Texts.of("call.image", body.text(), (int) image.getWidth(), (int) image.getHeight()));
    caption.getStyleClass().add("caption");
    VBox box = new VBox(10, view, caption);
    box.setAlignment(Pos.CENTER);
    ScrollPane scroll = new ScrollPane(box);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    return scroll;
  }
}
