package io.fairlead.calls;

import io.fairlead.calls.ShellWords.UnreadableException;
import io.fairlead.model.Header;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okio.ByteString;

/** Gathers what a {@code curl} command says about its body. */
final class CurlBody {

  private static final String FORM = "application/x-www-form-urlencoded";

  /** Whatever encoder it was: they differ in spelling a space or a star. */
  private static final Pattern ENCODED = Pattern.compile("[A-Za-z0-9*._~+%=&-]*");

  /** What is piped into the command. */
  sealed interface Input {

    /** A file. */
    record OfFile(Path path) implements Input {}

    /** Bytes, written as a text or not. */
    record OfBytes(ByteString bytes, boolean text) implements Input {}
  }

  private final List<String> texts = new ArrayList<>();
  private final List<CallBody.Part> parts = new ArrayList<>();
  private final Set<String> without = new HashSet<>();
  private Optional<Input> input = Optional.empty();
  private Optional<Input> taken = Optional.empty();
  private boolean json;
  private boolean uploads;

  void standardInput(Input given) {
    input = Optional.of(given);
  }

  boolean hasInput() {
    return input.isPresent();
  }

  String inputText() {
    return input
        .filter(Input.OfBytes.class::isInstance)
        .map(given -> ((Input.OfBytes) given).bytes().utf8())
        .orElse("");
  }

  /** A header that curl is told not to send by itself. */
  void withoutHeader(String name) {
    without.add(name.toLowerCase(Locale.ROOT));
  }

  boolean isGiven() {
    return !texts.isEmpty() || !parts.isEmpty() || taken.isPresent();
  }

  String method() {
    return uploads ? "PUT" : "POST";
  }

  void add(String option, String value, List<String> notes) throws UnreadableException {
    switch (option) {
      case "data", "data-ascii" -> data(value, true, notes);
      case "data-binary" -> data(value, false, notes);
      case "json" -> {
        json = true;
        data(value, false, notes);
      }
      case "data-raw" -> texts.add(value);
      case "data-urlencode" -> urlEncoded(value, notes);
      case "url-query" -> notes.add("--url-query " + value + " was left out: add it to the query.");
      case "form-string" -> part(value, notes);
      case "form" -> formPart(value, notes);
      case "upload-file" -> {
        uploads = true;
        data(value.startsWith("@") ? value : "@" + value, false, notes);
      }
      default -> notes.add("--" + option + " was left out.");
    }
  }

  private void data(String value, boolean withoutLineEnds, List<String> notes)
      throws UnreadableException {
    if (!value.startsWith("@")) {
      texts.add(value);
      return;
    }
    boolean standardInput = value.equals("@-") || value.equals("@.");
    if (standardInput && input.isEmpty()) {
      notes.add("The body comes from what is typed into curl, and was left out.");
      return;
    }
    Input given =
        standardInput ? input.orElseThrow() : new Input.OfFile(CurlReader.path(value.substring(1)));
    if (taken.isPresent()) {
      notes.add("A body comes from one source; left out: " + value);
      return;
    }
    taken = Optional.of(given);
    if (withoutLineEnds) {
      notes.add("--data takes the line ends out of what it reads; the call sends them.");
    }
  }

