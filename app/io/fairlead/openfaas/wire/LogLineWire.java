package io.fairlead.openfaas.wire;

import org.jspecify.annotations.Nullable;

/** One line of {@code GET /system/logs} (contract 1.4). */
public record LogLineWire(
    @Nullable String name,
    @Nullable String namespace,
    @Nullable String instance,
    @Nullable String timestamp,
    @Nullable String text) {}
