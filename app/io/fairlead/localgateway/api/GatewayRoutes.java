package io.fairlead.localgateway.api;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.function.FunctionTable;
import io.fairlead.localgateway.http.LoopbackServer;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.invoke.AsyncQueue;
import io.fairlead.localgateway.invoke.Invoker;
import io.fairlead.localgateway.invoke.Served;
import io.fairlead.localgateway.metrics.GatewayMetrics;
import io.fairlead.localgateway.registry.RegistryRoutes;
import io.fairlead.localgateway.state.Namespaces;
import io.fairlead.localgateway.state.Secrets;
import io.fairlead.localgateway.state.StateFailure;
import io.fairlead.openfaas.wire.InfoWire;
import io.fairlead.openfaas.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The route table of the gateway: invocation and registry are open, everything under {@code
 * /system} and {@code /ui} wants the password (contract 1.2). A wrong method is 405 before the
 * password is asked for, as in a real gateway (recording 00-head-functions).
 */
public final class GatewayRoutes implements LoopbackServer.Routes {

  private final byte[] authorization;
  private final FunctionRoutes functions;
  private final SecretRoutes secrets;
  private final NamespaceRoutes namespaces;
  private final LogRoutes logs;
  private final AlertRoutes alerts;
  private final InvokeRoutes calls;
  private final RegistryRoutes registry;

  /** What the routes act on. */
  public record Parts(
      FunctionTable functions,
      Namespaces namespaces,
      Secrets secrets,
      GatewayMetrics metrics,
      Invoker invoker,
      AsyncQueue queue,
      RegistryRoutes registry) {}

  /** Routes that want this value of the {@code Authorization} header. */
  public GatewayRoutes(String authorization, Parts parts) {
    this.authorization = authorization.getBytes(StandardCharsets.UTF_8);
    this.functions =
        new FunctionRoutes(parts.functions(), parts.namespaces(), parts.secrets(), parts.metrics());
    this.secrets = new SecretRoutes(parts.secrets(), parts.namespaces());
    this.namespaces = new NamespaceRoutes(parts.namespaces(), parts.functions(), parts.secrets());
    this.logs = new LogRoutes(parts.functions());
    this.alerts = new AlertRoutes(parts.functions(), parts.invoker());
    this.calls = new InvokeRoutes(parts.invoker(), parts.queue());
    this.registry = parts.registry();
  }

  @Override
  public void answer(HttpExchange exchange) throws IOException, InterruptedException {
    String path = exchange.getRequestURI().getRawPath();
    if (path == null) {
      Replies.notFound(exchange);
    } else if (path.startsWith(InvokeRoutes.SYNC)) {
      calls.sync(exchange, path);
    } else if (path.startsWith(InvokeRoutes.ASYNC)) {
      calls.async(exchange, path);
    } else if (RegistryRoutes.owns(path)) {
      registry.answer(exchange);
    } else if (path.equals("/healthz")) {
      open(exchange, "GET", 200);
    } else if (path.equals("/")) {
      root(exchange);
    } else {
      guarded(exchange, path);
    }
  }

  private interface Action {
    void run(HttpExchange exchange) throws IOException, InterruptedException;
  }

  private void guarded(HttpExchange exchange, String path)
      throws IOException, InterruptedException {
    String method = exchange.getRequestMethod();
    Action action =
        switch (path) {
          case "/system/info" -> only("GET", method, GatewayRoutes::info);
          case "/system/functions" -> functions(method);
          case "/system/secrets" -> secrets(method);
          case "/system/namespaces" -> only("GET", method, namespaces::list);
          case "/system/logs" -> only("GET", method, logs::answer);
          case "/system/alert" -> only("POST", method, alerts::answer);
          case "/ui/" -> only("GET", method, GatewayRoutes::page);
          default -> named(path, method);
        };
    if (action instanceof Refused || isAuthorized(exchange)) {
      run(action, exchange);
    } else {
      exchange.getResponseHeaders().set("Www-Authenticate", "Basic realm=\"Restricted\"");
      Replies.text(exchange, 401, "invalid credentials");
    }
  }