  private void urlEncoded(String value, List<String> notes) {
    int at = value.indexOf('@');
    int equals = value.indexOf('=');
    if (at >= 0 && (equals < 0 || at < equals)) {
      notes.add("--data-urlencode " + value + " reads a file, and was left out.");
    } else if (equals <= 0) {
      texts.add(encode(value.substring(equals + 1)));
    } else {
      texts.add(value.substring(0, equals + 1) + encode(value.substring(equals + 1)));
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void part(String value, List<String> notes) {
    int equals = value.indexOf('=');
    if (equals < 0) {
      notes.add("No part of a form, and left out: " + value);
    } else {
      parts.add(
          new CallBody.Part(
              value.substring(0, equals), value.substring(equals + 1), Optional.empty()));
    }
  }

  private void formPart(String value, List<String> notes) throws UnreadableException {
    int equals = value.indexOf('=');
    char mark = equals < 0 || equals + 1 >= value.length() ? ' ' : value.charAt(equals + 1);
    if (mark != '@' && mark != '<') {
      plainPart(value, notes);
      return;
    }
    FormValue content = FormValue.of(value.substring(equals + 2));
    if (mark == '<') {
      notes.add("The part " + value + " is sent as a file with a name.");
    }
    content.attributes().stream()
        .filter(attribute -> !attribute.startsWith("type="))
        .forEach(attribute -> notes.add("Left out of a part: " + attribute));
    String type =
        content.attributes().stream()
            .filter(attribute -> attribute.startsWith("type="))
            .map(attribute -> attribute.substring(5))
            .findFirst()
            .orElse("");
    parts.add(
        new CallBody.Part(
            value.substring(0, equals), type, Optional.of(CurlReader.path(content.text()))));
  }

  private void plainPart(String value, List<String> notes) {
    int equals = value.indexOf('=');
    if (equals < 0) {
      part(value, notes);
      return;
    }
    FormValue content = FormValue.of(value.substring(equals + 1));
    content.attributes().forEach(attribute -> notes.add("Left out of a part: " + attribute));
    part(value.substring(0, equals + 1) + content.text(), notes);
  }

  /** The value of {@code --form}: perhaps in quotation marks, then attributes after semicolons. */
  private record FormValue(String text, List<String> attributes) {

    static FormValue of(String value) {
      StringBuilder text = new StringBuilder();
      int at = 0;
      if (value.startsWith("\"") && value.length() > 1) {
        at = 1;
        while (at < value.length() && value.charAt(at) != '"') {
          if (value.charAt(at) == '\\' && at + 1 < value.length()) {
            at++;
          }
          text.append(value.charAt(at++));
        }
        at++;
      } else {
        int semicolon = value.indexOf(';');
        at = semicolon < 0 ? value.length() : semicolon;
        text.append(value, 0, at);
      }
      String rest = at >= value.length() ? "" : value.substring(at);
      List<String> attributes = new ArrayList<>();
      for (String each : rest.split(";", -1)) {
        if (!each.isBlank()) {
          attributes.add(each.strip());
        }
      }
      return new FormValue(text.toString(), List.copyOf(attributes));
    }
  }

  /** The data as part of the query, for {@code --get}. */
  String asQuery(List<String> notes) {
    if (taken.isPresent() || !parts.isEmpty()) {
      notes.add("Only texts go into a query; files and parts were left out.");
    }
    return String.join("&", texts);
  }

  /** The body; its content type is taken out of the headers, and what else it wants is added. */
  CallBody toBody(List<Header> headers, List<String> notes) {
    if (headers.removeIf(header -> header.isNamed("Content-Length"))) {
      notes.add("Content-Length is set from the body.");
    }
    if (!parts.isEmpty()) {
      if (!texts.isEmpty() || taken.isPresent()) {
        notes.add("A body is a form of parts or data, not both; the data was left out.");
      }
      headers.removeIf(
          header -> header.isNamed("Content-Type") && header.value().startsWith("multipart/"));
      return new CallBody.Multipart(parts);
    }
    if (!isGiven()) {
      return new CallBody.None();
    }
    if (json && headers.stream().noneMatch(header -> header.isNamed("Accept"))) {
      headers.add(new Header("Accept", "application/json"));
    }
    String type = type(headers);
    if (taken.isPresent()) {
      if (!texts.isEmpty()) {
        notes.add("A body comes from one source; left out: " + String.join("&", texts));
      }
      return switch (taken.get()) {
        case Input.OfFile(Path path) -> new CallBody.File(path, type);
        case Input.OfBytes(ByteString bytes, boolean text) ->
            text ? text(bytes.utf8(), type) : new CallBody.Binary(bytes, type);
      };
    }
    return text(String.join(json ? "" : "&", texts), type);
  }

  private String type(List<Header> headers) {
    List<Header> types = headers.stream().filter(header -> header.isNamed("Content-Type")).toList();
    if (types.size() == 1) {
      headers.removeAll(types);
      return types.getFirst().value();
    }
    if (!types.isEmpty() || without.contains("content-type") || uploads) {
      return "";
    }
    return json ? "application/json" : FORM;
  }

  private static CallBody text(String text, String type) {
    if (type.isEmpty() && text.isEmpty()) {
      return new CallBody.None();
    }
    return type.equals(FORM) ? form(text) : new CallBody.Text(text, type);
  }

  /** Fields, where the text is encoded as a form's. */
  private static CallBody form(String text) {
    List<CallBody.Field> fields = new ArrayList<>();
    try {
      for (String pair : text.isEmpty() ? new String[0] : text.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
          return new CallBody.Text(text, FORM);
        }
        fields.add(
            new CallBody.Field(
                URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8)));
      }
    } catch (IllegalArgumentException _) {
      return new CallBody.Text(text, FORM);
    }
    // A text that nobody encoded is kept as it is: a form would send it otherwise.
    return ENCODED.matcher(text).matches() || CurlCommand.encoded(fields).equals(text)
        ? new CallBody.Form(fields)
        : new CallBody.Text(text, FORM);
  }
}
