package io.fairlead.localgateway.metrics;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The instruments of one function, looked up once and kept over its deletion. */
public final class FunctionMeters {

  private static final double NANOS = 1e9;

  private final String label;
  private final Counter total;
  private final Histogram seconds;
  private final CounterDataPoint started;
  private final Map<Integer, ByCode> byCode = new ConcurrentHashMap<>();

  private record ByCode(CounterDataPoint total, DistributionDataPoint seconds) {}

  FunctionMeters(String label, Counter startedByFunction, Counter total, Histogram seconds) {
    this.label = label;
    this.total = total;
    this.seconds = seconds;
    this.started = startedByFunction.labelValues(label);
  }

  /** A call began. */
  public void started() {
    started.inc();
  }

  /** A call ended. */
  public void ended(int status, long nanos) {
    ByCode code = byCode.get(status);
    if (code == null) {
      code = byCode.computeIfAbsent(status, this::forCode);
    }
    code.total.inc();
    code.seconds.observe(nanos / NANOS);
  }

  /** How many calls have ended: the list's {@code invocationCount}. */
  public double invocations() {
    double sum = 0;
    for (ByCode code : byCode.values()) {
      sum += code.total.get();
    }
    return sum;
  }

  private ByCode forCode(int status) {
    String code = Integer.toString(status);
    return new ByCode(total.labelValues(code, label), seconds.labelValues(code, label));
  }
}
