package io.fairlead.openfaas;

import io.fairlead.model.FunctionRef;
import io.fairlead.model.FunctionSpec;
import io.fairlead.model.Resources;
import io.fairlead.openfaas.wire.DeleteFunctionWire;
import io.fairlead.openfaas.wire.FunctionDeployment;
import io.fairlead.openfaas.wire.NamespaceWire;
import io.fairlead.openfaas.wire.ResourcesWire;
import io.fairlead.openfaas.wire.ScaleWire;
import io.fairlead.openfaas.wire.SecretWire;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The bodies of changes; what is empty or unknown is left out of them (contract 0.32). */
final class Bodies {

  private static final String NAMESPACE_MARK = "openfaas";

  private Bodies() {}

  static FunctionDeployment deployment(FunctionSpec spec) {
    Map<String, String> labels = new HashMap<>(spec.labels());
    Map<String, String> annotations = new HashMap<>(spec.annotations());
    // What faas-netes added came back with the function; sent again it defeats the roll-out
    // (contract 0.25).
    if (labels.remove("faas_function") != null) {
      labels.remove("uid");
      annotations.remove("prometheus.io.scrape", "false");
    }
    return new FunctionDeployment(
        spec.name(),
        spec.image(),
        orNull(spec.namespace()),
        orNull(spec.envProcess()),
        orNull(spec.envVars()),
        orNull(spec.constraints()),
        orNull(spec.secrets()),
        orNull(labels),
        orNull(annotations),
        orNull(spec.limits()),
        orNull(spec.requests()),
        spec.readOnlyRootFilesystem() ? Boolean.TRUE : null);
  }

  static DeleteFunctionWire deletion(FunctionRef function) {
    return new DeleteFunctionWire(function.name(), orNull(function.namespace()));
  }

  static ScaleWire scale(FunctionRef function, int replicas) {
    return new ScaleWire(function.name(), (long) replicas, orNull(function.namespace()));
  }

  /** A text goes as {@code value}, which every provider knows, and the rest as {@code rawValue}. */
  static SecretWire secret(SecretRef secret, byte[] value) {
    String namespace = orNull(secret.namespace());
    return text(value)
        .map(text -> new SecretWire(secret.name(), namespace, text, null))
        .orElseGet(
            () ->
                new SecretWire(
                    secret.name(), namespace, null, Base64.getEncoder().encodeToString(value)));
  }

  private static Optional<String> text(byte[] value) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
      boolean printable = text.chars().noneMatch(c -> c < ' ' && "\t\n\r".indexOf(c) < 0);
      return printable ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  static SecretWire secretName(SecretRef secret) {
    return new SecretWire(secret.name(), orNull(secret.namespace()), null, null);
  }

  /** Labels and annotations both carry the mark, as providers disagree on where it belongs. */
  static NamespaceWire namespace(NamespaceDetail namespace) {
    return new NamespaceWire(
        namespace.name(), marked(namespace.annotations()), marked(namespace.labels()));
  }

  private static Map<String, String> marked(Map<String, String> texts) {
    Map<String, String> marked = new HashMap<>(texts);
    marked.put(NAMESPACE_MARK, "1");
    return marked;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static @Nullable Map<String, String> orNull(Map<String, String> texts) {
    return texts.isEmpty() ? null : texts;
  }

  private static @Nullable List<String> orNull(List<String> texts) {
    return texts.isEmpty() ? null : texts;
  }

  private static @Nullable ResourcesWire orNull(Resources resources) {
    return resources.quantities().isEmpty() ? null : ResourcesWire.of(resources.quantities());
  }
}
