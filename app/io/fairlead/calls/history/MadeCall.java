package io.fairlead.calls.history;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallBody;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.calls.history.HistoryEntry.Origin;
import io.fairlead.calls.history.HistoryEntry.Queued;
import io.fairlead.files.Bytes;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.openfaas.Hop;
import io.fairlead.openfaas.InvocationReply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import okio.Buffer;
import okio.ByteString;
import okio.Okio;

/**
 * A call that was made, as it was: with its secrets, so never printed and never written. {@link
 * Redaction} makes an entry of it.
 *
 * @param file of a body that is a file, its beginning
 * @param reply what came, if something did
 * @param failure why nothing came, if nothing did
 * @param secrets what must not be kept besides what the call itself shows to be secret: the
 *     gateway's password, the path of a callback
 */
public record MadeCall(
    Instant at,
    Origin origin,
    CallSpec spec,
    Sample file,
    Optional<Reply> reply,
    Optional<Failure> failure,
    Producer producer,
    Duration took,
    List<Hop> hops,
    Optional<Queued> queued,
    List<String> secrets) {

  /** More than is kept of a body, so that a secret at the cut is seen whole. */
  static final int SAMPLE_BYTES = HistoryLimits.DEFAULT.bodyBytes() + (16 << 10);

  /**
   * The beginning of a body.
   *
   * @param size of the whole body in bytes; -1 where that is not known
   */
  public record Sample(ByteString beginning, long size) {

    /** No body. */
    public static final Sample NONE = new Sample(ByteString.EMPTY, 0);

    public Sample {
      Objects.requireNonNull(beginning);
    }

    /** The beginning of these bytes; as much of it as can be read. */
    public static Sample of(Bytes bytes) {
      try {
        return new Sample(ByteString.of(bytes.beginning(SAMPLE_BYTES)), bytes.size());
      } catch (IOException _) {
        return new Sample(ByteString.EMPTY, bytes.size());
      }
    }

    private static Sample of(CallBody body) {
      if (!(body instanceof CallBody.File(Path path, _))) {
        return NONE;
      }
      try (Buffer buffer = new Buffer();
          var source = Okio.source(Files.newInputStream(path))) {
        long left = SAMPLE_BYTES;
        for (long read = source.read(buffer, left); read > 0 && left > read; ) {
          left -= read;
          read = source.read(buffer, left);
        }
        return new Sample(buffer.readByteString(), Files.size(path));
      } catch (IOException _) {
        return new Sample(ByteString.EMPTY, -1);
      }
    }
  }

  /**
   * What came.
   *
   * @param note why its body is not whole; empty when it is
   */
  public record Reply(int status, List<Header> headers, Sample body, String note) {
    public Reply {
      headers = List.copyOf(headers);
      Objects.requireNonNull(body);
      Objects.requireNonNull(note);
    }
  }

  public MadeCall {
    Objects.requireNonNull(at);
    Objects.requireNonNull(origin);
    Objects.requireNonNull(spec);
    Objects.requireNonNull(file);
    Objects.requireNonNull(reply);
    Objects.requireNonNull(failure);
    Objects.requireNonNull(producer);
    Objects.requireNonNull(took);
    hops = List.copyOf(hops);
    Objects.requireNonNull(queued);
    secrets = List.copyOf(secrets);
  }

  /** What a call came to; reads the beginning of its bodies, which must still be there. */
  public static MadeCall of(Origin origin, CallResult result, List<String> secrets) {
    Optional<InvocationReply> reply = result.outcome().toOptional();
    return new MadeCall(
        result.at(),
        origin,
        result.spec(),
        Sample.of(result.spec().body()),
        reply.map(
            came ->
                new Reply(
                    came.status(), came.headers(), Sample.of(came.body()), came.truncation())),
        result.outcome() instanceof Outcome.Failed<InvocationReply>(Failure failure)
            ? Optional.of(failure)
            : Optional.empty(),
        result.producer(),
        reply.map(came -> came.timing().total()).orElse(result.timing().total()),
        result.hops(),
        Optional.empty(),
        secrets);
  }

  /** A call that was put on the queue. */
  public static MadeCall queued(
      Origin origin,
      Instant at,
      CallSpec spec,
      String callId,
      Queued.State state,
      Duration took,
      List<String> secrets) {
    return new MadeCall(
        at,
        origin,
        spec.withMode(CallSpec.Mode.ASYNC),
        Sample.of(spec.body()),
        Optional.empty(),
        Optional.empty(),
        Producer.UNKNOWN,
        took,
        List.of(),
        Optional.of(new Queued(callId, state, Optional.empty(), OptionalDouble.empty())),
        secrets);
  }

  /** The same, refused. */
  public MadeCall refused(Failure why) {
    String callId = queued.map(Queued::callId).orElse("");
    return with(
        Optional.empty(),
        Optional.of(why),
        took,
        new Queued(callId, Queued.State.REFUSED, Optional.empty(), OptionalDouble.empty()));
  }

  /** The same, with what the inbox knows of it; empty while that says nothing new. */
  public Optional<MadeCall> become(AsyncCall call) {
    return switch (call.state()) {
      case AsyncState.CalledBack back -> Optional.of(calledBack(call, back));
      case AsyncState.Expired expired ->
          Optional.of(
              with(
                  Optional.empty(),
                  Optional.empty(),
                  Duration.between(call.registeredAt(), expired.at()),
                  new Queued(
                      call.callId(),
                      Queued.State.EXPIRED,
                      Optional.empty(),
                      OptionalDouble.empty())));
      case AsyncState.Refused _,
          AsyncState.Oversized _,
          AsyncState.Queued _,
          AsyncState.Accepted _ ->
          Optional.empty();
    };
  }

  private MadeCall calledBack(AsyncCall call, AsyncState.CalledBack back) {
    List<Header> headers = new ArrayList<>();
    new TreeMap<>(back.headers())
        .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
    ByteString body = back.body();
    Sample sample = new Sample(body.substring(0, Math.min(SAMPLE_BYTES, body.size())), body.size());
    String note = back.truncated() ? "The callback's body is not whole." : "";
    return with(
        Optional.of(new Reply(back.status(), headers, sample, note)),
        Optional.empty(),
        back.sinceAccepted(),
        new Queued(
            call.callId(), Queued.State.CALLED_BACK, back.queueWait(), back.durationSeconds()));
  }

  private MadeCall with(Optional<Reply> came, Optional<Failure> why, Duration until, Queued state) {
    return new MadeCall(
        at,
        origin,
        spec,
        file,
        came,
        why,
        came.isPresent() ? Producer.FUNCTION : Producer.UNKNOWN,
        until,
        hops,
        Optional.of(state),
        secrets);
  }

  @Override
  public String toString() {
    return "MadeCall[" + spec.function().qualifiedName() + " at " + at + "]";
  }
}
