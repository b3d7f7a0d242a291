package io.fairlead.localgateway.state;

import io.fairlead.localgateway.function.FunctionKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secrets of all namespaces; each change is on disk before it counts. Any thread. */
public final class Secrets {

  /** The most secrets of one gateway. */
  public static final int MOST = 500;

  /** The largest value of a secret in bytes. */
  public static final int LARGEST = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Secrets.class);
  private static final String FILE = "secrets.json";

  private final StateFolder folder;
  private volatile Map<FunctionKey, byte[]> values;

  /** A secret on disk, its value as Base64. */
  record Saved(@Nullable String namespace, @Nullable String name, @Nullable String value) {}

  /** The secrets of a folder. */
  public Secrets(StateFolder folder) throws IOException {
    this.folder = folder;
    Map<FunctionKey, byte[]> read = new HashMap<>();
    for (Saved saved : folder.read(FILE, Saved.class)) {
      if (saved.namespace() != null && saved.name() != null && saved.value() != null) {
        FunctionKey key = new FunctionKey(saved.namespace(), saved.name());
        decoded(saved).ifPresent(value -> read.put(key, value));
      }
    }
    this.values = Map.copyOf(read);
  }

  /** The value, if there is such a secret. */
  public Optional<byte[]> value(FunctionKey key) {
    return Optional.ofNullable(values.get(key)).map(byte[]::clone);
  }

  /** Whether there is such a secret. */
  public boolean has(FunctionKey key) {
    return values.containsKey(key);
  }

  /** Names of a namespace's secrets, in lexical order. */
  public List<String> names(String namespace) {
    return values.keySet().stream()
        .filter(key -> key.namespace().equals(namespace))
        .map(FunctionKey::name)
        .sorted()
        .toList();
  }

  /** Creates or replaces a secret; false when there are too many. */
  public synchronized boolean put(FunctionKey key, byte[] value) throws IOException {
    if (values.size() >= MOST && !values.containsKey(key)) {
      return false;
    }
    Map<FunctionKey, byte[]> changed = new HashMap<>(values);
    changed.put(key, value.clone());
    save(changed);
    return true;
  }

  /** Deletes a secret; false when there is none. */
  public synchronized boolean remove(FunctionKey key) throws IOException {
    Map<FunctionKey, byte[]> changed = new HashMap<>(values);
    if (changed.remove(key) == null) {
      return false;
    }
    save(changed);
    return true;
  }

  /** Deletes every secret of a namespace. */
  public synchronized void removeAll(String namespace) throws IOException {
    Map<FunctionKey, byte[]> changed = new HashMap<>(values);
    if (changed.keySet().removeIf(key -> key.namespace().equals(namespace))) {
      save(changed);
    }
  }

  private static Optional<byte[]> decoded(Saved saved) {
    try {
      return Optional.of(Base64.getDecoder().decode(String.valueOf(saved.value())));
    } catch (IllegalArgumentException _) {
      LOG.warn("the value of secret {} is no Base64: the secret was left out", saved.name());
      return Optional.empty();
    }
  }

  private void save(Map<FunctionKey, byte[]> changed) throws IOException {
    List<Saved> saved = new ArrayList<>();
    changed.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().label()))
        .forEach(
            entry ->
                saved.add(
                    new Saved(
                        entry.getKey().namespace(),
                        entry.getKey().name(),
                        Base64.getEncoder().encodeToString(entry.getValue()))));
    folder.write(FILE, saved);
    values = Map.copyOf(changed);
  }
}
