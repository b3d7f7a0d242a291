package io.fairlead.openfaas.wire;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code limits} and {@code requests}: quantities as text by resource name (contract 1.4). */
public final class ResourcesWire {

  private final Map<String, String> quantities = new LinkedHashMap<>();

  /** No quantities; reading adds them. */
  @JsonCreator
  public ResourcesWire() {}

  /** Resources with these quantities. */
  public static ResourcesWire of(Map<String, String> quantities) {
    ResourcesWire wire = new ResourcesWire();
    wire.quantities.putAll(quantities);
    return wire;
  }

  @JsonAnySetter
  void put(String name, @Nullable String quantity) {
    if (quantity != null && !quantity.isEmpty()) {
      quantities.put(name, quantity);
    }
  }

  /** Quantities by resource name. */
  @JsonAnyGetter
  public Map<String, String> quantities() {
    return quantities;
  }
}
