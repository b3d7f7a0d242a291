package io.fairlead.openfaas.wire;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of the namespace routes (contract 1.4). */
public record NamespaceWire(
    @Nullable String name,
    @Nullable Map<String, String> annotations,
    @Nullable Map<String, String> labels) {}
