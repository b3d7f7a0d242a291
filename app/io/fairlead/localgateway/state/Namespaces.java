package io.fairlead.localgateway.state;

import io.fairlead.openfaas.wire.NamespaceWire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** The namespaces: the default one, which is always there, and those that were created. */
public final class Namespaces {

  /** The namespace that is meant when none is named. */
  public static final String DEFAULT = "openfaas-fn";

  /** The most namespaces of one gateway. */
  public static final int MOST = 100;

  private static final String FILE = "namespaces.json";

  private final StateFolder folder;
  private final ReentrantReadWriteLock lives = new ReentrantReadWriteLock();
  private volatile Map<String, NamespaceWire> created;

  /** The namespaces of a folder. */
  public Namespaces(StateFolder folder) throws IOException {
    this.folder = folder;
    Map<String, NamespaceWire> read = new TreeMap<>();
    for (NamespaceWire namespace : folder.read(FILE, NamespaceWire.class)) {
      if (namespace.name() != null) {
        read.put(namespace.name(), namespace);
      }
    }
    this.created = Map.copyOf(read);
  }

  /**
   * Held by whoever checks a namespace and then puts something into it; many at a time. None is
   * deleted meanwhile.
   */
  public Lock inhabiting() {
    return lives.readLock();
  }

  /** Held by whoever checks that a namespace is empty and then deletes it. */
  public Lock deleting() {
    return lives.writeLock();
  }

  /** All names, the default one first, the others in lexical order. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(DEFAULT);
    names.addAll(new TreeMap<>(created).keySet());
    return names;
  }

  /** Whether functions can live there. */
  public boolean has(String name) {
    return name.equals(DEFAULT) || created.containsKey(name);
  }

  /** A namespace as it was created. */
  public Optional<NamespaceWire> find(String name) {
    return name.equals(DEFAULT)
        ? Optional.of(new NamespaceWire(DEFAULT, null, Map.of("openfaas", "1")))
        : Optional.ofNullable(created.get(name));
  }

  /** Creates or replaces one; false when there are too many. */
  public synchronized boolean put(String name, NamespaceWire namespace) throws IOException {
    if (created.size() >= MOST && !created.containsKey(name)) {
      return false;
    }
    Map<String, NamespaceWire> changed = new TreeMap<>(created);
    changed.put(name, namespace);
    save(changed);
    return true;
  }

  /** Deletes one. */
  public synchronized void remove(String name) throws IOException {
    Map<String, NamespaceWire> changed = new TreeMap<>(created);
    changed.remove(name);
    save(changed);
  }

  private void save(Map<String, NamespaceWire> changed) throws IOException {
    folder.write(FILE, List.copyOf(changed.values()));
    created = Map.copyOf(changed);
  }
}
