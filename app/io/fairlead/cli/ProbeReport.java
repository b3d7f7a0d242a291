package io.fairlead.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.calls.probe.ProbeError;
import io.fairlead.calls.probe.ProbeFigures;
import io.fairlead.calls.probe.ProbeResult;
import io.fairlead.calls.probe.Quantiles;
import java.util.Formatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a probe came to, as text and as JSON. */
final class ProbeReport {

  private ProbeReport() {}

  /** A block of lines; the same figures as {@link #json}. */
  static String text(ProbeResult result) {
    ProbeFigures figures = result.figures();
    Formatter text = new Formatter(Locale.ROOT);
    text.format("requests     %d%n", figures.requests());
    text.format("errors       %d%s%n", figures.errorCount(), list(kinds(figures), " (", ")"));
    text.format("statuses     %s%n", list(new TreeMap<>(figures.statuses()), "", ""));
    text.format("rate         %.1f/s over %.2f s%n", figures.rate(), seconds(figures));
    text.format("bytes        %d%n", figures.bytes());
    text.format(
        "%-12s %9s %9s %9s %9s %9s %9s%n", "ms", "p50", "p90", "p99", "p99.9", "max", "mean");
    quantiles(text, "corrected", figures.latency());
    quantiles(text, "uncorrected", figures.uncorrected());
    quantiles(text, "lateness", figures.lateness());
    text.format("ending       %s%n", ending(result));
    return text.toString();
  }

  private static void quantiles(Formatter text, String name, Quantiles q) {
    text.format(
        "%-12s %9.3f %9.3f %9.3f %9.3f %9.3f %9.3f%n",
        name, q.p50(), q.p90(), q.p99(), q.p999(), q.max(), q.mean());
  }

  private static String list(Map<?, Long> counts, String before, String after) {
    return counts.isEmpty()
        ? ""
        : counts.entrySet().stream()
            .map(each -> each.getKey() + " x " + each.getValue())
            .collect(Collectors.joining(", ", before, after));
  }

  /** One object on one line; latencies in milliseconds, rate in requests per second. */
  static String json(ProbeResult result) {
    ProbeFigures figures = result.figures();
    ObjectNode object = new ObjectMapper().createObjectNode();
    object.put("requests", figures.requests());
    object.put("errors", figures.errorCount());
    ObjectNode kinds = object.putObject("errorsByKind");
    kinds(figures).forEach(kinds::put);
    ObjectNode statuses = object.putObject("statuses");
    new TreeMap<>(figures.statuses()).forEach((status, n) -> statuses.put("" + status, n));
    object.put("rate", figures.rate());
    object.put("bytes", figures.bytes());
    quantiles(object.putObject("latency"), figures.latency());
    quantiles(object.putObject("uncorrected"), figures.uncorrected());
    quantiles(object.putObject("lateness"), figures.lateness());
    object.put("elapsed", seconds(figures));
    object.put("ending", ending(result));
    return object.toString();
  }

  private static void quantiles(ObjectNode object, Quantiles q) {
    object.put("p50", q.p50());
    object.put("p90", q.p90());
    object.put("p99", q.p99());
    object.put("p99.9", q.p999());
    object.put("max", q.max());
    object.put("mean", q.mean());
  }

  /** How far it is, on one line. */
  static String progress(ProbeFigures figures) {
    return figures.phase() == ProbeFigures.Phase.WARMING_UP
        ? "warming up"
        : String.format(
            Locale.ROOT,
            "%.0f s: %d requests, %d errors, %.1f/s, p50 %.2f ms, p99 %.2f ms",
            seconds(figures),
            figures.requests(),
            figures.errorCount(),
            figures.rate(),
            figures.latency().p50(),
            figures.latency().p99());
  }

  private static double seconds(ProbeFigures figures) {
    return figures.elapsed().toNanos() / 1e9;
  }

  private static String ending(ProbeResult result) {
    return result.ending().name().toLowerCase(Locale.ROOT);
  }

  private static Map<String, Long> kinds(ProbeFigures figures) {
    Map<String, Long> named = new TreeMap<>();
    figures.errors().forEach((error, n) -> named.put(name(error), n));
    return named;
  }

  private static String name(ProbeError error) {
    return error.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
