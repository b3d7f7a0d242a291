package io.fairlead.calls.history;

import io.fairlead.calls.CallSpec;
import io.fairlead.calls.Producer;
import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okio.ByteString;

/** Calls as a session would have made them. */
final class Made {

  static final HistoryEntry.Origin ORIGIN =
      new HistoryEntry.Origin("Local", "local", "http://127.0.0.1:8080");

  private Made() {}

  static CallSpec spec(String function) {
    return CallSpec.of(new FunctionRef(new GatewayId("local"), "openfaas-fn", function));
  }

  static MadeCall answered(CallSpec spec, int status, String answer) {
    return answered(spec, status, List.of(new Header("Content-Type", "text/plain")), answer);
  }

  static MadeCall answered(CallSpec spec, int status, List<Header> headers, String answer) {
    return answered(spec, status, headers, ByteString.encodeUtf8(answer), List.of());
  }

  static MadeCall answered(
      CallSpec spec, int status, List<Header> headers, ByteString body, List<String> secrets) {
    MadeCall.Sample sample =
        new MadeCall.Sample(
            body.substring(0, Math.min(body.size(), MadeCall.SAMPLE_BYTES)), body.size());
    return made(
        spec,
        Optional.of(new MadeCall.Reply(status, headers, sample, "")),
        Optional.empty(),
        secrets);
  }

  static MadeCall failed(CallSpec spec, Failure why) {
    return made(spec, Optional.empty(), Optional.of(why), List.of());
  }

  private static MadeCall made(
      CallSpec spec,
      Optional<MadeCall.Reply> reply,
      Optional<Failure> failure,
      List<String> secrets) {
    return new MadeCall(
        Instant.now(),
        ORIGIN,
        spec,
        MadeCall.Sample.NONE,
        reply,
        failure,
        Producer.FUNCTION,
        Duration.ofMillis(12),
        List.of(),
        Optional.empty(),
        secrets);
  }
}
