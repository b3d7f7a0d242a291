package io.fairlead.calls.file;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The values of one environment, that of {@code $shared} included.
 *
 * @param name its name; empty for none chosen
 * @param values the values, in which variables may stand
 * @param secret those of them that came from a private file
 */
public record Environment(String name, Map<String, String> values, Map<String, String> secret) {

  /** No environment. */
  public static final Environment NONE = new Environment("", Map.of(), Map.of());

  public Environment {
    Objects.requireNonNull(name);
    values = Map.copyOf(values);
    secret = Map.copyOf(secret);
  }

  /** The value of a variable. */
  public Optional<String> find(String variable) {
    return Optional.ofNullable(values.get(variable));
  }

  /** The words that are never shown. */
  public Mask mask() {
    return Mask.of(secret.values());
  }

  @Override
  public String toString() {
    return "Environment[name=" + name + "]";
  }
}
