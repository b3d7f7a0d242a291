package io.fairlead.ui.call;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallGap;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.history.HistoryEntry;
import io.fairlead.calls.history.KeptBody;
import io.fairlead.files.Bytes;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.openfaas.CallUrl;
import io.fairlead.openfaas.Timing;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import okhttp3.HttpUrl;
import okhttp3.MediaType;

/** Calls of the history, prepared for showing; decodes bodies, so not on the FX thread. */
public final class PastCall {

  private PastCall() {}

  /** What a call came to. */
  public static ResponseModel response(HistoryEntry entry) {
    return switch (entry.ending()) {
      case HistoryEntry.Answered answered -> answered(entry, answered);
      case HistoryEntry.Failed failed ->
          ResponseModel.failed(
              new Failure.Rejected(
                  failed.attempt(), failed.where(), 0, failed.explanation(), failed.remedy(), ""),
              trace(entry));
      case HistoryEntry.Waiting _ -> waiting(entry);
    };
  }

  private static ResponseModel waiting(HistoryEntry entry) {
    String callId = entry.queued().map(HistoryEntry.Queued::callId).orElse("");
    return switch (entry
        .queued()
        .map(HistoryEntry.Queued::state)
        .orElse(HistoryEntry.Queued.State.EXPIRED)) {
      case EXPIRED, REFUSED, CALLED_BACK ->
          ResponseModel.of(ResponseModel.Phase.FAILED, Texts.of("call.expired"));
      case WITHOUT_RESULT ->
          ResponseModel.of(
              ResponseModel.Phase.FAILED, Texts.of("call.queued-without-result", callId));
      case ACCEPTED ->
          ResponseModel.of(ResponseModel.Phase.FAILED, Texts.of("history.waiting", callId));
    };
  }

  private static ResponseModel answered(HistoryEntry entry, HistoryEntry.Answered answered) {
    KeptBody kept = answered.body();
    Body body = Body.of(Bytes.of(kept.bytes().toByteArray()), readable(answered.headers(), kept));
    List<String> notes = new ArrayList<>();
    if (kept.isCut()) {
      notes.add(keptInPart(kept));
    }
    if (!answered.note().isEmpty()) {
      notes.add(answered.note());
    }
    return new ResponseModel(
        ResponseModel.Phase.ANSWERED,
        OptionalInt.of(answered.status()),
        Answers.producer(entry.producer()),
        Optional.of(entry.took()),
        answered.headers(),
        body,
        Math.max(0, kept.size()),
        notes.isEmpty() ? body.note() : String.join(" ", notes),
        Optional.empty(),
        trace(entry));
  }

  /** How much of a body is kept, in a sentence. */
  public static String keptInPart(KeptBody kept) {
    if (kept.bytes().size() == 0 && !kept.coding().isEmpty()) {
      return Texts.of("history.coding-unknown", kept.coding());
    }
    String part = Figures.bytes(kept.bytes().size());
    return kept.size() < 0
        ? Texts.of("history.kept-part", part)
        : Texts.of("history.kept-part-of", part, Figures.bytes(kept.size()));
  }

  /** What is kept is UTF-8 without a content coding, whatever came. */
  private static List<Header> readable(List<Header> headers, KeptBody kept) {
    List<Header> readable = new ArrayList<>(headers);
    readable.removeIf(header -> header.isNamed("Content-Encoding"));
    if (kept.isText()) {
      readable.replaceAll(
          header ->
              header.isNamed("Content-Type")
                  ? new Header(header.name(), inUtf8(header.value()))
                  : header);
    }
    return readable;
  }

  private static String inUtf8(String value) {
    MediaType type = MediaType.parse(value);
    return type == null ? value : type.type() + "/" + type.subtype() + "; charset=utf-8";
  }

  private static Trace trace(HistoryEntry entry) {
    return new Trace(
        Timing.NONE,
        entry.queued().map(HistoryEntry.Queued::durationSeconds).orElse(OptionalDouble.empty()),
        entry.hops(),
        "",
        Optional.empty());
  }

  /** What was sent: method and URL. */
  public static String line(HistoryEntry entry) {
    CallSpec spec = entry.call().spec();
    HttpUrl base = HttpUrl.parse(entry.origin().url());
    String url =
        base == null
            ? spec.path()
            : CallUrl.text(
                base,
                spec.function(),
                spec.mode() == CallSpec.Mode.ASYNC,
                spec.path(),
                spec.query());
    return spec.method() + " " + url;
  }

  /** Its headers; what was not kept says so. */
  static List<Header> headers(HistoryEntry entry) {
    return entry.call().spec().headers().stream()
        .map(
            header ->
                entry.call().gaps().contains(new CallGap(CallGap.Kind.HEADER, header.name()))
                    ? new Header(header.name(), Texts.of("history.not-kept-value"))
                    : header)
        .toList();
  }

  /** Its body. */
  static Body body(HistoryEntry entry) {
    List<Header> headers = new ArrayList<>(entry.call().spec().headers());
    String type = typeOf(entry.call().spec().body());
    if (!type.isEmpty() && headers.stream().noneMatch(one -> one.isNamed("Content-Type"))) {
      headers.add(new Header("Content-Type", type));
    }
    return Body.of(Bytes.of(entry.sent().bytes().toByteArray()), readable(headers, entry.sent()));
  }

  private static String typeOf(CallBody body) {
    return switch (body) {
      case CallBody.Text(_, String type) -> type;
      case CallBody.File(_, String type) -> type;
      case CallBody.Binary(_, String type) -> type;
      case CallBody.None _, CallBody.Form _, CallBody.Multipart _ -> "";
    };
  }

  /** What was not kept of a call, in a sentence; empty where nothing is missing. */
  public static String missing(HistoryEntry entry) {
    return CallMemory.notKept(entry.call());
  }
}
