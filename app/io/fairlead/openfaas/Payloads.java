package io.fairlead.openfaas;

import com.fasterxml.jackson.core.type.TypeReference;
import io.fairlead.model.GatewayInfo;
import io.fairlead.openfaas.wire.InfoWire;
import io.fairlead.openfaas.wire.Json;
import io.fairlead.openfaas.wire.NamespaceWire;
import io.fairlead.openfaas.wire.SecretWire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the small answers; each throws an {@link IOException} where JSON is not what it should be.
 */
final class Payloads {

  private static final TypeReference<List<@Nullable String>> NAMES = new TypeReference<>() {};
  private static final TypeReference<List<@Nullable SecretWire>> SECRETS = new TypeReference<>() {};

  private Payloads() {}

  /** A provider that is down is null; JSON of something else has neither part. */
  static GatewayInfo info(Answer answer) throws IOException {
    InfoWire wire = notNull(Json.MAPPER.readValue(answer.body(), InfoWire.class));
    InfoWire.ProviderWire provider = wire.provider();
    if (provider == null && wire.version() == null) {
      throw new IOException("neither a provider nor a version is named");
    }
    return new GatewayInfo(
        provider == null ? "" : orEmpty(provider.provider()),
        provider == null ? "" : orEmpty(provider.orchestration()),
        provider == null ? "" : release(provider.version()),
        release(wire.version()),
        orEmpty(wire.arch()));
  }

  private static String release(InfoWire.@Nullable VersionWire version) {
    return version == null ? "" : orEmpty(version.release());
  }

  /** Each name once, in the gateway's order. */
  static List<String> namespaces(Answer answer) throws IOException {
    List<@Nullable String> listed = Json.MAPPER.readValue(answer.body(), NAMES);
    LinkedHashSet<String> distinct = new LinkedHashSet<>();
    for (@Nullable String name : orEmpty(listed)) {
      if (name != null && !name.isEmpty()) {
        distinct.add(name);
      }
    }
    return List.copyOf(distinct);
  }

  static NamespaceDetail namespace(String asked, Answer answer) throws IOException {
    NamespaceWire wire = notNull(Json.MAPPER.readValue(answer.body(), NamespaceWire.class));
    String name = orEmpty(wire.name());
    return new NamespaceDetail(
        name.isEmpty() ? asked : name, texts(wire.labels()), texts(wire.annotations()));
  }

  static List<SecretRef> secrets(String namespace, Answer answer) throws IOException {
    List<@Nullable SecretWire> wires = Json.MAPPER.readValue(answer.body(), SECRETS);
    List<SecretRef> secrets = new ArrayList<>();
    for (@Nullable SecretWire wire : orEmpty(wires)) {
      if (wire != null && wire.name() != null) {
        String told = orEmpty(wire.namespace());
        secrets.add(new SecretRef(told.isEmpty() ? namespace : told, wire.name()));
      }
    }
    return List.copyOf(secrets);
  }

  /** Absent is empty, and so is a null value. */
  static Map<String, String> texts(@Nullable Map<String, String> wire) {
    Map<String, String> texts = new HashMap<>();
    if (wire != null) {
      wire.forEach((key, value) -> texts.put(key, orEmpty(value)));
    }
    return texts;
  }

  static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static <T extends @Nullable Object> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <T> T notNull(@Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException("it is null");
    }
    return value;
  }
}
