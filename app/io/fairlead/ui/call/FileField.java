package io.fairlead.ui.call;

import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import javafx.geometry.Insets;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The path of the file that is the body, and what the disk says about it. */
final class FileField extends VBox {

  FileField(BodyModel model, FileQuestion question) {
    TextField path = new TextField();
    path.setId("call-body-path");
    path.setPromptText(Texts.of("request.path-hint"));
    path.setAccessibleText(Texts.of("request.path"));
    path.textProperty().bindBidirectional(model.fileProperty());
    HBox.setHgrow(path, Priority.ALWAYS);
    Button choose = new Button(Texts.of("request.choose-file"), new FontIcon(Feather.FOLDER));
    choose.setId("call-body-choose");
    choose.setMinWidth(USE_PREF_SIZE);
    choose.setOnAction(
        event ->
            question
                .ask(getScene() == null ? null : getScene().getWindow())
                .ifPresent(file -> model.fileProperty().set(file.toString())));
    Label facts = new Label();
    facts.setId("call-body-size");
    facts.getStyleClass().add("caption");
    model
        .fileFactsProperty()
        .addListener((observable, before, now) -> facts.setText(said(model, now)));
    facts.setText(said(model, model.fileFactsProperty().get()));
    setSpacing(6);
    setPadding(new Insets(8, 12, 8, 12));
    getChildren().addAll(new HBox(6, path, choose), facts);
  }

  private static String said(BodyModel model, FileFacts facts) {
    if (model.fileProperty().get().isBlank()) {
      return "";
    }
    return switch (facts) {
      case FileFacts.Found(long bytes) -> Texts.of("request.file-size", Figures.bytes(bytes));
      case FileFacts.Unseen _ -> Texts.of("request.looking");
      // The line below says these.
      case FileFacts.Missing _, FileFacts.Unreadable _ -> "";
    };
  }
}
