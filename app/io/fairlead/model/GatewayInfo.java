package io.fairlead.model;

import java.util.Objects;

/**
 * What {@code GET /system/info} said (contract 1.3).
 *
 * @param provider provider name such as {@code faas-netes-ce} or {@code faasd-ce}; empty when the
 *     gateway could not reach its provider
 * @param orchestration for example {@code kubernetes} or {@code containerd}
 * @param providerRelease provider version
 * @param gatewayRelease gateway version
 * @param arch processor architecture, empty when not told
 */
public record GatewayInfo(
    String provider,
    String orchestration,
    String providerRelease,
    String gatewayRelease,
    String arch) {

  public GatewayInfo {
    Objects.requireNonNull(provider);
    Objects.requireNonNull(orchestration);
    Objects.requireNonNull(providerRelease);
    Objects.requireNonNull(gatewayRelease);
    Objects.requireNonNull(arch);
  }

  /** Whether this is faas-netes' Community edition, which hides environments (contract 0.2). */
  public boolean isKubernetesCommunity() {
    return provider.equals("faas-netes-ce");
  }
}
