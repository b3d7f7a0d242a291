package io.fairlead.localgateway.api;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.function.FunctionKey;
import io.fairlead.localgateway.http.Query;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.localgateway.state.Namespaces;
import io.fairlead.localgateway.state.Secrets;
import io.fairlead.openfaas.wire.Json;
import io.fairlead.openfaas.wire.SecretWire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Secrets: names are listed, values never leave (recordings 20-*). */
final class SecretRoutes {

  private static final int LONGEST_NAME = 253;

  private final Secrets secrets;
  private final Namespaces namespaces;

  SecretRoutes(Secrets secrets, Namespaces namespaces) {
    this.secrets = secrets;
    this.namespaces = namespaces;
  }

  void list(HttpExchange exchange) throws IOException {
    String namespace = namespace(exchange, null);
    if (!namespaces.has(namespace)) {
      Replies.error(exchange, 400, "namespace not valid");
      return;
    }
    List<SecretWire> list =
        secrets.names(namespace).stream()
            .map(name -> new SecretWire(name, namespace, null, null))
            .toList();
    // faasd sets no type, so that Go's server guesses plain text (recording 20-secrets-list).
    Replies.bytes(exchange, 200, "text/plain; charset=utf-8", Json.MAPPER.writeValueAsBytes(list));
  }

  /** Create and update are the same: what exists is replaced. */
  void put(HttpExchange exchange) throws IOException {
    SecretWire secret = read(exchange);
    if (secret == null) {
      return;
    }
    byte[] value;
    try {
      value =
          secret.rawValue() == null || secret.rawValue().isEmpty()
              ? (secret.value() == null ? "" : secret.value()).getBytes(StandardCharsets.UTF_8)
              : Base64.getDecoder().decode(secret.rawValue());
    } catch (IllegalArgumentException _) {
      Replies.error(exchange, 500, "illegal base64 data in rawValue");
      return;
    }
    if (value.length > Secrets.LARGEST) {
      Replies.error(
          exchange, 500, "this gateway holds secrets of at most " + Secrets.LARGEST + " bytes");
      return;
    }
    if (secrets.put(key(exchange, secret), value)) {
      Replies.empty(exchange, 200);
    } else {
      Replies.error(exchange, 500, "this gateway holds at most " + Secrets.MOST + " secrets");
    }
  }

  void delete(HttpExchange exchange) throws IOException {
    SecretWire secret = read(exchange);
    if (secret == null) {
      return;
    }
    FunctionKey key = key(exchange, secret);
    if (secrets.remove(key)) {
      Replies.empty(exchange, 200);
    } else {
      Replies.error(
          exchange,
          500,
          "remove secrets/%s/%s: no such file or directory".formatted(key.namespace(), key.name()));
    }
  }

  private static @Nullable SecretWire read(HttpExchange exchange) throws IOException {
    try {
      SecretWire secret = JsonBody.read(exchange, SecretWire.class);
      String name = secret.name() == null ? "" : secret.name().strip();
      if (name.isEmpty()) {
        Replies.error(exchange, 400, "non-empty name is required");
        return null;
      }
      if (name.contains("/") || name.contains("..") || name.contains("\\")) {
        Replies.error(exchange, 400, "directory traversal found in name");
        return null;
      }
      if (name.length() > LONGEST_NAME || name.chars().anyMatch(c -> c < ' ')) {
        Replies.error(exchange, 400, "invalid name");
        return null;
      }
      return secret;
    } catch (JsonBody.Malformed e) {
      Replies.error(exchange, 500, e.text());
      return null;
    }
  }

  private static FunctionKey key(HttpExchange exchange, SecretWire secret) {
    String name = secret.name() == null ? "" : secret.name().strip();
    return new FunctionKey(namespace(exchange, secret.namespace()), name);
  }

  private static String namespace(HttpExchange exchange, @Nullable String inBody) {
    if (inBody != null && !inBody.isEmpty()) {
      return inBody;
    }
    String asked = Query.of(exchange.getRequestURI().getRawQuery()).get("namespace");
    return asked.isEmpty() ? Namespaces.DEFAULT : asked;
  }
}
