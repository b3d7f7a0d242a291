package io.fairlead.contract;

import static io.fairlead.support.Clients.function;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayInfo;
import io.fairlead.model.Known;
import io.fairlead.model.Outcome;
import io.fairlead.model.Resources;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Capabilities;
import io.fairlead.openfaas.Edition;
import io.fairlead.openfaas.FunctionList;
import io.fairlead.openfaas.GatewayClient;
import io.fairlead.openfaas.NamespaceDetail;
import io.fairlead.openfaas.SecretRef;
import io.fairlead.support.Clients;
import io.fairlead.support.ReceivedRequest;
import io.fairlead.support.RecordedGateway;
import io.fairlead.support.Recording;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the client makes of recorded answers of real gateways: reading. */
class GatewayClientContractTest {

  private final Scope scope = new Scope("test");

  @AfterEach
  void closeScope() {
    scope.close();
  }

  /** The value that the client gets from these recordings, the last of which is the one meant. */
  private <T> T value(BiFunction<GatewayClient, Scope, Outcome<T>> ask, String... recordings) {
    Outcome<T> outcome = outcome(ask, recordings);
    assertThat(outcome).isInstanceOf(Outcome.Ok.class);
    return outcome.toOptional().orElseThrow();
  }

  private <T> Outcome<T> outcome(
      BiFunction<GatewayClient, Scope, Outcome<T>> ask, String... recordings) {
    try (RecordedGateway gateway = RecordedGateway.answering(recordings)) {
      GatewayClient client = Clients.of(gateway.url());
      for (int i = 0; i < recordings.length - 1; i++) {
        assertThat(client.info(scope)).isInstanceOf(Outcome.Ok.class);
      }
      Outcome<T> outcome = ask.apply(client, scope);
      String line = Recording.load(recordings[recordings.length - 1]).requestLine();
      assertThat(gateway.received().getLast().line()).isEqualTo(line);
      return outcome;
    }
  }

  private <F extends Failure> F failure(
      Class<F> type, BiFunction<GatewayClient, Scope, Outcome<?>> ask, String... recordings) {
    Outcome<?> outcome =
        outcome((client, s) -> ask.apply(client, s).map(v -> (Object) v), recordings);
    assertThat(outcome).isInstanceOf(Outcome.Failed.class);
    Failure failure = outcome.toFailure().orElseThrow();
    assertThat(failure).isInstanceOf(type);
    return type.cast(failure);
  }

