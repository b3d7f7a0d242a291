package io.fairlead.ui.call;

import atlantafx.base.theme.Styles;
import io.fairlead.calls.CallBody;
import io.fairlead.ui.control.code.Language;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Texts;
import java.io.File;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * The body of a call: its kind, its content type, and an editor that fits the kind. A file dropped
 * anywhere on it becomes the body, or a part.
 *
 * <p>On the FX thread alone.
 */
public final class BodyEditor implements AutoCloseable {

  private final BodyModel model;
  private final FileQuestion question;
  private final BorderPane root = new BorderPane();
  private final BodyKinds kinds;
  private final ComboBox<String> contentType = new ComboBox<>();
  private final Label fixedType = new Label();
  private final Button format = new Button(Texts.of("request.format"));
  private final HBox encodings = new HBox();
  private final Label bytes = new Label();
  private final Label problem = new Label();
  private final BodyTextArea text;
  private final BodyTextArea json;
  private final BodyTextArea binary;
  private final Node form;
  private final Node parts;
  private final Node file;
  private final Node none = nothing();

  /**
   * An editor without a body that asks for files with the dialog of the system.
   *
   * @param worker finds the parts of texts, off the FX thread
   * @param door the way back
   */
  public BodyEditor(Executor worker, Door door) {
    this(new BodyModel(door), new SystemFileQuestion(), worker, door);
  }

  /** An editor of that model. */
  BodyEditor(BodyModel model, FileQuestion question, Executor worker, Door door) {
    this.model = model;
    this.question = question;
    kinds = new BodyKinds(model.kindProperty());
    text = new BodyTextArea("call-body", Texts.of("request.text-hint"), worker, door);
    json = new BodyTextArea("call-body-json", Texts.of("request.json-hint"), worker, door);
    binary = new BodyTextArea("call-body-binary", Texts.of("request.hex-hint"), worker, door);
    json.languageProperty().set(Language.JSON);
    text.languageProperty().bind(model.contentTypeProperty().map(Language::ofContentType));
    text.textProperty().bindBidirectional(model.textProperty());
    json.textProperty().bindBidirectional(model.jsonProperty());
    binary.textProperty().bindBidirectional(model.binaryProperty());
    form = scrolled(formRows());
    parts = scrolled(partRows());
    file = new FileField(model, question);
    buildHead();
    buildFoot();
    root.addEventHandler(DragEvent.DRAG_OVER, BodyEditor::acceptFiles);
    root.addEventHandler(DragEvent.DRAG_DROPPED, this::takeFiles);
    model.kindProperty().addListener((_, _, _) -> showKind());
    showKind();
  }

  /** What the call's editor shows. */
  public Region node() {
    return root;
  }

  /** What is behind it. */
  public BodyModel model() {
    return model;
  }

  /** The body as it would be sent; set from outside, it is shown. */
  public ObjectProperty<CallBody> bodyProperty() {
    return model.bodyProperty();
  }

  /** What is wrong with what is written. */
  public ReadOnlyObjectProperty<Optional<BodyProblem>> problemProperty() {
    return model.problemProperty();
  }

  /** The content type that follows the body where no header names one; empty for none. */
  public ReadOnlyStringProperty effectiveContentTypeProperty() {
    return model.effectiveContentTypeProperty();
  }

  /** Puts the keyboard where the body is written. */
  public void focus() {
    switch (model.kindProperty().get()) {
      case TEXT -> text.node().requestFocus();
      case JSON -> json.node().requestFocus();
      case BINARY -> binary.node().requestFocus();
      case FORM -> focusField(form);
      case MULTIPART -> focusField(parts);
      case FILE -> focusField(file);
      case NONE -> kinds.focus();
    }
  }

