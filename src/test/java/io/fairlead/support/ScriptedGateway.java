package io.fairlead.support;

import io.fairlead.model.GatewayId;
import io.fairlead.session.Connection;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/**
 * A gateway on loopback whose answers a test writes, by method and target; what is not written
 * answers as faasd's Community edition with one namespace and the functions {@code echo} and {@code
 * env} does.
 */
public final class ScriptedGateway implements AutoCloseable {

  private final Map<String, LoopbackServer.Answer> answers = new ConcurrentHashMap<>();
  private final LoopbackServer server = LoopbackServer.onRequest(this::answer);

  /** A gateway with the usual answers. */
  public ScriptedGateway() {
    on(
        "GET /system/info",
        """
        {"provider":{"provider":"faasd-ce","orchestration":"containerd","version":{"release":"0.19.7","sha":""}},\
        "version":{"release":"0.27.12","sha":""},"arch":"x86_64"}\
        """);
    on("GET /system/namespaces", "[\"openfaas-fn\"]");
    functions("openfaas-fn", "echo", "env");
    on("GET /system/namespace/openfaas-fn", 404, "namespace not found");
    on("GET /system/secrets", "[]");
    on("GET /async-function/fairlead-probe", 405, "");
    on("POST /async-function", 202, "");
    on("POST /function", 200, "pong");
    on("POST /system/functions", 202, "");
    on("GET /system/logs", "");
  }

  /** A provider by that name. */
  public ScriptedGateway provider(String name) {
    return on(
        "GET /system/info",
        """
        {"provider":{"provider":"%s","orchestration":"kubernetes","version":{"release":"1","sha":""}},\
        "version":{"release":"1","sha":""},"arch":""}\
        """
            .formatted(name));
  }

  /** The functions that a namespace lists and describes, each with one ready replica. */
  public ScriptedGateway functions(String namespace, String... names) {
    for (String name : names) {
      on(
          "GET /system/function/" + name + "?namespace=" + namespace,
          function(namespace, name, 1, 1));
    }
    return on(
        "GET /system/functions?namespace=" + namespace,
        List.of(names).stream()
            .map(name -> function(namespace, name, 1, 1))
            .collect(Collectors.joining(",", "[", "]")));
  }

  /** The JSON of one function. */
  public static String function(String namespace, String name, int replicas, int ready) {
    return """
    {"name":"%s","namespace":"%s","image":"samples/%s:1.0","replicas":%d,"availableReplicas":%d}\
    """
        .formatted(name, namespace, name, replicas, ready);
  }

  /** Answers 200 with JSON. */
  public ScriptedGateway on(String line, String json) {
    return on(line, 200, json);
  }

  /** Answers with that status. */
  public ScriptedGateway on(String line, int status, String body) {
    return on(
        line,
        (_, connection) ->
            connection.send(
                LoopbackServer.response(
                    status + " Scripted", "Content-Type: application/json", body)));
  }

  /**
   * Answers as told.
   *
   * @param line method and target, whole or up to its query or to a slash within it
   */
  public ScriptedGateway on(String line, LoopbackServer.Answer answer) {
    answers.put(line, answer);
    return this;
  }

  /** How it is reached, by an operator who has no password. */
  public Connection connection() {
    return new Connection(
        new GatewayId("scripted"),
        "Scripted",
        HttpUrl.get(server.url()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The base URL. */
  public String url() {
    return server.url();
  }

  /** The server behind it. */
  public LoopbackServer server() {
    return server;
  }

  /** How many requests of that beginning it has received. */
  public long count(String beginning) {
    return server.received().stream().filter(each -> each.line().startsWith(beginning)).count();
  }

  /** The latest request of that beginning. */
  public Optional<ReceivedRequest> last(String beginning) {
    return server.received().reversed().stream()
        .filter(each -> each.line().startsWith(beginning))
        .findFirst();
  }

  private void answer(ReceivedRequest request, LoopbackServer.Connection connection)
      throws IOException {
    String line = request.line();
    while (!answers.containsKey(line)) {
      int end = Math.max(line.lastIndexOf('?'), line.lastIndexOf('/'));
      if (end <= 0) {
        connection.send(LoopbackServer.response("404 Not Found", "", "404 page not found\n"));
        return;
      }
      line = line.substring(0, end);
    }
    answers.get(line).answer(request, connection);
  }

  @Override
  public void close() {
    server.close();
  }
}
