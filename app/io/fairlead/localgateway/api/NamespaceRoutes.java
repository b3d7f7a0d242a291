package io.fairlead.localgateway.api;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.function.Refusal;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.state.Namespaces;
import io.fairlead.localgateway.state.Secrets;
import io.fairlead.openfaas.wire.Json;
import io.fairlead.openfaas.wire.NamespaceWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Namespaces, which want the label {@code openfaas=1} (recordings 30-*). */
final class NamespaceRoutes {

  private static final String JSON = "application/json";
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

  private final Namespaces namespaces;
  private final FunctionTable functions;
  private final Secrets secrets;

  NamespaceRoutes(Namespaces namespaces, FunctionTable functions, Secrets secrets) {
    this.namespaces = namespaces;
    this.functions = functions;
    this.secrets = secrets;
  }

  void list(HttpExchange exchange) throws IOException {
    Replies.bytes(exchange, 200, JSON, Json.MAPPER.writeValueAsBytes(namespaces.names()));
  }

  void get(HttpExchange exchange, String name) throws IOException {
    Optional<NamespaceWire> found = namespaces.find(name);
    if (found.isEmpty()) {
      notFound(exchange, name);
      return;
    }
    NamespaceWire shown =
        new NamespaceWire(found.get().name(), found.get().annotations(), found.get().labels());
    String text = Json.MAPPER.writeValueAsString(shown) + "\n";
    Replies.bytes(exchange, 200, JSON, text.getBytes(StandardCharsets.UTF_8));
  }

  void create(HttpExchange exchange, String nameInPath) throws IOException {
    NamespaceWire namespace = read(exchange, nameInPath);
    if (namespace == null) {
      return;
    }
    String name = String.valueOf(namespace.name());
    if (namespaces.has(name)) {
      Replies.error(exchange, 409, "namespace " + name + " already exists");
    } else if (!NAME.matcher(name).matches()) {
      Replies.error(
          exchange, 400, "identifier \"" + name + "\" must match " + NAME + ": invalid argument");
    } else if (namespaces.put(name, kept(name, namespace))) {
      Replies.empty(exchange, 201);
    } else {
      Replies.error(exchange, 500, "this gateway holds at most " + Namespaces.MOST + " namespaces");
    }
  }

  void update(HttpExchange exchange, String nameInPath) throws IOException {
    NamespaceWire namespace = read(exchange, nameInPath);
    if (namespace == null) {
      return;
    }
    String name = String.valueOf(namespace.name());
    if (!namespaces.has(name)) {
      notFound(exchange, name);
    } else if (name.equals(Namespaces.DEFAULT)) {
      Replies.error(exchange, 400, "the default namespace cannot be changed");
    } else {
      namespaces.put(name, kept(name, namespace));
      Replies.empty(exchange, 202);
    }
  }

  void delete(HttpExchange exchange, String nameInPath) throws IOException {
    NamespaceWire namespace = read(exchange, nameInPath);
    if (namespace == null) {
      return;
    }
    try {
      delete(String.valueOf(namespace.name()));
      Replies.empty(exchange, 202);
    } catch (Refusal e) {
      Replies.error(exchange, e.status(), e.text());
    }
  }

  private void delete(String name) throws Refusal, IOException {
    Lock deleting = namespaces.deleting();
    deleting.lock();
    try {
      if (!namespaces.has(name)) {
        throw new Refusal(404, "namespace " + name + " not found");
      }
      if (name.equals(Namespaces.DEFAULT)) {
        throw new Refusal(400, "the default namespace cannot be deleted");
      }
      if (!functions.in(name).isEmpty()) {
        throw new Refusal(
            500,
            "namespace \"%s\" must be empty, but it still has containers: failed precondition"
                .formatted(name));
      }
      secrets.removeAll(name);
      namespaces.remove(name);
    } finally {
      deleting.unlock();
    }
  }

  /** The body's name counts (recording 30-namespace-create-body-name-differs). */
  private static @Nullable NamespaceWire read(HttpExchange exchange, String nameInPath)
      throws IOException {
    NamespaceWire body;
    try {
      body = JsonBody.read(exchange, NamespaceWire.class);
    } catch (JsonBody.Malformed e) {
      Replies.error(exchange, 400, e.text());
      return null;
    }
    if (body.labels() == null || !"1".equals(body.labels().get("openfaas"))) {
      Replies.error(exchange, 400, "request does not have openfaas=1 label");
      return null;
    }
    String name = body.name() == null || body.name().isEmpty() ? nameInPath : body.name();
    return new NamespaceWire(name, body.annotations(), body.labels());
  }

  /** faasd keeps labels only (recording 30-namespace-get). */
  private static NamespaceWire kept(String name, NamespaceWire sent) {
    return new NamespaceWire(name, null, sent.labels());
  }

  private static void notFound(HttpExchange exchange, String name) throws IOException {
    Replies.error(exchange, 404, "namespace " + name + " not found");
  }
}
