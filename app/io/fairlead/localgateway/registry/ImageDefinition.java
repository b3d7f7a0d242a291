package io.fairlead.localgateway.registry;

import java.util.List;
import java.util.Map;

/**
 * A repository of the embedded registry before its images are built.
 *
 * @param repository {@code samples/echo}
 * @param versions tags, oldest first; {@code latest} is the last one
 * @param title one or two words
 * @param description a sentence
 * @param environment what the image sets
 */
public record ImageDefinition(
    String repository,
    List<String> versions,
    String title,
    String description,
    Map<String, String> environment) {

  public ImageDefinition {
    versions = List.copyOf(versions);
    environment = Map.copyOf(environment);
  }
}
