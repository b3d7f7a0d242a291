package io.fairlead.openfaas.wire;

import org.jspecify.annotations.Nullable;

/** The body of {@code POST /system/scale-function/{name}} (contract 1.4). */
public record ScaleWire(
    @Nullable String serviceName, @Nullable Long replicas, @Nullable String namespace) {}
