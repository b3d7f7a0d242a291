package io.fairlead.calls;

import io.fairlead.model.Header;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which layer ran out of time for a call, told from status, headers, body and times alone: no
 * gateway tells its settings (contract 1.6, 1.9; recordings 40-invoke-*timeout*, 80-*).
 *
 * @param layers every layer of the chain, in order, and what became of the call there
 * @param culprit the layer that most likely cut it
 * @param explanation what happened, in one or two sentences
 * @param setting the setting that decided
 * @param advice what to change, and what must hold then
 * @param confidence how sure that is
 * @param alternatives what else it can have been; none where it is certain
 */
public record TimeoutXray(
    List<LayerVerdict> layers,
    TimeoutLayer culprit,
    String explanation,
    TimeoutSetting setting,
    String advice,
    Confidence confidence,
    List<Alternative> alternatives) {

  /** How the limits of the chain must lie (contract 1.9). */
  public static final String RULE =
      "exec_timeout must not exceed the gateway's upstream_timeout, which must lie below its"
          + " read_timeout and write_timeout; whatever waits outside waits longer still.";

  /** How sure a finding is. */
  public enum Confidence {
    /** Something says so in as many words. */
    CERTAIN,
    /** The signs fit it, and little else. */
    LIKELY,
    /** The signs fit it, and other things as well. */
    POSSIBLE
  }

  /** What became of a call at one layer. */
  public enum Fate {
    /** It let the call through. */
    PASSED,
    /** It ended the call. */
    CUT_HERE,
    /** The call did not come so far. */
    NOT_REACHED,
    /** Nothing tells. */
    UNKNOWN
  }

  /**
   * One layer and what became of the call there.
   *
   * @param note what is known of it; may be empty
   */
  public record LayerVerdict(TimeoutLayer layer, Fate fate, String note) {
    public LayerVerdict {
      Objects.requireNonNull(layer);
      Objects.requireNonNull(fate);
      Objects.requireNonNull(note);
    }
  }

  /**
   * What else it can have been.
   *
   * @param what the other explanation, in one sentence
   * @param tell what would tell the two apart
   */
  public record Alternative(String what, String tell) {
    public Alternative {
      Objects.requireNonNull(what);
      Objects.requireNonNull(tell);
    }
  }

  public TimeoutXray {
    layers = List.copyOf(layers);
    Objects.requireNonNull(culprit);
    Objects.requireNonNull(explanation);
    Objects.requireNonNull(setting);
    Objects.requireNonNull(advice);
    Objects.requireNonNull(confidence);
    alternatives = List.copyOf(alternatives);
  }

  /** What became of the call at this layer; unknown for one that is not in the chain. */
  public Fate fate(TimeoutLayer layer) {
    return layers.stream()
        .filter(verdict -> verdict.layer() == layer)
        .map(LayerVerdict::fate)
        .findFirst()
        .orElse(Fate.UNKNOWN);
  }

  /** Looks into a call that was sent from here; empty where nothing ran out of time. */
  public static Optional<TimeoutXray> of(CallResult result) {
    return new TimeoutRules(TimeoutSigns.of(result)).find();
  }

  /**
   * Looks into a result that the queue's worker brought (contract 1.7); empty where nothing ran out
   * of time.
   *
   * @param status {@code X-Function-Status}
   * @param headers of the callback
   * @param beginning the beginning of its body
   * @param seconds {@code X-Duration-Seconds}, as the worker measured it
   */
  public static Optional<TimeoutXray> ofCallback(
      int status, List<Header> headers, byte[] beginning, OptionalDouble seconds) {
    return new TimeoutRules(TimeoutSigns.ofCallback(status, headers, beginning, seconds)).find();
  }

  /** Looks into a queued call of which nothing came back for so long. */
  public static TimeoutXray ofSilence(Duration waited) {
    return QueueRules.silence(waited);
  }

  /**
   * Looks into a result that came a second time.
   *
   * @param between from the first result to the second
   * @param seconds how long the first took, as the worker measured it
   */
  public static TimeoutXray ofRepeat(Duration between, OptionalDouble seconds) {
    return QueueRules.repeat(between, seconds);
  }
}
