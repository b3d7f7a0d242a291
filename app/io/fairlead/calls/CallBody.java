package io.fairlead.calls;

import io.fairlead.model.Failure;
import io.fairlead.model.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okhttp3.FormBody;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** The body of a call as the operator writes it; its content type follows from it. */
public sealed interface CallBody {

  /** No body and no content type. */
  record None() implements CallBody {}

  /**
   * A text, sent as UTF-8.
   *
   * @param type its content type; empty for none
   */
  record Text(String text, String type) implements CallBody {
    public Text {
      Objects.requireNonNull(text);
      Objects.requireNonNull(type);
    }
  }

  /** Fields as an HTML form sends them, {@code application/x-www-form-urlencoded}. */
  record Form(List<Field> fields) implements CallBody {
    public Form {
      fields = List.copyOf(fields);
    }
  }

  /** One field of a form. */
  record Field(String name, String value) {
    public Field {
      Objects.requireNonNull(name);
      Objects.requireNonNull(value);
    }
  }

  /** Parts, {@code multipart/form-data}. */
  record Multipart(List<Part> parts) implements CallBody {
    public Multipart {
      parts = List.copyOf(parts);
    }
  }

  /**
   * One part: a text, or a file where there is one.
   *
   * @param value the text; with a file, its content type, or empty
   */
  record Part(String name, String value, Optional<Path> file) {
    public Part {
      Objects.requireNonNull(name);
      Objects.requireNonNull(value);
      Objects.requireNonNull(file);
    }
  }

  /**
   * A file of any size, read while it is sent.
   *
   * @param type its content type; empty for none
   */
  record File(Path path, String type) implements CallBody {
    public File {
      Objects.requireNonNull(path);
      Objects.requireNonNull(type);
    }
  }

  /**
   * Bytes.
   *
   * @param type their content type; empty for none
   */
  record Binary(ByteString bytes, String type) implements CallBody {
    public Binary {
      Objects.requireNonNull(bytes);
      Objects.requireNonNull(type);
    }
  }

  /** A text of the type {@code text/plain}. */
  static CallBody plain(String text) {
    return new Text(text, "text/plain");
  }

  /** A text without a content type. */
  static CallBody text(String text) {
    return new Text(text, "");
  }

  /**
   * What is sent; looks at the files, and fails where one cannot be read or a content type is none.
   */
  default Outcome<RequestBody> toRequestBody() {
    try {
      return Outcome.ok(requestBody(this));
    } catch (UnreadableException e) {
      return Outcome.failed(e.failure);
    }
  }

  private static RequestBody requestBody(CallBody body) throws UnreadableException {
    return switch (body) {
      case None() -> RequestBody.EMPTY;
      // Not OkHttp's own for texts: it would add a charset to the content type.
      case Text(String text, String type) ->
          RequestBody.create(text.getBytes(StandardCharsets.UTF_8), mediaType(type));
      case Form(List<Field> fields) -> {
        FormBody.Builder form = new FormBody.Builder(StandardCharsets.UTF_8);
        fields.forEach(field -> form.add(field.name(), field.value()));
        yield form.build();
      }
      case Multipart(List<Part> parts) -> multipart(parts);
      case File(Path path, String type) -> file(path, type);
      case Binary(ByteString bytes, String type) -> RequestBody.create(bytes, mediaType(type));
    };
  }

  private static RequestBody multipart(List<Part> parts) throws UnreadableException {
    if (parts.isEmpty()) {
      throw new UnreadableException(
          "parts",
          "A multipart body has at least one part.",
          "Add a part, or choose another body.");
    }
    MultipartBody.Builder body = new MultipartBody.Builder().setType(MultipartBody.FORM);
    for (Part part : parts) {
      if (part.file().isPresent()) {
        Path path = part.file().get();
        body.addFormDataPart(part.name(), fileName(path), file(path, part.value()));
      } else {
        body.addFormDataPart(part.name(), part.value());
      }
    }
    return body.build();
  }

  private static String fileName(Path path) {
    Path name = path.getFileName();
    return name == null ? "file" : name.toString();
  }

  private static RequestBody file(Path path, String type) throws UnreadableException {
    if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
      throw new UnreadableException(
          path.toString(),
          Files.exists(path)
              ? "The file cannot be read: it is a folder, or you may not read it."
              : "There is no such file.",
          "Choose another file for the body; nothing was sent.");
    }
    return RequestBody.create(path.toFile(), mediaType(type));
  }

  private static @Nullable MediaType mediaType(String type) throws UnreadableException {
    if (type.isBlank()) {
      return null;
    }
    MediaType parsed = MediaType.parse(type.strip());
    if (parsed == null) {
      throw new UnreadableException(
          type,
          "\"" + type + "\" is no content type.",
          "Write one such as application/json; nothing was sent.");
    }
    return parsed;
  }

  /** Why a body cannot be sent. */
  final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Failure failure;

    private UnreadableException(String where, String explanation, String remedy) {
      super(explanation);
      this.failure = new Failure.Rejected("Read the body", where, 0, explanation, remedy, "");
    }
  }
}
