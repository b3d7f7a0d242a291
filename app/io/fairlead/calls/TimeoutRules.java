package io.fairlead.calls;

import static io.fairlead.calls.TimeoutFinding.seconds;

import io.fairlead.calls.TimeoutXray.Confidence;
import io.fairlead.net.ExchangeProgress.Stage;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** The rules by which the layer that cut a call is found (contract 1.6, 1.9). */
final class TimeoutRules {

  private final TimeoutSigns signs;

  TimeoutRules(TimeoutSigns signs) {
    this.signs = signs;
  }

  Optional<TimeoutXray> find() {
    return switch (signs.ending()) {
      case OUR_LIMIT -> Optional.of(ourLimit());
      case CUT -> signs.longEnough() ? Optional.of(cut()) : Optional.empty();
      case CUT_IN_BODY -> signs.longEnough() ? Optional.of(cutInBody()) : Optional.empty();
      case ANSWERED -> answered();
      case OTHER -> Optional.empty();
    };
  }

  private TimeoutFinding finding(TimeoutLayer culprit, Confidence confidence) {
    return new TimeoutFinding(
            signs.queued() ? TimeoutLayer.queued() : TimeoutLayer.synchronous(),
            culprit,
            confidence)
        .noted(culprit, "After " + seconds(signs.waited()) + ".");
  }

  private TimeoutXray ourLimit() {
    TimeoutFinding found = finding(TimeoutLayer.CLIENT, Confidence.CERTAIN);
    String limit = "this console's own limit of " + seconds(signs.limit());
    switch (signs.stage()) {
      case RESOLVE, CONNECT, SECURE ->
          found
              .explained("No connection stood in time, so nothing was sent.")
              .advised(
                  "No limit of OpenFaaS was involved: check the address, the network, the VPN and"
                      + " whatever guards the way.")
              .notReachedInside();
      case SEND ->
          found
              .explained(
                  "The whole request could not be sent within "
                      + limit
                      + ": the other side takes it slowly, or not at all.")
              .advised("Raise the time-out of this call for a large body on a slow line.");
      case RECEIVE ->
          found
              .explained("The answer had begun, and " + limit + " was over before its end.")
              .advised("Raise the time-out of this call; what had come is kept.");
      case WAIT ->
          found
              .explained("No answer had begun within " + limit + "; the function may still run.")
              .advised(adviceForOurLimit());
    }
    if (signs.stage() == Stage.WAIT && signs.limit().toSeconds() > 66) {
      found.noted(
          TimeoutLayer.COLD_START,
          "The gateway waits up to 100 s for a replica, longer than its own time-outs.");
    }
    return found.xray();
  }

  private String adviceForOurLimit() {
    return signs.limit().toSeconds() < 66
        ? "Raise the time-out of this call above the gateway's upstream_timeout, usually 60 or"
            + " 65 s, so that the gateway's own answer tells which limit was reached."
        : "The usual limits of a gateway lie below that: either they were raised, and the call"
            + " needs a longer time-out here, or the gateway still waited for a replica to start;"
            + " look at the function's replicas and its log.";
  }

  /** Closed without a status. */
  private TimeoutXray cut() {
    Confidence confidence =
        signs.endedAt(60) || signs.endedAt(65) ? Confidence.LIKELY : Confidence.POSSIBLE;
    if (signs.stage() == Stage.SEND) {
      return finding(TimeoutLayer.GATEWAY_READ, confidence)
          .explained(
              "The connection was closed after "
                  + seconds(signs.waited())
                  + " while the request was still being sent: the gateway waits for a whole request"
                  + " no longer than its read_timeout.")
          .advised("Send the body faster, or raise the gateway's read_timeout above that time.")
          .unless(
              "A proxy in front refused the body, for its size or its slowness.",
              "Send a small body; look at the proxy's limits for bodies.",
              TimeoutLayer.INGRESS)
          .unless("The gateway was restarted.", "The age of the gateway's container.")
          .xray();
    }
    return finding(TimeoutLayer.GATEWAY_WRITE, confidence)
        .explained(
            "The connection was closed after "
                + seconds(signs.waited())
                + " without an answer. A gateway does so when an answer comes later than its"
                + " write_timeout; it notices only then, so the limit itself is shorter than this"
                + " time.")
        .advised(
            "Raise the gateway's write_timeout, and its read_timeout, above its upstream_timeout"
                + " and above the time that the function needs. "
                + TimeoutXray.RULE)
        .unless(
            "A proxy, a load balancer or a port-forward in front closed an idle connection.",
            "Call the gateway directly, past the proxy.",
            TimeoutLayer.INGRESS)
        .unless("The gateway was restarted or crashed.", "The age of the gateway's container.")
        .xray();
  }

  /** Closed within the body of an answer. */
  private TimeoutXray cutInBody() {
    boolean usual = signs.endedAt(60) || signs.endedAt(65);
    return finding(TimeoutLayer.GATEWAY_WRITE, usual ? Confidence.LIKELY : Confidence.POSSIBLE)
        .explained(
            "The answer had begun and was cut off after "
                + seconds(signs.waited())
                + ". A gateway ends every answer at its write_timeout, also one that is still"
                + " flowing.")
        .advised(
            "Raise the gateway's write_timeout above the longest stream that is wanted, or let the"
                + " function end its streams earlier. "
                + TimeoutXray.RULE)
        .unless(
            "A proxy in front closed it, idle or at its own limit.",
            "Call the gateway directly, past the proxy.",
            TimeoutLayer.INGRESS)
        .unless(
            "The function, its replica or the gateway ended in the middle.",
            "The function's log, and the age of its replicas.",
            TimeoutLayer.PROVIDER,
            TimeoutLayer.WATCHDOG)
        .xray();
  }

