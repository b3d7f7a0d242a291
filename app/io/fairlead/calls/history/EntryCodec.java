package io.fairlead.calls.history;

import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallGap;
import io.fairlead.calls.CallOptions;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.KeptCall;
import io.fairlead.calls.Producer;
import io.fairlead.calls.history.HistoryEntry.Answered;
import io.fairlead.calls.history.HistoryEntry.Ending;
import io.fairlead.calls.history.HistoryEntry.Failed;
import io.fairlead.calls.history.HistoryEntry.Origin;
import io.fairlead.calls.history.HistoryEntry.Queued;
import io.fairlead.calls.history.HistoryEntry.Waiting;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import io.fairlead.openfaas.Hop;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import okio.ByteString;

/** Entries as the payload of a record, and back. */
final class EntryCodec {

  private EntryCodec() {}

  /** Of a record that amends an earlier one, the flag tells so. */
  static byte[] write(HistoryEntry entry, boolean amends) {
    EntryWriter to = new EntryWriter();
    to.flag(amends);
    to.number(entry.id());
    to.number(entry.at().toEpochMilli());
    CallSpec spec = entry.call().spec();
    to.text(entry.origin().name());
    to.plain(entry.origin().id());
    to.plain(entry.origin().url());
    to.plain(spec.function().namespace());
    to.plain(spec.function().name());
    to.text(spec.function().qualifiedName());
    to.plain(spec.mode().name());
    target(to, spec);
    headers(to, spec.headers());
    to.duration(spec.options().timeout());
    to.flag(spec.options().followRedirects());
    to.flag(spec.options().gatewayCredentials());
    gaps(to, entry.call().gaps());
    body(to, entry.sent());
    callBody(to, spec.body());
    to.plain(entry.producer().name());
    to.duration(entry.took());
    hops(to, entry.hops());
    queued(to, entry.queued());
    ending(to, entry.ending());
    return to.payload();
  }

  static boolean amends(byte[] payload) {
    return new EntryReader(payload).flag();
  }

  static HistoryEntry read(byte[] payload) throws IOException {
    try {
      EntryReader from = new EntryReader(payload);
      from.flag();
      long id = from.number();
      Instant at = Instant.ofEpochMilli(from.number());
      Origin origin = new Origin(from.text(), from.plain(), from.plain());
      FunctionRef function =
          new FunctionRef(new GatewayId(origin.id()), from.plain(), from.plain());
      from.text();
      CallSpec spec = CallSpec.of(function).withMode(CallSpec.Mode.valueOf(from.plain()));
      spec = target(from, spec).withHeaders(headers(from));
      spec = spec.withOptions(new CallOptions(from.duration(), from.flag(), from.flag()));
      List<CallGap> gaps = gaps(from);
      KeptBody sent = body(from);
      spec = spec.withBody(callBody(from, sent));
      return new HistoryEntry(
              id,
              at,
              origin,
              new KeptCall(spec, gaps),
              sent,
              new Waiting(),
              Producer.valueOf(from.plain()),
              from.duration(),
              hops(from),
              queued(from))
          .withEnding(ending(from));
    } catch (BufferUnderflowException
        | IndexOutOfBoundsException
        | ArithmeticException
        | IllegalArgumentException
        | NegativeArraySizeException
        | DateTimeException e) {
      throw new IOException("the entry is damaged", e);
    }
  }

  private static void target(EntryWriter to, CallSpec spec) {
    to.plain(spec.method());
    to.number(spec.path().length());
    String query = spec.query();
    to.text(spec.path() + (query.isEmpty() ? "" : "?" + query));
  }

  private static CallSpec target(EntryReader from, CallSpec spec) {
    CallSpec with = spec.withMethod(from.plain());
    int path = from.count();
    String target = from.text();
    return with.withPath(target.substring(0, path))
        .withQuery(target.length() > path ? target.substring(path + 1) : "");
  }

  private static void headers(EntryWriter to, List<Header> headers) {
    to.number(headers.size());
    for (Header header : headers) {
      to.number(header.name().length());
      to.text(header.name() + ": " + header.value());
    }
  }

