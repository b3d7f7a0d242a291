package io.fairlead.model;

import java.util.Map;

/**
 * Limits or requests of a function.
 *
 * @param quantities Kubernetes quantities as text by resource name: {@code memory}, {@code cpu}, or
 *     a GPU key such as {@code nvidia.com/gpu} (contract 1.4)
 */
public record Resources(Map<String, String> quantities) {

  /** Nothing limited, nothing requested. */
  public static final Resources NONE = new Resources(Map.of());

  public Resources {
    quantities = Map.copyOf(quantities);
  }
}
