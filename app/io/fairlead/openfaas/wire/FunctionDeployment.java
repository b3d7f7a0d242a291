package io.fairlead.openfaas.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST} and {@code PUT /system/functions} (contract 1.4). */
public record FunctionDeployment(
    @Nullable String service,
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
    @Nullable Boolean readOnlyRootFilesystem) {}
