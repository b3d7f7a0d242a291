package io.fairlead.calls.history;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallGap;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.calls.QueryParts;
import io.fairlead.calls.Secrets;
import io.fairlead.calls.history.HistoryEntry.Answered;
import io.fairlead.calls.history.HistoryEntry.Ending;
import io.fairlead.calls.history.HistoryEntry.Failed;
import io.fairlead.calls.history.HistoryEntry.Waiting;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.openfaas.Hop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.MediaType;

/**
 * Makes the entry of a call: takes its secrets out wherever they stand, and cuts what is long. What
 * it leaves is all that ever reaches the disk.
 */
final class Redaction {

  private static final int MOST_HEADERS = 200;
  private static final int LONGEST_VALUE = 8 << 10;
  private static final int LONGEST_TEXT = 4 << 10;

  private final MadeCall made;
  private final SecretValues secrets;
  private final KeptBodies bodies;
  private final Set<CallGap> gaps = new LinkedHashSet<>();

  private Redaction(MadeCall made, HistoryLimits limits) {
    this.made = made;
    this.secrets = new SecretValues(made);
    this.bodies = new KeptBodies(secrets, limits.bodyBytes());
  }

  /** The entry of a call; its number is given to it later. */
  static HistoryEntry of(MadeCall made, HistoryLimits limits) {
    return new Redaction(made, limits).entry();
  }

  private HistoryEntry entry() {
    CallSpec spec = made.spec();
    KeptBody sent = sent(spec.body());
    CallBody body = body(spec.body(), sent);
    CallSpec kept =
        new CallSpec(
            spec.function(),
            spec.mode(),
            spec.method(),
            path(spec.path()),
            query(spec.query()),
            sentHeaders(spec.headers()),
            body,
            spec.options());
    return new HistoryEntry(
        0,
        made.at(),
        made.origin(),
        new KeptCall(kept, List.copyOf(gaps)),
        sent,
        ending(),
        made.producer(),
        made.took(),
        made.hops().stream().limit(20).map(this::hop).toList(),
        made.queued());
  }

  private Hop hop(Hop hop) {
    return new Hop(hop.status(), text(hop.from()), text(hop.to()), hop.otherServer());
  }

  private Ending ending() {
    if (made.reply().isPresent()) {
      MadeCall.Reply reply = made.reply().get();
      KeptBody body = bodies.of(reply.body(), reply.headers());
      return new Answered(reply.status(), headers(reply.headers()), body, text(reply.note()));
    }
    return made.failure().<Ending>map(this::failed).orElseGet(Waiting::new);
  }

  private Failed failed(Failure failure) {
    return new Failed(
        failure.getClass().getSimpleName(),
        text(failure.attempt()),
        text(failure.where()),
        text(failure.explanation()),
        text(failure.remedy()));
  }

  private List<Header> headers(List<Header> all) {
    return all.stream()
        .limit(MOST_HEADERS)
        .map(
            header ->
                new Header(
                    cut(header.name(), 200),
                    isSecret(header) ? SecretText.MARK : cut(text(header.value()), LONGEST_VALUE)))
        .toList();
  }

  private static boolean isSecret(Header header) {
    return Secrets.isSecretName(header.name()) || header.isNamed("X-Callback-Url");
  }

  private List<Header> sentHeaders(List<Header> all) {
    List<Header> kept = new ArrayList<>();
    for (Header header : all.subList(0, Math.min(MOST_HEADERS, all.size()))) {
      String name = cut(header.name(), 200);
      String value = header.value();
      boolean isGone =
          isSecret(header) || value.length() > LONGEST_VALUE || !text(value).equals(value);
      if (isGone) {
        gaps.add(new CallGap(CallGap.Kind.HEADER, name));
      }
      kept.add(new Header(name, isGone ? "" : value));
    }
    return kept;
  }

  private String path(String path) {
    if (path.length() > LONGEST_VALUE || !text(path).equals(path)) {
      gaps.add(new CallGap(CallGap.Kind.PATH, ""));
      return cut(text(path), LONGEST_VALUE);
    }
    return path;
  }

