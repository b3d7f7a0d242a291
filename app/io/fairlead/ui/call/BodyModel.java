package io.fairlead.ui.call;

import io.fairlead.calls.CallBody;
import io.fairlead.ui.fx.Door;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import okio.ByteString;

/**
 * A body in the making: one kind is chosen, and each kind keeps what was written for it.
 *
 * <p>On the thread of the door alone; files are looked at beside it.
 */
public final class BodyModel implements AutoCloseable {

  /** What a body can be. */
  public enum Kind {
    NONE,
    TEXT,
    JSON,
    FORM,
    MULTIPART,
    FILE,
    BINARY
  }

  /** A longer text belongs in a file: no text control holds it without effort. */
  public static final int LONGEST_TEXT = 2 << 20;

  private final ObjectProperty<CallBody> body = new SimpleObjectProperty<>(new CallBody.None());
  private final ObjectProperty<Kind> kind = new SimpleObjectProperty<>(Kind.NONE);
  private final StringProperty text = new SimpleStringProperty("");
  private final StringProperty json = new SimpleStringProperty("");
  private final ObjectProperty<List<CallBody.Field>> fields = new SimpleObjectProperty<>(List.of());
  private final ObjectProperty<List<CallBody.Part>> parts = new SimpleObjectProperty<>(List.of());
  private final StringProperty file = new SimpleStringProperty("");
  private final BinaryDraft binary = new BinaryDraft();
  private final StringProperty contentType = new SimpleStringProperty("");
  private final Map<Kind, String> types = new EnumMap<>(Kind.class);
  private final ReadOnlyStringWrapper effectiveType = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<BodyProblem>> problem =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<FileFacts> fileFacts =
      new ReadOnlyObjectWrapper<>(new FileFacts.Unseen());
  private final FileInspection inspection;
  private Set<Path> inspected = Set.of();
  private String guessedType = "";
  private boolean showing;
  private boolean writing;

  /** No body. */
  public BodyModel(Door door) {
    inspection = new FileInspection(door, this::check);
    types.put(Kind.TEXT, ContentTypes.TEXT);
    types.put(Kind.JSON, ContentTypes.JSON);
    types.put(Kind.FORM, ContentTypes.FORM);
    types.put(Kind.MULTIPART, ContentTypes.MULTIPART);
    types.put(Kind.BINARY, ContentTypes.BYTES);
    listen();
  }

  private void listen() {
    body.addListener(
        (observable, before, now) -> {
          if (!writing) {
            show(now);
          }
        });
    kind.addListener((observable, before, now) -> switched(before, now));
    contentType.addListener(
        (observable, before, now) -> {
          types.put(kind.get(), now);
          edited();
        });
    binary.encodingProperty().addListener((_, _, _) -> edited());
    file.addListener((observable, before, now) -> guessType(now));
    for (StringProperty draft : List.of(text, json, file, binary.textProperty())) {
      draft.addListener((_, _, _) -> edited());
    }
    fields.addListener((_, _, _) -> edited());
    parts.addListener((_, _, _) -> edited());
  }

  /** The body as it would be sent; set from outside, it is shown, and other kinds are kept. */
  public ObjectProperty<CallBody> bodyProperty() {
    return body;
  }

  /** The chosen kind. */
  public ObjectProperty<Kind> kindProperty() {
    return kind;
  }

  /** What is written for {@link Kind#TEXT}. */
  public StringProperty textProperty() {
    return text;
  }

  /** What is written for {@link Kind#JSON}. */
  public StringProperty jsonProperty() {
    return json;
  }

  /** The fields of {@link Kind#FORM}. */
  public ObjectProperty<List<CallBody.Field>> fieldsProperty() {
    return fields;
  }

  /** The parts of {@link Kind#MULTIPART}. */
  public ObjectProperty<List<CallBody.Part>> partsProperty() {
    return parts;
  }

  /** The path of {@link Kind#FILE}. */
  public StringProperty fileProperty() {
    return file;
  }

  /** The digits of {@link Kind#BINARY}. */
  public StringProperty binaryProperty() {
    return binary.textProperty();
  }

  /** How they are written; changed, they are written anew. */
  ObjectProperty<BinaryText.Encoding> encodingProperty() {
    return binary.encodingProperty();
  }

  /** The content type of the chosen kind; empty for none. */
  public StringProperty contentTypeProperty() {
    return contentType;
  }

  /** The content type that follows the body where no header names one; empty for none. */
  public ReadOnlyStringProperty effectiveContentTypeProperty() {
    return effectiveType.getReadOnlyProperty();
  }

  /** What is wrong with what is written. */
  public ReadOnlyObjectProperty<Optional<BodyProblem>> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What the disk says about the file. */
  ReadOnlyObjectProperty<FileFacts> fileFactsProperty() {
    return fileFacts.getReadOnlyProperty();
  }

  /** What the disk says about the file of a part. */
  FileFacts facts(Path path) {
    return inspection.of(path);
  }

  /** What the digits of {@link Kind#BINARY} stand for. */
  BinaryText.Reading binaryReading() {
    return binary.reading();
  }

  /** How many bytes the digits of {@link Kind#BINARY} make, as far as they are right. */
  int bytes() {
    return binary.bytes().size();
  }

