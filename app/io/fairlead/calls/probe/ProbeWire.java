package io.fairlead.calls.probe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.files.KeptFile;
import io.fairlead.model.Header;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okhttp3.HttpUrl;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A kept probe as it is written to the disk; times as ISO 8601.
 *
 * @param ticks per second: end in milliseconds since 1970, requests, errors, p50, p99, max
 */
record ProbeWire(
    int version,
    String id,
    String gateway,
    String namespace,
    String function,
    long bodyBytes,
    List<String> leftOut,
    String at,
    RequestWire request,
    PlanWire plan,
    FiguresWire figures,
    List<double[]> ticks,
    String ending) {

  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  record RequestWire(String method, String url, List<HeaderWire> headers, String body) {}

  record HeaderWire(String name, String value) {}

  record PlanWire(
      @Nullable Double rate,
      @Nullable Integer workers,
      @Nullable String time,
      @Nullable Long count,
      String warmUp,
      String timeout,
      CeilingWire ceiling) {}

  record CeilingWire(int connections, double rate, long requests, String time) {}

  record FiguresWire(
      String elapsed,
      long requests,
      Map<String, Long> errors,
      Map<Integer, Long> statuses,
      double rate,
      long bytes,
      Quantiles latency,
      Quantiles uncorrected,
      Quantiles lateness) {}

  /** The text of a file. */
  static String write(KeptProbe probe) {
    try {
      return JSON.writeValueAsString(of(probe));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records are written without fail", e);
    }
  }

  /** What a file holds. */
  static KeptProbe read(String text) throws KeptFile.Damaged, KeptFile.FromNewerVersion {
    try {
      if (JSON.readTree(text).path("version").asInt(0) > VERSION) {
        throw new KeptFile.FromNewerVersion();
      }
      ProbeWire wire = JSON.readValue(text, ProbeWire.class);
      if (wire == null || wire.version() != VERSION) {
        throw new KeptFile.Damaged("it names no version");
      }
      return wire.toProbe();
    } catch (JsonProcessingException e) {
      throw new KeptFile.Damaged(e.getOriginalMessage());
    } catch (RuntimeException e) {
      // Whatever a broken file lacks or holds instead: it is not one of ours.
      throw new KeptFile.Damaged(String.valueOf(e.getMessage()));
    }
  }

  private static ProbeWire of(KeptProbe probe) {
    ProbeResult result = probe.result();
    ProbeRequest request = result.plan().request();
    return new ProbeWire(
        VERSION,
        probe.id(),
        probe.gateway(),
        probe.namespace(),
        probe.function(),
        probe.bodyBytes(),
        probe.leftOut(),
        result.at().toString(),
        new RequestWire(
            request.method(),
            request.url().toString(),
            request.headers().stream()
                .map(header -> new HeaderWire(header.name(), header.value()))
                .toList(),
            request.body().base64()),
        plan(result.plan()),
        figures(result.figures()),
        result.ticks().stream().map(ProbeWire::tick).toList(),
        result.ending().name());
  }

  private static PlanWire plan(ProbePlan plan) {
    ProbePlan.Ceiling ceiling = plan.ceiling();
    return new PlanWire(
        plan.load() instanceof ProbeLoad.Rate(double perSecond) ? perSecond : null,
        plan.load() instanceof ProbeLoad.Workers(int count) ? count : null,
        plan.end() instanceof ProbeEnd.After(Duration time) ? time.toString() : null,
        plan.end() instanceof ProbeEnd.Count(long requests) ? requests : null,
        plan.warmUp().toString(),
        plan.timeout().toString(),
        new CeilingWire(
            ceiling.connections(), ceiling.rate(), ceiling.requests(), ceiling.time().toString()));
  }

  private static FiguresWire figures(ProbeFigures figures) {
    Map<String, Long> errors = new TreeMap<>();
    figures.errors().forEach((kind, count) -> errors.put(kind.name(), count));
    return new FiguresWire(
        figures.elapsed().toString(),
        figures.requests(),
        errors,
        figures.statuses(),
        figures.rate(),
        figures.bytes(),
        figures.latency(),
        figures.uncorrected(),
        figures.lateness());
  }

  private static double[] tick(ProbeTick tick) {
    return new double[] {
      tick.at().toEpochMilli(), tick.requests(), tick.errors(), tick.p50(), tick.p99(), tick.max()
    };
  }

  private KeptProbe toProbe() {
    ProbeRequest sent =
        new ProbeRequest(
            request.method(),
            HttpUrl.get(request.url()),
            request.headers().stream()
                .map(header -> new Header(header.name(), header.value()))
                .toList(),
            base64(request.body()));
    ProbeResult result =
        new ProbeResult(
            Instant.parse(at),
            plan(sent),
            figures(figures),
            ticks.stream().map(ProbeWire::tick).toList(),
            ProbeResult.Ending.valueOf(ending));
    return new KeptProbe(id, gateway, namespace, function, bodyBytes, leftOut, result);
  }

  private static ByteString base64(String text) {
    ByteString bytes = ByteString.decodeBase64(text);
    if (bytes == null) {
      throw new IllegalArgumentException("the body is not in base 64");
    }
    return bytes;
  }

  private ProbePlan plan(ProbeRequest sent) {
    ProbeLoad load =
        plan.rate() != null
            ? new ProbeLoad.Rate(plan.rate())
            : new ProbeLoad.Workers(plan.workers() == null ? 0 : plan.workers());
    ProbeEnd end =
        plan.time() != null
            ? new ProbeEnd.After(Duration.parse(plan.time()))
            : new ProbeEnd.Count(plan.count() == null ? 0 : plan.count());
    CeilingWire most = plan.ceiling();
    return new ProbePlan(
        sent,
        load,
        end,
        Duration.parse(plan.warmUp()),
        Duration.parse(plan.timeout()),
        new ProbePlan.Ceiling(
            most.connections(), most.rate(), most.requests(), Duration.parse(most.time())));
  }

  private static ProbeFigures figures(FiguresWire read) {
    Map<ProbeError, Long> errors = new EnumMap<>(ProbeError.class);
    read.errors().forEach((kind, count) -> errors.put(ProbeError.valueOf(kind), count));
    return new ProbeFigures(
        ProbeFigures.Phase.ENDED,
        Duration.parse(read.elapsed()),
        read.requests(),
        errors,
        read.statuses(),
        read.rate(),
        read.bytes(),
        0,
        read.latency(),
        read.uncorrected(),
        read.lateness());
  }

  private static ProbeTick tick(double[] row) {
    return new ProbeTick(
        Instant.ofEpochMilli((long) row[0]), (long) row[1], (long) row[2], row[3], row[4], row[5]);
  }
}