  private static void focusField(Node editor) {
    Node field = editor.lookup(".text-field");
    if (field != null) {
      field.requestFocus();
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private FormRows formRows() {
    FormRows rows = new FormRows();
    rows.fieldsProperty().bindBidirectional(model.fieldsProperty());
    return rows;
  }

  private MultipartRows partRows() {
    MultipartRows rows = new MultipartRows(question);
    rows.partsProperty().bindBidirectional(model.partsProperty());
    return rows;
  }

  private static ScrollPane scrolled(Region content) {
    content.getStyleClass().add("request-rows");
    ScrollPane pane = new ScrollPane(content);
    pane.setFitToWidth(true);
    return pane;
  }

  private static Node nothing() {
    Label title = new Label(Texts.of("request.no-body"));
    Label hint = new Label(Texts.of("request.no-body-hint"));
    hint.getStyleClass().add("caption");
    VBox box = new VBox(title, hint);
    box.getStyleClass().add("request-nothing");
    return box;
  }

  private void buildHead() {
    contentType.setId("call-body-type");
    contentType.setEditable(true);
    contentType.setAccessibleText(Texts.of("request.content-type"));
    contentType.setTooltip(new Tooltip(Texts.of("request.content-type")));
    contentType.setPromptText(Texts.of("request.content-type-hint"));
    contentType.getItems().setAll(ContentTypes.OFFERED);
    contentType.setPrefWidth(210);
    contentType.setMinWidth(130);
    contentType.getEditor().textProperty().bindBidirectional(model.contentTypeProperty());
    fixedType.setId("call-body-fixed-type");
    fixedType.getStyleClass().add("caption");
    fixedType.textProperty().bind(model.contentTypeProperty());
    format.setId("call-body-format");
    format.setTooltip(new Tooltip(Texts.of("request.format-hint")));
    format.setMinWidth(Region.USE_PREF_SIZE);
    format.setOnAction(event -> json.format());
    format.disableProperty().bind(model.jsonProperty().isEmpty());
    buildEncodings();
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox head = new HBox(kinds, space, encodings, format, fixedType, contentType);
    head.getStyleClass().add("request-head");
    root.setTop(head);
  }

  private void buildEncodings() {
    ToggleGroup group = new ToggleGroup();
    ToggleButton hex = encoding("call-body-hex", Texts.of("request.hex"), Styles.LEFT_PILL);
    ToggleButton base64 =
        encoding("call-body-base64", Texts.of("request.base64"), Styles.RIGHT_PILL);
    group.getToggles().addAll(hex, base64);
    hex.setSelected(true);
    group
        .selectedToggleProperty()
        .addListener(
            (observable, before, now) -> {
              if (now == null) {
                group.selectToggle(before);
              } else {
                model
                    .encodingProperty()
                    .set(hex.equals(now) ? BinaryText.Encoding.HEX : BinaryText.Encoding.BASE64);
              }
            });
    model
        .encodingProperty()
        .addListener(
            (observable, before, now) -> {
              boolean isHex = now == BinaryText.Encoding.HEX;
              group.selectToggle(isHex ? hex : base64);
              binary.setPrompt(
                  isHex ? Texts.of("request.hex-hint") : Texts.of("request.base64-hint"));
            });
    encodings.setAccessibleText(Texts.of("request.encoding"));
    encodings.getChildren().addAll(hex, base64);
  }

  private static ToggleButton encoding(String id, String name, String pill) {
    ToggleButton button = new ToggleButton(name);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.getStyleClass().addAll(Styles.SMALL, pill);
    return button;
  }

  private void buildFoot() {
    problem.setId("call-body-problem");
    problem.setWrapText(true);
    problem.managedProperty().bind(problem.visibleProperty());
    bytes.setId("call-body-bytes");
    bytes.getStyleClass().add("caption");
    bytes.managedProperty().bind(bytes.visibleProperty());
    HBox foot = new HBox(12, problem, bytes);
    foot.getStyleClass().add("request-foot");
    foot.managedProperty().bind(problem.visibleProperty().or(bytes.visibleProperty()));
    root.setBottom(foot);
    model.problemProperty().addListener((_, _, _) -> showProblem());
    model.bodyProperty().addListener((_, _, _) -> showProblem());
    showProblem();
  }

  private void showProblem() {
    Optional<BodyProblem> found = model.problemProperty().get();
    problem.setText(found.map(BodyProblem::text).orElse(""));
    problem.setVisible(found.isPresent());
    boolean blocks = found.isPresent() && found.get().blocks();
    problem.getStyleClass().removeAll("field-error", "field-warning");
    problem.getStyleClass().add(blocks ? "field-error" : "field-warning");
    boolean isBinary = model.kindProperty().get() == BodyModel.Kind.BINARY;
    bytes.setVisible(isBinary && found.isEmpty());
    bytes.setText(Texts.of("request.bytes", model.bytes()));
  }

  private void showKind() {
    BodyModel.Kind kind = model.kindProperty().get();
    root.setCenter(
        switch (kind) {
          case NONE -> none;
          case TEXT -> text.node();
          case JSON -> json.node();
          case FORM -> form;
          case MULTIPART -> parts;
          case FILE -> file;
          case BINARY -> binary.node();
        });
    show(format, kind == BodyModel.Kind.JSON);
    show(encodings, kind == BodyModel.Kind.BINARY);
    // Of these two it follows from how the body is written.
    boolean fixed = kind == BodyModel.Kind.FORM || kind == BodyModel.Kind.MULTIPART;
    show(fixedType, fixed);
    show(contentType, !fixed && kind != BodyModel.Kind.NONE);
    if (kind == BodyModel.Kind.FILE || kind == BodyModel.Kind.MULTIPART) {
      model.refresh();
    }
    showProblem();
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static void acceptFiles(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  private void takeFiles(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      model.drop(event.getDragboard().getFiles().stream().map(File::toPath).toList());
      event.setDropCompleted(true);
      event.consume();
    }
  }
}
