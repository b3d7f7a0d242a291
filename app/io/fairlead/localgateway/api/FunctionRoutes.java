package io.fairlead.localgateway.api;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.function.FunctionKey;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.function.LocalFunction;
import io.fairlead.localgateway.function.Refusal;
import io.fairlead.localgateway.http.Query;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.metrics.GatewayMetrics;
import io.fairlead.localgateway.state.Namespaces;
import io.fairlead.localgateway.state.Secrets;
import io.fairlead.openfaas.wire.DeleteFunctionWire;
import io.fairlead.openfaas.wire.FunctionDeployment;
import io.fairlead.openfaas.wire.FunctionStatusWire;
import io.fairlead.openfaas.wire.Json;
import io.fairlead.openfaas.wire.ScaleWire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/** List, describe, deploy, update, delete and scale, as faasd answers them (recordings 10-*). */
final class FunctionRoutes {

  private static final String JSON = "application/json";
  private static final String BAD_NAMESPACE = "namespace not valid";

  private final FunctionTable functions;
  private final Namespaces namespaces;
  private final Secrets secrets;
  private final GatewayMetrics metrics;

  FunctionRoutes(
      FunctionTable functions, Namespaces namespaces, Secrets secrets, GatewayMetrics metrics) {
    this.functions = functions;
    this.namespaces = namespaces;
    this.secrets = secrets;
    this.metrics = metrics;
  }

  void list(HttpExchange exchange) throws IOException {
    String namespace = namespace(exchange);
    if (!namespaces.has(namespace)) {
      Replies.error(exchange, 400, BAD_NAMESPACE + "\n");
      return;
    }
    List<FunctionStatusWire> list = new ArrayList<>();
    for (LocalFunction function : functions.in(namespace)) {
      double invocations = metrics.invocations(function.label());
      list.add(status(function, invocations == 0 ? null : invocations));
    }
    Replies.bytes(exchange, 200, JSON, Json.MAPPER.writeValueAsBytes(list));
  }

  void describe(HttpExchange exchange, String name) throws IOException {
    String namespace = namespace(exchange);
    if (!namespaces.has(namespace)) {
      Replies.error(exchange, 400, BAD_NAMESPACE);
      return;
    }
    LocalFunction function = functions.find(new FunctionKey(namespace, name));
    if (function == null) {
      Replies.empty(exchange, 404);
      return;
    }
    Replies.bytes(exchange, 200, JSON, Json.MAPPER.writeValueAsBytes(status(function, null)));
  }

  void deploy(HttpExchange exchange) throws IOException {
    change(exchange, functions::deploy);
  }

  void update(HttpExchange exchange) throws IOException {
    change(
        exchange,
        deployment -> {
          // The function is looked for before its image and secrets (recording 10-update-unknown).
          functions.require(key(deployment.namespace(), deployment.service()));
          functions.update(deployment);
        });
  }

  void delete(HttpExchange exchange) throws IOException {
    try {
      DeleteFunctionWire body = JsonBody.read(exchange, DeleteFunctionWire.class);
      FunctionKey key = key(orQuery(exchange, body.namespace()), body.functionName());
      if (!namespaces.has(key.namespace())) {
        Replies.error(exchange, 400, BAD_NAMESPACE);
        return;
      }
      functions.delete(key);
      Replies.empty(exchange, 200);
    } catch (JsonBody.Malformed e) {
      Replies.error(exchange, 400, e.text());
    } catch (Refusal e) {
      Replies.error(exchange, e.status(), e.text());
    }
  }

  void scale(HttpExchange exchange, String nameInPath) throws IOException {
    try {
      ScaleWire body = JsonBody.read(exchange, ScaleWire.class);
      long replicas = body.replicas() == null ? 0 : body.replicas();
      if (replicas < 0) {
        throw new JsonBody.Malformed("");
      }
      // The body's name decides, as on faasd (recording 10-scale-mismatched-name).
      String name = text(body.serviceName()).isEmpty() ? nameInPath : text(body.serviceName());
      FunctionKey key = key(orQuery(exchange, body.namespace()), name);
      if (!namespaces.has(key.namespace())) {
        Replies.error(exchange, 400, BAD_NAMESPACE);
        return;
      }
      functions.scale(key, replicas);
      Replies.empty(exchange, 200);
    } catch (JsonBody.Malformed _) {
      Replies.error(exchange, 400, "Error unmarshalling request body");
    } catch (Refusal e) {
      Replies.error(exchange, e.status(), e.text());
    }
  }

  private interface Change {
    void make(FunctionDeployment deployment) throws Refusal, IOException;
  }

  private void change(HttpExchange exchange, Change change) throws IOException {
    try {
      FunctionDeployment deployment =
          withNamespace(exchange, JsonBody.read(exchange, FunctionDeployment.class));
      Lock inhabiting = namespaces.inhabiting();
      inhabiting.lock();
      try {
        check(deployment);
        change.make(deployment);
      } finally {
        inhabiting.unlock();
      }
      Replies.empty(exchange, 200);
    } catch (JsonBody.Malformed e) {
      Replies.error(exchange, 400, e.text());
    } catch (Refusal e) {
      Replies.error(exchange, e.status(), e.text());
    }
  }

  private void check(FunctionDeployment deployment) throws Refusal {
    String namespace = text(deployment.namespace());
    if (!namespaces.has(namespace)) {
      throw new Refusal(400, BAD_NAMESPACE);
    }
    for (String secret : deployment.secrets() == null ? List.<String>of() : deployment.secrets()) {
      if (!secrets.has(new FunctionKey(namespace, secret))) {
        throw new Refusal(400, "unable to find secret: " + secret);
      }
    }
  }

  private static FunctionDeployment withNamespace(HttpExchange exchange, FunctionDeployment sent) {
    return new FunctionDeployment(
        sent.service(),
        sent.image(),
        orQuery(exchange, sent.namespace()),
        sent.envProcess(),
        sent.envVars(),
        sent.constraints(),
        sent.secrets(),
        sent.labels(),
        sent.annotations(),
        sent.limits(),
        sent.requests(),
        sent.readOnlyRootFilesystem());
  }

  private static FunctionStatusWire status(LocalFunction function, @Nullable Double invocations) {
    FunctionDeployment deployment = function.deployment();
    return new FunctionStatusWire(
        function.key().name(),
        deployment.image(),
        function.key().namespace(),
        deployment.envProcess(),
        deployment.envVars(),
        deployment.constraints(),
        deployment.secrets() == null || deployment.secrets().isEmpty()
            ? null
            : deployment.secrets(),
        deployment.labels() == null ? Map.of() : deployment.labels(),
        deployment.annotations() == null ? Map.of() : deployment.annotations(),
        deployment.limits(),
        deployment.requests(),
        deployment.readOnlyRootFilesystem(),
        invocations,
        function.replicas() == 0 ? null : function.replicas(),
        function.availableReplicas() == 0 ? null : function.availableReplicas(),
        function.createdAt().toString(),
        null);
  }

  private static String namespace(HttpExchange exchange) {
    String asked = Query.of(exchange.getRequestURI().getRawQuery()).get("namespace");
    return asked.isEmpty() ? Namespaces.DEFAULT : asked;
  }

  private static String orQuery(HttpExchange exchange, @Nullable String namespace) {
    return text(namespace).isEmpty() ? namespace(exchange) : text(namespace);
  }

  private static FunctionKey key(@Nullable String namespace, @Nullable String name) {
    return new FunctionKey(text(namespace), text(name));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
