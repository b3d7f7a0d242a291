package io.fairlead.ui.call;

import io.fairlead.calls.AsyncCall;
import io.fairlead.calls.AsyncState;
import io.fairlead.calls.CallResult;
import io.fairlead.calls.Producer;
import io.fairlead.calls.TimeoutXray;
import io.fairlead.calls.file.FileReply;
import io.fairlead.files.Bytes;
import io.fairlead.model.Failure;
import io.fairlead.model.Header;
import io.fairlead.model.Outcome;
import io.fairlead.openfaas.Hop;
import io.fairlead.openfaas.InvocationReply;
import io.fairlead.openfaas.Timing;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What came of calls, prepared for showing; decodes bodies, so not on the FX thread. */
public final class Answers {

  private Answers() {}

  /** What a synchronous call came to. */
  static ResponseModel of(CallResult result) {
    return switch (result.outcome()) {
      case Outcome.Ok<InvocationReply>(InvocationReply reply) -> answered(result, reply);
      case Outcome.Failed<InvocationReply>(Failure failure) ->
          ResponseModel.failed(
              failure,
              new Trace(
                  result.timing(),
                  OptionalDouble.empty(),
                  result.hops(),
                  "",
                  TimeoutXray.of(result)));
    };
  }

  private static ResponseModel answered(CallResult result, InvocationReply reply) {
    Body body = Body.of(reply.body(), reply.headers());
    return new ResponseModel(
        ResponseModel.Phase.ANSWERED,
        OptionalInt.of(reply.status()),
        producer(result.producer()),
        Optional.of(reply.timing().total()),
        reply.headers(),
        body,
        reply.body().size(),
        reply.truncated() ? reply.truncation() : redirect(result, reply).orElse(body.note()),
        Optional.empty(),
        new Trace(
            reply.timing(),
            reply.durationSeconds(),
            result.hops(),
            result.producerReason(),
            TimeoutXray.of(result)));
  }

  /** Where a redirect leads that was not followed, or not to its end. */
  private static Optional<String> redirect(CallResult result, InvocationReply reply) {
    if (reply.status() < 300 || reply.status() > 399) {
      return Optional.empty();
    }
    return reply
        .header("Location")
        .map(
            to ->
                result.hops().isEmpty()
                    ? Texts.of("call.redirects-to", to)
                    : Texts.of("call.too-many-redirects", result.hops().size()));
  }

  /** Who produced an answer, in a few words; empty where nobody knows. */
  static String producer(Producer producer) {
    return switch (producer) {
      case FUNCTION -> Texts.of("call.by-function");
      case WATCHDOG -> Texts.of("call.by-watchdog");
      case PROVIDER -> Texts.of("call.by-provider");
      case GATEWAY -> Texts.of("call.by-gateway");
      case INGRESS -> Texts.of("call.by-ingress");
      case UNKNOWN -> "";
    };
  }

  /** What an asynchronous call has come to. */
  public static ResponseModel of(AsyncCall call) {
    return switch (call.state()) {
      case AsyncState.CalledBack back -> calledBack(back);
      case AsyncState.Refused refused -> ResponseModel.failed(refused.failure(), Trace.NONE);
      case AsyncState.Expired expired ->
          ResponseModel.of(ResponseModel.Phase.FAILED, Texts.of("call.expired"))
              .withTrace(
                  traced(
                      Optional.of(
                          TimeoutXray.ofSilence(
                              Duration.between(call.registeredAt(), expired.at())))));
      case AsyncState.Oversized over ->
          ResponseModel.of(
              ResponseModel.Phase.FAILED,
              Texts.of("call.oversized", Figures.bytes(over.bytes()), Figures.bytes(over.limit())));
      case AsyncState.Queued _, AsyncState.Accepted _ ->
          ResponseModel.of(ResponseModel.Phase.QUEUED, Texts.of("call.queued", call.callId()));
    };
  }

  /**
   * What a call of a file was answered.
   *
   * @param note what else is worth a line; empty for nothing
   */
  public static ResponseModel ofFile(FileReply reply, List<Hop> hops, String note) {
    Body body = Body.of(reply.body(), reply.headers());
    return new ResponseModel(
        ResponseModel.Phase.ANSWERED,
        OptionalInt.of(reply.status()),
        "",
        Optional.of(reply.duration()),
        reply.headers(),
        body,
        reply.body().size(),
        note.isEmpty() ? body.note() : note,
        Optional.empty(),
        new Trace(Timing.NONE, OptionalDouble.empty(), hops, "", Optional.empty()));
  }

  /** Why no answer came. */
  public static ResponseModel ofFailure(Failure failure) {
    return ResponseModel.failed(failure, Trace.NONE);
  }

  private static ResponseModel calledBack(AsyncState.CalledBack back) {
    Duration took = back.sinceAccepted();
    List<Header> headers = new ArrayList<>();
    new TreeMap<>(back.headers())
        .forEach((name, values) -> values.forEach(value -> headers.add(new Header(name, value))));
    String note =
        back.durationSeconds().isPresent()
            ? Texts.of("call.function-took", Figures.seconds(back.durationSeconds().getAsDouble()))
            : "";
    Bytes bytes = Bytes.of(back.body().toByteArray());
    return new ResponseModel(
        ResponseModel.Phase.ANSWERED,
        OptionalInt.of(back.status()),
        Texts.of("call.by-callback"),
        Optional.of(took),
        headers,
        Body.of(bytes, headers),
        bytes.size(),
        note,
        Optional.empty(),
        traced(
            TimeoutXray.ofCallback(
                back.status(), headers, beginning(bytes), back.durationSeconds())));
  }

  private static byte[] beginning(Bytes bytes) {
    try {
      return bytes.beginning(1024);
    } catch (IOException _) {
      return new byte[0];
    }
  }

  private static Trace traced(Optional<TimeoutXray> xray) {
    return new Trace(Timing.NONE, OptionalDouble.empty(), List.of(), "", xray);
  }
}
