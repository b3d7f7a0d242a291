package io.fairlead.openfaas;

import io.fairlead.model.GatewayInfo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one gateway can do, found by asking it (contract 10); a button that it would refuse is
 * disabled and says why.
 *
 * @param info what it says about itself
 * @param edition the family it belongs to
 * @param namespaces the namespaces it lists; empty where it knows none, and then requests leave the
 *     namespace out
 * @param namespaceCrud whether namespaces can be created, changed and deleted
 * @param secrets whether secrets can be listed
 * @param async whether calls can be queued
 * @param minReplicas the least that a scale request may ask for
 * @param maxReplicas the most; {@link Integer#MAX_VALUE} where no limit is known
 * @param missing why each missing feature is missing, in one sentence
 */
public record Capabilities(
    GatewayInfo info,
    Edition edition,
    List<String> namespaces,
    boolean namespaceCrud,
    boolean secrets,
    boolean async,
    int minReplicas,
    int maxReplicas,
    Map<Feature, String> missing) {

  private static final String EMBEDDED = "fairlead-local";
  private static final long COMMUNITY_QUEUE_BODY = 256_000;

  /** What an edition may lack. */
  public enum Feature {
    NAMESPACES,
    NAMESPACE_CRUD,
    SECRETS,
    ASYNC,
    SCALE_TO_ZERO,
    SCALE_OUT,
    ENVIRONMENT_READ_BACK
  }

  public Capabilities {
    Objects.requireNonNull(info);
    Objects.requireNonNull(edition);
    namespaces = List.copyOf(namespaces);
    missing = Map.copyOf(missing);
  }

  /**
   * The largest body that the queue takes, in bytes: 256,000 on the Community editions (contract
   * 0.19) and on the embedded gateway, which does as they do; empty where no limit is known.
   */
  public OptionalLong largestQueuedBody() {
    boolean community =
        edition == Edition.KUBERNETES_COMMUNITY
            || edition == Edition.FAASD_COMMUNITY
            || info.provider().equals(EMBEDDED);
    return community ? OptionalLong.of(COMMUNITY_QUEUE_BODY) : OptionalLong.empty();
  }

  /** Why a feature is missing; empty when it is there. */
  public Optional<String> whyMissing(Feature feature) {
    return Optional.ofNullable(missing.get(feature));
  }
}
