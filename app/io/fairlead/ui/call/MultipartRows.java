package io.fairlead.ui.call;

import atlantafx.base.theme.Styles;
import io.fairlead.calls.CallBody;
import io.fairlead.ui.fx.Texts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * The parts of a multipart body, each a text or a file; there is always one empty row at the end.
 * Rows without a name do not count.
 *
 * <p>On the FX thread alone.
 */
final class MultipartRows extends VBox {

  private static final String PREFIX = "call-part";

  private final FileQuestion question;
  private final List<Row> rows = new ArrayList<>();
  private final ObjectProperty<List<CallBody.Part>> parts = new SimpleObjectProperty<>(List.of());
  private boolean showing;

  MultipartRows(FileQuestion question) {
    this.question = question;
    setSpacing(4);
    append();
    parts.addListener(
        (observable, before, now) -> {
          if (!now.equals(written())) {
            show(now);
          }
        });
  }

  /** The parts that have a name; set from outside, they are shown. */
  ObjectProperty<List<CallBody.Part>> partsProperty() {
    return parts;
  }

  private List<CallBody.Part> written() {
    return rows.stream().map(Row::part).filter(part -> !part.name().isBlank()).toList();
  }

  private void show(List<CallBody.Part> wanted) {
    showing = true;
    try {
      rows.clear();
      getChildren().clear();
      for (CallBody.Part part : wanted) {
        append().show(part);
      }
      append();
    } finally {
      showing = false;
    }
  }

  private Row append() {
    Row row = new Row();
    rows.add(row);
    getChildren().add(row.box);
    number();
    return row;
  }

  private void edited(Row row) {
    if (showing) {
      return;
    }
    if (row == rows.getLast()) {
      append();
    }
    parts.set(written());
  }

  private void remove(Row row) {
    if (row != rows.getLast()) {
      int index = rows.indexOf(row);
      rows.remove(row);
      getChildren().remove(row.box);
      number();
      parts.set(written());
      rows.get(Math.min(index, rows.size() - 1)).name.requestFocus();
    }
  }

  private void number() {
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      row.name.setId(PREFIX + "-name-" + i);
      row.value.setId(PREFIX + "-value-" + i);
      row.asFile.setId(PREFIX + "-file-" + i);
      row.choose.setId(PREFIX + "-choose-" + i);
      row.type.setId(PREFIX + "-type-" + i);
      row.remove.setId(PREFIX + "-remove-" + i);
      row.remove.setVisible(i < rows.size() - 1);
    }
  }

  private final class Row {
    private final TextField name = field(Texts.of("request.part-name"), 12);
    private final ToggleButton asFile = new ToggleButton("", new FontIcon(Feather.PAPERCLIP));
    private final TextField value = field(Texts.of("request.part-value"), 20);
    private final Button choose =
        new Button(Texts.of("request.choose-file"), new FontIcon(Feather.FOLDER));
    private final TextField type = field(Texts.of("request.part-type"), 14);
    private final Button remove =
        new Button(Texts.of("request.remove-part"), new FontIcon(Feather.X));
    private final HBox box = new HBox(4, name, asFile, value, choose, type, remove);
    private String guessed = "";

    private Row() {
      box.getStyleClass().add("value-row");
      HBox.setHgrow(value, Priority.ALWAYS);
      name.setMinWidth(USE_PREF_SIZE);
      asFile.setAccessibleText(Texts.of("request.part-as-file"));
      asFile.setTooltip(new Tooltip(Texts.of("request.part-as-file")));
      asFile.getStyleClass().addAll("button-icon", Styles.FLAT);
      choose.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      choose.setAccessibleText(Texts.of("request.choose-file"));
      choose.getStyleClass().add("button-icon");
      remove.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
      remove.setAccessibleText(Texts.of("request.remove-part"));
      remove.getStyleClass().addAll("button-icon", Styles.FLAT);
      for (var only : List.of(choose, type)) {
        only.visibleProperty().bind(asFile.selectedProperty());
        only.managedProperty().bind(asFile.selectedProperty());
      }
      listen();
    }

    private void listen() {
      name.textProperty().addListener((_, _, _) -> edited(this));
      value.textProperty().addListener((_, _, _) -> valueEdited());
      type.textProperty().addListener((_, _, _) -> edited(this));
      asFile
          .selectedProperty()
          .addListener(
              (observable, before, now) -> {
                String prompt =
                    now ? Texts.of("request.path-hint") : Texts.of("request.part-value");
                value.setPromptText(prompt);
                value.setAccessibleText(prompt);
                valueEdited();
              });
      choose.setOnAction(
          event ->
              question
                  .ask(getScene() == null ? null : getScene().getWindow())
                  .ifPresent(this::choose));
      remove.setOnAction(event -> MultipartRows.this.remove(this));
      box.setOnDragOver(
          event -> {
            if (event.getDragboard().hasFiles()) {
              event.acceptTransferModes(TransferMode.COPY);
              event.consume();
            }
          });
      box.setOnDragDropped(
          event -> {
            if (event.getDragboard().hasFiles()) {
              choose(event.getDragboard().getFiles().getFirst().toPath());
              event.setDropCompleted(true);
              event.consume();
            }
          });
    }

    private void choose(Path file) {
      CallBody.Part part = BodyDrafts.filePart(file);
      String kept = name.getText().isBlank() ? part.name() : name.getText();
      asFile.setSelected(true);
      value.setText(file.toString());
      value.end();
      name.setText(kept);
    }

    private void valueEdited() {
      if (!showing && asFile.isSelected() && type.getText().equals(guessed)) {
        guessed =
            value.getText().isBlank() ? "" : ContentTypes.ofFile(BodyModel.path(value.getText()));
        type.setText(guessed);
      }
      edited(this);
    }

    private void show(CallBody.Part part) {
      name.setText(part.name());
      asFile.setSelected(part.file().isPresent());
      value.setText(part.file().map(Path::toString).orElse(part.value()));
      // Of a long path the end says which file it is.
      value.end();
      type.setText(part.file().isPresent() ? part.value() : "");
    }

    private CallBody.Part part() {
      return asFile.isSelected()
          ? new CallBody.Part(
              name.getText(), type.getText(), Optional.of(BodyModel.path(value.getText())))
          : new CallBody.Part(name.getText(), value.getText(), Optional.empty());
    }

    private static TextField field(String prompt, int columns) {
      TextField field = new TextField();
      field.setPromptText(prompt);
      field.setAccessibleText(prompt);
      field.setPrefColumnCount(columns);
      return field;
    }
  }
}
