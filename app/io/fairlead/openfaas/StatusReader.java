package io.fairlead.openfaas;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionStatus;
import io.fairlead.model.GatewayId;
import io.fairlead.model.Known;
import io.fairlead.model.Resources;
import io.fairlead.openfaas.wire.FunctionStatusWire;
import io.fairlead.openfaas.wire.Json;
import io.fairlead.openfaas.wire.ResourcesWire;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads functions out of JSON and decides what an absent field means.
 *
 * <p>An absent number is zero and an absent collection is empty, unless this provider never returns
 * that field (contract 1.4, field coverage): then it is unknown. Who the provider is comes from
 * {@code /system/info} where that was asked, and else from the shape: faas-netes puts the label
 * {@code faas_function} on every function, and a field that one function of a list has is a field
 * that the provider returns.
 */
final class StatusReader {

  private static final String KUBERNETES_LABEL = "faas_function";
  private static final int JSON_EVIDENCE = 2_000;

  private final GatewayId gateway;
  private final Edition edition;

  StatusReader(GatewayId gateway, Edition edition) {
    this.gateway = gateway;
    this.edition = edition;
  }

  /** What the whole answer tells about its provider. */
  private record Shape(boolean listed, boolean tellsReady, boolean tellsEnvironment) {}

  /**
   * Reads a list, element by element.
   *
   * @throws IOException when the answer as a whole is no JSON array
   */
  FunctionList list(String namespace, byte[] json, Duration took) throws IOException {
    List<FunctionStatusWire> wires = new ArrayList<>();
    List<BrokenEntry> broken = new ArrayList<>();
    try (JsonParser parser = Json.MAPPER.getFactory().createParser(json)) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.VALUE_NULL) {
        return new FunctionList(List.of(), List.of(), took, json.length);
      }
      if (first != JsonToken.START_ARRAY) {
        throw new IOException("not a JSON array");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        JsonNode element = Json.MAPPER.readTree(parser);
        if (element == null) {
          throw new IOException("the array has no end");
        }
        entry(element, wires, broken);
      }
    }
    Shape shape =
        new Shape(
            true,
            wires.stream().anyMatch(wire -> wire.availableReplicas() != null),
            wires.stream().anyMatch(wire -> wire.envVars() != null));
    List<FunctionStatus> functions = new ArrayList<>(wires.size());
    for (FunctionStatusWire wire : wires) {
      functions.add(status(namespace, wire, shape));
    }
    return new FunctionList(functions, broken, took, json.length);
  }

  /**
   * Reads the answer of describe.
   *
   * @throws IOException when it is no function
   */
  FunctionStatus single(String namespace, byte[] json) throws IOException {
    FunctionStatusWire wire = Json.MAPPER.readValue(json, FunctionStatusWire.class);
    if (wire == null || Payloads.orEmpty(wire.name()).isEmpty()) {
      throw new IOException("a function without a name");
    }
    return status(namespace, wire, new Shape(false, true, false));
  }

  private static void entry(
      JsonNode element, List<FunctionStatusWire> wires, List<BrokenEntry> broken) {
    String name = element.path("name").asText("");
    try {
      FunctionStatusWire wire = Json.MAPPER.treeToValue(element, FunctionStatusWire.class);
      if (wire != null && !Payloads.orEmpty(wire.name()).isEmpty()) {
        wires.add(wire);
      } else {
        broken.add(new BrokenEntry(name, "It has no name.", shortened(element)));
      }
    } catch (JsonProcessingException e) {
      broken.add(new BrokenEntry(name, e.getOriginalMessage(), shortened(element)));
    }
  }

  private FunctionStatus status(String queried, FunctionStatusWire wire, Shape shape) {
    String namespace = Payloads.orEmpty(wire.namespace());
    Double count = wire.invocationCount();
    return new FunctionStatus(
        new FunctionRef(
            gateway, namespace.isEmpty() ? queried : namespace, Payloads.orEmpty(wire.name())),
        Payloads.orEmpty(wire.image()),
        desired(wire),
        ready(wire, shape),
        shape.listed() ? Known.live(count == null ? 0.0 : count) : Known.unknown(),
        instant(wire.createdAt()),
        Payloads.orEmpty(wire.envProcess()),
        environment(wire, shape),
        wire.constraints() == null ? Known.unknown() : Known.live(texts(wire.constraints())),
        texts(wire.secrets()),
        Payloads.texts(wire.labels()),
        Payloads.texts(wire.annotations()),
        limits(wire, shape),
        requests(wire),
        wire.readOnlyRootFilesystem() == null
            ? Known.unknown()
            : Known.live(wire.readOnlyRootFilesystem()),
        usage(wire));
  }

  private static int desired(FunctionStatusWire wire) {
    return wire.replicas() == null ? 0 : wire.replicas();
  }

  /** Unknown only in a list that may be faasd's, which never has it (contract 0.8). */
  private Known<Integer> ready(FunctionStatusWire wire, Shape shape) {
    if (wire.availableReplicas() != null) {
      return Known.live(wire.availableReplicas());
    }
    boolean couldBeFaasd = edition.isFaasd() || edition == Edition.UNKNOWN;
    boolean absentMeansZero =
        !shape.listed()
            || shape.tellsReady()
            || desired(wire) == 0
            || isKubernetes(wire)
            || !couldBeFaasd;
    return absentMeansZero ? Known.live(0) : Known.unknown();
  }

  /** Kubernetes CE never returns it (contract 0.2); faasd always does where there is any. */
  private Known<Map<String, String>> environment(FunctionStatusWire wire, Shape shape) {
    if (wire.envVars() != null) {
      return Known.live(Payloads.texts(wire.envVars()));
    }
    boolean absentMeansEmpty = shape.tellsEnvironment() || edition.isFaasd();
    return absentMeansEmpty ? Known.live(Map.of()) : Known.unknown();
  }

  /** faasd's list has it and its description has not (recordings 10-list, 10-describe). */
  private Known<Resources> limits(FunctionStatusWire wire, Shape shape) {
    if (wire.limits() != null) {
      return Known.live(resources(wire.limits()));
    }
    return shape.listed() || isKubernetes(wire) ? Known.live(Resources.NONE) : Known.unknown();
  }

  private Known<Resources> requests(FunctionStatusWire wire) {
    if (wire.requests() != null) {
      return Known.live(resources(wire.requests()));
    }
    return isKubernetes(wire) ? Known.live(Resources.NONE) : Known.unknown();
  }

  private boolean isKubernetes(FunctionStatusWire wire) {
    return edition.isKubernetes()
        || (wire.labels() != null && wire.labels().containsKey(KUBERNETES_LABEL));
  }

  /** faas-netes writes "0" for the half that is not set (contract 1.4). */
  private static Resources resources(ResourcesWire wire) {
    Map<String, String> set = new HashMap<>(wire.quantities());
    set.values().removeIf("0"::equals);
    return new Resources(set);
  }

  private static Optional<FunctionStatus.Usage> usage(FunctionStatusWire wire) {
    FunctionStatusWire.UsageWire usage = wire.usage();
    if (usage == null) {
      return Optional.empty();
    }
    Double cpu = usage.cpu();
    Double memory = usage.totalMemoryBytes();
    return Optional.of(
        new FunctionStatus.Usage(cpu == null ? 0 : cpu, memory == null ? 0 : memory));
  }

  /** Go's zero time and everything before 1970 is no time (contract 0.9). */
  private static Optional<Instant> instant(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      return at.isBefore(Instant.EPOCH) ? Optional.empty() : Optional.of(at);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static List<String> texts(@Nullable List<String> wire) {
    return wire == null ? List.of() : wire.stream().filter(Objects::nonNull).toList();
  }

  private static String shortened(JsonNode element) {
    String json = element.toString();
    return json.length() > JSON_EVIDENCE ? json.substring(0, JSON_EVIDENCE) + " …" : json;
  }
}
