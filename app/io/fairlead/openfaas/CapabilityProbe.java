package io.fairlead.openfaas;

import io.fairlead.model.Failure;
import io.fairlead.model.GatewayInfo;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.Capabilities.Feature;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;

/** Asks one gateway what it can do, with requests that change nothing (contract 10). */
final class CapabilityProbe {

  private static final String ATTEMPT = "Find out what the gateway can do";

  private final ManagementRoutes routes;
  private final Scope scope;
  private final Map<Feature, String> missing = new EnumMap<>(Feature.class);

  CapabilityProbe(ManagementRoutes routes, Scope scope) {
    this.routes = routes;
    this.scope = scope;
  }

  Capabilities probe(GatewayInfo info, Outcome<List<String>> listed) {
    Edition edition = Edition.of(info);
    listed.toFailure().ifPresent(failure -> missing.put(Feature.NAMESPACES, why(failure)));
    List<String> namespaces = listed.toOptional().orElse(List.of());
    String namespace = namespaces.isEmpty() ? "" : namespaces.getFirst();
    boolean crud = namespaceCrud(namespace);
    boolean secrets = secrets(namespace);
    boolean async = async();
    replicaTexts(edition);
    return new Capabilities(
        info,
        edition,
        namespaces,
        crud,
        secrets,
        async,
        minReplicas(edition),
        maxReplicas(edition),
        missing);
  }

  /**
   * faasd answers 404 with a text for its own default namespace, and has the route nevertheless.
   */
  private boolean namespaceCrud(String namespace) {
    String name = namespace.isEmpty() ? "openfaas-fn" : namespace;
    Outcome<Answer> outcome =
        ask(routes.url("", "system", "namespace", name), HttpTarget.Access.WITH_CREDENTIALS);
    return switch (outcome) {
      case Outcome.Failed<Answer> failed -> absent(Feature.NAMESPACE_CRUD, why(failed.failure()));
      case Outcome.Ok<Answer> ok -> {
        Answer answer = ok.value();
        boolean there = answer.isSuccess() && !answer.isHtml();
        boolean unknownName =
            answer.status() == 404
                && !Refusals.isRouteMissing(answer)
                && !answer.isHtml()
                && !answer.reason().isEmpty();
        yield there
            || unknownName
            || absent(
                Feature.NAMESPACE_CRUD,
                Refusals.isRouteMissing(answer)
                    ? "This gateway has one set of namespaces and cannot change it ("
                        + answer.status()
                        + ")."
                    : why(Refusals.of(ATTEMPT, answer)));
      }
    };
  }

  private boolean secrets(String namespace) {
    Outcome<Answer> outcome =
        ask(routes.url(namespace, "system", "secrets"), HttpTarget.Access.WITH_CREDENTIALS);
    return switch (outcome.then(answer -> ManagementRoutes.success(ATTEMPT, answer))) {
      case Outcome.Ok<Answer> _ -> true;
      case Outcome.Failed<Answer> failed -> absent(Feature.SECRETS, why(failed.failure()));
    };
  }

  /** A GET queues nothing: 405 means that the route is there, 404 that it is not. */
  private boolean async() {
    Outcome<Answer> outcome =
        ask(routes.url("", "async-function", "fairlead-probe"), HttpTarget.Access.ANONYMOUS);
    return switch (outcome) {
      case Outcome.Failed<Answer> failed -> absent(Feature.ASYNC, why(failed.failure()));
      case Outcome.Ok<Answer> ok ->
          ok.value().status() == 405
              || absent(
                  Feature.ASYNC,
                  ok.value().status() == 404
                      ? "This gateway has no queue: asynchronous calls are switched off (404)."
                      : why(Refusals.of(ATTEMPT, ok.value())));
    };
  }

  private void replicaTexts(Edition edition) {
    if (minReplicas(edition) > 0) {
      missing.put(
          Feature.SCALE_TO_ZERO,
          "The Community edition turns a scale to 0 into 1 and says nothing (contract 0.6).");
    }
    if (maxReplicas(edition) == 1) {
      missing.put(Feature.SCALE_OUT, "faasd runs one replica of each function.");
    }
    if (edition == Edition.KUBERNETES_COMMUNITY) {
      missing.put(
          Feature.ENVIRONMENT_READ_BACK,
          "The Community edition on Kubernetes never returns a function's environment.");
    }
  }

  private static int minReplicas(Edition edition) {
    return edition == Edition.KUBERNETES_COMMUNITY || edition == Edition.FAASD_COMMUNITY ? 1 : 0;
  }

  private static int maxReplicas(Edition edition) {
    return switch (edition) {
      case KUBERNETES_COMMUNITY -> 5;
      case FAASD_COMMUNITY, FAASD -> 1;
      case KUBERNETES, OTHER, UNKNOWN -> Integer.MAX_VALUE;
    };
  }

  private Outcome<Answer> ask(HttpUrl url, HttpTarget.Access access) {
    return routes.ask(ATTEMPT, url, access, scope);
  }

  private boolean absent(Feature feature, String why) {
    missing.put(feature, why);
    return false;
  }

  private static String why(Failure failure) {
    return failure.explanation();
  }
}
