package io.fairlead.openfaas;

import io.fairlead.model.Failure;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.model.GatewayInfo;
import io.fairlead.model.LogLine;
import io.fairlead.model.Outcome;
import io.fairlead.net.HttpTarget;
import io.fairlead.net.Scope;
import io.fairlead.openfaas.wire.SecretWire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/**
 * A typed client for one OpenFaaS gateway (contract 1).
 *
 * <p>Every method blocks the calling (virtual) thread, takes the {@link Scope} whose closing
 * cancels it, and returns an {@link Outcome}; none throws for what a gateway does. Nothing is ever
 * repeated but a read whose pooled connection was dead. It remembers the provider that {@link
 * #info} or {@link #probe} named, because absent fields mean different things on different
 * providers; call one of them first. Safe for use from many threads.
 */
public final class GatewayClient {

  /** The most of a call's answer that is kept. */
  public static final int MAX_REPLY_BYTES = 16 << 20;

  /** The most lines that {@link #logs} keeps. */
  public static final int MAX_LOG_LINES = 50_000;

  /** The most bytes that {@link #logs} reads. */
  public static final long MAX_LOG_BYTES = 64L << 20;

  private final GatewayId id;
  private final ManagementRoutes routes;
  private final LogReader logs;
  private final Invoker invoker;
  private final Timeouts timeouts;
  private volatile Edition edition = Edition.UNKNOWN;

  /** A client with the time-outs that suit gateways with their own defaults. */
  public GatewayClient(GatewayId id, HttpTarget target) {
    this(id, target, Timeouts.DEFAULT);
  }

  /** A client with other time-outs. */
  public GatewayClient(GatewayId id, HttpTarget target, Timeouts timeouts) {
    this.id = Objects.requireNonNull(id);
    this.timeouts = Objects.requireNonNull(timeouts);
    this.routes = new ManagementRoutes(target, timeouts);
    this.logs = new LogReader(target, timeouts);
    this.invoker = new Invoker(target);
  }

  /** Which gateway this talks to. */
  public GatewayId id() {
    return id;
  }

  /**
   * {@code GET /healthz}, without credentials: whether gateway and provider answer, and how fast.
   */
  public Outcome<Duration> healthz(Scope scope) {
    String attempt = "Check the gateway's health";
    return routes
        .ask(attempt, routes.url("", "healthz"), HttpTarget.Access.ANONYMOUS, scope)
        .then(answer -> ManagementRoutes.success(attempt, answer))
        .map(Answer::took);
  }

  /**
   * {@code GET /system/info}: who this gateway is. The provider is empty while the gateway cannot
   * reach it (recording 81-provider-down-info).
   */
  public Outcome<GatewayInfo> info(Scope scope) {
    String attempt = "Read the gateway's version";
    Outcome<GatewayInfo> info =
        get(attempt, routes.url("", "system", "info"), scope, Payloads::info);
    info.toOptional().map(Edition::of).ifPresent(this::learn);
    return info;
  }

  /** A provider that is down for a moment is still the one it was. */
  private void learn(Edition told) {
    if (told != Edition.UNKNOWN) {
      edition = told;
    }
  }

  /**
   * {@code GET /system/functions}: the functions of one namespace.
   *
   * <p>A CE gateway closes the connection without an answer when it cannot reach Prometheus and has
   * a function (contract 0.11, recording 81-prometheus-down-list); the failure says so, and {@link
   * #describe} still works.
   *
   * @param namespace empty for the gateway's default
   */
  public Outcome<FunctionList> list(String namespace, Scope scope) {
    String attempt = "List functions" + (namespace.isEmpty() ? "" : " of " + namespace);
    Outcome<FunctionList> list =
        get(
            attempt,
            routes.url(namespace, "system", "functions"),
            scope,
            answer -> statuses().list(namespace, answer.body(), answer.took()));
    return switch (list) {
      case Outcome.Failed<FunctionList>(Failure.ServerError e) when e.status() == 0 ->
          Outcome.failed(Refusals.prometheusMayBeDown(e));
      default -> list;
    };
  }

  /**
   * {@code GET /system/function/{name}}: one function, without its count of calls (contract 1.5).
   */
  public Outcome<FunctionStatus> describe(FunctionRef function, Scope scope) {
    String attempt = "Read function " + function.qualifiedName();
    String name = function.name();
    return named(attempt, name, "function")
        .then(
            _ ->
                get(
                    attempt,
                    routes.url(function.namespace(), "system", "function", name),
                    scope,
                    answer -> statuses().single(function.namespace(), answer.body())));
  }

  /**
   * {@code POST /system/functions}: a new function. On Kubernetes success only means that the work
   * has begun; on faasd the image has been pulled (contract 1.5).
   */
  public Outcome<Accepted> deploy(FunctionSpec spec, Scope scope) {
    String attempt = "Deploy " + spec.name();
    HttpUrl url = routes.url("", "system", "functions");
    return accepted(attempt, "POST", url, Bodies.deployment(spec), scope);
  }

