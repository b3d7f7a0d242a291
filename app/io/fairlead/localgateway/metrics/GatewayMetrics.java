package io.fairlead.localgateway.metrics;

import io.fairlead.localgateway.function.LocalFunction;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * Every metric of a Community gateway (contract 2.1, recording 70-gateway-metrics), and two gauges
 * of OpenFaaS Pro: calls in flight and ready replicas. Gauges are read from the functions at each
 * scrape, so a deleted function's series end; counters go on.
 */
public final class GatewayMetrics {

  private static final String LABEL = "function_name";
  // The default buckets of Go's client library.
  private static final double[] BUCKETS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10};

  private final Counter started =
      Counter.builder()
          .name("gateway_function_invocation_started")
          .help("The total number of function HTTP requests started.")
          .labelNames(LABEL)
          .build();
  private final Counter total =
      Counter.builder()
          .name("gateway_function_invocation_total")
          .help("Function metrics")
          .labelNames("code", LABEL)
          .build();
  private final Histogram seconds =
      Histogram.builder()
          .name("gateway_functions_seconds")
          .help("Function time taken")
          .labelNames("code", LABEL)
          .classicOnly()
          .classicUpperBounds(BUCKETS)
          .build();
  private final Map<String, FunctionMeters> meters = new ConcurrentHashMap<>();

  /** The instruments of {@code name.namespace}; the same ones after a new deployment. */
  public FunctionMeters of(String label) {
    FunctionMeters known = meters.get(label);
    return known != null
        ? known
        : meters.computeIfAbsent(label, name -> new FunctionMeters(name, started, total, seconds));
  }

  /** Calls of {@code name.namespace} that have ended; 0 for one that was never called. */
  public double invocations(String label) {
    FunctionMeters known = meters.get(label);
    return known == null ? 0 : known.invocations();
  }

  /**
   * The whole page in the text format 0.0.4, families in lexical order.
   *
   * @param now the functions whose gauges are shown
   */
  public String text(List<LocalFunction> now) {
    PrometheusText text = new PrometheusText();
    text.write(
        "gateway_function_invocation_inflight",
        gauge(
            "gateway_function_invocation_inflight",
            "The number of function HTTP requests being served.",
            now,
            LocalFunction::inflight));
    text.write("gateway_function_invocation_started", started.collect());
    text.write("gateway_function_invocation_total", total.collect());
    text.write("gateway_functions_seconds", seconds.collect());
    text.write(
        "gateway_service_count",
        gauge(
            "gateway_service_count",
            "Current count of replicas for function",
            now,
            LocalFunction::replicas));
    text.write(
        "gateway_service_ready_count",
        gauge(
            "gateway_service_ready_count",
            "Current count of replicas that are ready",
            now,
            LocalFunction::availableReplicas));
    process(text);
    return text.toString();
  }

  private static MetricSnapshot gauge(
      String name, String help, List<LocalFunction> functions, ToIntFunction<LocalFunction> value) {
    return GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .labelNames(LABEL)
        .callback(
            callback ->
                functions.forEach(
                    function -> callback.call(value.applyAsInt(function), function.key().label())))
        .build()
        .collect();
  }

  private static void process(PrometheusText text) {
    Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    Runtime runtime = Runtime.getRuntime();
    List<MetricSnapshot> process = new ArrayList<>();
    process.add(
        plain(
            "process_heap_bytes",
            "Memory in use by Java objects in bytes.",
            (double) (runtime.totalMemory() - runtime.freeMemory())));
    process.add(
        plain(
            "process_start_time_seconds",
            "Start time of the process since unix epoch in seconds.",
            ManagementFactory.getRuntimeMXBean().getStartTime() / 1e3));
    text.counter(
        "process_cpu_seconds_total",
        "Total user and system CPU time spent in seconds.",
        cpu.toMillis() / 1e3);
    for (MetricSnapshot snapshot : process) {
      text.write(snapshot.getMetadata().getName(), snapshot);
    }
  }

  private static MetricSnapshot plain(String name, String help, double value) {
    return GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> callback.call(value))
        .build()
        .collect();
  }
}
