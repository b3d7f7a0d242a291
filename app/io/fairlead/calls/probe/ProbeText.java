package io.fairlead.calls.probe;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.model.Header;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Kept probes as text: as a command line that runs one again, as JSON, as CSV. */
public final class ProbeText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ProbeText() {}

  /**
   * The command that runs a probe again, for a POSIX shell; what was left out of its request is
   * missing, and a body that is no text stands as the file name {@code BODY}.
   */
  public static String commandLine(KeptProbe probe) {
    ProbePlan plan = probe.result().plan();
    ProbeRequest request = plan.request();
    StringBuilder line = new StringBuilder("java -jar fairlead.jar probe ");
    line.append(quoted(request.url().toString()));
    line.append(" --method ").append(request.method());
    for (Header header : request.headers()) {
      line.append(" -H ").append(quoted(header.name() + ": " + header.value()));
    }
    if (probe.bodyBytes() > 0) {
      line.append(" --body-file ").append(body(request));
    }
    switch (plan.load()) {
      case ProbeLoad.Rate(double perSecond) -> line.append(" --rate ").append(number(perSecond));
      case ProbeLoad.Workers(int count) -> line.append(" --workers ").append(count);
    }
    switch (plan.end()) {
      case ProbeEnd.After(Duration time) -> line.append(" --duration ").append(seconds(time));
      case ProbeEnd.Count(long requests) -> line.append(" --count ").append(requests);
    }
    if (!plan.warmUp().isZero()) {
      line.append(" --warm-up ").append(seconds(plan.warmUp()));
    }
    return line.append(" --timeout ").append(seconds(plan.timeout())).toString();
  }

  private static String body(ProbeRequest request) {
    String text = request.body().utf8();
    boolean isText =
        request.body().size() > 0
            && text.chars().noneMatch(c -> c == 0xFFFD || (c < ' ' && c != '\n' && c != '\t'));
    return isText ? "<(printf %s " + quoted(text) + ")" : "BODY";
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String seconds(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  /** One object a probe, in an array; times in milliseconds, rates in requests per second. */
  public static String json(List<KeptProbe> probes) {
    var all = JSON.createArrayNode();
    for (KeptProbe probe : probes) {
      ProbeResult result = probe.result();
      ProbeFigures figures = result.figures();
      ObjectNode one = all.addObject();
      one.put("at", result.at().toString());
      one.put("function", probe.function());
      one.put("namespace", probe.namespace());
      one.put("method", result.plan().request().method());
      one.put("url", result.plan().request().url().toString());
      switch (result.plan().load()) {
        case ProbeLoad.Rate(double perSecond) -> one.put("askedRate", perSecond);
        case ProbeLoad.Workers(int count) -> one.put("workers", count);
      }
      one.put("ending", result.ending().name().toLowerCase(Locale.ROOT));
      one.put("elapsed", figures.elapsed().toMillis() / 1000.0);
      one.put("requests", figures.requests());
      one.put("errors", figures.errorCount());
      ObjectNode kinds = one.putObject("errorsByKind");
      figures
          .errors()
          .forEach(
              (kind, count) ->
                  kinds.put(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), count));
      one.put("rate", figures.rate());
      one.set("latency", quantiles(figures.latency()));
      one.set("uncorrected", quantiles(figures.uncorrected()));
      one.set("lateness", quantiles(figures.lateness()));
    }
    return all.toPrettyString();
  }

  private static ObjectNode quantiles(Quantiles of) {
    return JSON.createObjectNode()
        .put("mean", of.mean())
        .put("p50", of.p50())
        .put("p90", of.p90())
        .put("p99", of.p99())
        .put("p99.9", of.p999())
        .put("max", of.max());
  }

  /** A line a probe below a line of names. */
  public static String csv(List<KeptProbe> probes) {
    StringBuilder text =
        new StringBuilder(
            "at,function,load,seconds,requests,errors,rate,p50_ms,p90_ms,p99_ms,p99.9_ms,max_ms,"
                + "uncorrected_p99_ms,ending\n");
    for (KeptProbe probe : probes) {
      ProbeFigures figures = probe.result().figures();
      Quantiles latency = figures.latency();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%s,%.3f,%d,%d,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%.3f,%s\n",
              probe.result().at(),
              probe.function(),
              switch (probe.result().plan().load()) {
                case ProbeLoad.Rate(double perSecond) -> number(perSecond) + "/s";
                case ProbeLoad.Workers(int count) -> count + " workers";
              },
              figures.elapsed().toMillis() / 1000.0,
              figures.requests(),
              figures.errorCount(),
              figures.rate(),
              latency.p50(),
              latency.p90(),
              latency.p99(),
              latency.p999(),
              latency.max(),
              figures.uncorrected().p99(),
              probe.result().ending().name().toLowerCase(Locale.ROOT)));
    }
    return text.toString();
  }
}
