package io.fairlead.contract;

import java.util.Map;
import java.util.Optional;

/**
 * Where the embedded gateway answers otherwise than faasd on purpose: the one table, the same as in
 * docs/local-gateway.md. A recording that is not named here must be matched exactly.
 */
final class Deviations {

  /**
   * What the embedded gateway answers instead.
   *
   * @param status instead of the recorded one
   * @param body instead of the recorded one; empty when it is not compared
   * @param reason why
   */
  record Deviation(int status, Optional<String> body, String reason) {}

  private static final Map<String, Deviation> TABLE =
      Map.ofEntries(
          body("00-info", 200, "it says who it is and does not pretend to be faasd"),
          exact(
              "00-options-preflight",
              403,
              "refused: this gateway does not answer web pages (Origin header)\n",
              "no web page may drive a gateway on this machine"),
          body("10-describe", 200, "describe has limits"),
          body("10-describe-namespace-query", 200, "describe has limits"),
          body("10-describe-usage", 200, "describe has limits"),
          body("10-list", 200, "the list has availableReplicas, limits and every accepted field"),
          body("10-list-namespace", 200, "the list has availableReplicas"),
          body("10-describe-after-scale-3", 200, "replicas are real"),
          body("10-describe-after-scale-0", 200, "scaling to zero is allowed"),
          body("10-list-after-scale-0", 200, "scaling to zero is allowed"),
          exact("10-delete-slow", 200, "", "delete is prompt"),
          exact("20-secrets-list-initial", 200, "[]", "the gateway's own password is no secret"),
          body("20-secrets-list", 200, "the gateway's own password is no secret"),
          body("20-secrets-list-after", 200, "the gateway's own password is no secret"),
          exact(
              "20-secret-delete-unknown",
              500,
              "remove secrets/openfaas-fn/nonesuch: no such file or directory\n",
              "no path of this machine is shown"),
          exact(
              "30-namespace-get-default",
              200,
              "{\"name\":\"openfaas-fn\",\"labels\":{\"openfaas\":\"1\"}}\n",
              "the default namespace is one that can be read"),
          exact(
              "30-namespace-delete-not-empty",
              500,
              "namespace \"dev\" must be empty, but it still has containers: failed precondition\n",
              "there are no images, blobs or snapshots that keep a namespace"),
          exact("30-namespace-delete", 202, "", "an empty namespace can be deleted"),
          body("30-namespaces-after", 200, "the default namespace stands first"),
          exact(
              "30-namespaces-end",
              200,
              "[\"openfaas-fn\",\"dev4\"]",
              "an empty namespace can be deleted"),
          body("30-list-dev", 200, "the list has availableReplicas"));

  private Deviations() {}

  static Optional<Deviation> of(String recording) {
    return Optional.ofNullable(TABLE.get(recording));
  }

  static Map<String, Deviation> all() {
    return TABLE;
  }

  private static Map.Entry<String, Deviation> body(String name, int status, String reason) {
    return Map.entry(name, new Deviation(status, Optional.empty(), reason));
  }

  private static Map.Entry<String, Deviation> exact(
      String name, int status, String body, String reason) {
    return Map.entry(name, new Deviation(status, Optional.of(body), reason));
  }
}