  /** Files were dropped: they become parts where parts are written, else the first is the body. */
  public void drop(List<Path> files) {
    if (files.isEmpty()) {
      return;
    }
    if (kind.get() == Kind.MULTIPART) {
      parts.set(BodyDrafts.joined(parts.get(), files.stream().map(BodyDrafts::filePart).toList()));
    } else {
      kind.set(Kind.FILE);
      file.set(files.getFirst().toString());
    }
  }

  /** Looks at the files again. */
  public void refresh() {
    inspection.want(inspected);
  }

  @Override
  public void close() {
    inspection.close();
  }

  private void edited() {
    if (showing) {
      return;
    }
    writing = true;
    try {
      body.set(written());
    } finally {
      writing = false;
    }
    check();
  }

  private void switched(Kind before, Kind now) {
    if (showing) {
      return;
    }
    showing = true;
    try {
      carryOver(before, now);
      contentType.set(types.getOrDefault(now, ""));
    } finally {
      showing = false;
    }
    edited();
  }

  /** What was written before is a beginning for a kind for which nothing is written yet. */
  private void carryOver(Kind before, Kind now) {
    switch (now) {
      case JSON -> {
        if (before == Kind.TEXT && json.get().isEmpty()) {
          json.set(text.get());
        }
      }
      case TEXT -> {
        if (before == Kind.JSON && text.get().isEmpty()) {
          text.set(json.get());
        } else if (before == Kind.FORM && text.get().isEmpty() && !fields.get().isEmpty()) {
          text.set(BodyDrafts.formText(fields.get()));
          types.put(Kind.TEXT, ContentTypes.FORM);
        }
      }
      case FORM -> {
        if (before == Kind.TEXT && fields.get().isEmpty()) {
          fields.set(BodyDrafts.formFields(text.get()));
        } else if (before == Kind.MULTIPART && fields.get().isEmpty()) {
          fields.set(BodyDrafts.fieldsOf(parts.get()));
        }
      }
      case MULTIPART -> {
        if (before == Kind.FORM && parts.get().isEmpty()) {
          parts.set(BodyDrafts.partsOf(fields.get()));
        }
      }
      case NONE, FILE, BINARY -> {}
    }
  }

  private void guessType(String path) {
    String known = types.getOrDefault(Kind.FILE, "");
    if (showing || path.isBlank() || !known.equals(guessedType)) {
      return;
    }
    guessedType = ContentTypes.ofFile(path(path));
    types.put(Kind.FILE, guessedType);
    if (kind.get() == Kind.FILE) {
      contentType.set(guessedType);
    }
  }

  private CallBody written() {
    String type = types.getOrDefault(kind.get(), "");
    return switch (kind.get()) {
      case NONE -> new CallBody.None();
      case TEXT -> new CallBody.Text(text.get(), type);
      case JSON -> new CallBody.Text(json.get(), type);
      case FORM -> new CallBody.Form(fields.get());
      case MULTIPART -> new CallBody.Multipart(parts.get());
      case FILE -> new CallBody.File(path(file.get()), type);
      case BINARY -> new CallBody.Binary(binary.bytes(), type);
    };
  }

  private void show(CallBody wanted) {
    showing = true;
    try {
      fill(wanted);
      contentType.set(types.getOrDefault(kind.get(), ""));
    } finally {
      showing = false;
    }
    check();
  }

  private void fill(CallBody wanted) {
    switch (wanted) {
      case CallBody.None() -> kind.set(Kind.NONE);
      case CallBody.Text(String content, String type) -> {
        Kind as = ContentTypes.isJson(type) ? Kind.JSON : Kind.TEXT;
        kind.set(as);
        (as == Kind.JSON ? json : text).set(content);
        types.put(as, type);
      }
      case CallBody.Form(List<CallBody.Field> content) -> {
        kind.set(Kind.FORM);
        fields.set(content);
      }
      case CallBody.Multipart(List<CallBody.Part> content) -> {
        kind.set(Kind.MULTIPART);
        parts.set(content);
      }
      case CallBody.File(Path path, String type) -> {
        kind.set(Kind.FILE);
        file.set(path.toString());
        types.put(Kind.FILE, type);
        guessedType = "";
      }
      case CallBody.Binary(ByteString bytes, String type) -> {
        kind.set(Kind.BINARY);
        binary.show(bytes);
        types.put(Kind.BINARY, type);
      }
    }
  }

  private void check() {
    effectiveType.set(kind.get() == Kind.NONE ? "" : types.getOrDefault(kind.get(), ""));
    inspect();
    fileFacts.set(inspection.of(path(file.get())));
    problem.set(
        BodyProblem.of(this, Objects.requireNonNullElse(contentType.get(), ""), inspection::of));
  }

  private void inspect() {
    Set<Path> needed =
        switch (kind.get()) {
          case FILE -> file.get().isBlank() ? Set.<Path>of() : Set.of(path(file.get()));
          case MULTIPART ->
              parts.get().stream()
                  .flatMap(part -> part.file().stream())
                  .collect(Collectors.toUnmodifiableSet());
          case NONE, TEXT, JSON, FORM, BINARY -> Set.of();
        };
    if (!needed.equals(inspected)) {
      inspected = needed;
      inspection.want(needed);
    }
  }

  /** A path that a text names; the empty one where it names none on this system. */
  static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException _) {
      return Path.of("");
    }
  }
}
