package io.fairlead.openfaas;

import io.fairlead.model.GatewayInfo;
import java.util.Locale;

/** Which family of gateway this is, by its provider's name (contract 1.3). */
public enum Edition {
  /** {@code faas-netes-ce}. */
  KUBERNETES_COMMUNITY,
  /** Any other provider on Kubernetes; the names of the commercial ones are not published. */
  KUBERNETES,
  /** {@code faasd} and {@code faasd-ce}. */
  FAASD_COMMUNITY,
  /** Any other provider whose name begins with {@code faasd}. */
  FAASD,
  /** A provider of another kind. */
  OTHER,
  /** Not told: the gateway cannot reach its provider, or was not asked yet. */
  UNKNOWN;

  /** The edition that a gateway's own words amount to. */
  public static Edition of(GatewayInfo info) {
    String provider = info.provider().toLowerCase(Locale.ROOT);
    if (provider.equals("faas-netes-ce")) {
      return KUBERNETES_COMMUNITY;
    }
    if (provider.equals("faasd") || provider.equals("faasd-ce")) {
      return FAASD_COMMUNITY;
    }
    if (provider.startsWith("faasd")) {
      return FAASD;
    }
    if (provider.startsWith("faas-netes") || info.orchestration().equals("kubernetes")) {
      return KUBERNETES;
    }
    return provider.isEmpty() ? UNKNOWN : OTHER;
  }

  /** Whether functions are Deployments. */
  public boolean isKubernetes() {
    return this == KUBERNETES_COMMUNITY || this == KUBERNETES;
  }

  /** Whether functions are containerd tasks. */
  public boolean isFaasd() {
    return this == FAASD_COMMUNITY || this == FAASD;
  }
}