  /**
   * {@code PUT /system/functions}: replaces all of a function. A field that is not sent is gone
   * afterwards (contract 0.2), and on faasd a failed update destroys the function (contract 0.30).
   */
  public Outcome<Accepted> update(FunctionSpec spec, Scope scope) {
    String attempt = "Update " + spec.name();
    HttpUrl url = routes.url("", "system", "functions");
    return accepted(attempt, "PUT", url, Bodies.deployment(spec), scope)
        .map(accepted -> new Accepted(accepted.status(), updateDoubt(accepted.status())));
  }

  /**
   * {@code DELETE /system/functions}; the namespace goes into query and body, because faas-netes
   * reads only the one and faasd only the other (recording faas-netes/10-delete-bad-namespace).
   */
  public Outcome<Accepted> delete(FunctionRef function, Scope scope) {
    String attempt = "Delete " + function.qualifiedName();
    HttpUrl url = routes.url(function.namespace(), "system", "functions");
    return accepted(attempt, "DELETE", url, Bodies.deletion(function), scope);
  }

  /**
   * {@code POST /system/scale-function/{name}}. A CE gateway turns anything into 1 to 5 and says
   * nothing (contract 0.6); {@link Capabilities} has the limits.
   */
  public Outcome<Accepted> scale(FunctionRef function, int replicas, Scope scope) {
    String attempt = "Scale " + function.qualifiedName() + " to " + replicas;
    if (replicas < 0) {
      return Outcome.failed(unsent(attempt, "A function cannot have " + replicas + " replicas."));
    }
    String name = function.name();
    return named(attempt, name, "function")
        .then(
            _ ->
                accepted(
                    attempt,
                    "POST",
                    routes.url(function.namespace(), "system", "scale-function", name),
                    Bodies.scale(function, replicas),
                    scope));
  }

  /**
   * {@code GET /system/namespaces}, without duplicates. Empty, or not found, where the provider
   * knows none: then requests leave the namespace out (contract 1.5).
   */
  public Outcome<List<String>> namespaces(Scope scope) {
    HttpUrl url = routes.url("", "system", "namespaces");
    return get("List namespaces", url, scope, Payloads::namespaces);
  }

  /** {@code GET /system/namespace/{ns}}; faasd does not know its default one (404). */
  public Outcome<NamespaceDetail> namespace(String namespace, Scope scope) {
    String attempt = "Read namespace " + namespace;
    return named(attempt, namespace, "namespace")
        .then(
            _ ->
                get(
                    attempt,
                    routes.url("", "system", "namespace", namespace),
                    scope,
                    answer -> Payloads.namespace(namespace, answer)));
  }

  /**
   * {@code POST /system/namespace/}, with the slash and the name in the body. Labels and
   * annotations get the mark {@code openfaas=1} (contract 1.5).
   */
  public Outcome<Accepted> createNamespace(NamespaceDetail namespace, Scope scope) {
    String attempt = "Create namespace " + namespace.name();
    HttpUrl url = routes.url("", "system", "namespace", "");
    return accepted(attempt, "POST", url, Bodies.namespace(namespace), scope);
  }

  /** {@code PUT /system/namespace/{ns}}: replaces labels and annotations. */
  public Outcome<Accepted> updateNamespace(NamespaceDetail namespace, Scope scope) {
    return changeNamespace("Update namespace ", "PUT", namespace, scope);
  }

  /** {@code DELETE /system/namespace/{ns}}; faasd refuses while images are left in it (500). */
  public Outcome<Accepted> deleteNamespace(String namespace, Scope scope) {
    NamespaceDetail detail = new NamespaceDetail(namespace, Map.of(), Map.of());
    return changeNamespace("Delete namespace ", "DELETE", detail, scope);
  }

  private Outcome<Accepted> changeNamespace(
      String verb, String method, NamespaceDetail namespace, Scope scope) {
    String attempt = verb + namespace.name();
    return named(attempt, namespace.name(), "namespace")
        .then(
            name ->
                accepted(
                    attempt,
                    method,
                    routes.url("", "system", "namespace", name),
                    Bodies.namespace(namespace),
                    scope));
  }

  /** {@code GET /system/secrets}: the names of the secrets of one namespace, never their values. */
  public Outcome<List<SecretRef>> secrets(String namespace, Scope scope) {
    return get(
        "List secrets" + (namespace.isEmpty() ? "" : " of " + namespace),
        routes.url(namespace, "system", "secrets"),
        scope,
        answer -> Payloads.secrets(namespace, answer));
  }

  /** {@code POST /system/secrets}; faasd overwrites one that exists (contract 1.5). */
  public Outcome<Accepted> createSecret(SecretRef secret, byte[] value, Scope scope) {
    return changeSecret("Create secret ", "POST", secret, Bodies.secret(secret, value), scope);
  }

  /** {@code PUT /system/secrets}; functions see it after their next deployment. */
  public Outcome<Accepted> replaceSecret(SecretRef secret, byte[] value, Scope scope) {
    return changeSecret("Replace secret ", "PUT", secret, Bodies.secret(secret, value), scope);
  }