  private static void run(Action action, HttpExchange exchange)
      throws IOException, InterruptedException {
    try {
      action.run(exchange);
    } catch (StateFailure e) {
      Replies.error(exchange, 500, String.valueOf(e.getMessage()));
    }
  }

  /** What is answered whoever asks. */
  private enum Refused implements Action {
    NO_ROUTE {
      @Override
      public void run(HttpExchange exchange) throws IOException {
        Replies.notFound(exchange);
      }
    },
    NO_METHOD {
      @Override
      public void run(HttpExchange exchange) throws IOException {
        Replies.methodNotAllowed(exchange);
      }
    }
  }

  private static Action only(String allowed, String method, Action action) {
    return method.equals(allowed) ? action : Refused.NO_METHOD;
  }

  private Action functions(String method) {
    return switch (method) {
      case "GET" -> functions::list;
      case "POST" -> functions::deploy;
      case "PUT" -> functions::update;
      case "DELETE" -> functions::delete;
      default -> Refused.NO_METHOD;
    };
  }

  private Action secrets(String method) {
    return switch (method) {
      case "GET" -> secrets::list;
      case "POST", "PUT" -> secrets::put;
      case "DELETE" -> secrets::delete;
      default -> Refused.NO_METHOD;
    };
  }

  private Action named(String path, String method) {
    String function = behind(path, "/system/function/");
    if (!function.isEmpty()) {
      return only("GET", method, exchange -> functions.describe(exchange, function));
    }
    String scaled = behind(path, "/system/scale-function/");
    if (!scaled.isEmpty()) {
      return only("POST", method, exchange -> functions.scale(exchange, scaled));
    }
    if (!path.startsWith("/system/namespace/")) {
      return Refused.NO_ROUTE;
    }
    String namespace = behind(path, "/system/namespace/");
    if (namespace.isEmpty() && path.length() > "/system/namespace/".length()) {
      return Refused.NO_ROUTE;
    }
    return switch (method) {
      case "GET" -> exchange -> namespaces.get(exchange, namespace);
      case "POST" -> exchange -> namespaces.create(exchange, namespace);
      case "PUT" -> exchange -> namespaces.update(exchange, namespace);
      case "DELETE" -> exchange -> namespaces.delete(exchange, namespace);
      default -> Refused.NO_METHOD;
    };
  }

  /** The one segment behind a prefix; empty when there is none, or more than one. */
  private static String behind(String path, String prefix) {
    if (!path.startsWith(prefix)) {
      return "";
    }
    String rest = path.substring(prefix.length());
    return rest.matches("[-a-zA-Z_0-9.]+") ? rest : "";
  }

  private boolean isAuthorized(HttpExchange exchange) {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    return sent != null
        && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), authorization);
  }

  private static void open(HttpExchange exchange, String allowed, int status) throws IOException {
    if (exchange.getRequestMethod().equals(allowed)) {
      Replies.empty(exchange, status);
    } else {
      Replies.methodNotAllowed(exchange);
    }
  }

  private static void root(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/ui/");
    String page = "<a href=\"/ui/\">Moved Permanently</a>.\n\n";
    Replies.bytes(exchange, 301, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
  }

  private static void page(HttpExchange exchange) throws IOException {
    Replies.text(
        exchange,
        200,
        "This is Fairlead's embedded gateway. It has no portal: use Fairlead or faas-cli.\n");
  }

  private static void info(HttpExchange exchange) throws IOException {
    InfoWire info =
        new InfoWire(
            new InfoWire.ProviderWire(
                "fairlead-local", "in-process", new InfoWire.VersionWire("", Served.VERSION, null)),
            new InfoWire.VersionWire("", Served.VERSION, "Fairlead's embedded gateway"),
            "");
    Replies.bytes(exchange, 200, "application/json", Json.MAPPER.writeValueAsBytes(info));
  }
}
