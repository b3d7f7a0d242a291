package io.fairlead.ui.callfile;

import io.fairlead.ui.fx.Texts;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.TreeCell;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One row of the tree: an icon, a method where there is one, the name, how it stands. */
final class CallNodeCell extends TreeCell<CallNode> {

  private final FontIcon icon = new FontIcon(Feather.FOLDER);
  private final Label method = new Label();
  private final Label text = new Label();
  private final Label async = new Label(Texts.of("callfile.async"));
  private final Label note = new Label();
  private final HBox box;
  private final Function<CallNode, ContextMenu> menus;

  CallNodeCell(Consumer<CallNode> run, Function<CallNode, ContextMenu> menus) {
    this.menus = menus;
    getStyleClass().add("call-state");
    method.getStyleClass().add("call-method");
    method.setMinWidth(Region.USE_PREF_SIZE);
    async.getStyleClass().add("call-badge");
    async.setMinWidth(Region.USE_PREF_SIZE);
    note.getStyleClass().add("caption");
    note.setMinWidth(Region.USE_PREF_SIZE);
    text.setMinWidth(24);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    box = new HBox(6, icon, method, text, async, gap, note);
    box.setAlignment(Pos.CENTER_LEFT);
    // As wide as the tree, never wider: the note stays in sight and nothing scrolls sideways.
    setPrefWidth(0);
    setOnMouseClicked(
        event -> {
          CallNode node = getItem();
          if (event.getButton() == MouseButton.PRIMARY
              && event.getClickCount() == 2
              && node instanceof CallNode.Request) {
            run.accept(node);
          }
        });
  }

  @Override
  protected void updateItem(@Nullable CallNode node, boolean empty) {
    super.updateItem(node, empty);
    getStyleClass().removeAll("good", "odd", "bad");
    if (empty || node == null) {
      setGraphic(null);
      setContextMenu(null);
      setAccessibleText(null);
      return;
    }
    text.setText(node.text());
    show(method, node instanceof CallNode.Request request ? request.facts().method() : "");
    boolean isAsync = node instanceof CallNode.Request request && request.facts().async();
    async.setVisible(isAsync);
    async.setManaged(isAsync);
    switch (node) {
      case CallNode.Folder _ -> show(new Row(Feather.FOLDER, "", node.text(), ""));
      case CallNode.File file -> show(rowOf(file));
      case CallNode.Problem _ -> show(problemRow(node));
      case CallNode.Rest _ -> show(new Row(Feather.MORE_HORIZONTAL, "", node.text(), ""));
      case CallNode.Request request -> {
        StandingSign sign = StandingSign.of(request.standing());
        int expectations = request.facts().expectations();
        String number = expectations == 0 ? "" : String.valueOf(expectations);
        String expected = Texts.of("callfile.expectations", expectations);
        show(
            new Row(
                sign.icon(),
                sign.note().isEmpty() ? number : sign.note(),
                Texts.of(
                    "callfile.row", request.facts().method(), node.text(), sign.words(), expected),
                sign.tone()));
      }
    }
    setGraphic(box);
    setContextMenu(menus.apply(node));
  }

  private record Row(org.kordamp.ikonli.Ikon icon, String note, String words, String tone) {}

  private static Row rowOf(CallNode.File file) {
    if (file.problems() > 0) {
      String words = Texts.of("callfile.problems", file.problems());
      return new Row(Feather.FILE_TEXT, words, file.text() + " " + words, "odd");
    }
    String words = file.bad() == 0 ? "" : Texts.of("callfile.failed", file.bad());
    return new Row(
        Feather.FILE_TEXT, words, file.text() + " " + words, file.bad() == 0 ? "" : "bad");
  }

  private static Row problemRow(CallNode node) {
    int line = node instanceof CallNode.Problem problem ? problem.problem().line() : 0;
    return new Row(
        Feather.ALERT_TRIANGLE,
        Texts.of("callfile.line", line),
        Texts.of("callfile.line", line) + " " + node.text(),
        "odd");
  }

  private void show(Row row) {
    icon.setIconCode(row.icon());
    show(note, row.note());
    setAccessibleText(row.words());
    if (!row.tone().isEmpty()) {
      getStyleClass().add(row.tone());
    }
  }

  private static void show(Label label, String words) {
    label.setText(words);
    label.setVisible(!words.isEmpty());
    label.setManaged(!words.isEmpty());
  }
}
