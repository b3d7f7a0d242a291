package io.fairlead.ui.call;

import io.fairlead.calls.CallBody;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.control.code.Language;
import io.fairlead.ui.control.code.TextFormat;
import io.fairlead.ui.fx.Texts;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import okio.ByteString;

/**
 * What is wrong with a body.
 *
 * @param text in one sentence
 * @param blocks whether nothing sensible can be sent; else it is advice
 */
public record BodyProblem(String text, boolean blocks) {

  /** Parsing longer ones at each key stroke would be felt. */
  private static final int LONGEST_CHECKED = 256 << 10;

  static BodyProblem tooLong() {
    return new BodyProblem(
        Texts.of("request.too-long", Figures.bytes(BodyModel.LONGEST_TEXT)), false);
  }

  static Optional<BodyProblem> of(
      BodyModel model, String contentType, Function<Path, FileFacts> facts) {
    if (!ContentTypes.isUsable(contentType)) {
      return Optional.of(new BodyProblem(Texts.of("request.bad-type", contentType), true));
    }
    return switch (model.kindProperty().get()) {
      case NONE, FORM -> Optional.empty();
      case TEXT -> ofLength(model.textProperty().get());
      case JSON -> ofJson(model.jsonProperty().get());
      case MULTIPART ->
          model.partsProperty().get().isEmpty()
              ? Optional.of(new BodyProblem(Texts.of("request.no-parts"), true))
              : model.partsProperty().get().stream()
                  .flatMap(part -> ofPart(part, facts).stream())
                  .findFirst();
      case FILE -> ofFile(model.fileProperty().get(), facts);
      case BINARY -> ofBinary(model);
    };
  }

  private static Optional<BodyProblem> ofLength(String text) {
    return text.length() > BodyModel.LONGEST_TEXT ? Optional.of(tooLong()) : Optional.empty();
  }

  private static Optional<BodyProblem> ofJson(String text) {
    if (text.length() > LONGEST_CHECKED) {
      return ofLength(text);
    }
    return TextFormat.format(Language.JSON, text)
            instanceof TextFormat.Result.Broken(String message, int line, int column)
        ? Optional.of(new BodyProblem(Texts.of("request.bad-json", line, column, message), false))
        : Optional.empty();
  }

  private static Optional<BodyProblem> ofPart(CallBody.Part part, Function<Path, FileFacts> facts) {
    if (part.file().isEmpty()) {
      return Optional.empty();
    }
    if (!ContentTypes.isUsable(part.value())) {
      return Optional.of(new BodyProblem(Texts.of("request.bad-type", part.value()), true));
    }
    return ofFile(part.file().get().toString(), facts);
  }

  private static Optional<BodyProblem> ofFile(String path, Function<Path, FileFacts> facts) {
    if (path.isBlank()) {
      return Optional.of(new BodyProblem(Texts.of("request.no-file"), true));
    }
    Path file = BodyModel.path(path);
    return switch (facts.apply(file)) {
      case FileFacts.Unseen _, FileFacts.Found _ -> Optional.empty();
      case FileFacts.Missing _ ->
          Optional.of(new BodyProblem(Texts.of("request.missing-file", path), true));
      case FileFacts.Unreadable _ ->
          Optional.of(new BodyProblem(Texts.of("request.unreadable-file", path), true));
    };
  }

  private static Optional<BodyProblem> ofBinary(BodyModel model) {
    boolean hex = model.encodingProperty().get() == BinaryText.Encoding.HEX;
    return switch (model.binaryReading()) {
      case BinaryText.Bytes(ByteString read) ->
          // A body of so many bytes was set from outside, and is not shown in digits.
          read.size() == model.bytes() ? Optional.empty() : Optional.of(tooLong());
      case BinaryText.Wrong(int line, int column, String character) ->
          Optional.of(
              new BodyProblem(
                  Texts.of(hex ? "request.bad-hex" : "request.bad-base64", character, line, column),
                  true));
      case BinaryText.Unfinished _ ->
          Optional.of(
              new BodyProblem(
                  Texts.of(hex ? "request.half-byte" : "request.unfinished-base64"), true));
    };
  }
}
