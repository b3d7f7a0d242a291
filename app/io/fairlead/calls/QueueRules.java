package io.fairlead.calls;

import io.fairlead.calls.TimeoutXray.Confidence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What the queue and its worker do with a call's time (contract 3.1, 3.2). */
final class QueueRules {

  /** {@code ack_wait} in the code, in the Helm chart and on faasd (contract 1.9). */
  private static final List<Long> USUAL_ACK_WAITS = List.of(30L, 60L, 305L);

  private QueueRules() {}

  static TimeoutXray silence(Duration waited) {
    List<TimeoutLayer> chain = new ArrayList<>(List.of(TimeoutLayer.CLIENT, TimeoutLayer.INGRESS));
    chain.addAll(TimeoutLayer.queued());
    return new TimeoutFinding(chain, TimeoutLayer.QUEUE_WORKER, Confidence.POSSIBLE)
        .explained(
            "The gateway queued the call, and nothing came back within "
                + TimeoutFinding.seconds(waited)
                + ". A gateway tells nothing about its queue, so the call may be waiting, running,"
                + " or done with its result lost.")
        .advised(
            "Look at the queue worker's log for the call id: it says when the call was taken and"
                + " what became of its callback. The community edition works through one call at a"
                + " time and does not repeat a failed callback.")
        .noted(TimeoutLayer.CLIENT, "Waited " + TimeoutFinding.seconds(waited) + ".")
        .noted(TimeoutLayer.QUEUE_WORKER, "Nothing came back.")
        .unless(
            "The call still waits behind others in the queue.",
            "The queue worker's log has no line about this call id yet.")
        .unless(
            "The function still runs.",
            "The function's log, or its invocations started against those completed.")
        .unless(
            "The callback could not reach this console.",
            "The queue worker's log has a line about a failed callback.")
        .xray();
  }

  static TimeoutXray repeat(Duration between, OptionalDouble seconds) {
    double took = seconds.orElse(0);
    boolean fits =
        USUAL_ACK_WAITS.stream().anyMatch(wait -> took >= wait)
            || (seconds.isPresent() && took > 1 && between.toMillis() <= took * 1000 + 1000);
    return new TimeoutFinding(
            TimeoutLayer.queued(),
            TimeoutLayer.QUEUE_WORKER,
            fits ? Confidence.LIKELY : Confidence.POSSIBLE)
        .explained(
            "The result came twice, "
                + TimeoutFinding.seconds(between)
                + " apart: the queue delivered the call again, so the function ran more than"
                + " once.")
        .advised(
            "Raise ack_wait above the longest time that the function takes; a call that has no"
                + " acknowledgement within it is delivered again.")
        .noted(TimeoutLayer.QUEUE_WORKER, "Delivered the call again.")
        .unless(
            "The queue worker was restarted before it had acknowledged the call.",
            "The age of the queue worker's container.")
        .unless(
            "The commercial queue worker retries a call that failed.",
            "The callback carries X-Retry.")
        .xray();
  }
}
