package io.fairlead.ui.probe;

import io.fairlead.calls.probe.ProbeEnd;
import io.fairlead.calls.probe.ProbeError;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeLoad;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.ui.control.Figures;
import io.fairlead.ui.fx.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a probe is and came to, in words. */
final class ProbeWords {

  private ProbeWords() {}

  static String load(ProbeLoad load) {
    return switch (load) {
      case ProbeLoad.Rate(double perSecond) ->
          Texts.of("probe.load-rate", Figures.rate(perSecond).replace(" /s", ""));
      case ProbeLoad.Workers(int count) -> Texts.of("probe.load-workers", count);
    };
  }

  static String end(ProbeEnd end) {
    return switch (end) {
      case ProbeEnd.After(Duration time) -> Figures.duration(time);
      case ProbeEnd.Count(long requests) -> Texts.of("probe.end-count", requests);
    };
  }

  static String ending(ProbeResult.Ending ending) {
    return switch (ending) {
      case COMPLETE -> Texts.of("probe.complete");
      case STOPPED -> Texts.of("probe.stopped");
      case CEILING -> Texts.of("probe.at-ceiling");
    };
  }

  static String error(ProbeError kind) {
    return switch (kind) {
      case CONNECT -> Texts.of("probe.error-connect");
      case RESET -> Texts.of("probe.error-reset");
      case TIMEOUT -> Texts.of("probe.error-timeout");
      case TRUNCATED -> Texts.of("probe.error-truncated");
      case MALFORMED -> Texts.of("probe.error-malformed");
      case CLIENT_STATUS -> Texts.of("probe.error-client");
      case SERVER_STATUS -> Texts.of("probe.error-server");
      case NOT_SENT -> Texts.of("probe.error-not-sent");
    };
  }

  /** Errors by kind, the most frequent first, and what was answered by status. */
  static String outcomes(ProbeFigures figures) {
    List<String> parts = new ArrayList<>();
    figures.errors().entrySet().stream()
        .sorted(Map.Entry.<ProbeError, Long>comparingByValue(Comparator.reverseOrder()))
        .forEach(each -> parts.add(Texts.of("probe.times", each.getValue(), error(each.getKey()))));
    new TreeMap<>(figures.statuses())
        .forEach((status, count) -> parts.add(Texts.of("probe.status", "" + status, count)));
    return String.join("   ", parts);
  }

  static String millis(double millis) {
    return Figures.seconds(millis / 1000);
  }
}
