package io.fairlead.localgateway.registry;

import com.sun.net.httpserver.HttpExchange;
import io.fairlead.localgateway.http.Query;
import io.fairlead.localgateway.http.Replies;
import io.fairlead.openfaas.wire.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reading half of the OCI distribution API (distribution-spec 1.1, contract 9.6): ping,
 * catalogue, tags, manifests and blobs. Anonymous; every error is the JSON that the spec names.
 */
public final class RegistryRoutes {

  private static final Pattern ROUTE =
      Pattern.compile("/v2/(?<name>.+)/(?<kind>manifests|blobs|tags)/(?<reference>[^/]+)");
  private static final String JSON = "application/json";
  private static final int PAGE = 1000;

  private final ImageCatalogue catalogue;

  /** Routes over these images. */
  public RegistryRoutes(ImageCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Whether a path is the registry's. */
  public static boolean owns(String path) {
    return path.equals("/v2") || path.startsWith("/v2/");
  }

  /** Answers a request whose path is the registry's. */
  public void answer(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      error(exchange, 405, "UNSUPPORTED", "this registry is read-only", method);
      return;
    }
    if (path.equals("/v2") || path.equals("/v2/")) {
      Replies.bytes(exchange, 200, JSON, "{}".getBytes(StandardCharsets.UTF_8));
      return;
    }
    if (path.equals("/v2/_catalog")) {
      page(exchange, "/v2/_catalog", new LinkedHashMap<>(), "repositories", catalogue.names());
      return;
    }
    Matcher route = ROUTE.matcher(path);
    if (!route.matches()) {
      error(exchange, 404, "NAME_INVALID", "no such route", path);
      return;
    }
    ImageCatalogue.Repository known = catalogue.repository(route.group("name"));
    if (known == null) {
      error(exchange, 404, "NAME_UNKNOWN", "repository not known here", route.group("name"));
      return;
    }
    ImageCatalogue.Content repository = known.content();
    String reference = route.group("reference");
    switch (route.group("kind")) {
      case "tags" -> tags(exchange, route.group("name"), reference, repository);
      case "manifests" -> manifest(exchange, reference, repository);
      default -> blob(exchange, reference, repository);
    }
  }

  private static void tags(
      HttpExchange exchange, String name, String reference, ImageCatalogue.Content repository)
      throws IOException {
    if (!reference.equals("list")) {
      error(exchange, 404, "NAME_INVALID", "no such route", reference);
      return;
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("name", name);
    page(
        exchange,
        "/v2/" + name + "/tags/list",
        answer,
        "tags",
        List.copyOf(repository.tags().keySet()));
  }

  private static void manifest(
      HttpExchange exchange, String reference, ImageCatalogue.Content repository)
      throws IOException {
    String digest = reference.contains(":") ? reference : repository.tags().get(reference);
    ImageCatalogue.Manifest image = digest == null ? null : repository.manifests().get(digest);
    if (image == null) {
      error(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown", reference);
      return;
    }
    content(
        exchange,
        ImageCatalogue.MANIFEST_TYPE,
        image.digest(),
        image.text().getBytes(StandardCharsets.UTF_8));
  }

  private static void blob(
      HttpExchange exchange, String reference, ImageCatalogue.Content repository)
      throws IOException {
    byte[] blob = repository.blobs().get(reference);
    if (blob == null) {
      error(exchange, 404, "BLOB_UNKNOWN", "blob unknown to registry", reference);
      return;
    }
    content(exchange, "application/octet-stream", reference, blob);
  }

  private static void content(HttpExchange exchange, String type, String digest, byte[] content)
      throws IOException {
    exchange.getResponseHeaders().set("Docker-Content-Digest", digest);
    exchange.getResponseHeaders().set("Etag", "\"" + digest + "\"");
    Replies.bytes(exchange, 200, type, content);
  }

  private static void page(
      HttpExchange exchange,
      String path,
      Map<String, Object> answer,
      String field,
      List<String> all)
      throws IOException {
    Query query = Query.of(exchange.getRequestURI().getRawQuery());
    String asked = query.get("n");
    int size = asked.matches("\\d{1,6}") ? Math.clamp(Integer.parseInt(asked), 0, PAGE) : PAGE;
    String last = query.get("last");
    List<String> behind =
        all.stream().filter(one -> last.isEmpty() || one.compareTo(last) > 0).toList();
    List<String> shown = behind.subList(0, Math.min(size, behind.size()));
    if (!shown.isEmpty() && shown.size() < behind.size()) {
      String next = URLEncoder.encode(shown.getLast(), StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Link", "<" + path + "?last=" + next + "&n=" + size + ">; rel=\"next\"");
    }
    answer.put(field, shown);
    Replies.bytes(exchange, 200, JSON, Json.MAPPER.writeValueAsBytes(answer));
  }

  private static void error(
      HttpExchange exchange, int status, String code, String message, String detail)
      throws IOException {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("code", code);
    one.put("message", message);
    one.put("detail", detail);
    Replies.bytes(
        exchange, status, JSON, Json.MAPPER.writeValueAsBytes(Map.of("errors", List.of(one))));
  }
}
