package io.fairlead.calls;

import io.fairlead.calls.TimeoutXray.Alternative;
import io.fairlead.calls.TimeoutXray.Confidence;
import io.fairlead.calls.TimeoutXray.Fate;
import io.fairlead.calls.TimeoutXray.LayerVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A finding while it is put together: what lies outside its culprit let the call through. */
final class TimeoutFinding {

  private final List<TimeoutLayer> chain;
  private final TimeoutLayer culprit;
  private final Confidence confidence;
  private final List<Alternative> alternatives = new ArrayList<>();
  private final Set<TimeoutLayer> doubtful = EnumSet.noneOf(TimeoutLayer.class);
  private final Map<TimeoutLayer, String> notes = new EnumMap<>(TimeoutLayer.class);
  private TimeoutSetting setting;
  private Fate inside = Fate.UNKNOWN;
  private String explanation = "";
  private String advice = "";

  TimeoutFinding(List<TimeoutLayer> chain, TimeoutLayer culprit, Confidence confidence) {
    this.chain = List.copyOf(chain);
    this.culprit = culprit;
    this.confidence = confidence;
    this.setting = culprit.setting();
  }

  TimeoutFinding explained(String text) {
    explanation = text;
    return this;
  }

  TimeoutFinding advised(String text) {
    advice = text;
    return this;
  }

  TimeoutFinding setBy(TimeoutSetting other) {
    setting = other;
    return this;
  }

  /** The call did not come to what lies inside. */
  TimeoutFinding notReachedInside() {
    inside = Fate.NOT_REACHED;
    return this;
  }

  TimeoutFinding noted(TimeoutLayer layer, String note) {
    notes.put(layer, note);
    return this;
  }

  /** It can as well have been something else, at these layers. */
  TimeoutFinding unless(String what, String tell, TimeoutLayer... layers) {
    alternatives.add(new Alternative(what, tell));
    doubtful.addAll(List.of(layers));
    return this;
  }

  TimeoutXray xray() {
    List<LayerVerdict> verdicts = new ArrayList<>();
    boolean outside = true;
    for (TimeoutLayer layer : chain) {
      Fate fate;
      if (layer == culprit) {
        fate = Fate.CUT_HERE;
        outside = false;
      } else if (doubtful.contains(layer)) {
        fate = Fate.UNKNOWN;
      } else {
        fate = outside ? Fate.PASSED : inside;
      }
      verdicts.add(new LayerVerdict(layer, fate, notes.getOrDefault(layer, "")));
    }
    return new TimeoutXray(
        verdicts, culprit, explanation, setting, advice, confidence, alternatives);
  }

  /** A time as a sentence has it: "3.01 s", "62 s". */
  static String seconds(Duration time) {
    double seconds = time.toMillis() / 1000.0;
    String text = String.format(Locale.ROOT, seconds < 10 ? "%.2f" : "%.1f", seconds);
    return text.replaceFirst("\\.?0+$", "") + " s";
  }
}
