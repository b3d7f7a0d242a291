package io.fairlead.calls.file;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The variables that a file defines itself, {@code @name = value}, and the names of its requests.
 * Filled while the file is read, by one thread, and not changed afterwards.
 */
public final class FileVariables {

  private final Map<String, NavigableMap<Integer, String>> values = new LinkedHashMap<>();
  private final Set<String> requests;

  FileVariables(Set<String> requests) {
    this.requests = requests;
  }

  void define(int line, String name, String value) {
    values.computeIfAbsent(name, _ -> new TreeMap<>()).put(line, value);
  }

  /** The value for a request at this line: the last one above it, else the first one below. */
  public Optional<String> find(String name, int line) {
    NavigableMap<Integer, String> definitions = values.get(name);
    if (definitions == null) {
      return Optional.empty();
    }
    Map.Entry<Integer, String> above = definitions.floorEntry(line);
    return Optional.of(above == null ? definitions.firstEntry().getValue() : above.getValue());
  }

  /** Whether a request of the file has this name, so that its answer can be referred to. */
  boolean hasRequest(String name) {
    return requests.contains(name);
  }
}
