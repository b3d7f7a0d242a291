package io.fairlead.openfaas.wire;

import org.jspecify.annotations.Nullable;

/** The body of {@code DELETE /system/functions} (contract 1.4). */
public record DeleteFunctionWire(@Nullable String functionName, @Nullable String namespace) {}
