package io.fairlead.calls;

import io.fairlead.model.Header;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import okio.ByteString;
import okio.Utf8;

/** Calls cut to what the book keeps of one, and what is missing of them. */
final class CallBounds {

  private static final int LONGEST_HEADER_NAME = 200;
  private static final int MOST_HEADERS = 500;

  private CallBounds() {}

  /**
   * A call as the book keeps it.
   *
   * @param before gaps of the call that it continues; they stay as long as nobody fills them
   */
  static KeptCall kept(CallSpec spec, List<CallGap> before) {
    Set<CallGap> gaps = new LinkedHashSet<>();
    before.stream().filter(gap -> isOpen(gap, spec)).forEach(gaps::add);
    CallSpec cut = spec;
    if (length(spec.body()) > CallBook.LONGEST_BODY) {
      cut = cut.withBody(emptied(spec.body()));
      gaps.add(new CallGap(CallGap.Kind.BODY, ""));
    }
    if (Utf8.size(spec.path()) + Utf8.size(spec.query()) > CallBook.LONGEST_BODY) {
      cut = cut.withPath("").withQuery("");
      gaps.add(new CallGap(CallGap.Kind.QUERY, ""));
    }
    return new KeptCall(cut.withHeaders(headers(spec.headers(), gaps)), List.copyOf(gaps));
  }

  private static List<Header> headers(List<Header> all, Set<CallGap> gaps) {
    List<Header> kept = new ArrayList<>();
    long length = 0;
    for (Header header : all.subList(0, Math.min(MOST_HEADERS, all.size()))) {
      length += Utf8.size(header.name()) + Utf8.size(header.value());
      if (length <= CallBook.LONGEST_BODY) {
        kept.add(header);
      } else if (header.name().length() <= LONGEST_HEADER_NAME) {
        kept.add(new Header(header.name(), ""));
        gaps.add(new CallGap(CallGap.Kind.HEADER, header.name()));
      }
    }
    return kept;
  }

  /** Whether what was missing still is. */
  static boolean isOpen(CallGap gap, CallSpec spec) {
    return switch (gap.kind()) {
      case HEADER ->
          spec.headers().stream()
              .anyMatch(header -> header.isNamed(gap.name()) && header.value().isEmpty());
      case PATH -> false;
      case QUERY ->
          gap.name().isEmpty()
              ? spec.query().isEmpty()
              : QueryParts.hasEmpty(spec.query(), gap.name());
      case FIELD -> emptyFields(spec.body()).anyMatch(gap.name()::equals);
      case BODY -> isEmptied(spec.body());
    };
  }

  private static Stream<String> emptyFields(CallBody body) {
    return switch (body) {
      case CallBody.Form(List<CallBody.Field> fields) ->
          fields.stream().filter(field -> field.value().isEmpty()).map(CallBody.Field::name);
      case CallBody.Multipart(List<CallBody.Part> parts) ->
          parts.stream()
              .filter(part -> part.file().isEmpty() && part.value().isEmpty())
              .map(CallBody.Part::name);
      case CallBody.None _, CallBody.Text _, CallBody.File _, CallBody.Binary _ -> Stream.empty();
    };
  }

  /** How many bytes of a body the book would keep; a file is kept by its path alone. */
  private static long length(CallBody body) {
    return switch (body) {
      case CallBody.None _, CallBody.File _ -> 0;
      case CallBody.Text(String text, _) -> Utf8.size(text);
      case CallBody.Form(List<CallBody.Field> fields) ->
          fields.stream()
              .mapToLong(field -> Utf8.size(field.name()) + Utf8.size(field.value()))
              .sum();
      case CallBody.Multipart(List<CallBody.Part> parts) ->
          parts.stream().mapToLong(part -> Utf8.size(part.name()) + Utf8.size(part.value())).sum();
      case CallBody.Binary(ByteString bytes, _) -> bytes.size();
    };
  }

  private static boolean isEmptied(CallBody body) {
    return switch (body) {
      case CallBody.None _, CallBody.File _ -> false;
      case CallBody.Text _, CallBody.Form _, CallBody.Multipart _, CallBody.Binary _ ->
          body.equals(emptied(body));
    };
  }

  private static CallBody emptied(CallBody body) {
    return switch (body) {
      case CallBody.None _, CallBody.File _ -> body;
      case CallBody.Text(_, String type) -> new CallBody.Text("", type);
      case CallBody.Form _ -> new CallBody.Form(List.of());
      case CallBody.Multipart _ -> new CallBody.Multipart(List.of());
      case CallBody.Binary(_, String type) -> new CallBody.Binary(ByteString.EMPTY, type);
    };
  }
}