  private static FunctionStatus named(FunctionList list, String name) {
    return list.functions().stream()
        .filter(f -> f.ref().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void healthIsHowLongTheAnswerTook() {
    for (String provider : List.of("faasd", "faas-netes")) {
      assertThat(value(GatewayClient::healthz, provider + "/00-healthz")).isPositive();
    }
  }

  @Test
  void healthIsAskedForWithoutCredentials() {
    try (RecordedGateway gateway = RecordedGateway.answering("faasd/00-healthz")) {
      Clients.of(gateway.url()).healthz(scope);
      assertThat(gateway.received().getFirst().header("Authorization")).isEmpty();
    }
  }

  @Test
  void infoNamesProviderAndVersions() {
    GatewayInfo faasd = value(GatewayClient::info, "faasd/00-info");
    assertThat(faasd)
        .isEqualTo(
            new GatewayInfo("faasd", "containerd", "0.19.0+git0172c99", "0.27.4+git1ab3f323", ""));
    GatewayInfo netes = value(GatewayClient::info, "faas-netes/00-info");
    assertThat(netes.isKubernetesCommunity()).isTrue();
    assertThat(Edition.of(netes)).isEqualTo(Edition.KUBERNETES_COMMUNITY);
  }

  @Test
  void infoOfAGatewayWithoutItsProviderStillNamesTheGateway() {
    GatewayInfo info = value(GatewayClient::info, "faasd/81-provider-down-info");
    assertThat(info.provider()).isEmpty();
    assertThat(info.gatewayRelease()).isEqualTo("0.27.4+git1ab3f323");
  }

  @Test
  void wrongCredentialsAreUnauthorised() {
    for (String name : List.of("00-info-bad-password", "00-info-no-auth", "00-info-bearer")) {
      for (String provider : List.of("faasd/", "faas-netes/")) {
        var failure = failure(Failure.Unauthorised.class, GatewayClient::info, provider + name);
        assertThat(failure.evidence()).isEqualTo("invalid credentials");
      }
    }
  }

  @Test
  void faasdsListDoesNotTellReadyReplicas() {
    FunctionList list = value((c, s) -> c.list("", s), "faasd/00-info", "faasd/10-list");
    assertThat(list.functions()).hasSize(4);
    assertThat(list.bytes()).isEqualTo(1154);
    assertThat(list.took()).isPositive();
    assertThat(list.functions()).allSatisfy(f -> assertThat(f.readyReplicas().isKnown()).isFalse());
    assertThat(list.functions()).allSatisfy(f -> assertThat(f.isServing()).isTrue());
  }

  @Test
  void faasdsListHasEnvironmentAndLimits() {
    FunctionList list = value((c, s) -> c.list("", s), "faasd/00-info", "faasd/10-list");
    FunctionStatus httpfn = named(list, "httpfn");
    assertThat(httpfn.ref()).isEqualTo(function("httpfn", "openfaas-fn"));
    assertThat(httpfn.replicas()).isEqualTo(1);
    assertThat(httpfn.envVars().orElse(Map.of())).contains(entry("mode", "http"));
    assertThat(httpfn.limits()).isEqualTo(Known.live(new Resources(Map.of("memory", "64Mi"))));
    assertThat(named(list, "cat").limits()).isEqualTo(Known.live(Resources.NONE));
    assertThat(httpfn.constraints().isKnown()).isFalse();
    assertThat(httpfn.readOnlyRootFilesystem().isKnown()).isFalse();
    assertThat(httpfn.createdAt()).contains(Instant.parse("2026-11-23T03:34:43.031595138Z"));
    assertThat(httpfn.invocationCount()).isEqualTo(Known.live(0.0));
    assertThat(httpfn.labels()).containsEntry("team", "bench");
  }

  @Test
  void withoutAskingForTheProviderTheListSaysAsMuchByItsShape() {
    FunctionList faasd = value((c, s) -> c.list("", s), "faasd/10-list");
    assertThat(named(faasd, "cat").readyReplicas().isKnown()).isFalse();
    FunctionList netes = value((c, s) -> c.list("", s), "faas-netes/10-list");
    assertThat(named(netes, "cat").readyReplicas()).isEqualTo(Known.live(0));
  }

  @Test
  void kubernetesListTellsReadyReplicasAndHidesEnvironments() {
    FunctionList list = value((c, s) -> c.list("", s), "faas-netes/00-info", "faas-netes/10-list");
    assertThat(list.functions()).hasSize(5);
    assertThat(list.functions())
        .allSatisfy(f -> assertThat(f.readyReplicas()).isEqualTo(Known.live(0)));
    assertThat(list.functions()).allSatisfy(f -> assertThat(f.envVars().isKnown()).isFalse());
    FunctionStatus httpfn = named(list, "httpfn");
    assertThat(httpfn.isServing()).isFalse();
    // The "0" of the CPU stands for "not set".
    assertThat(httpfn.limits()).isEqualTo(Known.live(new Resources(Map.of("memory", "64Mi"))));
  }

  @Test
  void callsAreCountedInLists() {
    FunctionList faasd = value((c, s) -> c.list("", s), "faasd/70-functions-list-with-counts");
    assertThat(named(faasd, "dies").invocationCount()).isEqualTo(Known.live(1.0));
    assertThat(named(faasd, "dies").replicas()).isZero();
    FunctionList netes = value((c, s) -> c.list("", s), "faas-netes/70-functions-list-with-counts");
    assertThat(named(netes, "classicfail").invocationCount()).isEqualTo(Known.live(1.0));
    assertThat(named(netes, "classicfail").readyReplicas()).isEqualTo(Known.live(1));
  }

  @Test
  void aPausedFunctionServesNobody() {
    FunctionList list = value((c, s) -> c.list("", s), "faasd/00-info", "faasd/15-list-paused");
    assertThat(named(list, "zero").isServing()).isFalse();
    FunctionStatus described =
        value(
            (c, s) -> c.describe(function("zero"), s), "faasd/00-info", "faasd/15-describe-paused");
    assertThat(described.replicas()).isZero();
    assertThat(described.readyReplicas()).isEqualTo(Known.live(0));
  }

  @Test
  void anEmptyNamespaceIsAnEmptyList() {
    assertThat(value((c, s) -> c.list("", s), "faasd/10-list-empty").functions()).isEmpty();
    assertThat(value((c, s) -> c.list("dev", s), "faasd/30-list-dev").functions()).hasSize(1);
  }

  @Test
  void anUnknownNamespaceIsRefusedInTheGatewaysWords() {
    var faasd =
        failure(
            Failure.Rejected.class,
            (c, s) -> c.list("nonesuch", s),
            "faasd/10-list-unknown-namespace");
    assertThat(faasd.explanation()).isEqualTo("namespace not valid");
    var netes =
        failure(
            Failure.Rejected.class,
            (c, s) -> c.list("nonesuch", s),
            "faas-netes/10-list-unknown-namespace");
    assertThat(netes.explanation()).isEqualTo("namespace must be: openfaas-fn");
    assertThat(netes.status()).isEqualTo(400);
  }

  @Test
  void faasdsDescriptionHasReadyReplicasAndNoLimits() {
    FunctionStatus status =
        value((c, s) -> c.describe(function("httpfn"), s), "faasd/00-info", "faasd/10-describe");
    assertThat(status.readyReplicas()).isEqualTo(Known.live(1));
    assertThat(status.limits().isKnown()).isFalse();
    assertThat(status.envVars().orElse(Map.of())).containsEntry("write_debug", "false");
    assertThat(status.invocationCount().isKnown()).isFalse();
  }

  @Test
  void kubernetesDescriptionHasLimitsAndNoEnvironment() {
    FunctionStatus status =
        value(
            (c, s) -> c.describe(function("httpfn", "openfaas-fn"), s),
            "faas-netes/00-info",
            "faas-netes/10-describe-namespace-query");
    assertThat(status.envVars().isKnown()).isFalse();
    assertThat(status.limits()).isEqualTo(Known.live(new Resources(Map.of("memory", "64Mi"))));
    assertThat(status.readyReplicas()).isEqualTo(Known.live(0));
  }

  @Test
  void anUnknownFunctionIsNotFound() {
    for (String provider : List.of("faasd/", "faas-netes/")) {
      FunctionRef unknown = function("nonesuch");
      failure(
          Failure.NotFound.class,
          (c, s) -> c.describe(unknown, s),
          provider + "10-describe-unknown");
    }
  }

  @Test
  void namespacesAreListed() {
    assertThat(value(GatewayClient::namespaces, "faasd/30-namespaces-after"))
        .containsExactly("dev", "openfaas-fn", "dev4");
    assertThat(value(GatewayClient::namespaces, "faas-netes/30-namespaces"))
        .containsExactly("openfaas-fn");
  }

  @Test
  void aNamespaceHasLabels() {
    NamespaceDetail dev = value((c, s) -> c.namespace("dev", s), "faasd/30-namespace-get");
    assertThat(dev)
        .isEqualTo(new NamespaceDetail("dev", Map.of("a", "b", "openfaas", "1"), Map.of()));
  }

  @Test
  void kubernetesCommunityHasNoNamespaceRoute() {
    var failure =
        failure(
            Failure.NotFound.class, (c, s) -> c.namespace("dev", s), "faas-netes/30-namespace-get");
    assertThat(failure.explanation()).contains("does not offer that");
  }

  @Test
  void secretsAreNamesWhateverTheirContentType() {
    List<SecretRef> faasd = value((c, s) -> c.secrets("openfaas-fn", s), "faasd/20-secrets-list");
    assertThat(faasd)
        .contains(new SecretRef("openfaas-fn", "api-key"), new SecretRef("openfaas-fn", "raw-key"))
        .hasSize(6);
    List<SecretRef> netes =
        value((c, s) -> c.secrets("openfaas-fn", s), "faas-netes/20-secrets-list");
    assertThat(netes).hasSize(3);
  }

  @Test
  void aRefusalWithoutATextStillHasAnExplanation() {
    var failure =
        failure(
            Failure.Rejected.class,
            (c, s) -> c.secrets("dev", s),
            "faas-netes/30-secrets-list-dev");
    assertThat(failure.explanation()).contains("without a reason");
  }

  @Test
  void theListWithoutPrometheusSaysThatPrometheusMayBeDown() {
    var failure =
        failure(
            Failure.ServerError.class, (c, s) -> c.list("", s), "faasd/81-prometheus-down-list");
    assertThat(failure.explanation()).contains("Prometheus").contains("contract 0.11");
    assertThat(failure.remedy()).contains("Prometheus");
    FunctionStatus described =
        value((c, s) -> c.describe(function("fn"), s), "faasd/81-prometheus-down-describe");
    assertThat(described.readyReplicas()).isEqualTo(Known.live(1));
  }

  @Test
  void aProviderThatIsDownIsNamed() {
    List<Failure.ServerError> failures =
        List.of(
            failure(
                Failure.ServerError.class,
                GatewayClient::healthz,
                "faasd/81-provider-down-healthz"),
            failure(
                Failure.ServerError.class, (c, s) -> c.list("", s), "faasd/81-provider-down-list"),
            failure(
                Failure.ServerError.class,
                (c, s) -> c.describe(function("fn"), s),
                "faasd/81-provider-down-describe"),
            failure(
                Failure.ServerError.class,
                GatewayClient::namespaces,
                "faasd/81-provider-down-namespaces"),
            failure(
                Failure.ServerError.class,
                (c, s) -> c.secrets("", s),
                "faasd/81-provider-down-secrets"));
    assertThat(failures).allSatisfy(f -> assertThat(f.status()).isEqualTo(502));
    assertThat(failures).allSatisfy(f -> assertThat(f.explanation()).contains("provider"));
  }

  @Test
  void capabilitiesOfFaasd() {
    Capabilities found = probed("faasd", "30-namespace-get-default");
    assertThat(found.edition()).isEqualTo(Edition.FAASD_COMMUNITY);
    assertThat(found.namespaces()).containsExactly("openfaas-fn");
    assertThat(found.namespaceCrud()).isTrue();
    assertThat(found.secrets()).isTrue();
    assertThat(found.async()).isTrue();
    assertThat(found.minReplicas()).isEqualTo(1);
    assertThat(found.maxReplicas()).isEqualTo(1);
    assertThat(found.whyMissing(Capabilities.Feature.SCALE_OUT)).isPresent();
    assertThat(found.whyMissing(Capabilities.Feature.ASYNC)).isEmpty();
  }

  @Test
  void capabilitiesOfKubernetesCommunity() {
    Capabilities found = probed("faas-netes", "30-namespace-get-default");
    assertThat(found.namespaceCrud()).isFalse();
    assertThat(found.whyMissing(Capabilities.Feature.NAMESPACE_CRUD)).isPresent();
    assertThat(found.maxReplicas()).isEqualTo(5);
    assertThat(found.async()).isTrue();
    assertThat(found.whyMissing(Capabilities.Feature.ENVIRONMENT_READ_BACK)).isPresent();
  }

  private Capabilities probed(String provider, String namespace) {
    String[] recordings = {
      "00-info", "30-namespaces", namespace, "20-secrets-list", "50-async-get"
    };
    for (int i = 0; i < recordings.length; i++) {
      recordings[i] = provider + "/" + recordings[i];
    }
    try (RecordedGateway gateway = RecordedGateway.answering(recordings)) {
      Outcome<Capabilities> found = Clients.of(gateway.url()).probe(scope);
      List<ReceivedRequest> asked = gateway.received();
      assertThat(asked).allSatisfy(request -> assertThat(request.method()).isEqualTo("GET"));
      assertThat(asked.getLast().target()).startsWith("/async-function/");
      assertThat(asked.getLast().header("Authorization")).isEmpty();
      return found.toOptional().orElseThrow();
    }
  }
}
