package io.fairlead.calls.file;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Secrets;
import io.fairlead.model.Header;
import io.fairlead.openfaas.CallUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** A call as the lines of a request, its secrets as variables. */
final class CallText {

  private static final HttpUrl NOWHERE = HttpUrl.get("http://gateway.invalid/");
  private static final Pattern ENCODED = Pattern.compile("%7B%7B([\\w.-]+)%7D%7D");

  private final Path folder;
  private final List<String> lines = new ArrayList<>();
  private final Set<String> placeholders = new LinkedHashSet<>();

  private CallText(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes a call, without the comments that say how it is sent.
   *
   * @param folder of the file, from which paths are named
   */
  static CallText of(CallSpec spec, Path folder) throws SyntaxException {
    CallText text = new CallText(folder);
    text.lines.add(spec.method() + " " + text.target(spec));
    List<String> body = text.body(spec.body());
    for (Header header : spec.headers()) {
      text.lines.add(header.name() + ": " + text.value(header.name(), header.value()));
    }
    if (spec.headers().stream().noneMatch(header -> header.isNamed("Content-Type"))) {
      String type = text.type(spec.body(), body);
      if (!type.isBlank()) {
        text.lines.add("Content-Type: " + type);
      }
    }
    if (!body.isEmpty()) {
      text.lines.add("");
      text.lines.addAll(body);
    }
    return text;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  /** The variables that stand for a secret. */
  List<String> placeholders() {
    return List.copyOf(placeholders);
  }

  private String target(CallSpec spec) {
    String query =
        Stream.of(spec.query().split("&", -1))
            .map(this::parameter)
            .collect(Collectors.joining("&"));
    String url = CallUrl.text(NOWHERE, spec.function(), false, spec.path(), query);
    String below = url.substring(NOWHERE.toString().length() - 1);
    return "{{gateway}}" + ENCODED.matcher(below).replaceAll("{{$1}}");
  }

  private String parameter(String parameter) {
    int equals = parameter.indexOf('=');
    return equals < 0
        ? parameter
        : parameter.substring(0, equals + 1)
            + value(parameter.substring(0, equals), parameter.substring(equals + 1));
  }

  private String value(String name, String value) {
    if (value.isEmpty() || value.matches("\\{\\{[^{}]+}}") || !Secrets.isSecret(name, value)) {
      return value;
    }
    String variable = name.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    placeholders.add(variable);
    return "{{" + variable + "}}";
  }

  private String type(CallBody body, List<String> written) {
    return switch (body) {
      case CallBody.None() -> "";
      case CallBody.Text(_, String type) -> type;
      case CallBody.Form _ -> "application/x-www-form-urlencoded";
      case CallBody.Multipart _ ->
          "multipart/form-data; boundary=" + written.getFirst().substring("--".length());
      case CallBody.File(_, String type) -> type;
      case CallBody.Binary(_, String type) -> type;
    };
  }

  private List<String> body(CallBody body) throws SyntaxException {
    return switch (body) {
      case CallBody.None() -> List.of();
      case CallBody.Text(String text, _) -> checked(text);
      case CallBody.Form(List<CallBody.Field> fields) ->
          List.of(fields.stream().map(this::field).collect(Collectors.joining("&")));
      case CallBody.Multipart(List<CallBody.Part> parts) -> parts(parts);
      case CallBody.File(Path path, _) -> List.of("< " + shown(path));
      case CallBody.Binary _ ->
          throw new SyntaxException(
              "A body of bytes cannot stand in a file of calls.",
              "Save the bytes in a file of their own and choose it as the body.");
    };
  }

  /** A text that other tools would take for something else is no body that can be written. */
  private static List<String> checked(String text) throws SyntaxException {
    if (text.isEmpty()) {
      return List.of();
    }
    byte[] bytes = ("POST http://x\n\n" + text).getBytes(StandardCharsets.UTF_8);
    CallFile read = CallFileReader.parse(Path.of("body.http"), bytes);
    FileBody whole = new FileBody(List.of(new FileBody.Text(3, text.replace("\r\n", "\n"))));
    boolean same =
        read.problems().isEmpty()
            && read.calls().size() == 1
            && read.calls().getFirst().body().equals(whole);
    if (!same) {
      throw new SyntaxException(
          "The body has lines that mean something else in a file of calls, or blank lines at an"
              + " end.",
          "Save it in a file of its own and choose it as the body.");
    }
    return List.of(text.split("\\r?\\n", -1));
  }

  private String field(CallBody.Field field) {
    String value = value(field.name(), field.value());
    return encoded(field.name()) + "=" + (value.startsWith("{{") ? value : encoded(value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private List<String> parts(List<CallBody.Part> parts) throws SyntaxException {
    String boundary = "--fairlead-" + UUID.randomUUID();
    List<String> written = new ArrayList<>();
    for (CallBody.Part part : parts) {
      written.add(boundary);
      String name = part.name().replaceAll("[\\r\\n\"]", "");
      String disposition = "Content-Disposition: form-data; name=\"" + name + "\"";
      if (part.file().isPresent()) {
        Path path = part.file().get();
        written.add(disposition + "; filename=\"" + path.getFileName() + "\"");
        if (!part.value().isBlank()) {
          written.add("Content-Type: " + part.value());
        }
        written.add("");
        written.add("< " + shown(path));
      } else {
        written.add(disposition);
        written.add("");
        written.addAll(checked(value(part.name(), part.value())));
      }
    }
    written.add(boundary + "--");
    return written;
  }

  private String shown(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    Path from = folder.toAbsolutePath().normalize();
    return whole.startsWith(from)
        ? "./" + from.relativize(whole).toString().replace('\\', '/')
        : whole.toString();
  }
}
