package io.fairlead.calls;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.Header;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is written to the disk: a value that is a secret is absent.
 *
 * @param queryGaps parameters of the query whose value was left out
 * @param timeout as ISO 8601
 */
record CallWire(
    String mode,
    String method,
    String path,
    String query,
    @Nullable List<String> queryGaps,
    List<ValueWire> headers,
    BodyWire body,
    String timeout,
    boolean followRedirects,
    boolean gatewayCredentials) {

  /**
   * A header, a field or a part.
   *
   * @param value absent where it was not kept
   * @param file of a part that is a file, whose value is its content type
   */
  record ValueWire(String name, @Nullable String value, @Nullable String file) {}

  /**
   * A body.
   *
   * @param missing whether its content was too long to be kept
   */
  record BodyWire(
      String kind,
      @Nullable String text,
      @Nullable String type,
      @Nullable List<ValueWire> values,
      @Nullable Boolean missing) {}

  static CallWire of(KeptCall call) {
    CallSpec spec = call.spec();
    List<CallGap> gaps = call.gaps().stream().filter(gap -> CallBounds.isOpen(gap, spec)).toList();
    QueryParts.Emptied query =
        QueryParts.without(
            spec.query(),
            (name, value) ->
                Secrets.isSecret(name, value)
                    || gaps.contains(new CallGap(CallGap.Kind.QUERY, name)));
    return new CallWire(
        spec.mode().name(),
        spec.method(),
        spec.path(),
        query.query(),
        queryGaps(query, gaps),
        spec.headers().stream()
            .map(header -> value(CallGap.Kind.HEADER, header.name(), header.value(), gaps))
            .toList(),
        body(spec.body(), gaps),
        spec.options().timeout().toString(),
        spec.options().followRedirects(),
        spec.options().gatewayCredentials());
  }

  private static @Nullable List<String> queryGaps(QueryParts.Emptied query, List<CallGap> gaps) {
    List<String> names = new ArrayList<>(query.names());
    if (gaps.contains(new CallGap(CallGap.Kind.QUERY, ""))) {
      names.add("");
    }
    return names.isEmpty() ? null : names;
  }

  private static ValueWire value(CallGap.Kind kind, String name, String value, List<CallGap> gaps) {
    boolean kept =
        !Secrets.isSecret(name, value)
            && !(value.isEmpty() && gaps.contains(new CallGap(kind, name)));
    return new ValueWire(name, kept ? value : null, null);
  }

  private static BodyWire body(CallBody body, List<CallGap> gaps) {
    Boolean missing = gaps.contains(new CallGap(CallGap.Kind.BODY, "")) ? true : null;
    return switch (body) {
      case CallBody.None() -> new BodyWire("none", null, null, null, null);
      case CallBody.Text(String text, String type) ->
          new BodyWire("text", text, type, null, missing);
      case CallBody.Form(List<CallBody.Field> fields) ->
          new BodyWire(
              "form",
              null,
              null,
              fields.stream()
                  .map(field -> value(CallGap.Kind.FIELD, field.name(), field.value(), gaps))
                  .toList(),
              missing);
      case CallBody.Multipart(List<CallBody.Part> parts) ->
          new BodyWire(
              "multipart",
              null,
              null,
              parts.stream().map(part -> part(part, gaps)).toList(),
              missing);
      case CallBody.File(Path path, String type) ->
          new BodyWire("file", path.toString(), type, null, null);
      case CallBody.Binary(ByteString bytes, String type) ->
          new BodyWire("binary", bytes.base64(), type, null, missing);
    };
  }

  private static ValueWire part(CallBody.Part part, List<CallGap> gaps) {
    return part.file().isPresent()
        ? new ValueWire(part.name(), part.value(), part.file().get().toString())
        : value(CallGap.Kind.FIELD, part.name(), part.value(), gaps);
  }

  /**
   * The call of that function.
   *
   * @throws IllegalArgumentException where it is none
   * @throws NullPointerException where something that each call has is absent
   */
  KeptCall toCall(FunctionRef function) {
    List<CallGap> gaps = new ArrayList<>();
    if (queryGaps != null) {
      queryGaps.forEach(name -> gaps.add(new CallGap(CallGap.Kind.QUERY, name)));
    }
    List<Header> read = new ArrayList<>();
    for (ValueWire header : headers) {
      read.add(new Header(header.name(), text(CallGap.Kind.HEADER, header, gaps)));
    }
    CallSpec spec =
        new CallSpec(
            function,
            CallSpec.Mode.valueOf(mode),
            method,
            path,
            query,
            read,
            toBody(gaps),
            new CallOptions(Duration.parse(timeout), followRedirects, gatewayCredentials));
    return new KeptCall(spec, gaps);
  }

  private CallBody toBody(List<CallGap> gaps) {
    if (Boolean.TRUE.equals(body.missing())) {
      gaps.add(new CallGap(CallGap.Kind.BODY, ""));
    }
    List<ValueWire> values = body.values() == null ? List.of() : body.values();
    String text = Objects.requireNonNullElse(body.text(), "");
    String type = Objects.requireNonNullElse(body.type(), "");
    return switch (body.kind()) {
      case "none" -> new CallBody.None();
      case "text" -> new CallBody.Text(text, type);
      case "form" ->
          new CallBody.Form(
              values.stream()
                  .map(
                      field ->
                          new CallBody.Field(field.name(), text(CallGap.Kind.FIELD, field, gaps)))
                  .toList());
      case "multipart" ->
          new CallBody.Multipart(values.stream().map(part -> toPart(part, gaps)).toList());
      case "file" -> new CallBody.File(Path.of(text), type);
      case "binary" -> {
        ByteString bytes = ByteString.decodeBase64(text);
        if (bytes == null) {
          throw new IllegalArgumentException("the bytes are not in base 64");
        }
        yield new CallBody.Binary(bytes, type);
      }
      default -> throw new IllegalArgumentException("no kind of body: " + body.kind());
    };
  }

  private static CallBody.Part toPart(ValueWire part, List<CallGap> gaps) {
    return new CallBody.Part(
        part.name(),
        text(CallGap.Kind.FIELD, part, gaps),
        Optional.ofNullable(part.file()).map(Path::of));
  }

  private static String text(CallGap.Kind kind, ValueWire wire, List<CallGap> gaps) {
    if (wire.value() == null) {
      gaps.add(new CallGap(kind, wire.name()));
      return "";
    }
    return wire.value();
  }
}
