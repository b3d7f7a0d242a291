package io.fairlead.ui.call;

import io.fairlead.net.Scope;
import io.fairlead.ui.fx.Door;
import io.fairlead.ui.fx.Recomputation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at files beside the FX thread, which no slow disk may hold up, and tells when it has seen
 * them.
 */
final class FileInspection implements AutoCloseable {

  private final Scope scope = new Scope("call-files");
  private final Door door;
  private final Runnable onNews;
  private final Recomputation looking = new Recomputation(scope::run, this::look);
  private volatile Set<Path> wanted = Set.of();

  // On the FX thread alone.
  private Map<Path, FileFacts> seen = Map.of();

  /**
   * Of no file yet.
   *
   * @param onNews runs through the door after each look
   */
  FileInspection(Door door, Runnable onNews) {
    this.door = door;
    this.onNews = onNews;
  }

  /** From now on it is these files; they are looked at again. */
  void want(Set<Path> files) {
    Set<Path> copy = Set.copyOf(files);
    wanted = copy;
    if (!copy.isEmpty()) {
      looking.request();
    }
  }

  /** What was seen last. */
  FileFacts of(Path file) {
    return seen.getOrDefault(file, new FileFacts.Unseen());
  }

  private void look() {
    Set<Path> files = wanted;
    Map<Path, FileFacts> found = HashMap.newHashMap(files.size());
    for (Path file : files) {
      found.put(file, FileFacts.of(file));
    }
    door.post(
        List.of(this, "facts"),
        () -> {
          seen = Map.copyOf(found);
          onNews.run();
        });
  }

  @Override
  public void close() {
    scope.close();
  }
}
