package io.fairlead.openfaas;

import java.util.Map;
import java.util.Objects;

/**
 * One namespace (contract 1.4).
 *
 * @param name its name
 * @param labels labels, with {@code openfaas=1}
 * @param annotations annotations
 */
public record NamespaceDetail(
    String name, Map<String, String> labels, Map<String, String> annotations) {

  public NamespaceDetail {
    Objects.requireNonNull(name);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }
}
