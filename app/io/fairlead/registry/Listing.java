package io.fairlead.registry;

import java.util.List;

/**
 * Names that a registry listed.
 *
 * @param names at most {@value RegistryClient#MAXIMUM_NAMES}
 * @param complete false where the registry had more than that
 */
public record Listing(List<String> names, boolean complete) {

  public Listing {
    names = List.copyOf(names);
  }
}
