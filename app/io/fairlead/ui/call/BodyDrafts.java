package io.fairlead.ui.call;

import io.fairlead.calls.CallBody;
import io.fairlead.ui.control.KeyValueRows.Pair;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What was written for one kind of body as a beginning for another. */
final class BodyDrafts {

  private static final Pattern FORM = Pattern.compile("[^=&\\s{}\\[\\]<>\"]+=[^\\s{}<>\"]*");

  private BodyDrafts() {}

  static List<CallBody.Part> joined(List<CallBody.Part> parts, List<CallBody.Part> more) {
    List<CallBody.Part> all = new ArrayList<>(parts);
    all.addAll(more);
    return List.copyOf(all);
  }

  /** A file as a part, under the name that most forms give it. */
  static CallBody.Part filePart(Path file) {
    return new CallBody.Part("file", ContentTypes.ofFile(file), Optional.of(file));
  }

  /** Fields as their text is sent. */
  static String formText(List<CallBody.Field> fields) {
    return QueryText.of("")
        .with(fields.stream().map(field -> new Pair(field.name(), field.value())).toList())
        .raw();
  }

  /** The fields of a text that is a form's; none of any other. */
  static List<CallBody.Field> formFields(String text) {
    String stripped = text.strip();
    return FORM.matcher(stripped).matches()
        ? QueryText.of(stripped).pairs().stream()
            .map(pair -> new CallBody.Field(pair.name(), pair.value()))
            .toList()
        : List.of();
  }

  static List<CallBody.Part> partsOf(List<CallBody.Field> fields) {
    return fields.stream()
        .map(field -> new CallBody.Part(field.name(), field.value(), Optional.empty()))
        .toList();
  }

  static List<CallBody.Field> fieldsOf(List<CallBody.Part> parts) {
    return parts.stream()
        .filter(part -> part.file().isEmpty())
        .map(part -> new CallBody.Field(part.name(), part.value()))
        .toList();
  }
}
