package io.fairlead.calls;

import static io.fairlead.calls.TimeoutFinding.seconds;

import io.fairlead.calls.TimeoutXray.Confidence;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What a proxy's own error says about time: its patience was over, or the gateway hung up on it, as
 * a gateway does at its {@code write_timeout} (contract 1.6, "connection closed").
 */
final class IngressRules {

  private final TimeoutSigns signs;
  private final Intermediary who;

  IngressRules(TimeoutSigns signs) {
    this.signs = signs;
    this.who =
        Intermediary.of(signs.status(), signs.headers(), signs.body()).orElse(Intermediary.OTHER);
  }

  Optional<TimeoutXray> find(BiFunction<TimeoutLayer, Confidence, TimeoutFinding> finding) {
    if (signs.status() == 408) {
      return Optional.of(slowRequest(finding.apply(TimeoutLayer.INGRESS, Confidence.LIKELY)));
    }
    if (Intermediary.saysTimeOver(signs.status(), signs.body())) {
      return Optional.of(impatient(finding));
    }
    if (Intermediary.saysCut(signs.status(), signs.body()) && signs.longEnough()) {
      boolean usual = signs.endedAt(60) || signs.endedAt(65);
      return Optional.of(
          hungUp(
              finding.apply(
                  TimeoutLayer.GATEWAY_WRITE, usual ? Confidence.LIKELY : Confidence.POSSIBLE)));
    }
    return Optional.empty();
  }

  private TimeoutXray slowRequest(TimeoutFinding found) {
    return found
        .explained(
            who.title()
                + " in front of the gateway answered 408: the request did not come fast enough for"
                + " it.")
        .advised("Send the body faster, or raise the proxy's limit for reading a request.")
        .setBy(
            TimeoutSetting.everywhere(
                "the time-out for reading a request", "its configuration, or the Ingress", "60 s"))
        .notReachedInside()
        .unless(
            "Another server than a proxy of this gateway answers here.",
            "Whether the gateway's own replies come through.")
        .xray();
  }

  private TimeoutXray impatient(BiFunction<TimeoutLayer, Confidence, TimeoutFinding> finding) {
    boolean named = who != Intermediary.OTHER;
    boolean noWait = !signs.longEnough();
    Confidence sure = noWait ? Confidence.POSSIBLE : named ? Confidence.CERTAIN : Confidence.LIKELY;
    TimeoutFinding found = finding.apply(TimeoutLayer.INGRESS, sure);
    if (noWait) {
      found =
          found.unless(
              "Nothing was waited for: the proxy had nobody to ask, and says 504 for that.",
              "Whether the gateway behind it runs; the proxy's log.");
    }
    return found
        .explained(
            who.title()
                + " in front of the gateway answered "
                + signs.status()
                + " after "
                + seconds(signs.waited())
                + ": it did not wait any longer for the gateway, where the call may still run.")
        .advised(
            "Raise "
                + who.setting().name()
                + " above the gateway's write_timeout, so that the gateway's own answer comes"
                + " through. "
                + TimeoutXray.RULE)
        .setBy(who.setting())
        .xray();
  }

  private TimeoutXray hungUp(TimeoutFinding found) {
    return found
        .explained(
            who.title()
                + " in front of the gateway answered "
                + signs.status()
                + " after "
                + seconds(signs.waited())
                + ": the gateway closed its connection without an answer, as it does when one"
                + " comes after its write_timeout.")
        .advised(
            "Raise the gateway's write_timeout, and its read_timeout, above its upstream_timeout"
                + " and above the time that the function needs. "
                + TimeoutXray.RULE)
        .unless(
            "The gateway was not there, or was restarted.",
            "The age of the gateway's container; whether short calls come through.")
        .unless(
            "The proxy's own limit was over, and it says 502 for that.",
            "The proxy's log.",
            TimeoutLayer.INGRESS)
        .xray();
  }
}
