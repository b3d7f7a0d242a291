package io.fairlead.calls.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.files.KeptFile;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folders of calls that were opened, the newest first, and whether the first of them is open
 * now; kept in {@code call-folders.json}.
 *
 * <p>Safe for use from any thread; blocks.
 */
public final class RecentFolders {

  private static final Logger LOG = LoggerFactory.getLogger(RecentFolders.class);
  private static final int VERSION = 1;
  private static final int MOST = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Kept(List<Path> folders, boolean isOpen) {}

  private final @Nullable KeptFile file;
  private Kept kept = new Kept(List.of(), false);
  private boolean read;

  private RecentFolders(@Nullable KeptFile file) {
    this.file = file;
  }

  /** Folders that are forgotten with the program. */
  public static RecentFolders inMemory() {
    return new RecentFolders(null);
  }

  /** Folders that a data folder remembers. */
  public static RecentFolders in(Path dataFolder) {
    return new RecentFolders(KeptFile.withCopy(dataFolder.resolve("call-folders.json")));
  }

  /** All of them, at most ten. */
  public synchronized List<Path> folders() {
    return load().folders();
  }

  /** The one that is open. */
  public synchronized Optional<Path> open() {
    Kept now = load();
    return now.isOpen() ? now.folders().stream().findFirst() : Optional.empty();
  }

  /** Puts a folder in front, as the one that is open. */
  public synchronized void opened(Path folder) {
    List<Path> next = new ArrayList<>();
    next.add(folder);
    load().folders().stream()
        .filter(each -> !each.equals(folder))
        .limit(MOST - 1)
        .forEach(next::add);
    keep(new Kept(List.copyOf(next), true));
  }

  /** Remembers that none is open. */
  public synchronized void closed() {
    keep(new Kept(load().folders(), false));
  }

  private Kept load() {
    if (!read && file != null) {
      read = true;
      try {
        kept = file.read(RecentFolders::parse, kept).value();
      } catch (IOException e) {
        LOG.warn("the folders of calls cannot be remembered", e);
      }
    }
    return kept;
  }

  private static Kept parse(String text) throws KeptFile.Damaged, KeptFile.FromNewerVersion {
    JsonNode root;
    try {
      root = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new KeptFile.Damaged(e.getOriginalMessage());
    }
    int version = root.path("version").asInt(0);
    if (version > VERSION) {
      throw new KeptFile.FromNewerVersion();
    }
    if (version < 1) {
      throw new KeptFile.Damaged("it names no version");
    }
    List<Path> folders = new ArrayList<>();
    for (JsonNode each : root.path("folders")) {
      try {
        folders.add(Path.of(each.asText()));
      } catch (InvalidPathException _) {
        LOG.info("{} is no folder of this system", each);
      }
    }
    return new Kept(folders.stream().limit(MOST).toList(), root.path("open").asBoolean(false));
  }

  /** What cannot be kept holds for this run all the same. */
  private void keep(Kept now) {
    kept = now;
    if (file == null) {
      return;
    }
    ObjectNode root = JSON.createObjectNode().put("version", VERSION);
    ArrayNode folders = root.putArray("folders");
    now.folders().forEach(each -> folders.add(each.toString()));
    root.put("open", now.isOpen());
    try {
      file.write(root.toPrettyString());
    } catch (IOException e) {
      LOG.warn("the folders of calls cannot be remembered", e);
    }
  }
}
