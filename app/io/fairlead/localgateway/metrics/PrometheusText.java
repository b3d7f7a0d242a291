package io.fairlead.localgateway.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * Snapshots as Go's client writes them. The library's own writer would add {@code _total} to {@code
 * gateway_function_invocation_started} and write {@code le="1.0"} where every dashboard and rule
 * made for a real gateway expects {@code le="1"} (recording 70-gateway-metrics).
 */
final class PrometheusText {

  private final StringBuilder text = new StringBuilder(8192);

  /** Writes one family under exactly this name; nothing when it has no series. */
  void write(String name, MetricSnapshot snapshot) {
    if (snapshot.getDataPoints().isEmpty()) {
      return;
    }
    String help = Objects.requireNonNullElse(snapshot.getMetadata().getHelp(), name);
    switch (snapshot) {
      case CounterSnapshot counters -> {
        head(name, help, "counter");
        counters
            .getDataPoints()
            .forEach(point -> sample(name, point.getLabels(), "", point.getValue()));
      }
      case GaugeSnapshot gauges -> {
        head(name, help, "gauge");
        gauges
            .getDataPoints()
            .forEach(point -> sample(name, point.getLabels(), "", point.getValue()));
      }
      case HistogramSnapshot histograms -> {
        head(name, help, "histogram");
        histograms.getDataPoints().forEach(point -> histogram(name, point));
      }
      default -> throw new IllegalArgumentException("no such metric here: " + snapshot.getClass());
    }
  }

  /** Writes a counter without labels that is kept elsewhere. */
  void counter(String name, String help, double value) {
    head(name, help, "counter");
    sample(name, Labels.EMPTY, "", value);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void head(String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void histogram(String name, HistogramDataPointSnapshot point) {
    Labels labels = point.getLabels();
    long sum = 0;
    for (int i = 0; i < point.getClassicBuckets().size(); i++) {
      sum += point.getClassicBuckets().getCount(i);
      sample(
          name + "_bucket",
          labels,
          number(point.getClassicBuckets().getUpperBound(i)),
          (double) sum);
    }
    sample(name + "_sum", labels, "", point.getSum());
    sample(name + "_count", labels, "", (double) sum);
  }

  private void sample(String name, Labels labels, String bound, double value) {
    text.append(name);
    if (!labels.isEmpty() || !bound.isEmpty()) {
      char before = '{';
      for (int i = 0; i < labels.size(); i++) {
        text.append(before).append(labels.getPrometheusName(i)).append("=\"");
        escape(labels.getValue(i));
        text.append('"');
        before = ',';
      }
      if (!bound.isEmpty()) {
        text.append(before).append("le=\"").append(bound).append('"');
      }
      text.append('}');
    }
    text.append(' ').append(number(value)).append('\n');
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      switch (value.charAt(i)) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(value.charAt(i));
      }
    }
  }

  /** The shortest decimal form, as Go's {@code %g} has it for such numbers. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return Long.toString((long) value);
    }
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }
}
