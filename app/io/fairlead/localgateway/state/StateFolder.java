package io.fairlead.localgateway.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fairlead.files.AtomicFile;
import io.fairlead.openfaas.wire.Json;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one gateway, held by a lock as long as it is open. A file that cannot be read is
 * set aside under another name and counts as absent.
 */
public final class StateFolder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);
  private static final long LARGEST = 64L << 20;

  private final Path folder;
  private final FileChannel channel;
  private final FileLock lock;
  private final Clock clock;

  private StateFolder(Path folder, FileChannel channel, FileLock lock, Clock clock) {
    this.folder = folder;
    this.channel = channel;
    this.lock = lock;
    this.clock = clock;
  }

  /**
   * Opens a folder, and makes it when it is not there.
   *
   * @throws IOException when it cannot be made, or another gateway uses it
   */
  public static StateFolder open(Path folder, Clock clock) throws IOException {
    AtomicFile.createPrivateFolder(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = tryLock(channel);
      if (lock == null) {
        throw new IOException(
            "the folder " + folder + " is in use by another gateway: close it, or choose another");
      }
      return new StateFolder(folder, channel, lock, clock);
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      // Another gateway of this very process.
      return null;
    }
  }

  /** A file of this folder. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Whether a file is there, readable or not. */
  public boolean has(String name) {
    return Files.exists(file(name));
  }

  /** Reads a list; an absent or broken file gives an empty one, a broken element is left out. */
  public <T> List<T> read(String name, Class<T> type) throws IOException {
    Path file = file(name);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new IOException(file + " is larger than this gateway ever writes");
      }
      List<@Nullable T> list =
          Json.MAPPER.readValue(
              Files.readAllBytes(file),
              Json.MAPPER.getTypeFactory().constructCollectionType(ArrayList.class, type));
      return list == null ? List.of() : list.stream().filter(Objects::nonNull).toList();
    } catch (JsonProcessingException e) {
      setAside(file, e);
      return List.of();
    }
  }

  /** Replaces a list; only the owner may read it. When it throws, the former one stands. */
  public void write(String name, List<?> list) throws StateFailure {
    try {
      byte[] content = Json.MAPPER.writeValueAsBytes(list);
      if (content.length > LARGEST) {
        throw new StateFailure(name + " would exceed " + LARGEST + " bytes");
      }
      AtomicFile.write(file(name), content);
    } catch (StateFailure e) {
      throw e;
    } catch (IOException e) {
      throw new StateFailure(e);
    }
  }

  private void setAside(Path file, JsonProcessingException why) throws IOException {
    Path aside = file.resolveSibling(file.getFileName() + ".broken-" + clock.millis());
    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    LOG.warn("{} cannot be read and was kept as {}: {}", file, aside, why.getOriginalMessage());
  }

  @Override
  public void close() throws IOException {
    try {
      lock.release();
    } finally {
      channel.close();
    }
  }
}
