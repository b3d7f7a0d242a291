package io.fairlead.calls.file;

import io.fairlead.net.Scope;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what a folder of calls holds, at once and after every change, until it is closed. A burst
 * of changes is told once. Where the file system gives no notice, or has none left to give, the
 * folder is looked at again every other second; a folder that is gone is looked for as often.
 *
 * <p>The listener runs on a thread of the folder, one call at a time. Safe for use from any thread.
 */
public final class WatchedFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedFolder.class);
  private static final int MOST_FILES = 10_000;
  private static final int MOST_FOLDERS = 10_000;

  /** After a notice, for how long none must follow; an editor writes a file in several steps. */
  private static final Duration QUIET = Duration.ofMillis(120);

  /** A folder in which somebody writes without a pause is told of all the same. */
  private static final Duration LONGEST_UNREST = Duration.ofSeconds(1);

  private static final Duration POLL = Duration.ofSeconds(2);

  /** Even notices can be lost: some network file systems give some and not others. */
  private static final Duration WITH_NOTICES = Duration.ofSeconds(30);

  private final Path folder;
  private final Consumer<FolderListing> listener;
  private final Notices notices;
  private final int mostFiles;
  private final Scope scope = new Scope("call-folder");
  private final Semaphore asked = new Semaphore(0);
  private final Map<Path, WatchKey> watched = new HashMap<>();
  private @Nullable WatchService service;
  private boolean noticesFailed;
  private Optional<Object> seen = Optional.empty();
  private @Nullable FolderListing told;

  /** Where notices of changes come from. */
  @FunctionalInterface
  interface Notices {
    WatchService open(Path folder) throws IOException;
  }

  private WatchedFolder(
      Path folder, Notices notices, int mostFiles, Consumer<FolderListing> listener) {
    this.folder = folder;
    this.notices = notices;
    this.mostFiles = mostFiles;
    this.listener = listener;
  }

  /**
   * Begins to watch; returns at once.
   *
   * @param listener hears what the folder holds, first as it is now
   */
  public static WatchedFolder watch(Path folder, Consumer<FolderListing> listener) {
    return watch(folder, at -> at.getFileSystem().newWatchService(), MOST_FILES, listener);
  }

  /** The same, with other notices and another bound. */
  static WatchedFolder watch(
      Path folder, Notices notices, int mostFiles, Consumer<FolderListing> listener) {
    WatchedFolder made = new WatchedFolder(folder, notices, mostFiles, listener);
    made.scope.run(made::follow);
    return made;
  }

  /** Which folder. */
  public Path folder() {
    return folder;
  }

  /** Looks again now, whatever the notices say. */
  public void lookAgain() {
    asked.release();
  }

  @Override
  public void close() {
    scope.close();
  }

  private void follow() {
    try {
      while (!scope.isClosed()) {
        FolderScan.Found found = FolderScan.of(folder, mostFiles, MOST_FOLDERS, scope::isClosed);
        // Whatever came between the look and the first notice would otherwise be missed.
        if (!watch(found.folders())) {
          tell(found.listing());
          waitForChange();
        }
      }
    } catch (InterruptedException | ClosedWatchServiceException _) {
      // Closed: nobody listens any more.
    } finally {
      stopNotices();
    }
  }

  private void tell(FolderListing now) {
    if (!now.equals(told) && !scope.isClosed()) {
      told = now;
      listener.accept(now);
    }
  }

  /** Asks for notices of these folders alone; says whether there are new ones among them. */
  private boolean watch(List<Path> folders) {
    seen = identity();
    if (noticesFailed || folders.isEmpty()) {
      stopNotices();
      return false;
    }
    Set<Path> wanted = new HashSet<>(folders);
    watched
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.contains(entry.getKey()) || !entry.getValue().isValid();
              if (gone) {
                entry.getValue().cancel();
              }
              return gone;
            });
    boolean added = false;
    try {
      WatchService open = service;
      if (open == null) {
        open = notices.open(folder);
        service = open;
      }
      for (Path one : folders) {
        added |= !watched.containsKey(one) && register(one, open);
      }
    } catch (IOException | UnsupportedOperationException e) {
      // No more watches left, or a file system without them.
      LOG.info("{} gives no notice of changes and is looked at instead: {}", folder, e.toString());
      noticesFailed = true;
      stopNotices();
    }
    return added;
  }

  private boolean register(Path one, WatchService open) throws IOException {
    try {
      watched.put(
          one,
          one.register(
              open,
              StandardWatchEventKinds.ENTRY_CREATE,
              StandardWatchEventKinds.ENTRY_MODIFY,
              StandardWatchEventKinds.ENTRY_DELETE));
      return true;
    } catch (NoSuchFileException | NotDirectoryException _) {
      // It went since it was seen; the notice of its folder is on its way.
      return false;
    }
  }

  private void waitForChange() throws InterruptedException {
    WatchService open = service;
    if (open == null) {
      if (asked.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        asked.drainPermits();
      }
      return;
    }
    long end = System.nanoTime() + WITH_NOTICES.toNanos();
    boolean changed = false;
    while (!changed && System.nanoTime() < end && !asked.tryAcquire()) {
      // A folder that is moved away as a whole gives no notice of its own.
      changed = take(open.poll(1, TimeUnit.SECONDS)) || !identity().equals(seen);
    }
    asked.drainPermits();
    long patience = System.nanoTime() + LONGEST_UNREST.toNanos();
    while (changed && System.nanoTime() < patience) {
      WatchKey next = open.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS);
      changed = next != null;
      take(next);
    }
  }

  /** Whether a notice may concern what is listed. */
  private static boolean take(@Nullable WatchKey key) {
    if (key == null) {
      return false;
    }
    boolean matters = false;
    for (WatchEvent<?> event : key.pollEvents()) {
      matters |=
          !event.kind().equals(StandardWatchEventKinds.ENTRY_MODIFY) || isListed(event.context());
    }
    // Of a folder that is gone the key is no longer valid: that is a change too.
    return !key.reset() || matters;
  }

  private static boolean isListed(@Nullable Object name) {
    return !(name instanceof Path path)
        || FolderScan.isCallFile(path)
        || FolderScan.isEnvironment(path);
  }

  /** What tells this folder from another under the same name; empty while there is none. */
  private Optional<Object> identity() {
    try {
      BasicFileAttributes now = Files.readAttributes(folder, BasicFileAttributes.class);
      return Optional.of(Objects.requireNonNullElse(now.fileKey(), now.creationTime()));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private void stopNotices() {
    watched.clear();
    WatchService open = service;
    service = null;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.debug("the notices of {} do not end", folder, e);
      }
    }
  }
}