  private Optional<TimeoutXray> answered() {
    String internal = signs.header("X-OpenFaaS-Internal").toLowerCase(Locale.ROOT);
    WatchdogRules watchdog =
        new WatchdogRules(signs, confidence -> finding(TimeoutLayer.WATCHDOG, confidence));
    Optional<TimeoutXray> said = watchdog.said();
    if (said.isPresent()) {
      return said;
    }
    if (signs.queued() && signs.status() == 503 && !signs.passedOn()) {
      return signs.longEnough() ? Optional.of(workerWithoutAnswer()) : Optional.empty();
    }
    if (!signs.passedOn() && internal.isEmpty() && !signs.timedByWatchdog()) {
      return unmarked();
    }
    if (!signs.longEnough()) {
      return Optional.empty();
    }
    if (signs.status() == 502 && signs.body().isEmpty() && !signs.timedByWatchdog()) {
      return Optional.of(upstream());
    }
    if (signs.body().startsWith("Can't reach service for: ")) {
      return Optional.of(provider());
    }
    if (signs.body().startsWith("No endpoints available for: ")) {
      return noEndpoints();
    }
    return watchdog.streamed();
  }

  /** The worker could not read an answer of its own call. */
  private TimeoutXray workerWithoutAnswer() {
    return finding(TimeoutLayer.GATEWAY_WRITE, Confidence.POSSIBLE)
        .explained(
            "The queue worker got no answer from the gateway in "
                + seconds(signs.waited())
                + " and reports 503 by itself. A gateway closes a connection whose answer comes"
                + " after its write_timeout.")
        .advised(
            "Raise the gateway's write_timeout above the time that the function needs. "
                + TimeoutXray.RULE)
        .unless("The gateway was not reachable from the queue worker.", "The queue worker's log.")
        .xray();
  }

  private TimeoutXray upstream() {
    boolean fits = signs.endedAt(60) || signs.endedAt(65) || signs.endedAtWholeSecond();
    TimeoutFinding found =
        finding(TimeoutLayer.GATEWAY_UPSTREAM, fits ? Confidence.LIKELY : Confidence.POSSIBLE)
            .explained(
                "The gateway gave up waiting after "
                    + seconds(signs.waited())
                    + " and answered 502 with no text, as it does when its upstream_timeout is"
                    + " over.")
            .advised(
                "Raise the gateway's upstream_timeout, and its read_timeout and write_timeout above"
                    + " that; or let the function answer sooner, or call it asynchronously. "
                    + TimeoutXray.RULE)
            .unless(
                "The provider or the function closed the connection without an answer: the same"
                    + " 502.",
                "The times of several calls: a limit cuts all at the same one. Also the gateway's"
                    + " log.",
                TimeoutLayer.PROVIDER,
                TimeoutLayer.WATCHDOG);
    return started(found).xray();
  }

  private TimeoutXray provider() {
    boolean fits =
        signs.endedAt(10) || signs.endedAt(60) || signs.endedAt(65) || signs.endedAtWholeSecond();
    TimeoutFinding found =
        finding(TimeoutLayer.PROVIDER, fits ? Confidence.LIKELY : Confidence.POSSIBLE)
            .explained(
                "The provider gave up on the function after "
                    + seconds(signs.waited())
                    + " and says that it cannot reach it.")
            .advised(
                "Raise the provider's read_timeout and write_timeout to the gateway's; if all calls"
                    + " fail, look whether the function's replica lives. "
                    + TimeoutXray.RULE)
            .unless(
                "No connection to the replica could be opened: it died, or its node is gone.",
                "The function's replicas and its log.",
                TimeoutLayer.WATCHDOG);
    return started(found).xray();
  }

  /** After 100 s without a replica the gateway forwards all the same (contract 1.6). */
  private Optional<TimeoutXray> noEndpoints() {
    Duration before = signs.beforeGateway();
    boolean waited = before.toSeconds() >= 5 || signs.waited().toSeconds() >= 90;
    if (!waited) {
      return Optional.empty();
    }
    return Optional.of(
        coldStart(
            Confidence.LIKELY,
            "The gateway waited for a replica, none became ready, and the call was passed on after "
                + seconds(signs.waited())
                + " with nobody to take it."));
  }

  private TimeoutXray coldStart(Confidence confidence, String explanation) {
    return finding(TimeoutLayer.COLD_START, confidence)
        .explained(explanation)
        .advised(
            "See why no replica becomes ready: its image, its health checks, room on the nodes. A"
                + " minimum of one replica (com.openfaas.scale.min) avoids the wait.")
        .notReachedInside()
        .xray();
  }

  private TimeoutFinding started(TimeoutFinding found) {
    Duration before = signs.beforeGateway();
    return before.toSeconds() < 1
        ? found
        : found.noted(
            TimeoutLayer.COLD_START,
            "At least "
                + seconds(before)
                + " passed before the gateway passed the call on: the start of a replica, or a"
                + " queue in front.");
  }

  private Optional<TimeoutXray> unmarked() {
    if (signs.body().startsWith("error finding function ") && signs.waited().toSeconds() >= 5) {
      return Optional.of(
          coldStart(
              Confidence.POSSIBLE,
              "The gateway looked for a replica for "
                  + seconds(signs.waited())
                  + " and ended with: "
                  + signs.body().lines().findFirst().orElse("")));
    }
    if (signs.queued() || signs.status() < 400) {
      return Optional.empty();
    }
    return new IngressRules(signs).find(this::finding);
  }
}