  /** {@code DELETE /system/secrets}. */
  public Outcome<Accepted> deleteSecret(SecretRef secret, Scope scope) {
    return changeSecret("Delete secret ", "DELETE", secret, Bodies.secretName(secret), scope);
  }

  private Outcome<Accepted> changeSecret(
      String verb, String method, SecretRef secret, SecretWire body, Scope scope) {
    HttpUrl url = routes.url(secret.namespace(), "system", "secrets");
    return accepted(verb + secret.name(), method, url, body, scope);
  }

  /**
   * {@code GET /system/logs}: the lines that are there now; at most {@link #MAX_LOG_LINES} lines of
   * {@link #MAX_LOG_BYTES}. On faasd, whose {@code tail} gives the oldest lines, all are read and
   * the newest kept (observed, Logs).
   */
  public Outcome<LogSlice> logs(LogQuery query, Scope scope) {
    return logs.slice(query, !edition.isFaasd(), scope);
  }

  /** {@link #follow(LogQuery, Consumer, Consumer, Scope)} that drops broken lines. */
  public Outcome<LogEnd> follow(LogQuery query, Consumer<LogLine> lines, Scope scope) {
    return follow(query, lines, _ -> {}, scope);
  }

  /**
   * {@code GET /system/logs?follow=true}: reads until the gateway cuts, after about 60 s, or the
   * scope is closed. A function that is silent gets no status line: nothing is heard of it until
   * the cut.
   *
   * <p><b>Closing a scope on a busy stream can crash the gateway</b>: in 1 of 4 such disconnects
   * the whole process died (observed, Cost and load). Prefer {@link #logs} with {@code since}, or
   * let the stream run to the gateway's own cut; never open and close busy streams quickly.
   *
   * @param lines receives each line, on this thread
   * @param broken receives what is no log record, shortened
   */
  public Outcome<LogEnd> follow(
      LogQuery query, Consumer<LogLine> lines, Consumer<String> broken, Scope scope) {
    return logs.follow(query, lines, broken, scope);
  }

  /** Calls a function with the limit of {@link Timeouts#call()} and keeps the reply in memory. */
  public Outcome<InvocationReply> invoke(Invocation call, Scope scope) {
    return invoke(call, timeouts.call(), scope, Reception.inMemory());
  }

  /**
   * Calls a function once, or queues the call. Any status is a reply; a failure means that none
   * came, and once the request was out its outcome is unknown. The gateway's credentials are sent
   * along only where the call says so (contract 0.13). What cannot be sent as written is refused
   * before sending ({@link Failure.Rejected} with status 0).
   *
   * @param timeout for the whole call, or between two pieces of the answer where the call accepts
   *     {@code text/event-stream}; a gateway gives up by itself after 60 or 65 s
   */
  public Outcome<InvocationReply> invoke(
      Invocation call, Duration timeout, Scope scope, Reception reception) {
    return invoker.invoke(call, timeout, scope, reception);
  }

  /** Asks what this gateway can do; fails only where {@link #info} fails (contract 10). */
  public Outcome<Capabilities> probe(Scope scope) {
    return info(scope)
        .map(info -> new CapabilityProbe(routes, scope).probe(info, namespaces(scope)));
  }

  /** Makes a value of a body, or tells that it is none. */
  @FunctionalInterface
  private interface Parser<T> {
    T parse(Answer answer) throws IOException;
  }

  private <T> Outcome<T> get(String attempt, HttpUrl url, Scope scope, Parser<T> parser) {
    return routes
        .get(attempt, url, scope)
        .then(
            answer -> {
              try {
                return Outcome.ok(parser.parse(answer));
              } catch (IOException e) {
                return Outcome.failed(
                    new Failure.BadPayload(
                        attempt,
                        answer.where(),
                        "The answer is not what a gateway sends here: " + firstLine(e) + ".",
                        answer.evidence()));
              }
            });
  }

  private Outcome<Accepted> accepted(
      String attempt, String method, HttpUrl url, Object body, Scope scope) {
    return routes
        .change(attempt, method, url, body, scope)
        .map(answer -> new Accepted(answer.status()));
  }

  private StatusReader statuses() {
    return new StatusReader(id, edition);
  }

  /** Success of an update is 202 on Kubernetes; its 200 hides failures (contract 0.3). */
  private String updateDoubt(int status) {
    boolean couldBeKubernetes = edition.isKubernetes() || edition == Edition.UNKNOWN;
    return status == 200 && couldBeKubernetes
        ? "The gateway answered 200; on Kubernetes success is 202, and 200 can hide that the update"
            + " failed: read the function back and compare."
        : "";
  }

  /** A name that a URL would read as "this folder" or "the one above" cannot be asked for. */
  private Outcome<String> named(String attempt, String name, String what) {
    return name.isEmpty() || name.equals(".") || name.equals("..")
        ? Outcome.failed(unsent(attempt, "\"" + name + "\" is no name of a " + what + "."))
        : Outcome.ok(name);
  }

  private Failure unsent(String attempt, String explanation) {
    return new Failure.Rejected(
        attempt,
        routes.url("").toString(),
        0,
        explanation,
        "Correct it and try again; nothing was sent.",
        "");
  }

  private static String firstLine(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
