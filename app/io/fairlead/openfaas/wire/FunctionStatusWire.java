package io.fairlead.openfaas.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One element of the function list, or the answer of describe (contract 1.4, FunctionStatus). */
public record FunctionStatusWire(
    @Nullable String name,
    @Nullable String image,
    @Nullable String namespace,
    @Nullable String envProcess,
    @Nullable Map<String, String> envVars,
    @Nullable List<String> constraints,
    @Nullable List<String> secrets,
    @Nullable Map<String, String> labels,
    @Nullable Map<String, String> annotations,
    @Nullable ResourcesWire limits,
    @Nullable ResourcesWire requests,
    @Nullable Boolean readOnlyRootFilesystem,
    @Nullable Double invocationCount,
    @Nullable Integer replicas,
    @Nullable Integer availableReplicas,
    @Nullable String createdAt,
    @Nullable UsageWire usage) {

  /** Milli-CPU and bytes of all replicas together (Pro, {@code usage=1}). */
  public record UsageWire(@Nullable Double cpu, @Nullable Double totalMemoryBytes) {}
}
