package io.fairlead.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One function as a gateway described it. Fields that some providers never return are {@link Known}
 * (contract 1.4, field coverage); numbers that JSON leaves out are zero (contract 0.7).
 *
 * @param ref which function
 * @param image the image reference
 * @param replicas desired replicas
 * @param readyReplicas ready replicas; unknown in faasd's list (contract 0.8)
 * @param invocationCount calls since the counter began; only a list has it (contract 0.10)
 * @param createdAt when it was deployed; empty for Go's zero time (contract 0.9)
 * @param envProcess the process, as returned
 * @param envVars environment; unknown on Kubernetes CE
 * @param constraints constraints; never returned by faasd or Kubernetes CE
 * @param secrets names of mounted secrets
 * @param labels labels, with whatever the server added
 * @param annotations annotations, with whatever the server added
 * @param limits limits; unknown in faasd's description
 * @param requests requests
 * @param readOnlyRootFilesystem never returned by faasd or Kubernetes CE
 * @param usage present use, where the edition tells it
 */
public record FunctionStatus(
    FunctionRef ref,
    String image,
    int replicas,
    Known<Integer> readyReplicas,
    Known<Double> invocationCount,
    Optional<Instant> createdAt,
    String envProcess,
    Known<Map<String, String>> envVars,
    Known<List<String>> constraints,
    List<String> secrets,
    Map<String, String> labels,
    Map<String, String> annotations,
    Known<Resources> limits,
    Known<Resources> requests,
    Known<Boolean> readOnlyRootFilesystem,
    Optional<Usage> usage) {

  /**
   * Present use of all replicas together.
   *
   * @param cpuMillis milli-CPU
   * @param memoryBytes bytes
   */
  public record Usage(double cpuMillis, double memoryBytes) {}

  public FunctionStatus {
    Objects.requireNonNull(ref);
    Objects.requireNonNull(image);
    secrets = List.copyOf(secrets);
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
  }

  /**
   * Whether a call would find a replica: ready ones where they are known, desired ones where not.
   */
  public boolean isServing() {
    return readyReplicas.orElse(replicas) > 0;
  }
}