  private String query(String query) {
    if (query.isEmpty()) {
      return "";
    }
    QueryParts.Emptied emptied =
        QueryParts.without(
            query,
            (name, value) ->
                Secrets.isSecret(name, value)
                    || SecretValues.isKey(name)
                    || secrets.isIn(value)
                    || !SecretText.scrub(value).text().equals(value));
    emptied.names().forEach(name -> gaps.add(new CallGap(CallGap.Kind.QUERY, name)));
    String left = emptied.query();
    if (secrets.isIn(left) || left.length() > LONGEST_VALUE) {
      gaps.add(new CallGap(CallGap.Kind.QUERY, ""));
      return "";
    }
    return left;
  }

  private KeptBody sent(CallBody body) {
    return switch (body) {
      case CallBody.None() -> KeptBody.NONE;
      case CallBody.Text(String text, String type) -> bodies.of(text, gaps, isForm(type));
      case CallBody.Form(List<CallBody.Field> fields) -> bodies.of(fields(fields));
      case CallBody.Multipart(List<CallBody.Part> parts) -> bodies.of(parts(parts));
      case CallBody.File(_, String type) ->
          bodies.of(made.file(), List.of(new Header("Content-Type", type)));
      case CallBody.Binary(var bytes, String type) ->
          bodies.of(
              new MadeCall.Sample(
                  bytes.substring(0, Math.min(MadeCall.SAMPLE_BYTES, bytes.size())), bytes.size()),
              List.of(new Header("Content-Type", type)));
    };
  }

  private static boolean isForm(String type) {
    MediaType parsed = MediaType.parse(type);
    return parsed != null && parsed.subtype().equalsIgnoreCase("x-www-form-urlencoded");
  }

  /** A form as it is read, a field a line. */
  private String fields(List<CallBody.Field> fields) {
    StringBuilder lines = new StringBuilder();
    fields.forEach(field -> line(lines, field.name(), field.value()));
    return lines.toString();
  }

  private String parts(List<CallBody.Part> parts) {
    StringBuilder lines = new StringBuilder();
    for (CallBody.Part part : parts) {
      line(lines, part.name(), part.file().map(path -> "@" + path).orElse(part.value()));
    }
    return lines.toString();
  }

  private static void line(StringBuilder lines, String name, String value) {
    String shown = Secrets.isSecretName(name) ? SecretText.MARK : value;
    lines.append(name).append('=').append(shown).append('\n');
  }

  /** The body of the kept call: empty where it is not whole. */
  private CallBody body(CallBody body, KeptBody sent) {
    boolean isCut = sent.isCut() && !(body instanceof CallBody.File);
    if (isCut) {
      gaps.add(new CallGap(CallGap.Kind.BODY, ""));
    }
    return switch (body) {
      case CallBody.None _ -> body;
      case CallBody.Text(_, String type) ->
          new CallBody.Text(isCut ? "" : sent.bytes().utf8(), text(type));
      case CallBody.Form(List<CallBody.Field> fields) ->
          new CallBody.Form(
              isCut
                  ? List.of()
                  : fields.stream()
                      .map(each -> new CallBody.Field(each.name(), kept(each.name(), each.value())))
                      .toList());
      case CallBody.Multipart(List<CallBody.Part> parts) ->
          new CallBody.Multipart(isCut ? List.of() : parts.stream().map(this::part).toList());
      case CallBody.File(var path, String type) -> new CallBody.File(path, text(type));
      case CallBody.Binary(var bytes, String type) -> binary(bytes, text(type), sent, isCut);
    };
  }

  private CallBody binary(okio.ByteString bytes, String type, KeptBody sent, boolean isCut) {
    boolean isSame = !isCut && sent.bytes().equals(bytes);
    if (!isSame) {
      gaps.add(new CallGap(CallGap.Kind.BODY, ""));
    }
    return new CallBody.Binary(isSame ? bytes : okio.ByteString.EMPTY, type);
  }

  private CallBody.Part part(CallBody.Part part) {
    return part.file().isPresent()
        ? part
        : new CallBody.Part(part.name(), kept(part.name(), part.value()), part.file());
  }

  private String kept(String name, String value) {
    boolean isGone =
        Secrets.isSecret(name, value)
            || secrets.isIn(value)
            || !SecretText.scrub(value).text().equals(value);
    if (isGone) {
      gaps.add(new CallGap(CallGap.Kind.FIELD, name));
    }
    return isGone ? "" : value;
  }

  private String text(String text) {
    String clean = SecretText.scrub(secrets.scrub(text)).text();
    return clean.length() > LONGEST_VALUE + LONGEST_TEXT ? cut(clean, LONGEST_VALUE + 1) : clean;
  }

  private static String cut(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
