package io.fairlead.ui.call;

import io.fairlead.calls.NamedCall;
import io.fairlead.ui.fx.Texts;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The saved calls of a function, and the line in which a new one gets its name. */
final class SavedCalls {

  private final CallMemory memory;
  private final MenuButton menu;
  private final TextField name = new TextField();
  private final HBox line;

  SavedCalls(CallMemory memory, MenuButton menu) {
    this.memory = memory;
    this.menu = menu;
    menu.setGraphic(new FontIcon(Feather.BOOKMARK));
    name.setId("call-save-name");
    name.setPromptText(Texts.of("call.save-name"));
    name.setAccessibleText(Texts.of("call.save-name"));
    name.setPrefColumnCount(24);
    Button save = new Button(Texts.of("call.save"));
    save.setId("call-save");
    save.setOnAction(event -> save());
    Button leave = new Button(Texts.of("call.save-not"));
    leave.setId("call-save-cancel");
    leave.setOnAction(event -> ask(false));
    name.setOnAction(event -> save());
    name.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            ask(false);
            event.consume();
          }
        });
    line = new HBox(6, new Label(Texts.of("call.save-as-label")), name, save, leave);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("call-save-line");
    ask(false);
    memory.savedProperty().subscribe(this::list);
  }

  /** Where the name is asked for; hidden until then. */
  HBox line() {
    return line;
  }

  private void list(List<NamedCall> saved) {
    menu.getItems().clear();
    for (int i = 0; i < saved.size(); i++) {
      NamedCall named = saved.get(i);
      MenuItem item = new MenuItem(named.name());
      item.setMnemonicParsing(false);
      item.setId("call-saved-" + i);
      item.setOnAction(event -> memory.open(named));
      menu.getItems().add(item);
    }
    if (!saved.isEmpty()) {
      menu.getItems().addAll(new SeparatorMenuItem(), removal(saved));
    }
    MenuItem saveAs = new MenuItem(Texts.of("call.save-as"));
    saveAs.setId("call-save-as");
    saveAs.setOnAction(event -> ask(true));
    menu.getItems().add(saveAs);
  }

  private Menu removal(List<NamedCall> saved) {
    Menu removal = new Menu(Texts.of("call.remove-saved"));
    removal.setId("call-remove-saved");
    for (NamedCall named : saved) {
      MenuItem item = new MenuItem(named.name());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> memory.remove(named));
      removal.getItems().add(item);
    }
    return removal;
  }

  private void ask(boolean asked) {
    line.setVisible(asked);
    line.setManaged(asked);
    if (asked) {
      name.requestFocus();
      name.selectAll();
    }
  }

  private void save() {
    if (memory.save(name.getText())) {
      ask(false);
    }
  }
}
