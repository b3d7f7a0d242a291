package io.fairlead.model;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Everything that a deploy or update sends; an update replaces all of it (contract 0.2, 1.4).
 *
 * @param name the function's name without namespace
 * @param namespace where to deploy; empty means the gateway's default and is left out of the
 *     request (contract 0.32)
 * @param image the image reference as the operator wrote it
 * @param envProcess the process the watchdog starts; empty for the image's own
 * @param envVars environment
 * @param constraints placement constraints, provider specific
 * @param secrets names of secrets that must already exist in the namespace
 * @param labels labels; scaling configuration lives here
 * @param annotations annotations
 * @param limits upper bounds
 * @param requests reservations
 * @param readOnlyRootFilesystem whether the container's root is read-only
 */
public record FunctionSpec(
    String name,
    String namespace,
    String image,
    String envProcess,
    Map<String, String> envVars,
    List<String> constraints,
    List<String> secrets,
    Map<String, String> labels,
    Map<String, String> annotations,
    Resources limits,
    Resources requests,
    boolean readOnlyRootFilesystem) {

  public FunctionSpec {
    Objects.requireNonNull(name);
    Objects.requireNonNull(namespace);
    Objects.requireNonNull(image);
    Objects.requireNonNull(envProcess);
    envVars = Map.copyOf(envVars);
    constraints = List.copyOf(constraints);
    secrets = List.copyOf(secrets);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(requests);
  }

  /** A specification with nothing but what every deployment needs. */
  public static FunctionSpec of(String name, String namespace, String image) {
    return new FunctionSpec(
        name,
        namespace,
        image,
        "",
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Resources.NONE,
        Resources.NONE,
        false);
  }

  /** The same with another environment. */
  public FunctionSpec withEnvVars(Map<String, String> changed) {
    return new FunctionSpec(
        name,
        namespace,
        image,
        envProcess,
        changed,
        constraints,
        secrets,
        labels,
        annotations,
        limits,
        requests,
        readOnlyRootFilesystem);
  }

  /** The same with other labels. */
  public FunctionSpec withLabels(Map<String, String> changed) {
    return new FunctionSpec(
        name,
        namespace,
        image,
        envProcess,
        envVars,
        constraints,
        secrets,
        changed,
        annotations,
        limits,
        requests,
        readOnlyRootFilesystem);
  }
}