  private static List<Header> headers(EntryReader from) {
    List<Header> headers = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      int name = from.count();
      String line = from.text();
      headers.add(new Header(line.substring(0, name), line.substring(name + 2)));
    }
    return headers;
  }

  private static void gaps(EntryWriter to, List<CallGap> gaps) {
    to.number(gaps.size());
    for (CallGap gap : gaps) {
      to.plain(gap.kind().name());
      to.plain(gap.name());
    }
  }

  private static List<CallGap> gaps(EntryReader from) {
    List<CallGap> gaps = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      gaps.add(new CallGap(CallGap.Kind.valueOf(from.plain()), from.plain()));
    }
    return gaps;
  }

  private static void body(EntryWriter to, KeptBody body) {
    to.bytes(body.bytes());
    to.number(body.size());
    to.flag(body.isCut());
    to.flag(body.isText());
    to.plain(body.coding());
  }

  private static KeptBody body(EntryReader from) {
    return new KeptBody(from.bytes(), from.number(), from.flag(), from.flag(), from.plain());
  }

  /** What of the body is not in the sent one already. */
  private static void callBody(EntryWriter to, CallBody body) {
    switch (body) {
      case CallBody.None _ -> to.plain("none");
      case CallBody.Text(String text, String type) -> {
        to.plain("text");
        to.plain(type);
        to.flag(!text.isEmpty());
      }
      case CallBody.Form(List<CallBody.Field> fields) -> {
        to.plain("form");
        to.number(fields.size());
        for (CallBody.Field field : fields) {
          to.plain(field.name());
          to.plain(field.value());
        }
      }
      case CallBody.Multipart(List<CallBody.Part> parts) -> {
        to.plain("multipart");
        to.number(parts.size());
        for (CallBody.Part part : parts) {
          to.plain(part.name());
          to.plain(part.value());
          to.plain(part.file().map(Path::toString).orElse(""));
        }
      }
      case CallBody.File(Path path, String type) -> {
        to.plain("file");
        to.text(path.toString());
        to.plain(type);
      }
      case CallBody.Binary(ByteString bytes, String type) -> {
        to.plain("binary");
        to.plain(type);
        to.flag(bytes.size() > 0);
        to.plain(bytes.base64());
      }
    }
  }

  private static CallBody callBody(EntryReader from, KeptBody sent) {
    return switch (from.plain()) {
      case "text" -> {
        String type = from.plain();
        yield new CallBody.Text(from.flag() ? sent.bytes().utf8() : "", type);
      }
      case "form" -> {
        List<CallBody.Field> fields = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
          fields.add(new CallBody.Field(from.plain(), from.plain()));
        }
        yield new CallBody.Form(fields);
      }
      case "multipart" -> {
        List<CallBody.Part> parts = new ArrayList<>();
        for (int left = from.count(); left > 0; left--) {
          String name = from.plain();
          String value = from.plain();
          String file = from.plain();
          parts.add(
              new CallBody.Part(
                  name, value, file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file))));
        }
        yield new CallBody.Multipart(parts);
      }
      case "file" -> new CallBody.File(Path.of(from.text()), from.plain());
      case "binary" -> {
        String type = from.plain();
        from.flag();
        ByteString bytes = ByteString.decodeBase64(from.plain());
        yield new CallBody.Binary(bytes == null ? ByteString.EMPTY : bytes, type);
      }
      default -> new CallBody.None();
    };
  }

  private static void hops(EntryWriter to, List<Hop> hops) {
    to.number(hops.size());
    for (Hop hop : hops) {
      to.number(hop.status());
      to.text(hop.from());
      to.text(hop.to());
      to.flag(hop.otherServer());
    }
  }

  private static List<Hop> hops(EntryReader from) {
    List<Hop> hops = new ArrayList<>();
    for (int left = from.count(); left > 0; left--) {
      hops.add(new Hop(from.count(), from.text(), from.text(), from.flag()));
    }
    return hops;
  }

  private static void queued(EntryWriter to, Optional<Queued> queued) {
    to.flag(queued.isPresent());
    if (queued.isPresent()) {
      Queued state = queued.get();
      to.text(state.callId());
      to.plain(state.state().name());
      to.number(state.queueWait().map(Duration::toNanos).orElse(-1L));
      to.number((long) (state.durationSeconds().orElse(-1e-9) * 1e9));
    }
  }

  private static Optional<Queued> queued(EntryReader from) {
    if (!from.flag()) {
      return Optional.empty();
    }
    String callId = from.text();
    Queued.State state = Queued.State.valueOf(from.plain());
    long wait = from.number();
    long duration = from.number();
    return Optional.of(
        new Queued(
            callId,
            state,
            wait < 0 ? Optional.empty() : Optional.of(Duration.ofNanos(wait)),
            duration < 0 ? OptionalDouble.empty() : OptionalDouble.of(duration / 1e9)));
  }

  private static void ending(EntryWriter to, Ending ending) {
    switch (ending) {
      case Waiting() -> to.number(0);
      case Answered(int status, List<Header> headers, KeptBody body, String note) -> {
        to.number(1);
        to.number(status);
        headers(to, headers);
        body(to, body);
        to.plain(note);
      }
      case Failed failed -> {
        to.number(2);
        to.plain(failed.kind());
        to.plain(failed.attempt());
        to.text(failed.where());
        to.text(failed.explanation());
        to.plain(failed.remedy());
      }
    }
  }

  private static Ending ending(EntryReader from) {
    return switch (from.count()) {
      case 1 -> new Answered(from.count(), headers(from), body(from), from.plain());
      case 2 -> new Failed(from.plain(), from.plain(), from.text(), from.text(), from.plain());
      default -> new Waiting();
    };
  }
}
