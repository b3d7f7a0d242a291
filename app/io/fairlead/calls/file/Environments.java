package io.fairlead.calls.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.files.Unusable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The environments that {@code http-client.env.json} and {@code http-client.private.env.json}
 * define: those of the folder, and of the folders above it up to the one that was opened. What lies
 * nearer wins, a private value before a public one, and a named environment before {@code $shared}.
 *
 * <p>Immutable; reading blocks for the disk.
 */
public final class Environments {

  /** The public file. */
  public static final String PUBLIC_FILE = "http-client.env.json";

  /** Its private twin, which is not shared with anybody. */
  public static final String PRIVATE_FILE = "http-client.private.env.json";

  private static final String SHARED = "$shared";
  private static final int LARGEST = 4 << 20;
  private static final int MOST_FOLDERS = 64;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final Path folder;

  /** Environment to its values, the weakest first. */
  private final Map<String, Map<String, String>> open = new TreeMap<>();

  private final Map<String, Map<String, String>> secret = new TreeMap<>();
  private final List<FileProblem> problems = new ArrayList<>();

  private Environments(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads what holds for the files of a folder.
   *
   * @param top the folder up to which is looked, itself or one above
   */
  public static Environments of(Path folder, Path top) {
    Environments environments = new Environments(folder);
    for (Path each : upwards(folder, top).reversed()) {
      environments.read(each.resolve(PUBLIC_FILE), environments.open);
      environments.read(each.resolve(PRIVATE_FILE), environments.secret);
    }
    return environments;
  }

  /** The names that can be chosen. */
  public List<String> names() {
    Set<String> names = new TreeSet<>(open.keySet());
    names.addAll(secret.keySet());
    names.remove(SHARED);
    return List.copyOf(names);
  }

  /** What could not be read. */
  public List<FileProblem> problems() {
    return List.copyOf(problems);
  }

  /** What holds where no environment is chosen. */
  public Environment none() {
    return environment("");
  }

  /** The environment of a name; nothing where no file defines it. */
  public Optional<Environment> find(String name) {
    return names().contains(name) ? Optional.of(environment(name)) : Optional.empty();
  }

  /** Why there is no environment of a name. */
  public FileProblem missing(String name) {
    return new FileProblem(
        folder.resolve(PUBLIC_FILE),
        0,
        "No environment \"" + Excerpt.of(name) + "\" is defined there or in a folder above.",
        names().isEmpty()
            ? "Define it: {\"" + Excerpt.of(name) + "\": {\"host\": \"…\"}}."
            : "Choose one of: " + String.join(", ", names()) + ".");
  }

  private Environment environment(String name) {
    Map<String, String> values = new HashMap<>();
    Map<String, String> hidden = new HashMap<>();
    for (String each : List.of(SHARED, name)) {
      Map<String, String> plain = open.getOrDefault(each, Map.of());
      values.putAll(plain);
      plain.keySet().forEach(hidden::remove);
      values.putAll(secret.getOrDefault(each, Map.of()));
      hidden.putAll(secret.getOrDefault(each, Map.of()));
    }
    return new Environment(name, values, hidden);
  }

  private static List<Path> upwards(Path folder, Path top) {
    List<Path> folders = new ArrayList<>();
    Path last = top.toAbsolutePath().normalize();
    Path each = folder.toAbsolutePath().normalize();
    boolean below = each.startsWith(last);
    while (each != null && folders.size() < MOST_FOLDERS) {
      folders.add(each);
      each = !below || each.equals(last) ? null : each.getParent();
    }
    return folders;
  }

  private void read(Path file, Map<String, Map<String, String>> into) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        problem(file, 0, "The file is larger than 4 MiB.", "Keep only variables in it.");
        return;
      }
      String text = new String(bytes, StandardCharsets.UTF_8);
      take(file, JSON.readTree(text.startsWith("\ufeff") ? text.substring(1) : text), into);
    } catch (NoSuchFileException | NotDirectoryException _) {
      // Most folders have none.
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      problem(
          file,
          line,
          "The environments cannot be read: " + Excerpt.of(e.getOriginalMessage(), 160) + ".",
          "Mend the JSON at this line.");
    } catch (IOException e) {
      problem(file, 0, Unusable.reason(file, e), "Check whether you may read it.");
    }
  }

  private void problem(Path file, int line, String explanation, String remedy) {
    problems.add(new FileProblem(file, line, explanation, remedy));
  }

  private void take(Path file, @Nullable JsonNode root, Map<String, Map<String, String>> into) {
    if (root == null || root.isMissingNode()) {
      return;
    }
    boolean right = root.isObject();
    for (Map.Entry<String, JsonNode> each : root.properties()) {
      right &= each.getValue().isObject();
      Map<String, String> values = into.computeIfAbsent(each.getKey(), _ -> new LinkedHashMap<>());
      flatten("", each.getValue(), values, 0);
    }
    if (!right) {
      problem(
          file,
          1,
          "An environment is an object of variables, and this is none.",
          "Write {\"dev\": {\"name\": \"value\"}}.");
    }
  }

  private static void flatten(String prefix, JsonNode node, Map<String, String> into, int depth) {
    for (Map.Entry<String, JsonNode> each : node.properties()) {
      JsonNode value = each.getValue();
      String name = prefix + each.getKey();
      if (value.isObject() && depth < 8) {
        flatten(name + ".", value, into, depth + 1);
      } else {
        into.put(name, value.isValueNode() ? value.asText() : value.toString());
      }
    }
  }
}
